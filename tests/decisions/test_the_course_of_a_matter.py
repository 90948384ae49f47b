from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guihang.decisions import course
from guihang.decisions.course import Act, Stage

DAYS = st.dates(date(2020, 7, 1), date(2035, 12, 31))


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_is_in_the_table_and_can_be_reached(stage):
    assert stage in course.COURSE
    assert stage in course.leads_to(course.BEGINS) | {course.BEGINS}


@pytest.mark.parametrize("stage", Stage)
def test_no_stage_is_a_dead_end_but_the_final_ones(stage):
    further = course.leads_to(stage) - {stage}
    assert (not further) == (stage in course.FINAL)
    assert stage in course.FINAL or further & course.FINAL


@given(st.data())
def test_every_walk_along_the_table_can_still_be_finished(draw_from):
    stage = course.BEGINS
    for _ in range(draw_from.draw(st.integers(0, 12))):
        acts = course.possible_from(stage)
        if not acts:
            break
        stage = course.after(stage, draw_from.draw(st.sampled_from(acts)))
    assert stage in course.FINAL or course.leads_to(stage) & course.FINAL


def test_a_matter_that_has_been_decided_can_no_longer_be_withdrawn_or_returned():
    undecided = {Stage.ASKED, Stage.RETURNED, Stage.CHECKED, Stage.OPINIONS}
    assert set(course.stages_for(Act.WITHDRAW)) == undecided
    assert set(course.stages_for(Act.RETURN)) == undecided - {Stage.RETURNED}


def test_nothing_is_decided_before_it_has_been_checked():
    for act in (Act.GRANT, Act.REFUSE):
        assert set(course.stages_for(act)) == {Stage.CHECKED, Stage.OPINIONS}


def test_nothing_takes_effect_before_it_has_been_told():
    assert course.stages_for(Act.TAKE_EFFECT) == (Stage.TOLD,)


@pytest.mark.parametrize("act", [act for act in Act if act is not Act.ASK])
def test_every_act_is_possible_somewhere(act):
    assert course.stages_for(act)


@given(begins=DAYS, length=st.integers(0, 400), on=DAYS)
def test_a_told_grant_is_in_force_on_its_days_and_no_others(begins, length, on):
    ends = begins + timedelta(days=length)
    for recorded in (Stage.TOLD, Stage.EFFECTIVE):
        found = course.standing(recorded, begins=begins, ends=ends, on=on)
        assert (found is Stage.LAPSED) == (on > ends)
        if begins <= on <= ends:
            assert found is Stage.EFFECTIVE


@given(stage=st.sampled_from(sorted(set(Stage) - {Stage.TOLD, Stage.EFFECTIVE})), on=DAYS)
def test_no_day_changes_a_matter_that_is_not_told(stage, on):
    assert course.standing(stage, begins=date.min, ends=date.min, on=on) is stage


def test_a_grant_without_days_stays_as_it_is_recorded():
    found = course.standing(Stage.TOLD, begins=None, ends=None, on=date(2026, 11, 23))
    assert found is Stage.TOLD


def test_the_drawing_holds_every_arrow_of_the_table():
    drawing = course.draw().splitlines()
    assert drawing[0] == "stateDiagram-v2"
    for stage, acts in course.COURSE.items():
        for act, target in acts.items():
            assert f"    {stage} --> {target}: {act}" in drawing
    assert sum("--> [*]" in line for line in drawing) == len(course.FINAL)
