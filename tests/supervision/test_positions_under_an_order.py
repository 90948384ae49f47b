"""Positions are taken exactly as long as an order allows, and bound by county and leave."""

from datetime import timedelta

import pytest

from approving import TODAY, WENT, approval_play
from guihang.decisions.actions import Note
from guihang.ledger.chains import SYSTEM
from guihang.supervision.approvals import plans
from guihang.supervision.positions import actions as positions
from guihang.supervision.positions.bounds import bounds, home_of
from guihang.tracking import actions as tracking
from guihang.tracking.actions import Enrolment
from guihang.tracking.models import Basis
from guihang.tracking.vocabulary import DeviceSort, Ended, Sign
from leaving import LeavePlay

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def play(cast):
    """One person who left without approval, and an enrolled wristband."""
    made = approval_play(cast, WENT)
    enrolment = Enrolment("013900000001", DeviceSort.WORN, "jt808")
    made.band, _secret = tracking.enrol(
        device=enrolment, unit=cast.unit("brigade"), by=SYSTEM, at=made.at
    )
    return made


def worn(play, days=30):
    play.order(days=days)
    play.to_day(play.approval.begins)
    play.put_on(device=play.band)
    return Basis.objects.get()


def stays(play, days=40):
    now = play.at
    return list(bounds([play.case.pk], since=now, until=now + timedelta(days=days)))


def test_a_device_put_on_opens_a_basis_until_the_midnight_after_the_order(play):
    basis = worn(play)
    assert basis.number == play.approval.matter.number
    assert basis.begins == play.at
    local = basis.ends.astimezone(play.at.tzinfo)
    assert local.date() == play.approval.ends + timedelta(days=1) and local.hour == 0


def test_a_device_that_is_not_enrolled_opens_none(play):
    play.order(days=30)
    play.to_day(play.approval.begins)
    play.put_on()
    assert not Basis.objects.exists()


def test_taking_it_off_ends_the_basis_at_that_moment(play):
    worn(play)
    play.take_off()
    basis = Basis.objects.get()
    assert (basis.ended_at, basis.ended_because) == (play.at, Ended.TAKEN_OFF)


def test_the_head_who_ends_the_order_early_ends_the_basis(play):
    worn(play)
    play.later(days=3)
    play.act("end", "bureau_head", Note(reasons="情况变化，不需要继续使用。"))
    assert Basis.objects.get().ended_at is not None


def test_a_longer_order_moves_the_end_of_the_basis(play):
    from guihang.supervision.approvals.actions.asking import ask

    basis = worn(play)
    order, ends = play.approval, play.approval.ends
    play.to_day(ends - timedelta(days=5))
    play.assess()
    longer = {"ends": (ends + timedelta(days=30)).isoformat()}
    wish = play.wish(plans.EXTENSION, longer, files=(), extends=order.of)
    play.matter = None
    press = play.press("township_officer")
    play.matter = ask(
        case=play.case, wish=wish, by=play.actor("township_officer"), at=play.later(), press=press
    )
    play.check("squad_officer")
    play.grant("bureau_head")
    basis.refresh_from_db()
    assert basis.ends.astimezone(play.at.tzinfo).date() == ends + timedelta(days=31)
    assert basis.ended_at is None


def test_an_order_whose_days_are_over_is_ended_by_the_sweep(play):
    basis = worn(play)
    positions.sweep(at=basis.ends - timedelta(minutes=1))
    basis.refresh_from_db()
    assert basis.ended_at is None
    positions.sweep(at=basis.ends)
    basis.refresh_from_db()
    assert basis.ended_because == Ended.TIME


def test_the_districts_of_one_city_are_one_place_and_a_county_is_its_own(play):
    assert home_of("431103", TODAY) == ("431102", "431103")
    assert home_of("431122", TODAY) == ("431122",)


def test_without_leave_one_zone_binds_and_keeps_its_beginning(play):
    worn(play)
    [now] = stays(play)
    assert (now.sign, now.key, now.keep_out, now.ground) == (
        Sign.LEFT,
        "home",
        False,
        "ccl-2019:27.1",
    )
    play.later(days=3)
    assert [one.begins for one in stays(play)] == [now.begins]


def test_a_leave_replaces_the_county_for_its_days_by_the_counties_and_the_way_there(play, cast):
    worn(play)
    trip = LeavePlay(cast)
    trip.case, trip.at = play.case, play.at
    trip.up_to("confirm", days=8)
    before, during, after = stays(play)
    assert [one.sign for one in (before, during, after)] == [Sign.LEFT, Sign.ASTRAY, Sign.LEFT]
    assert before.ends == during.begins and during.ends == after.begins
    assert during.permits == (trip.matter.number,)
    assert during.shape.area.contains(before.shape.area.representative_point())
    assert during.shape.area.area > before.shape.area.area
