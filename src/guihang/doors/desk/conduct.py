"""Rewards and sanctions: opening a proceeding, completing it, and what is noted in it."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guihang.agencies.authority import may
from guihang.agencies.vocabulary import RUNG_NAMES
from guihang.cases import queries as cases
from guihang.decisions.actions import Press
from guihang.doors import clock
from guihang.doors.desk import finding, links, matter_noting, matter_steps, search_prefill
from guihang.doors.desk.cases import screens
from guihang.doors.desk.conduct_besides import FORMS, Shown
from guihang.doors.desk.conduct_forms import (
    CompleteConductForm,
    ConductForm,
    ExcuseForm,
    event_said,
    initial_of,
)
from guihang.doors.ui import errors, reveal, toasts, wording
from guihang.doors.ui import forms as ui_forms
from guihang.law.events import What
from guihang.law.refusals import NotYours, Refused
from guihang.law.verdicts import Verdict
from guihang.supervision import access
from guihang.supervision.conduct import actions, judging, queries
from guihang.supervision.conduct.examining import open_to
from guihang.supervision.conduct.kind import TITLES
from guihang.supervision.conduct.plans import PLANS


@never_cache
def who(request: HttpRequest) -> HttpResponse:
    """Find the person whose conduct it is about."""
    return render(request, "desk/conduct/who.html", finding.people(request, "desk:conduct_choose"))


@never_cache
def choose(request: HttpRequest, number: str) -> HttpResponse:
    """Choose the measure: those the law has for this kind of person, and why not the others."""
    case, on = _case(request, number), clock.today()
    fit = {
        plan.name for one in open_to(case, on) for plan in PLANS.values() if one in plan.measures
    }
    context = {
        "case": case,
        "counters": queries.counters(case, on=on),
        "measures": [(name, TITLES[name]) for name in PLANS if name in fit],
        "others": [(TITLES[name], _not_for(name, case)) for name in PLANS if name not in fit],
        "known": [(one, TITLES[one.matter.kind]) for one in queries.of_case(case)],
        "breaches": [(row.seq, event_said(row)) for row in queries.unanswered(case)],
        "excuses": may(access.check_may_excuse_breach, request.actor, case.unit_path),
    }
    return render(request, "desk/conduct/choose.html", context)


def _not_for(name: str, case) -> Refused | None:
    return queries.judged(name, {}, case, on=clock.today())[1]


@never_cache
def excuse(request: HttpRequest, number: str, seq: int) -> HttpResponse:
    """Weigh a breach and say that nothing follows from it, and why."""
    case = cases.case_for(request.actor, number)
    access.check_may_excuse_breach(request.actor, case.unit_path)
    breach = cases.event_numbered(case, seq)
    form = ExcuseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with ui_forms.refusing(form):
            words = form.cleaned_data["words"]
            actions.excuse(case=case, seq=seq, words=words, by=request.actor, at=clock.now())
            toasts.say(request, _("The breach was excused; the reason stands in the case"))
            return redirect("desk:conduct_choose", number)
    context = {"form": form, "case": case, "breach": event_said(breach)}
    return render(request, "desk/conduct/excuse.html", context, status=ui_forms.status(form))


@never_cache
def open_one(request: HttpRequest, number: str, measure: str) -> HttpResponse:
    """Open a proceeding about the person of a case."""
    if measure not in PLANS:
        return errors.not_found(request)
    case, on = _case(request, number), clock.today()
    posted = request.POST if request.method == "POST" else None
    first = search_prefill.initial(request, measure, case)
    form = ConductForm(measure, case, posted, on=on, by=request.actor, initial=first)
    if posted is not None and form.is_valid():
        with ui_forms.refusing(form):
            press = Press(once=ui_forms.once(request))
            matter = actions.open_proceeding(
                case=case, wish=form.wish(), by=request.actor, at=clock.now(), press=press
            )
            toasts.say(request, _("The proceeding was opened; it is heard and checked next"))
            return redirect("desk:matter", matter.number)
    context = {"form": form, "case": case, "measure": measure, "title": TITLES[measure]}
    return render(request, "desk/conduct/open.html", context, status=ui_forms.status(form))


@never_cache
@require_POST
def judged(request: HttpRequest, number: str, measure: str) -> HttpResponse:
    """Say beside the form what the law makes of the facts, before it is opened."""
    if measure not in PLANS:
        return errors.not_found(request)
    case, on = _case(request, number), clock.today()
    form = ConductForm(measure, case, request.POST, on=on, by=request.actor)
    form.full_clean()
    stated = form.stated()
    found, refused = queries.judged(measure, stated, case, on=on)
    rung = judging.route(measure, stated, case, on=on) if found else None
    context = {
        "found": found,
        "refused": refused,
        "counters": queries.counters(case, on=on),
        "rung": RUNG_NAMES[rung.outcome] if isinstance(rung, Verdict) else "",
    }
    return render(request, "desk/conduct/judged.html", context)


@never_cache
def complete(request: HttpRequest, number: str) -> HttpResponse:
    """Complete a proceeding that was returned, and hand it in again."""
    proceeding = queries.proceeding_for(request.actor, number)
    matter = matter_steps.to_complete(request, number)
    if matter is None:
        return redirect("desk:matter", number)
    posted = request.POST if request.method == "POST" else None
    form = CompleteConductForm(
        matter.kind,
        proceeding.case,
        posted,
        on=clock.today(),
        by=request.actor,
        initial=initial_of(matter),
    )
    if posted is not None and form.is_valid():
        press = matter_steps.press_of(request, form)
        with ui_forms.refusing(form):
            actions.complete(
                matter=matter, wish=form.wish(), by=request.actor, at=clock.now(), press=press
            )
            toasts.say(request, _("It was completed and handed in again"))
            return redirect("desk:matter", number)
    context = {
        "form": form,
        "case": proceeding.case,
        "measure": matter.kind,
        "matter": matter,
        "title": TITLES[matter.kind],
        "returned": matter_steps.why_returned(matter),
    }
    return render(request, "desk/conduct/open.html", context, status=ui_forms.status(form))


@never_cache
@require_POST
def take(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Note a hearing, copies, an objection and its answer, the answer to a proposal."""
    proceeding = queries.proceeding_for(request.actor, number)
    if act not in NOTED:
        return errors.not_found(request)
    form = FORMS[act](Shown(proceeding, request.actor, clock.today(), request.POST))
    return matter_noting.note(
        request, number, act, form, lambda: NOTED[act](request, proceeding, form)
    )


def _hear(request: HttpRequest, proceeding, form) -> object:
    actions.hear_person(proceeding=proceeding, heard=form.heard(), by=request.actor, at=clock.now())
    return _("The hearing was noted")


def _copies(request: HttpRequest, proceeding, form) -> object:
    to = tuple(form.cleaned_data["to"])
    actions.send_copies(proceeding=proceeding, to=to, by=request.actor, at=clock.now())
    return _("The copies were noted")


def _object(request: HttpRequest, proceeding, form) -> object:
    actions.object_to(proceeding=proceeding, **form.cleaned_data, by=request.actor, at=clock.now())
    return _("The objection was noted; it is answered in time")


def _reply(request: HttpRequest, proceeding, form) -> object:
    objection = list(proceeding.objections.all())[-1]
    actions.answer_objection(
        objection=objection, **form.cleaned_data, by=request.actor, at=clock.now()
    )
    return _("The objection was answered")


def _refer(request: HttpRequest, proceeding, form) -> object:
    objection = list(proceeding.objections.all())[-1]
    actions.refer(objection=objection, **form.cleaned_data, by=request.actor, at=clock.now())
    return _("It was noted; the procuratorate has it")


def _answer(request: HttpRequest, proceeding, form) -> object:
    actions.note_answer(proceeding=proceeding, given=form.given(), by=request.actor, at=clock.now())
    return _("The answer was noted; what follows stands with the case")


def _deliver(request: HttpRequest, proceeding, form) -> object:
    actions.note_delivery(
        proceeding=proceeding, **form.cleaned_data, by=request.actor, at=clock.now()
    )
    return _("The delivery was noted")


NOTED = {
    "hear": _hear,
    "copies": _copies,
    "object": _object,
    "answer-objection": _reply,
    "refer": _refer,
    "answer": _answer,
    "deliver": _deliver,
}


@require_POST
def shown(request: HttpRequest, number: str, field: str) -> HttpResponse:
    """Show sealed words of a proceeding for a reason."""
    proceeding = queries.proceeding_for(request.actor, number)
    return reveal.answer(
        request,
        lambda reason: actions.reveal_words(
            proceeding=proceeding, field=field, reason=reason, by=request.actor, at=clock.now()
        ),
    )


@never_cache
@require_POST
def unsealed(request: HttpRequest, number: str) -> HttpResponse:
    """Give the request of a sealed record as PDF, for a reason that is recorded."""
    proceeding = queries.proceeding_for(request.actor, number)
    reason = request.POST.get("reason", "")
    try:
        paper = actions.open_penalty(
            proceeding=proceeding, reason=reason, by=request.actor, at=clock.now()
        )
    except NotYours:
        raise
    except Refused as refused:
        toasts.say(request, f"{wording.said(refused.why)} {wording.said(refused.remedy)}")
        return redirect("desk:matter", number)
    headers = {"Content-Security-Policy": "sandbox; default-src 'none'"}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


def of(request: HttpRequest, of: str) -> HttpResponse:
    """Go to the proceeding a duty or an event of a case belongs to."""
    proceeding = queries.proceeding_of(request.actor, of)
    if proceeding is None:
        return errors.not_found(request)
    return redirect("desk:matter", proceeding.matter.number)


def _case(request: HttpRequest, number: str):
    case = cases.case_for(request.actor, number)
    access.check_may_open_conduct(request.actor, case.unit_path)
    return case


OPENED: Mapping[str, str] = {
    "conduct.deal_with_breach": "",
    "conduct.warn": "warning",
    "penalty.ask": "penalty_request",
    "revocation.propose": "revocation_proposal",
    "recall.propose": "recall_proposal",
    "reduction.propose": "reduction_proposal",
}
"""What is met by opening a proceeding: for a measure the law names, or one to be chosen."""
FOLLOWED = (
    "conduct.tell_person",
    "conduct.copy_decision",
    "conduct.answer_objection",
    "penalty.copy_request",
    "penalty.tell_result",
    "revocation.copy_proposal",
    "revocation.copy_police",
    "revocation.copy_prison",
    "revocation.decide",
    "revocation.deliver",
    "recall.copy_proposal",
    "recall.decide",
    "recall.take_in",
    "recall.prison_takes",
    "arrest.copy_request",
    "arrest.decide",
    "reduction.copy_proposal",
    "reduction.copy_police",
    "reduction.copy_prison",
    "reduction.decide",
)
"""What is met on the page of the proceeding it belongs to."""


def _opening(measure: str):
    def address(number: str, of: str) -> str:
        if measure:
            return reverse("desk:conduct_open", args=[number, measure])
        return reverse("desk:conduct_choose", args=[number])

    return address


def following(number: str, of: str) -> str:
    """What was taken over with a register has no proceeding here, and is noted by hand."""
    return reverse("desk:conduct_of", args=[of]) if of.startswith("matter.") else ""


for _name, _measure in OPENED.items():
    screens.lead(_name, _opening(_measure))
for _name in FOLLOWED:
    screens.lead(_name, following)
for _plan in PLANS.values():
    links.COMPLETE[_plan.name] = "desk:conduct_complete"

screens.never_by_hand(
    *(plan.event for plan in PLANS.values()),
    What.SANCTION_TOLD,
    What.OBJECTED,
    What.OBJECTION_ANSWERED,
    What.BREACH_EXCUSED,
)

urlpatterns = [
    path("conduct/new/", who, name="conduct_who"),
    path("conduct/of/<str:of>/", of, name="conduct_of"),
    path("cases/<str:number>/conduct/new/", choose, name="conduct_choose"),
    path("cases/<str:number>/conduct/excuse/<int:seq>/", excuse, name="conduct_excuse"),
    path("cases/<str:number>/conduct/<str:measure>/", open_one, name="conduct_open"),
    path("cases/<str:number>/conduct/<str:measure>/judged/", judged, name="conduct_judged"),
    path("conduct/<str:number>/complete/", complete, name="conduct_complete"),
    path("conduct/<str:number>/show/<str:field>/", shown, name="conduct_show"),
    path("conduct/<str:number>/sealed/", unsealed, name="conduct_unsealed"),
    path("conduct/<str:number>/<str:act>/", take, name="conduct_take"),
]
