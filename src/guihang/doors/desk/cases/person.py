"""The page of a case: who, where the term stands, what is next and why, what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guihang.agencies.authority import may
from guihang.cases import actions, queries
from guihang.cases.access import check_may_correct
from guihang.cases.papers import penalty_of
from guihang.doors import clock
from guihang.doors.desk import inquiry_besides
from guihang.doors.desk.cases import plan_measures, said, screens, supervised, telling, term_bar
from guihang.doors.desk.cases.stepping import GROUPS, STEPS, Step
from guihang.doors.ui import reveal, wording
from guihang.doors.ui.pieces import Agreement
from guihang.doors.ui.pieces import Step as WhyStep
from guihang.dossiers import queries as files
from guihang.duties import kinds
from guihang.duties import queries as duties
from guihang.duties.reasons import Reason
from guihang.law.refusals import Refused
from guihang.law.texts import Text

SOON_DAYS = 3
MOST_PAPERS = 8


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that is owed in the case: how it presses, when, why, and where it is done."""

    key: str
    state: str
    chip: str
    says: str
    due: str
    href: str
    verb: str
    reason: Reason
    steps: tuple[WhyStep, ...]
    is_ours: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A step somebody may take now, or why not."""

    step: Step
    href: str
    refused: Refused | None


@never_cache
def page(request: HttpRequest, number: str) -> HttpResponse:
    """Show one case."""
    on, case = clock.today(), queries.case_for(request.actor, number)
    queries.read_whole(case)
    events, papers = queries.events(case), queries.papers(request.actor, case)
    context = {
        "case": case,
        "person": case.person,
        "on": on,
        "sex": said.sex(case.person.sex) if case.person.sex else "",
        "age": said.age(case.person.birth, on),
        "chips": said.chips(case, queries.overlays_on(case, on), queries.sides_on(case, on), on),
        **_term(case, on),
        **_history(request, case, queries.timeline(events, papers)),
        **_belongings(case, on),
        **_charge(request, case, on),
        "owed": _owed(case, on, events),
        "offers": _offers(request, case),
        "papers": papers[:MOST_PAPERS],
        **supervised.beside(request, case, on),
        **inquiry_besides.of_case(request.actor, case),
    }
    return render(request, "desk/cases/case.html", context)


def _term(case, on: date) -> dict[str, object]:
    term = queries.term(case)
    steps = tuple(WhyStep(_text(one["says"]), one.get("day") or "") for one in term.steps)
    agrees = None
    if case.paper_ends is not None:
        agrees = Agreement(_("with the paper"), None if not term.steps else not term.differs)
    return {
        "term": term,
        "bar": term_bar.drawing(term, case.overlays.all(), on),
        "term_steps": steps,
        "term_articles": tuple(dict.fromkeys(one["article"] for one in term.grounds)),
        "term_agrees": agrees,
        "term_cannot": _text(term.cannot) if term.cannot else "",
        "penalty": penalty_of(case) if case.penalty else "",
        "kind": said.kind(case.kind),
        "level": said.level(case.level),
    }


def _text(written) -> Text:
    """Return a sentence of the law as it was written down with an answer."""
    return Text(written["zh"], written["en"]) if isinstance(written, dict) else written


def _history(request: HttpRequest, case, moments) -> dict[str, object]:
    narrowed = telling.about(request.GET.get("show", ""))
    months, count = telling.months(moments, narrowed=narrowed)
    counted = telling.counts(moments)
    return {
        "months": months,
        "left_out": max(count - telling.MOST, 0),
        "narrowed": narrowed,
        "subjects": [(key, title, counted[key]) for key, title in telling.ABOUT.items()],
        "count": len(moments),
        "standings": [(said.state(row.state), row) for row in case.standings.select_related("by")],
        "derivations": case.derivations.count(),
        "may_correct": may(check_may_correct, request.actor, case.unit_path),
    }


def _belongings(case, on: date) -> dict[str, object]:
    return {
        "group": queries.group(case, on),
        "guarantor": queries.guarantor(case, on),
        "documents": case.travel_documents.all(),
        "sides": case.sides.all(),
        "plan": (plan := case.plans.select_related("paper").first()),
        "measures": plan_measures.shown(plan),
    }


def _charge(request: HttpRequest, case, on: date) -> dict[str, object]:
    return {
        "responsible": duties.people(queries.responsible(case), on=on),
        "others": queries.other_cases(request.actor, case),
        "alike": queries.perhaps_same(request.actor, case),
        "volumes": files.attachments(case.dossier).count(),
    }


def _owed(case, on: date, events) -> list[Owed]:
    return [_one_owed(case, one, on) for one in queries.duties_next(case, on, events)]


def _one_owed(case, one, on: date) -> Owed:
    duty, kind = one.duty, kinds.kind(one.what)
    state, chip = _pressing(duty, on)
    reason = queries.reason_of(case, duty, on)
    return Owed(
        key=f"{one.what.replace('.', '-')}-{one.turn}",
        state=state,
        chip=chip,
        says=wording.said(kind.name),
        due="" if duty.obligation.untimed else wording.day_week(duty.due),
        href=screens.of_obligation(case.number, one.what, duty.of or ""),
        verb=wording.said(screens.verb_of(one.what) or kind.verb),
        reason=reason,
        steps=tuple(WhyStep(line.says, line.value, line.article) for line in reason.steps),
        is_ours=bool(queries.is_ours(duty)),
    )


def _pressing(duty, on: date) -> tuple[str, str]:
    if duty.obligation.untimed:
        return "rest", _("no fixed day")
    days = (duty.due - on).days
    if days < 0:
        return "late", _("%(n)d days overdue") % {"n": -days}
    if days == 0:
        return "due", _("today")
    return "due" if days <= SOON_DAYS else "rest", wording.day_short(duty.due)


def _offers(request: HttpRequest, case) -> list[tuple[object, list[Offer]]]:
    found: dict[str, list[Offer]] = {}
    for step in STEPS.values():
        if step.fits(case):
            href = reverse("desk:case_step", args=[case.number, step.slug])
            offer = Offer(step, href, step.refusal(request.actor, case))
            found.setdefault(step.group, []).append(offer)
    return [(GROUPS[key], found[key]) for key in GROUPS if key in found]


@require_POST
def shown(request: HttpRequest, number: str, field: str) -> HttpResponse:
    """Show one hidden entry for a reason."""
    case = queries.case_for(request.actor, number)
    return reveal.answer(
        request,
        lambda reason: actions.reveal_entry(
            case=case, entry=field, reason=reason, by=request.actor, at=clock.now()
        ),
    )


urlpatterns = [
    path("cases/<str:number>/", page, name="case"),
    path("cases/<str:number>/show/<slug:field>/", shown, name="case_show"),
]
