"""Goals of a plan: printed with their measures, looked at on their day, replaced by the next."""

from datetime import date, timedelta

import pytest

from guihang.cases.actions import hand_to_office, note
from guihang.cases.actions.noting import fresh
from guihang.dossiers import sealing
from guihang.duties import actions as duties
from guihang.duties.models import Duty
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, NotYours
from guihang.supervision.models import PlanGoal
from guihang.supervision.planning import actions, queries
from guihang.supervision.planning.actions import Chosen, Goal, Reviewed
from lives import PLAN, another, grouped
from packaging_play import package_play

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]
DUE = date(2026, 12, 15)
WORK = Goal("三个月内稳定就业", DUE, ("visit_monthly", "law_lessons"))
DEBT = Goal("还清欠款", date(2027, 2, 1))
SEEN = "已签劳动合同，见合同复印件。"


@pytest.fixture
def play(cast):
    """唐建平, under correction, with a group."""
    play = package_play(cast)
    play.case = grouped(cast, play.case)
    return play


def plan(play, *goals, because="", **changes):
    return actions.plan(
        case=play.case,
        draft=another(PLAN, because=because, **changes),
        chosen=Chosen(goals=goals),
        day=play.at.date(),
        by=play.actor("squad_officer"),
        at=play.later(),
    )


def review(play, goal, outcome="reached", remark=SEEN, next_on=None, by="township_officer"):
    return actions.review_goal(
        goal=goal,
        reviewed=Reviewed(outcome, remark, next_on),
        by=play.actor(by),
        at=play.later(),
    )


def owed():
    return Duty.objects.filter(source="goals", discharged_at=None).first()


def test_the_paper_prints_each_goal_with_its_measures_and_its_day(play):
    paper = plan(play, WORK, DEBT)
    fields = sealing.unseal(paper)
    printed = str(fields)
    assert "三个月内稳定就业（措施：每月实地走访一次、" in printed
    assert "2026-12-15复核" in printed and "还清欠款（2027-02-01复核）" in printed
    taken = [row.code for row in queries.of_plan(play.case.plans.first())]
    assert taken == ["visit_monthly", "law_lessons"]


def test_the_docket_shows_the_goal_due_first_from_a_week_before(play):
    plan(play, DEBT, WORK)
    duty = owed()
    assert (duty.due, duty.opens_on) == (DUE, DUE - timedelta(days=7))
    first, second = queries.standing_goals(play.case)
    review(play, second)
    assert owed().due == DEBT.review_on
    review(play, first, "dropped", "债务已由家属偿还，不再列为目标。")
    assert owed() is None
    duties.rebuild("goals", on=play.at.date())
    assert owed() is None


def test_a_goal_that_goes_on_is_looked_at_again_on_a_later_day(play):
    plan(play, WORK)
    goal = PlanGoal.objects.get()
    for next_on in (None, play.at.date()):
        with pytest.raises(BadFacts):
            review(play, goal, "nearer", next_on=next_on)
    again = play.at.date() + timedelta(days=1)
    goal = review(play, goal, "nearer", "已面试两家单位。", again)
    assert (goal.review_on, goal.closed_on, owed().due) == (again, None, again)
    assert [(one.due, one.outcome) for one in goal.reviews.all()] == [(DUE, "nearer")]


@pytest.mark.parametrize(("outcome", "remark"), [("reached", " "), ("perhaps", SEEN)])
def test_what_came_of_a_goal_is_said_with_what_was_seen(play, outcome, remark):
    plan(play, WORK)
    with pytest.raises(BadFacts):
        review(play, PlanGoal.objects.get(), outcome, remark)


def test_a_goal_is_closed_once_and_by_who_is_in_charge(play):
    plan(play, WORK)
    goal = PlanGoal.objects.get()
    with pytest.raises(NotYours):
        review(play, goal, by="far_officer")
    review(play, goal)
    with pytest.raises(AlreadyDone):
        review(play, goal)


def test_the_next_plan_replaces_what_was_open_and_keeps_what_was_reached(play):
    plan(play, WORK, DEBT)
    review(play, queries.standing_goals(play.case)[0])
    play.later(days=1)
    plan(play, Goal("遵守报告制度", DUE), because="就业后调整。")
    closed = {goal.words: goal.closed_as for goal in queries.goals(play.case)}
    assert closed == {"遵守报告制度": "", WORK.words: "reached", DEBT.words: "replaced"}
    assert [one.words for one in queries.standing_goals(fresh(play.case))] == ["遵守报告制度"]


@pytest.mark.parametrize(
    "goals",
    [
        (Goal(" ", DUE),),
        (Goal("就业", date(2026, 11, 23)),),
        tuple(Goal(f"目标{n}", DUE) for n in range(7)),
        (Goal("就业", DUE, ("no_such_measure",)),),
    ],
    ids=("without-words", "without-a-later-day", "too-many", "no-such-measure"),
)
def test_goals_are_few_and_each_has_words_and_a_later_day(play, goals):
    with pytest.raises(BadFacts):
        plan(play, *goals)
    assert not PlanGoal.objects.exists() and not play.case.plans.exists()


def test_goals_are_over_with_the_correction(play):
    plan(play, WORK)
    ended = Event(What.TERMINATED, play.at.date(), code="died")
    note(case=play.case, event=ended, by=play.actor("squad_leader"), at=play.later())
    assert PlanGoal.objects.get().closed_as == "over"
    assert owed() is None


def test_what_is_owed_about_goals_goes_along_to_another_office(play):
    plan(play, WORK)
    there = play.cast.unit("second_office")
    hand_to_office(
        case=play.case, unit=there, because="居住地变化。", by=play.actor("squad_leader"),
        at=play.later(),
    )  # fmt: skip
    assert owed().unit_path == there.path
