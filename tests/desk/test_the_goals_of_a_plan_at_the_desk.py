"""Goals at the desk: set in the step of the plan, met from the docket, said what came of them."""

import pytest

from guihang.supervision.models import PlanGoal
from lives import grouped
from packaging_play import package_play

SENT = {
    "day": "2026-11-23",
    "situation": "与妻子同住。",
    "assessment": "风险低。",
    "psychology": "情绪稳定。",
    "measures": "每月报告一次",
    "helps": "",
    "library": ["law_lessons"],
    "goal_1": "三个月内稳定就业",
    "goal_1_by": "visit_monthly",
    "goal_1_on": "2026-11-28",
}


@pytest.fixture
def play(cast):
    """One person with a group, and the officers around him."""
    play = package_play(cast)
    play.case = grouped(cast, play.case)
    return play


@pytest.fixture
def planned(play, desk):
    """The desk of the squad after a plan with one goal was made there."""
    at = desk("squad_officer")
    assert at.send(step_of(play), **SENT).status == 302
    return at


def step_of(play):
    return f"/cases/{play.case.number}/plan/"


def page_of(play):
    return f"/goals/{play.case.number}/"


def test_a_goal_is_set_with_its_measure_and_day_and_stands_on_the_case(play, planned):
    goal = PlanGoal.objects.get()
    assert (goal.words, goal.measures) == ("三个月内稳定就业", ["visit_monthly"])
    assert "三个月内稳定就业" in planned.open(f"/cases/{play.case.number}/").words
    assert 'value="三个月内稳定就业"' in planned.open(step_of(play)).page


def test_a_goal_without_a_day_comes_back_with_what_was_typed(play, desk):
    said = desk("squad_officer").send(step_of(play), **SENT | {"goal_1_on": ""})
    assert said.status == 422 and "请填写目标的复核日期" in said.words
    assert "三个月内稳定就业" in said.page


def test_the_docket_leads_to_the_goals_and_they_are_looked_at_there(play, planned):
    assert page_of(play) in planned.open("/").page
    at = planned.open(page_of(play))
    assert "每月实地走访一次" in at.words
    review = f"{page_of(play)}{PlanGoal.objects.get().pk}/"
    refused = at.send(review, outcome="nearer", remark="已面试两家。", next_on="")
    assert refused.status == 422 and "已面试两家。" in refused.page
    at.send(review, outcome="reached", remark="已签劳动合同。")
    assert "已签劳动合同。" in at.open(page_of(play)).words and "已达成" in at.words
    assert page_of(play) not in at.open("/").page


def test_another_office_finds_no_goals_and_an_unknown_one_is_not_there(play, planned, desk):
    assert desk("far_officer").open(page_of(play)).status == 404
    assert planned.send(f"{page_of(play)}999999/", outcome="reached").status == 404
    reader = desk("procurator").open(page_of(play))
    assert reader.status == 200 and 'name="remark"' not in reader.page


def test_a_case_without_goals_says_so(play, desk):
    assert "方案尚未确定目标" in desk("squad_officer").open(page_of(play)).words
