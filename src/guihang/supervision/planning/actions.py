"""Making and adjusting a plan from the library with its goals; looking at measures and goals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.actions import PlanDraft, make_plan
from guihang.cases.events import CaseEventNoted
from guihang.duties import actions as duties
from guihang.duties.owing import day_of
from guihang.law.events import What
from guihang.law.refusals import AlreadyDone, BadFacts
from guihang.law.rules.levels import PLAN
from guihang.ledger.actions import record
from guihang.supervision.access import check_may_review_goal
from guihang.supervision.events import GoalReviewed, GoalsSet, MeasuresLookedAt
from guihang.supervision.models import GoalReview, PlanGoal, PlanMeasure
from guihang.supervision.planning.house_rules import MOST_GOALS, RULE
from guihang.supervision.planning.kind import SOURCE
from guihang.supervision.planning.library import HELP, SUPERVISION, TEACHING, measure, says
from guihang.supervision.planning.words import (
    ENDS,
    GOAL_OUTCOMES,
    OUTCOMES,
    OVER_WITH_CASE,
    REPLACED,
)

PARTS = (SUPERVISION, TEACHING, HELP)
OVER = frozenset({What.DISCHARGED, What.TERMINATED})


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be reached, by which measures of the library, looked at again when."""

    words: str
    review_on: date
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What came of a goal, what was seen, and when it is looked at again."""

    outcome: str
    remark: str
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen from the library, the goals, and what came of the measures before."""

    measures: tuple[str, ...] = ()
    outcomes: Mapping[int, str] = field(default_factory=dict)
    goals: tuple[Goal, ...] = ()


@atomic
def plan(  # noqa: PLR0913 - what it says, what was chosen, when and by whom are all asked for
    *, case, draft: PlanDraft, chosen: Chosen, day: date, by: Actor, at: datetime
):
    """Make the plan of a person, or adjust it; what the library says goes into its paper."""
    goals = _goals(chosen.goals, day)
    serving = [code for goal in goals for code in goal.measures]
    taken = [_known(code) for code in dict.fromkeys((*chosen.measures, *serving))]
    before = case.plans.first()
    paper = make_plan(case=case, draft=_with(draft, taken, goals), day=day, by=by, at=at)
    _look_back(before, chosen.outcomes, case, day, by, at)
    made = case.plans.order_by("-edition").first()
    PlanMeasure.objects.bulk_create(PlanMeasure(plan=made, code=one.code) for one in taken)
    _set(case, made, goals, by, at)
    return paper


@atomic
def review_goal(*, goal: PlanGoal, reviewed: Reviewed, by: Actor, at: datetime) -> PlanGoal:
    """Say what came of a goal (目标复核); unless it ends, when it is looked at again."""
    goal = (
        PlanGoal.objects.select_for_update(of=("self",))
        .select_related("plan__case__dossier")
        .get(pk=goal.pk)
    )
    case, on = goal.plan.case, day_of(at)
    check_may_review_goal(by, case.unit_path)
    _demand_reviewable(goal, reviewed, on)
    ends = reviewed.outcome in ENDS
    next_on = None if ends else reviewed.next_on
    GoalReview.objects.create(
        goal=goal,
        day=on,
        due=goal.review_on,
        outcome=reviewed.outcome,
        remark=reviewed.remark.strip()[:200],
        next_on=next_on,
        at=at,
        by_id=by.account_id,
    )
    if ends:
        goal.closed_on, goal.closed_as = on, reviewed.outcome
    else:
        goal.review_on = reviewed.next_on
    goal.save(update_fields=["closed_on", "closed_as", "review_on"])
    event = GoalReviewed(
        case=case.number,
        edition=goal.plan.edition,
        number=goal.number,
        outcome=reviewed.outcome,
        next_on=next_on,
    )
    record(event, chain=case.chain, by=by, at=at)
    duties.refresh(SOURCE, case.number, on=on)
    return goal


@atomic
def hear(event: CaseEventNoted, *, at: datetime, **_besides: object) -> None:
    """Close the goals of whose correction has ended; wiring calls this with each event."""
    if event.what not in OVER:
        return
    open_ = PlanGoal.objects.open().filter(plan__case__dossier__number=event.case)
    if open_.update(closed_on=event.day, closed_as=OVER_WITH_CASE):
        duties.refresh(SOURCE, event.case, on=day_of(at))


def follow_case(event, *, at: datetime, **_besides: object) -> None:
    """Let what is owed about goals go along with a case to another office; wiring calls this."""
    duties.refresh(SOURCE, event.dossier, on=day_of(at))


def _set(case, made, goals: tuple[Goal, ...], by: Actor, at: datetime) -> None:
    """Keep the goals of a plan; those of earlier editions nobody closed are replaced."""
    open_ = PlanGoal.objects.open().filter(plan__case=case)
    replaced = open_.update(closed_on=day_of(at), closed_as=REPLACED)
    PlanGoal.objects.bulk_create(
        PlanGoal(
            plan=made,
            number=number,
            words=goal.words,
            measures=list(goal.measures),
            review_on=goal.review_on,
        )
        for number, goal in enumerate(goals, start=1)
    )
    if goals or replaced:
        event = GoalsSet(
            case=case.number, edition=made.edition, goals=len(goals), replaced=replaced
        )
        record(event, chain=case.chain, by=by, at=at)
    duties.refresh(SOURCE, case.number, on=day_of(at))


def _goals(wanted: tuple[Goal, ...], day: date) -> tuple[Goal, ...]:
    """Return the goals as they are kept, or refuse one without words or without a later day."""
    goals = tuple(replace(one, words=" ".join(one.words.split())[:100]) for one in wanted)
    for one in goals:
        if not one.words or one.review_on <= day:
            raise BadFacts(
                "goals",
                why=_("A goal says what is to be reached, and a later day to look at it again."),
                ground=RULE,
                remedy=_("Write both, or leave the goal out."),
            )
    if len(goals) > MOST_GOALS:
        raise BadFacts(
            "goals",
            why=_("A plan with so many goals has none."),
            ground=RULE,
            remedy=_("Keep those that matter most now."),
        )
    return goals


def _demand_reviewable(goal: PlanGoal, reviewed: Reviewed, on: date) -> None:
    if goal.closed_on is not None:
        raise AlreadyDone(
            why=_("This goal was closed on %(day)s.") % {"day": goal.closed_on},
            ground=RULE,
            remedy=_("Set a new goal when the plan is adjusted."),
        )
    if reviewed.outcome not in GOAL_OUTCOMES:
        raise BadFacts("outcome", why=_("It is not said what came of the goal."), ground=RULE)
    if not reviewed.remark.strip():
        raise BadFacts(
            "remark",
            why=_("It is not said what was seen."),
            ground=RULE,
            remedy=_("Write the facts the outcome rests on."),
        )
    goes_on = reviewed.outcome not in ENDS
    if goes_on and (reviewed.next_on is None or reviewed.next_on <= on):
        raise BadFacts(
            "next_on",
            why=_("A goal that goes on is looked at again on a later day."),
            ground=RULE,
            remedy=_("Choose the day."),
        )


def _known(code: str):
    found = measure(code)
    if found is None:
        raise BadFacts(
            "library",
            why=_("The library has no such measure."),
            ground=PLAN,
            remedy=_("Choose one of the library, or write it in words of your own."),
        )
    return found


def _with(draft: PlanDraft, taken: list, goals: tuple[Goal, ...]) -> PlanDraft:
    """Return what the plan says with what was chosen: the library first, own words after it."""
    words = {part: [one.says.zh for one in taken if one.part == part] for part in PARTS}
    return replace(
        draft,
        measures=(*words[SUPERVISION], *draft.measures),
        teaching=(*draft.teaching, *words[TEACHING]),
        helps=(*words[HELP], *draft.helps),
        goals=(*draft.goals, *(_on_paper(goal) for goal in goals)),
    )


def _on_paper(goal: Goal) -> str:
    """Say a goal as the paper prints it: the goal, what serves it, when it is looked at again."""
    serving = "、".join(says(code).zh for code in goal.measures)
    measures = f"措施：{serving}；" if serving else ""
    return f"{goal.words}（{measures}{goal.review_on}复核）"


def _look_back(  # noqa: PLR0913 - one step of the action above
    before, outcomes: Mapping[int, str], case, day: date, by: Actor, at: datetime
) -> None:
    """Keep what came of the measures of the plan before; it is said once for each."""
    rows = list(before.chosen_measures.filter(outcome="")) if before is not None else []
    looked = [row for row in rows if outcomes.get(row.pk, "") in OUTCOMES]
    for row in looked:
        row.outcome, row.outcome_on, row.outcome_by_id = outcomes[row.pk], day, by.account_id
        row.save(update_fields=["outcome", "outcome_on", "outcome_by"])
    if looked:
        said = tuple(f"{row.code}:{row.outcome}" for row in looked)
        event = MeasuresLookedAt(case=case.number, edition=before.edition, outcomes=said)
        record(event, chain=case.chain, by=by, at=at)
