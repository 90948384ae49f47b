"""PostgreSQL itself keeps packages, goals and checked records apart, and lets everybody work."""

import pytest

from behind import confined
from guihang.cases.campaigns import actions as campaigns
from guihang.cases.campaigns.actions import Draft, Said
from guihang.cases.models import Confirmation
from guihang.supervision.models import GoalReview, Owner, PlanGoal
from guihang.supervision.planning import actions as planning
from guihang.supervision.planning.actions import Chosen, Goal, Reviewed
from lives import PLAN, grouped
from packaging_play import POLICE, package_play

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


def test_everybody_works_and_nobody_sees_more_than_his_own(cast, postgres_only):
    play = package_play(cast)
    play.case = grouped(cast, play.case)
    officer, day = cast.actor("township_officer"), play.at.date()
    with confined(cast.actor("brigade_leader")):
        draft = Draft(cast.unit("county"), "年度信息核查", day)
        campaign = campaigns.open_campaign(draft=draft, by=cast.actor("brigade_leader"), at=play.at)
    with confined(officer):
        play.name("police", POLICE)
        assert play.people(tab="lacking") == ["唐建平"]
        goal = Goal("稳定就业", day.replace(year=day.year + 1))
        planning.plan(
            case=play.case, draft=PLAN, chosen=Chosen(goals=(goal,)), day=day, by=officer,
            at=play.later(),
        )  # fmt: skip
        planning.review_goal(
            goal=PlanGoal.objects.get(), reviewed=Reviewed("reached", "已就业。"), by=officer,
            at=play.later(),
        )  # fmt: skip
        said = {"nation": Said("confirmed", "paper")}
        campaigns.check_record(
            campaign=campaign, case=play.case, said=said, by=officer, at=play.later()
        )
    for name, seen in (("far_officer", 0), ("squad_officer", 1)):
        with confined(cast.actor(name)):
            tables = (Owner, PlanGoal, GoalReview, Confirmation)
            assert [table.objects.count() for table in tables] == [seen] * 4
