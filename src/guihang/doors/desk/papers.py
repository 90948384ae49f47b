"""Papers: the register of numbers, one paper on the screen and as a file, drafts by hand."""

from __future__ import annotations

from django import forms
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guihang.agencies import authority
from guihang.agencies import queries as agencies
from guihang.doors import clock
from guihang.doors.ui import errors, rail, toasts
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui.listing import Column, Listing
from guihang.doors.ui.wording import said
from guihang.dossiers import access, actions, queries
from guihang.dossiers.forms import Field, Form, Kind
from guihang.dossiers.forms import form as form_called

OPENED = TimestampSigner(salt="paper-opened")
OPENED_FOR_SECONDS = 15 * 60
COLUMNS = (
    Column("number", _("Number"), sort="serial"),
    Column("paper", _("Paper"), sort="form"),
    Column("dossier", _("Dossier"), sort="dossier__number"),
    Column("day", _("Issued on"), sort="issued_on"),
    Column("stage", _("State"), sort="stage"),
)


class MarkForm(forms.Form):
    """The mark of an agency."""

    mark = forms.CharField(
        label=_("Mark of the agency"),
        max_length=10,
        help_text=_("One to ten characters, like 冷矫."),
    )


class WithdrawForm(forms.Form):
    """Why a paper is withdrawn."""

    reason = forms.CharField(label=_("Reason"), max_length=200, widget=forms.Textarea({"rows": 3}))


def register(request: HttpRequest) -> HttpResponse:
    """Show every number given out, withdrawn ones included."""
    may_set_mark = _may_set_mark(request.actor)
    mark = queries.mark_of(_unit(request)) if may_set_mark else ""
    return _register_page(request, MarkForm(initial={"mark": mark}))


@require_POST
def set_mark(request: HttpRequest) -> HttpResponse:
    """Set the mark under which the agency numbers its papers."""
    access.check_may_set_paper_mark(request.actor, request.actor.unit_path)
    form = MarkForm(request.POST)
    if form.is_valid():
        with ui_forms.refusing(form):
            actions.set_paper_mark(
                unit=_unit(request),
                mark=form.cleaned_data["mark"],
                by=request.actor,
                at=clock.now(),
            )
            toasts.say(request, _("The mark was set"))
            return redirect("desk:papers")
    return _register_page(request, form)


def _register_page(request: HttpRequest, form: MarkForm) -> HttpResponse:
    listing = Listing(
        request,
        queries.register(request.actor),
        COLUMNS,
        empty=_("No paper has been issued yet"),
        hint=_("Every number stays here, also when its paper is withdrawn."),
    )
    context = {
        "listing": listing,
        "series": queries.series(request.actor),
        "form": form,
        "may_set_mark": _may_set_mark(request.actor),
        "sees_register": bool(request.actor.reach),
    }
    return render(request, "desk/dossiers/register.html", context, status=ui_forms.status(form))


def _unit(request: HttpRequest):
    return agencies.unit_at(request.actor.unit_path)


def _may_set_mark(actor) -> bool:
    return authority.may(access.check_may_set_paper_mark, actor, actor.unit_path)


@never_cache
def paper(request: HttpRequest, key) -> HttpResponse:
    """Open a paper on the screen; the reading is recorded."""
    return _paper_page(request, key, WithdrawForm())


def _paper_page(request: HttpRequest, key, form: WithdrawForm) -> HttpResponse:
    by, found = request.actor, queries.paper_for(request.actor, key)
    shown = actions.show(paper=found, by=by, at=clock.now())
    context = {
        "paper": found,
        "plan": queries.form_of(found),
        "shown": shown,
        "pages": range(1, shown.pages + 1),
        "opened": OPENED.sign(f"{found.key}:{by.account_id}"),
        "address": queries.check_address(found) if found.was_issued else "",
        "not_issue": authority.refusal(access.check_may_issue_by_hand, by, found),
        "not_withdraw": authority.refusal(access.check_may_withdraw_by_hand, by, found),
        "may_draft": authority.may(access.check_may_draft_paper, by, found.dossier.unit_path),
        "form": form,
    }
    return render(request, "desk/dossiers/paper.html", context, status=ui_forms.status(form))


@require_safe
@never_cache
def page(request: HttpRequest, key, number: int) -> HttpResponse:
    """Show one page of a paper that was opened a moment ago, as a picture."""
    try:
        opened = OPENED.unsign(request.GET.get("opened", ""), max_age=OPENED_FOR_SECONDS)
    except BadSignature:
        return errors.not_found(request)
    found = queries.paper_for(request.actor, key)
    if opened != f"{found.key}:{request.actor.account_id}":
        return errors.not_found(request)
    return HttpResponse(queries.picture(request.actor, found, number), content_type="image/svg+xml")


@require_safe
@never_cache
def pdf(request: HttpRequest, key) -> HttpResponse:
    """Give a paper as a file, or open it for printing."""
    found = queries.paper_for(request.actor, key)
    drawn = actions.render(paper=found, by=request.actor, at=clock.now())
    name = f"{found.number or _('Draft')} {said(found.title)}.pdf"
    as_file = "print" not in request.GET
    return HttpResponse(
        drawn,
        content_type="application/pdf",
        headers={"Content-Disposition": content_disposition_header(as_file, name)},
    )


@require_POST
def issue(request: HttpRequest, key) -> HttpResponse:
    """Issue a paper that needs no decision."""
    found = queries.paper_for(request.actor, key)
    issued = actions.issue_by_hand(paper=found, by=request.actor, at=clock.now())
    toasts.say(request, _("Issued as %(number)s") % {"number": issued.number})
    return redirect("desk:paper", key)


@require_POST
def withdraw(request: HttpRequest, key) -> HttpResponse:
    """Withdraw a paper for a reason."""
    found = queries.paper_for(request.actor, key)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        with ui_forms.refusing(form):
            actions.withdraw_by_hand(
                paper=found,
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=clock.now(),
            )
            toasts.say(request, _("The paper was withdrawn"))
            return redirect("desk:paper", key)
    return _paper_page(request, key, form)


def draft(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Draw up a paper of a form that needs no decision."""
    found = queries.dossier_for(request.actor, number)
    plan = form_called(code)
    form = _fields(plan, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            drafted = actions.draft_paper(
                dossier=found,
                form=code,
                fields=form.cleaned_data,
                by=request.actor,
                at=clock.now(),
            )
            toasts.say(request, _("The draft was saved"))
            return redirect("desk:paper", drafted.key)
    context = {"dossier": found, "plan": plan, "form": form}
    return render(request, "desk/dossiers/draft.html", context, status=ui_forms.status(form))


def change(request: HttpRequest, key) -> HttpResponse:
    """Change a draft."""
    found = queries.paper_for(request.actor, key)
    plan = queries.form_of(found)
    form = _fields(plan, request.POST or None, _initial(request, found))
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            entries = form.cleaned_data
            edition = entries.pop("edition")
            actions.change_draft(
                paper=found, fields=entries, edition=edition, by=request.actor, at=clock.now()
            )
            toasts.say(request, _("The draft was changed"))
            return redirect("desk:paper", key)
    context = {"dossier": found.dossier, "plan": plan, "form": form, "paper": found}
    return render(request, "desk/dossiers/draft.html", context, status=ui_forms.status(form))


def _initial(request: HttpRequest, found) -> dict[str, object]:
    if request.method == "POST":
        return {"edition": found.edition}
    shown = actions.show(paper=found, by=request.actor, at=clock.now())
    entries = {
        name: entry if isinstance(entry, str) else "\n".join(entry)
        for name, entry in shown.entries.items()
    }
    return entries | {"edition": found.edition}


def _fields(plan: Form, sent, initial: dict[str, object] | None = None) -> forms.Form:
    """Make the fields of a form into fields on the screen."""
    form = forms.Form(sent, initial=initial)
    for field in plan.fields:
        form.fields[field.name] = forms.CharField(
            label=said(field.label),
            required=field.required,
            widget=_widget(field),
            help_text=_("One item a line.") if field.kind is Kind.ITEMS else "",
        )
    if initial is not None:
        form.fields["edition"] = forms.IntegerField(widget=forms.HiddenInput)
    return form


def _widget(field: Field) -> forms.Widget:
    if field.choices:
        return forms.Select(choices=[("", "—"), *((one, one) for one in field.choices)])
    if field.kind is Kind.DAY:
        return forms.DateInput(attrs={"type": "date"})
    if field.kind is Kind.LINE:
        return forms.TextInput()
    return forms.Textarea(attrs={"rows": 4})


rail.register(
    rail.Item(
        url="desk:papers",
        title=_("Paper numbers"),
        icon="stamp",
        group=1,
        order=55,
        letter="w",
        shown=lambda actor: bool(actor.reach) or _may_set_mark(actor),
    )
)

urlpatterns = [
    path("papers/", register, name="papers"),
    path("papers/mark/", set_mark, name="paper_mark"),
    path("papers/<uuid:key>/", paper, name="paper"),
    path("papers/<uuid:key>/pages/<int:number>.svg", page, name="paper_page"),
    path("papers/<uuid:key>/pdf/", pdf, name="paper_pdf"),
    path("papers/<uuid:key>/edit/", change, name="paper_change"),
    path("papers/<uuid:key>/issue/", issue, name="paper_issue"),
    path("papers/<uuid:key>/withdraw/", withdraw, name="paper_withdraw"),
    path("dossiers/<str:number>/new/<slug:code>/", draft, name="paper_draft"),
]
