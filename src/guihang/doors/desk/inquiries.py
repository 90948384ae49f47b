"""Inquiries at the desk: taking one in, its page, and each step on the way to the opinion."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guihang.agencies.authority import Actor, may
from guihang.cases.inquiry import access, actions, facts, queries
from guihang.cases.vocabulary import AskedAs, InquiryState
from guihang.decisions.actions import Press
from guihang.doors import clock
from guihang.doors.desk import inquiry_forms, inquiry_lists, links, matter_steps
from guihang.doors.ui import errors, reveal, toasts
from guihang.doors.ui import forms as ui_forms
from guihang.duties.queries import Item
from guihang.law.codes import Kind
from guihang.law.events import Procedure, What
from guihang.law.refusals import NotYours, Refused
from guihang.law.rules.inquiry import Commissioner, Topic
from guihang.law.verdicts import CannotSay


@dataclass(frozen=True, slots=True)
class Offer:
    """One step of an inquiry that somebody may take now, with its form."""

    key: str
    says: object
    to: str
    form: forms.Form
    is_main: bool
    is_open: bool


@never_cache
def receive(request: HttpRequest) -> HttpResponse:
    """Take in a commission."""
    form = inquiry_forms.CommissionForm(
        request.actor, request.POST or None, initial={"commissioned_on": clock.today()}
    )
    if not form.units:
        access.check_may_receive_inquiry(request.actor, request.actor.unit_path)
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            made = actions.receive(commission=form.commission(), by=request.actor, at=clock.now())
            toasts.say(request, _("The commission was taken in"))
            return redirect("desk:inquiry", made.number)
    return render(
        request, "desk/inquiries/receive.html", {"form": form}, status=ui_forms.status(form)
    )


@never_cache
def inquiry(request: HttpRequest, number: str) -> HttpResponse:
    """Show one inquiry: the commission, its time, who was asked, the opinion, what is next."""
    return _page(request, queries.inquiry_for(request.actor, number), {})


@never_cache
@require_POST
def take(request: HttpRequest, number: str, step: str) -> HttpResponse:
    """Take one step of an inquiry."""
    found = queries.inquiry_for(request.actor, number)
    if step not in STEPS:
        return errors.not_found(request)
    form = _form(step, found, request.actor, request.POST)
    if form.is_valid():
        try:
            STEPS[step].do(request, found, form)
        except NotYours as refused:
            form.refused = refused
        except Refused as refused:
            ui_forms.refuse(form, refused)
        else:
            toasts.say(request, STEPS[step].said)
            return redirect("desk:inquiry", number)
    return _page(request, queries.inquiry_for(request.actor, number), {step: form})


@never_cache
def state(request: HttpRequest, number: str) -> HttpResponse:
    """Write down what somebody said."""
    found = queries.inquiry_for(request.actor, number)
    access.check_may_investigate(request.actor, found.dossier.unit_path, found)
    initial = {"day": clock.today()}
    form = inquiry_forms.StatementForm(found, request.actor, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            actions.take_statement(
                inquiry=found,
                draft=form.draft(),
                by=request.actor,
                at=clock.now(),
                once=ui_forms.once(request),
            )
            toasts.say(request, _("The statement was kept; its record lies in the dossier"))
            return redirect("desk:inquiry", number)
    context = {"form": form, "inquiry": found}
    return render(request, "desk/inquiries/statement.html", context, status=ui_forms.status(form))


@never_cache
def assess(request: HttpRequest, number: str) -> HttpResponse:
    """Write the assessment and propose the opinion."""
    found = queries.inquiry_for(request.actor, number)
    access.check_may_investigate(request.actor, found.dossier.unit_path, found)
    form = inquiry_forms.FindingsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with ui_forms.refusing(form):
            matter = actions.assess(
                inquiry=found,
                found=form.found(),
                by=request.actor,
                at=clock.now(),
                press=Press(once=ui_forms.once(request)),
            )
            toasts.say(request, _("The opinion was proposed; it is checked next"))
            return redirect("desk:matter", matter.number)
    return _assessing(request, form, found)


@never_cache
def complete(request: HttpRequest, number: str) -> HttpResponse:
    """Complete an opinion that was returned, and hand it in again."""
    matter = matter_steps.to_complete(request, number)
    if matter is None:
        return redirect("desk:matter", number)
    found = queries.of_matter(matter)
    initial = {"outcome": matter.fields["outcome"], "version": matter.version}
    form = inquiry_forms.FindingsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        press = matter_steps.press_of(request, form)
        with ui_forms.refusing(form):
            actions.complete(
                matter=matter, found=form.found(), by=request.actor, at=clock.now(), press=press
            )
            toasts.say(request, _("It was completed and handed in again"))
            return redirect("desk:matter", number)
    return _assessing(request, form, found)


@require_POST
def shown(request: HttpRequest, number: str, key: int, field: str) -> HttpResponse:
    """Show who said something, or what, for a reason."""
    statement = queries.statement_for(request.actor, number, key)
    return reveal.answer(
        request,
        lambda reason: actions.reveal_statement(
            statement=statement, field=field, reason=reason, by=request.actor, at=clock.now()
        ),
    )


def _assessing(request: HttpRequest, form, found) -> HttpResponse:
    context = {"form": form, "inquiry": found, "lacking": _lacking(found), "asked": _asked(found)}
    return render(request, "desk/inquiries/assess.html", context, status=ui_forms.status(form))


@dataclass(frozen=True, slots=True)
class Step:
    """One step an inquiry knows: what it is called, its form, what it does, what is said then."""

    says: object
    form: Callable[..., forms.Form]
    do: Callable[[HttpRequest, object, forms.Form], object]
    said: object
    is_main: bool = False


def _by(request: HttpRequest) -> dict[str, object]:
    return {"by": request.actor, "at": clock.now()}


def _start(request: HttpRequest, found, form: inquiry_forms.StartForm) -> None:
    chosen = form.cleaned_data["people"]
    actions.start(inquiry=found, checked=form.checked(), people=chosen, **_by(request))


def _send_back(request: HttpRequest, found, form: inquiry_forms.ReturnForm) -> None:
    words = form.cleaned_data["words"]
    actions.send_back(inquiry=found, checked=form.checked(), words=words, **_by(request))


def _lengthen(request: HttpRequest, found, form: inquiry_forms.LengthenForm) -> None:
    actions.lengthen(inquiry=found, **form.cleaned_data, **_by(request))


def _join(request: HttpRequest, found, form: inquiry_forms.JoinForm) -> None:
    case, followed = form.cases[form.cleaned_data["case"]], form.cleaned_data["followed"]
    actions.join(inquiry=found, case=case, followed=followed, **_by(request))


def _on_day(action: Callable) -> Callable[[HttpRequest, object, forms.Form], None]:
    def do(request: HttpRequest, found, form: inquiry_forms.DayForm) -> None:
        action(inquiry=found, day=form.cleaned_data["day"], **_by(request))

    return do


STEPS = {
    "start": Step(
        _("Accept it and name who looks into it"),
        inquiry_forms.StartForm,
        _start,
        _("The commission was accepted; the investigators find it on their docket"),
        is_main=True,
    ),
    "materials": Step(
        _("The materials arrived"),
        inquiry_forms.DayForm,
        _on_day(actions.note_materials),
        _("It was noted; the time runs"),
        is_main=True,
    ),
    "tell": Step(
        _("The procuratorate was told"),
        inquiry_forms.DayForm,
        _on_day(actions.tell_procuratorate),
        _("It was noted"),
    ),
    "back": Step(
        _("Send the commission back"),
        inquiry_forms.ReturnForm,
        _send_back,
        _("The commission was sent back; the letter lies in the dossier"),
    ),
    "lengthen": Step(
        _("The organ agreed to a later day"),
        inquiry_forms.LengthenForm,
        _lengthen,
        _("The later day was noted"),
    ),
    "copy": Step(
        _("The opinion was copied to the procuratorate"),
        inquiry_forms.DayForm,
        _on_day(actions.copy_opinion),
        _("It was noted"),
        is_main=True,
    ),
    "join": Step(
        _("Join it to the case that followed"),
        inquiry_forms.JoinForm,
        _join,
        _("It was joined to the case"),
    ),
}


def _form(step: str, found, by: Actor, posted=None) -> forms.Form:
    more = {"by": by} if step == "join" else {}
    return STEPS[step].form(found, posted, auto_id=f"{step}_%s", **more)


def _offered(by: Actor, found) -> tuple[str, ...]:
    """Return the steps somebody may take in an inquiry as it stands."""
    if not may(access.check_may_receive_inquiry, by, found.dossier.unit_path):
        return ()
    is_open, is_new = found.state in queries.UNDER_WAY, found.state == InquiryState.RECEIVED
    offered = {
        "start": is_new,
        "materials": is_open and not queries.day_of(found, What.MATERIALS_RECEIVED),
        "tell": not queries.told(found, What.TOLD),
        "copy": found.state == InquiryState.SENT and not queries.told(found, What.COPIED),
        "lengthen": is_open and found.due is not None,
        "back": is_open,
        "join": not is_open and found.case_id is None and bool(queries.cases_of(by, found)),
    }
    return tuple(step for step, is_offered in offered.items() if is_offered)


def _page(request: HttpRequest, found, bound: dict[str, forms.Form]) -> HttpResponse:
    on, by = clock.today(), request.actor
    offered = {step: _form(step, found, by) for step in _offered(by, found)} | bound
    looks = may(access.check_may_investigate, by, found.dossier.unit_path, found)
    is_open, opinions = found.state in queries.UNDER_WAY, queries.opinions(found)
    colour, says = inquiry_lists.chip(found, on=on)
    context = {
        "inquiry": found,
        "colour": colour,
        "says": says,
        "commissioner": Commissioner(found.commissioner).says,
        "kind": Kind(found.kind).says,
        "procedure": Procedure(found.procedure).says,
        "events": [(What(row.what).says, row) for row in found.events.all()],
        "statements": _asked(found),
        "opinions": opinions,
        "lacking": _lacking(found),
        "duties": facts.owed(found, on),
        "offers": [
            Offer(
                step,
                STEPS[step].says,
                reverse("desk:inquiry_take", args=[found.number, step]),
                form,
                STEPS[step].is_main,
                step in bound,
            )
            for step, form in offered.items()
        ],
        "may_state": looks and is_open and found.state != InquiryState.RECEIVED,
        "may_assess": looks
        and is_open
        and found.state != InquiryState.RECEIVED
        and queries.open_opinion(found) is None,
    }
    status = max((ui_forms.status(form) for form in bound.values()), default=200)
    return render(request, "desk/inquiries/inquiry.html", context, status=status)


def _asked(found) -> list[tuple[object, object, list[object]]]:
    return [
        (one, AskedAs(one.asked_as).label, [Topic(topic).says for topic in one.topics])
        for one in found.statements.select_related("paper")
    ]


def _lacking(found) -> tuple:
    answer = queries.missing_topics(found, on=clock.today())
    return () if isinstance(answer, CannotSay) else tuple(one.says for one in answer.outcome)


def _met_at(item: Item) -> str:
    return reverse("desk:inquiry", args=[item.title["number"]])


links.fall_back("inquiries", _met_at)

urlpatterns = [
    path("inquiries/new/", receive, name="inquiry_receive"),
    path("inquiries/<str:number>/", inquiry, name="inquiry"),
    path("inquiries/<str:number>/statements/new/", state, name="inquiry_state"),
    path("inquiries/<str:number>/assess/", assess, name="inquiry_assess"),
    path("inquiries/opinions/<str:number>/complete/", complete, name="inquiry_complete"),
    path(
        "inquiries/<str:number>/statements/<int:key>/show/<str:field>/",
        shown,
        name="inquiry_show",
    ),
    path("inquiries/<str:number>/<str:step>/", take, name="inquiry_take"),
]
