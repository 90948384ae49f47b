"""Who acts on a rung of the law today; and which rung nobody is awake to fill."""

from datetime import timedelta

import pytest

import cast as the_cast
from guihang.agencies import actions, queries
from guihang.agencies.actions import Trust
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours
from guihang.law.rungs import Rung
from guihang.ledger import queries as ledger

pytestmark = pytest.mark.both_databases
TODAY, NOW = the_cast.TODAY, the_cast.NOW
ONE_DAY = timedelta(days=1)


def gaps(cast, on=TODAY):
    return [(gap.unit.code, gap.rung) for gap in queries.gaps((cast.unit("county").path,), on=on)]


def go_away(cast, name):
    actions.say_away(
        away=actions.Away(cast.account(name), TODAY, TODAY + ONE_DAY, "年休假"),
        by=cast.actor("administrator"),
        at=NOW,
    )


def cover(cast, name, deputy):
    actions.name_deputy(
        cover=actions.Cover(
            cast.post(name),
            cast.account(name),
            cast.account(deputy),
            TODAY,
            TODAY + ONE_DAY,
            "年休假",
        ),
        by=cast.actor("administrator"),
        at=NOW,
    )


def test_a_county_whose_posts_are_held_has_no_gap(cast):
    assert gaps(cast) == []


def test_an_absence_without_a_deputy_is_a_gap_until_one_is_named(cast):
    go_away(cast, "brigade_leader")
    assert gaps(cast) == [("431103", Rung.AGENCY_HEAD)]
    cover(cast, "brigade_leader", "deputy_leader")
    assert gaps(cast) == []
    assert gaps(cast, on=TODAY + 2 * ONE_DAY) == []  # he is back


def test_a_vacant_post_is_a_gap(cast):
    actions.end_appointment(
        appointment=cast.account("bureau_head").appointments.get(),
        last_day=TODAY,
        by=cast.actor("administrator"),
        at=NOW,
    )
    assert gaps(cast) == []
    assert gaps(cast, on=TODAY + ONE_DAY) == [("431103", Rung.BUREAU_HEAD)]


def test_a_county_without_a_bureau_head_on_the_rung_is_a_gap(cast):
    found = queries.gaps((cast.unit("next_county").path,), on=TODAY)
    assert [(gap.unit.code, gap.rung, gap.post) for gap in found] == [
        ("431102", Rung.BUREAU_HEAD, None)
    ]
    assert str(found[0].remedy)


def test_an_office_that_was_given_a_rung_must_fill_it(cast):
    go_away(cast, "township_officer")
    assert gaps(cast) == [("431103001", Rung.OFFICE)]


def test_gaps_are_told_within_the_reach_only(cast):
    go_away(cast, "brigade_leader")
    assert queries.gaps((cast.unit("office").path,), on=TODAY) == ()


def answering(cast, rung=Rung.AGENCY_HEAD):
    found = queries.answering(rung, cast.unit("office").path, TODAY)
    return [(one.name, one.deputy_for) for one in found]


def test_the_holder_acts_while_he_is_there_and_his_deputy_while_he_is_not(cast):
    assert answering(cast) == [("罗建国", "")]
    go_away(cast, "brigade_leader")
    assert answering(cast) == []
    cover(cast, "brigade_leader", "deputy_leader")
    assert answering(cast) == [("彭丽", "罗建国")]


def test_a_rung_nobody_fills_has_no_holder(cast):
    office = cast.unit("next_office").path
    assert queries.answering(Rung.BUREAU_HEAD, office, TODAY) == ()


def test_deputies_of_a_reach_are_listed(cast):
    cover(cast, "brigade_leader", "deputy_leader")
    (row,) = queries.deputies((cast.unit("county").path,), on=TODAY)
    assert row.account == cast.account("deputy_leader")
    assert not queries.deputies((cast.unit("next_county").path,), on=TODAY)


def entrust(cast, by="brigade_leader", office="office", **choices):
    trust = {
        "office": cast.unit(office),
        "power": "daily_supervision",
        "since": TODAY,
        "until": TODAY + timedelta(days=364),
        "paper": "（2026）冷矫委字第 1 号",
    }
    return actions.entrust(trust=Trust(**(trust | choices)), by=cast.actor(by), at=NOW)


def held(cast, on=TODAY, power="daily_supervision"):
    return queries.entrusted(cast.unit("office"), power, on)


def test_an_office_holds_a_power_from_the_first_day_to_the_last(cast):
    entrust(cast, since=TODAY + ONE_DAY, until=TODAY + 2 * ONE_DAY)
    days = [TODAY + number * ONE_DAY for number in range(4)]
    assert [bool(held(cast, on)) for on in days] == [False, True, True, False]
    assert held(cast, days[1], "leave") is None


def test_entrusting_is_recorded_with_its_paper(cast):
    entrust(cast)
    (told,) = ledger.history("unit:431103001", named=("OfficeEntrusted",))
    assert told.values["paper"] == "（2026）冷矫委字第 1 号"


@pytest.mark.parametrize(
    "by", ["squad_leader", "township_officer", "administrator", "next_brigade_leader"]
)
def test_nobody_entrusts_but_the_head_of_the_agency_or_of_the_bureau(cast, by):
    with pytest.raises(NotYours):
        entrust(cast, by=by)


def test_nothing_is_entrusted_without_a_paper(cast):
    with pytest.raises(Missing) as refused:
        entrust(cast, paper=" ")
    assert refused.value.ground == "ccl-2019:9.2"


def test_only_an_office_is_entrusted(cast):
    with pytest.raises(BadFacts):
        entrust(cast, office="squad")


def test_the_last_day_is_not_before_the_first(cast):
    with pytest.raises(BadFacts):
        entrust(cast, until=TODAY - ONE_DAY)


def test_a_power_is_held_by_one_paper_at_a_time(cast):
    entrust(cast)
    with pytest.raises(AlreadyDone, match="冷矫委字"):
        entrust(cast, paper="（2026）冷矫委字第 2 号")
    assert entrust(cast, power="leave").pk


def test_a_power_taken_back_is_gone_that_day_and_can_be_given_anew(cast):
    row = entrust(cast)
    leader = cast.actor("brigade_leader")
    actions.end_entrustment(entrustment=row, by=leader, at=NOW)
    assert held(cast) is None
    with pytest.raises(AlreadyDone):
        actions.end_entrustment(entrustment=row, by=leader, at=NOW)
    assert entrust(cast, paper="（2026）冷矫委字第 2 号").pk
    assert [one.power for one in queries.entrustments(cast.unit("office"), on=TODAY)] == [
        "daily_supervision"
    ]
