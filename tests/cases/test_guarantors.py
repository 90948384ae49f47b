"""Somebody vouches for a person who serves outside prison: fit, one at a time, replaced in time."""

from datetime import date

import pytest

from guihang.cases import actions, queries
from guihang.cases.actions.noting import fresh
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly
from lives import OLD, OUTSIDE, SON, another, at, received

pytestmark = pytest.mark.django_db

DAY = date(2026, 10, 29)


@pytest.fixture
def outside(office):
    """A 73-year-old who serves outside prison."""
    return received(office, person=OLD, order=OUTSIDE)


def name(case, cast, draft=SON, day=DAY, by="squad_officer"):
    return actions.name_guarantor(
        case=case, draft=draft, day=day, by=cast.actor(by), at=at(2026, 10, 29)
    )


def lose(guarantor, cast, day=date(2026, 11, 10), because="保证人病故", **besides):
    return actions.lose_guarantor(
        guarantor=guarantor,
        day=day,
        because=because,
        by=cast.actor("squad_officer"),
        at=at(2026, 11, 10),
        **besides,
    )


def test_a_guarantor_who_meets_every_condition_is_named(outside, cast):
    made = name(outside, cast)
    assert queries.guarantor(outside, DAY) == made
    assert outside.events.filter(what="guarantor_named").count() == 1
    assert made.phone.masked == "139****0002"


@pytest.mark.parametrize("condition", ["full_capacity", "free", "home_and_income", "near"])
def test_who_misses_a_condition_is_refused_and_an_unasked_one_is_not_guessed(
    outside, cast, condition
):
    with pytest.raises(BadFacts) as refused:
        name(outside, cast, another(SON, **{condition: False}))
    assert (refused.value.field, refused.value.ground) == (condition, "me-2014:11")
    with pytest.raises(Missing):
        name(outside, cast, another(SON, **{condition: None}))
    assert queries.guarantor(outside, DAY) is None


def test_only_who_serves_outside_has_a_guarantor(case, cast):
    with pytest.raises(BadFacts) as refused:
        name(case, cast)
    assert str(refused.value.remedy)


def test_there_is_one_guarantor_at_a_time(outside, cast):
    name(outside, cast)
    with pytest.raises(AlreadyDone) as refused:
        name(outside, cast, another(SON, name="彭大军"), by="second_squad_officer")
    assert "彭小军" in str(refused.value)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"relation": ""}, "relation"),
        ({"identity_number": "431103198804120010"}, "identity_number"),
    ],
)
def test_a_guarantor_who_is_not_described_rightly_is_refused(outside, cast, changes, field):
    with pytest.raises(BadFacts) as refused:
        name(outside, cast, another(SON, **changes))
    assert refused.value.field == field


def test_a_guarantor_is_not_named_for_tomorrow(outside, cast):
    with pytest.raises(TooEarly):
        name(outside, cast, day=date(2026, 10, 30))
    assert queries.guarantor(outside, date(2026, 10, 30)) is None


def test_a_lost_guarantor_is_replaced_in_the_time_that_was_set(outside, cast):
    lose(name(outside, cast), cast, new_by=date(2026, 11, 20))
    assert queries.guarantor(outside, date(2026, 11, 9)).name == "彭小军"
    assert queries.guarantor(outside, date(2026, 11, 10)) is None
    due = {
        one.what: one.duty.due for one in queries.duties_next(fresh(outside), date(2026, 11, 10))
    }
    assert due["health.name_guarantor"] == date(2026, 11, 20)
    actions.name_guarantor(
        case=outside,
        draft=another(SON, name="彭大军"),
        day=date(2026, 11, 20),
        by=cast.actor("squad_officer"),
        at=at(2026, 11, 20),
    )
    owed = {one.what for one in queries.duties_next(fresh(outside), date(2026, 11, 20))}
    assert "health.name_guarantor" not in owed


def test_a_guarantor_is_lost_once_for_a_reason_and_not_before_being_named(outside, cast):
    made = name(outside, cast)
    with pytest.raises(BadFacts):
        lose(made, cast, day=date(2026, 10, 28))
    with pytest.raises(BadFacts):
        lose(made, cast, new_by=date(2026, 11, 9))
    with pytest.raises(Missing):
        lose(made, cast, because="")
    lose(made, cast)
    with pytest.raises(AlreadyDone):
        lose(made, cast)


def test_another_office_names_nobody(outside, cast):
    with pytest.raises(NotYours):
        name(outside, cast, by="far_officer")
