"""The measures and goals of plans, and how often each measure helped in one's charge."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from guihang.agencies.authority import Actor
from guihang.law.texts import Text
from guihang.supervision.models import PlanGoal, PlanMeasure
from guihang.supervision.planning.library import PARTS, library
from guihang.supervision.planning.words import OUTCOMES


def of_plan(plan) -> QuerySet[PlanMeasure]:
    """Return what a plan took from the library."""
    return plan.chosen_measures.order_by("pk") if plan else PlanMeasure.objects.none()


def to_look_at(case) -> QuerySet[PlanMeasure]:
    """Return the measures of the plan that stands of which nobody has said what came of them."""
    return of_plan(case.plans.first()).filter(outcome="")


def goals(case) -> QuerySet[PlanGoal]:
    """Return every goal a case ever had, those of the last plan first, with what came of each."""
    found = PlanGoal.objects.filter(plan__case=case).select_related("plan")
    return found.prefetch_related("reviews__by").order_by("-plan__edition", "number")


def standing_goals(case) -> QuerySet[PlanGoal]:
    """Return the goals of the plan that stands."""
    plan = case.plans.first()
    return PlanGoal.objects.filter(plan=plan).order_by("number")


@dataclass(frozen=True, slots=True)
class Used:
    """One measure of the library: how often it was taken, and what came of it."""

    part: Text
    says: Text
    taken: int
    outcomes: tuple[int, ...]


def used(by: Actor) -> tuple[Used, ...]:
    """Return every measure with how often it was taken and what came of it, in one's charge."""
    inside = Q(pk__in=())
    for path in by.reach:
        inside |= Q(plan__case__unit_path__startswith=path)
    rows = PlanMeasure.objects.filter(inside).order_by().values_list("code", "outcome")
    counts = {(code, outcome): n for code, outcome, n in rows.annotate(n=Count("pk"))}
    return tuple(_used(one, counts) for one in library())


def _used(measure, counts) -> Used:
    outcomes = tuple(counts.get((measure.code, outcome), 0) for outcome in OUTCOMES)
    taken = sum(outcomes) + counts.get((measure.code, ""), 0)
    return Used(PARTS[measure.part], measure.says, taken, outcomes)
