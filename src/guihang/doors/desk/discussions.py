"""Discussions: calling members, giving an opinion, standing aside, concluding, signing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from guihang.agencies import signing_in
from guihang.agencies.authority import Actor, may
from guihang.decisions import people
from guihang.decisions import queries as matters
from guihang.decisions.discussion import access, actions, house_rules, queries, subjects, tally
from guihang.decisions.discussion.actions import Call, Minutes
from guihang.decisions.vocabulary import DiscussionKind, DiscussionState, Stance
from guihang.doors import clock
from guihang.doors.desk import links
from guihang.doors.ui import errors, passkeys, toasts
from guihang.doors.ui import forms as ui_forms
from guihang.doors.ui.listing import Column, Listing
from guihang.duties.queries import Item
from guihang.law.refusals import NotYours, Refused

STATES = {
    DiscussionState.CALLED: "run",
    DiscussionState.CONCLUDED: "due",
    DiscussionState.SIGNED: "ok",
    DiscussionState.CANCELLED: "rest",
}
COLUMNS = (
    Column("number", _("Number"), sort="number"),
    Column("topic", _("What is discussed"), sort="topic"),
    Column("about", _("About whom"), sort="dossier__subject__name"),
    Column("kind", _("Kind"), sort="kind"),
    Column("meets_on", _("Day"), sort="meets_on"),
    Column("result", _("Result"), sort="result"),
    Column("state", _("State")),
)


def _words(label: object, most: int, rows: int = 3, **choices: object) -> forms.CharField:
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, **choices)


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    use_required_attribute = False
    words = forms.CharField(
        label=_("Number, name or words"), widget=forms.TextInput({"type": "search"})
    )
    tab = forms.CharField(widget=forms.HiddenInput)


class CallForm(forms.Form):
    """Who is to deliberate on what, and when."""

    kind = forms.ChoiceField(label=_("Kind"), widget=forms.RadioSelect)
    topic = forms.CharField(label=_("What is discussed"), max_length=120)
    proposal = _words(_("Proposal, to which members agree or not"), 2000)
    meets_on = forms.DateField(
        label=_("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    place = forms.CharField(label=_("Where it meets"), max_length=60, required=False)
    members = forms.TypedMultipleChoiceField(
        label=_("Members"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    leads = forms.TypedChoiceField(label=_("Who leads"), coerce=int)

    def __init__(self, matter, *words, **choices) -> None:
        """Offer who acts on the matter and may sit, in the ways its kind is discussed."""
        super().__init__(*words, **choices)
        barred = subjects.barred(matter)
        found = queries.candidates(matter.unit_path, on=clock.today())
        free = [(one.account_id, people.say(one)) for one in found if one.account_id not in barred]
        subject = subjects.of(matter)
        self.fields["kind"].choices = [
            (kind.value, kind.label) for kind in (subject.kinds if subject else ())
        ]
        self.fields["members"].choices = free
        self.fields["leads"].choices = [("", _("Choose")), *free]
        self.barred = [(one.name, barred[one.account_id]) for one in found
                       if one.account_id in barred]  # fmt: skip


class OpinionForm(forms.Form):
    """What a member holds, and why."""

    stance = forms.ChoiceField(
        label=_("Your opinion"), choices=Stance.choices, widget=forms.RadioSelect
    )
    words = _words(_("Why"), 1000)


class ReasonForm(forms.Form):
    """Why somebody stands aside, or a discussion is cancelled or departed from."""

    because = _words(_("Why"), 200, 2)


class ConcludeForm(forms.Form):
    """What was reported and said, and why each silent member was absent."""

    report = _words(_("What was reported and said"), 2000, 6)

    def __init__(self, discussion, *words, **choices) -> None:
        """Ask for the absence of each member who has said nothing."""
        super().__init__(*words, **choices)
        self.silent = [
            one for one in discussion.members.all() if not one.is_present and one.recused_at is None
        ]
        for one in self.silent:
            self.fields[f"absent{one.account_id}"] = forms.CharField(
                label=_("Why %(name)s was absent") % {"name": one.account.name},
                max_length=200,
                required=False,
                help_text=_("Only if no opinion will come."),
            )

    def absences(self):
        """Return the fields of the silent members, to be drawn."""
        return [self[f"absent{one.account_id}"] for one in self.silent]

    def minutes(self) -> Minutes:
        """Return what the form says."""
        said = self.cleaned_data
        away = {one.account_id: said[f"absent{one.account_id}"] for one in self.silent}
        return Minutes(said["report"], away)


class SignForm(forms.Form):
    """The signature: the identity is confirmed at this moment."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "current-password", "data-first": ""}),
    )

    def __init__(self, *words, **choices) -> None:
        """Ask for no password of who signs with a passkey."""
        super().__init__(*words, **choices)
        if self.is_bound and self.data.get("passkey"):
            self.fields["password"].required = False


@dataclass(frozen=True, slots=True)
class Beside:
    """The discussions about a matter, and where another one is called."""

    rows: tuple
    call: str


def beside(by: Actor, matter) -> Beside | None:
    """Return what the page of a matter shows of its discussions; None where none are held."""
    subject = subjects.of(matter)
    rows = tuple((one, STATES[one.state]) for one in queries.of_matter(matter))
    if subject is None and not rows:
        return None
    may_call = may(access.check_may_convene, by, matter.unit_path)
    is_open = matter.stage in matters.UNDECIDED
    to = reverse("desk:discussion_call", args=[matter.number])
    return Beside(rows, to if subject and may_call and is_open else "")


def listed(request: HttpRequest) -> HttpResponse:
    """List the discussions in one's charge."""
    words, tab = request.GET.get("words", "")[:60], request.GET.get("tab", "")
    rows = queries.discussions(request.actor, words=words, mine=tab == "mine")
    listing = Listing(
        request,
        rows,
        COLUMNS,
        empty=_("Nothing matches this filter") if words else _("No discussions"),
        hint=_("A discussion is called from the page of the matter it is about."),
    )
    tabs = (("", _("All")), ("mine", _("I was called")))
    context = {
        "listing": listing,
        "rows": [(one, STATES[one.state]) for one in listing],
        "filters": FilterForm(initial={"words": words, "tab": tab}),
        "is_narrowed": bool(words),
        "tabs": [(f"?tab={key}", says, key == tab) for key, says in tabs],
    }
    return render(request, "desk/discussions/list.html", context)


@never_cache
def call(request: HttpRequest, number: str) -> HttpResponse:
    """Call members to deliberate on a matter."""
    matter = matters.matter_for(request.actor, number)
    access.check_may_convene(request.actor, matter.unit_path)
    subject = subjects.of(matter)
    if subject is None:
        return errors.not_found(request)
    initial = {"meets_on": clock.today(), "proposal": subject.proposal(matter)}
    form = CallForm(matter, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            wanted = Call(matter=matter, **form.cleaned_data)
            made = actions.convene(
                call=wanted, by=request.actor, at=clock.now(), once=ui_forms.once(request)
            )
            toasts.say(request, _("The members were called; each is told"))
            return redirect("desk:discussion", made.number)
    rules = [(DiscussionKind(kind).label, house_rules.quorum(kind)) for kind in subject.kinds]
    context = {"form": form, "matter": matter, "rules": rules}
    return render(request, "desk/discussions/call.html", context, status=ui_forms.status(form))


@never_cache
def discussion(request: HttpRequest, number: str) -> HttpResponse:
    """Show one discussion: who sits, what was said, what is to be done by who looks."""
    return _page(request, queries.discussion_for(request.actor, number), {})


@never_cache
@require_POST
@sensitive_post_parameters("password")
def take(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Take one act in a discussion."""
    found = queries.discussion_for(request.actor, number)
    if act not in ACTS:
        return errors.not_found(request)
    form = _form(act, found, request.POST)
    if form.is_valid():
        try:
            said = ACTS[act](request, found, form)
        except NotYours as refused:
            form.refused = refused
        except Refused as refused:
            ui_forms.refuse(form, refused)
        else:
            toasts.say(request, said)
            return redirect("desk:discussion", number)
    return _page(request, queries.discussion_for(request.actor, number), {act: form})


def _speak(request: HttpRequest, found, form: OpinionForm) -> object:
    actions.give_opinion(discussion=found, **form.cleaned_data, by=request.actor, at=clock.now())
    return _("Your opinion stands in the discussion")


def _conclude(request: HttpRequest, found, form: ConcludeForm) -> object:
    actions.conclude(discussion=found, minutes=form.minutes(), by=request.actor, at=clock.now())
    return _("It was concluded; everybody present signs the minutes")


def _sign(request: HttpRequest, found, form: SignForm) -> object:
    proof = signing_in.confirm_identity(
        account=request.user,
        password=form.cleaned_data.get("password", ""),
        assertion=passkeys.assertion(request),
        at=clock.now(),
    )
    actions.sign(discussion=found, proof=proof, by=request.actor, at=clock.now())
    return _("You signed the minutes")


def _with_reason(action: Callable, says: object, request: HttpRequest, found, form) -> object:
    action(
        discussion=found,
        because=form.cleaned_data["because"],
        by=request.actor,
        at=clock.now(),
    )
    return says


ACTS: dict[str, Callable[..., object]] = {
    "speak": _speak,
    "recuse": partial(_with_reason, actions.recuse, _("It was noted that you stand aside")),
    "conclude": _conclude,
    "sign": _sign,
    "cancel": partial(_with_reason, actions.cancel, _("The discussion was cancelled")),
    "depart": partial(_with_reason, actions.depart, _("The reason stands with the discussion")),
}


def _form(act: str, found, posted=None) -> forms.Form:
    made = {"speak": OpinionForm, "sign": SignForm}.get(act, ReasonForm)
    if act == "conclude":
        return ConcludeForm(found, posted, auto_id="conclude_%s")
    return made(posted, auto_id=f"{act}_%s")


def _offered(by: Actor, found) -> tuple[str, ...]:
    """Return what somebody may do in a discussion as it stands."""
    mine = next((one for one in found.members.all() if one.account_id == by.account_id), None)
    path_ = found.dossier.unit_path
    if found.state == DiscussionState.CALLED:
        speaks = mine is not None and not mine.is_present and mine.recused_at is None
        is_day = clock.today() >= found.meets_on
        concludes = may(access.check_may_conclude, by, path_, found)
        return (
            *(("speak",) if speaks and is_day else ()),
            *(("recuse",) if speaks else ()),
            *(("conclude",) if concludes and is_day else ()),
            *(("cancel",) if concludes else ()),
        )
    if found.state == DiscussionState.CANCELLED:
        return ()
    signs = mine is not None and mine.is_present and not mine.signed_at
    departs = not found.departed_at and may(access.check_may_depart, by, path_)
    return (*(("sign",) if signs else ()), *(("depart",) if departs else ()))


def _page(request: HttpRequest, found, bound: dict[str, forms.Form]) -> HttpResponse:
    offered = {act: _form(act, found) for act in _offered(request.actor, found)} | bound
    rule, sitting = found.quorum, [one for one in found.members.all() if not one.recused_at]
    context = {
        "found": found,
        "state": STATES[found.state],
        "forms": offered,
        "to_mend": next(iter(bound), ""),
        "members": found.members.all(),
        "seals": queries.verified(found),
        "rule": rule,
        "needed": tally.needed(
            least=rule["least"], more_than_half=rule["more_than_half"], called=len(sitting)
        ),
        "present": sum(one.is_present for one in sitting),
        "by_passkey": signing_in.passkeys_work_here() and request.user.passkeys.exists(),
    }
    status = max((ui_forms.status(form) for form in bound.values()), default=200)
    return render(request, "desk/discussions/discussion.html", context, status=status)


def _met_at(item: Item) -> str:
    return reverse("desk:discussion", args=[item.title["discussion"]])


links.fall_back("discussions", _met_at)

urlpatterns = [
    path("discussions/", listed, name="discussions"),
    path("matters/<str:number>/discuss/new/", call, name="discussion_call"),
    path("discussions/<str:number>/", discussion, name="discussion"),
    path("discussions/<str:number>/<str:act>/", take, name="discussion_take"),
]
