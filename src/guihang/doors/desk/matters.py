"""Matters: the list, one matter with its course, and every act on it."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from guihang.agencies import signing_in
from guihang.bureau.entrustment import queries as entrustments
from guihang.decisions import actions, kinds, queries
from guihang.decisions.actions import Note, Press
from guihang.decisions.course import Act, Stage
from guihang.decisions.queries import Wanted
from guihang.decisions.words import STAGES
from guihang.doors import clock
from guihang.doors.desk import lists, matter_forms, matter_page
from guihang.doors.ui import errors, passkeys, rail, toasts
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui.listing import Column, Listing
from guihang.law.refusals import NotYours, Refused

COLUMNS = (
    Column("number", _("Number"), sort="number"),
    Column("what", _("Matter"), sort="dossier__office__name"),
    Column("days", _("From and to"), sort="begins"),
    Column("asked_by", _("Asked by"), sort="asked_by__name"),
    Column("asked_at", _("Asked on"), sort="asked_at"),
    Column("stage", _("State"), sort="stage"),
)
TABS = (("", _("All")), ("open", _("In progress")), ("mine", _("Asked by me")))
SAID = {
    Act.CHECK: _("It was checked and handed on to be decided"),
    Act.RETURN: _("It was returned to be completed"),
    Act.GIVE_OPINION: _("The opinion stands with the matter"),
    Act.GRANT: _("It was granted; the paper is issued"),
    Act.REFUSE: _("It was refused; the reasons go to who asked"),
    Act.WITHDRAW: _("It was withdrawn"),
    Act.TELL: _("It was told; the receipt is awaited"),
    Act.CONFIRM_RECEIPT: _("The receipt was confirmed"),
    Act.LEAVE_WITH_WITNESS: _("It was noted that the receipt was refused"),
    Act.END: _("It was ended; the paper is withdrawn"),
}
DO = {
    Act.CHECK: actions.check,
    Act.RETURN: actions.return_matter,
    Act.GIVE_OPINION: actions.give_opinion,
    Act.GRANT: actions.grant,
    Act.REFUSE: actions.refuse,
    Act.WITHDRAW: actions.withdraw,
    Act.TELL: actions.tell,
    Act.CONFIRM_RECEIPT: actions.confirm_receipt,
    Act.LEAVE_WITH_WITNESS: actions.leave_with_witness,
    Act.END: actions.end,
}


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    use_required_attribute = False
    tab = forms.CharField(widget=forms.HiddenInput)
    words = forms.CharField(label=_("Words"), widget=forms.TextInput({"type": "search"}))
    kind = forms.ChoiceField(label=_("Kind"))
    stage = forms.ChoiceField(label=_("State"))
    unit = forms.ChoiceField(label=_("Office"))


def listed(request: HttpRequest) -> HttpResponse:
    """List the matters in one's charge."""
    wanted = _wanted(request)
    tab = request.GET.get("tab", "")
    rows = queries.matters(request.actor, wanted)
    if tab == "open":
        rows = rows.filter(stage__in=queries.OPEN)
    is_narrowed = bool(wanted.words or wanted.kind or wanted.stage or wanted.unit_path)
    listing = Listing(
        request,
        rows,
        COLUMNS,
        empty=_("Nothing matches this filter") if is_narrowed else _("No matters"),
        hint=_("Leave out a word or a choice.")
        if is_narrowed
        else _("What is asked for and must be decided appears here."),
    )
    context = {
        "listing": listing,
        "rows": [matter_page.line(one, on=clock.today()) for one in listing],
        "filters": _filters(request, wanted, tab),
        "is_narrowed": is_narrowed,
        "may_ask": bool(entrustments.offices(request.actor, on=clock.today())),
        "tabs": [(f"?tab={key}", says, key == tab) for key, says in TABS],
    }
    return render(request, "desk/matters/list.html", context)


@never_cache
def matter(request: HttpRequest, number: str) -> HttpResponse:
    """Show one matter: its course, the request, the checks, and what one may do now."""
    return _page(request, queries.matter_for(request.actor, number), {})


@never_cache
@require_POST
@sensitive_post_parameters("password")
def take(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Take one act on a matter, signed where its kind asks for a signature."""
    found = queries.matter_for(request.actor, number)
    if act not in DO:
        return errors.not_found(request)
    chosen = Act(act)
    form = matter_forms.form_for(chosen, found, request.POST)
    if form.is_valid():
        try:
            _act(request, found, chosen, form)
        except NotYours as refused:
            # The matter is his to see, so he reads why the act is not his to take.
            form.refused = refused
        except Refused as refused:
            ui_forms.refuse(form, refused)
        else:
            toasts.say(request, SAID[chosen])
            return redirect("desk:matter", number)
    return _page(request, queries.matter_for(request.actor, number), {chosen: form})


def _act(request: HttpRequest, found, act: Act, form: forms.Form) -> None:
    press = Press(
        once=ui_forms.once(request),
        version=form.cleaned_data["version"],
        proof=_proof(request, form) if matter_forms.is_signed(act, found) else None,
    )
    words = {name: value for name, value in form.cleaned_data.items() if name in NOTED}
    DO[act](matter=found, note=Note(**words), by=request.actor, at=clock.now(), press=press)


NOTED = frozenset(Note.__dataclass_fields__)


def _proof(request: HttpRequest, form: forms.Form):
    return signing_in.confirm_identity(
        account=request.user,
        password=form.cleaned_data.get("password", ""),
        assertion=passkeys.assertion(request),
        at=clock.now(),
    )


def _page(request: HttpRequest, found, bound: dict[Act, forms.Form]) -> HttpResponse:
    page = matter_page.page(request.actor, found, bound, on=clock.today())
    status = max((ui_forms.status(form) for form in bound.values()), default=200)
    by_passkey = signing_in.passkeys_work_here() and request.user.passkeys.exists()
    context = {"page": page, "by_passkey": by_passkey}
    return render(request, "desk/matters/matter.html", context, status=status)


def _wanted(request: HttpRequest) -> Wanted:
    got = request.GET
    return Wanted(
        kind=got.get("kind", ""),
        stage=got.get("stage", ""),
        unit_path=got.get("unit", ""),
        words=got.get("words", ""),
        mine=got.get("tab") == "mine",
    )


def _filters(request: HttpRequest, wanted: Wanted, tab: str) -> FilterForm:
    form = FilterForm(
        initial={
            "tab": tab,
            "words": wanted.words,
            "kind": wanted.kind,
            "stage": wanted.stage,
            "unit": wanted.unit_path,
        }
    )
    all_kinds = [(kind.name, kind.title) for kind in kinds.all_kinds()]
    stages = [(stage.value, STAGES[stage]) for stage in Stage]
    form.fields["kind"].choices = [("", _("All kinds")), *all_kinds]
    form.fields["stage"].choices = [("", _("All states")), *stages]
    form.fields["unit"].choices = lists.offices(request)
    return form


def _in_progress(request: HttpRequest) -> int:
    return queries.in_progress(request.actor)


rail.register(
    rail.Item(
        url="desk:matters",
        title=_("Matters"),
        icon="stamp",
        group=1,
        order=30,
        letter="s",
        shown=lambda actor: bool(actor.reach),
        count=_in_progress,
    )
)

urlpatterns = [
    path("matters/", listed, name="matters"),
    path("matters/<str:number>/", matter, name="matter"),
    path("matters/<str:number>/<str:act>/", take, name="matter_take"),
]
