"""A leave is asked for, checked, decided by who the law names, told, made, and come back from."""

from datetime import timedelta

import pytest

from guihang.decisions import queries
from guihang.law.rungs import Rung
from leaving import TODAY

pytestmark = pytest.mark.django_db


def test_an_eight_day_leave_goes_to_the_county_and_is_come_back_from(play):
    play.up_to("confirm", days=8)
    matter = queries.matter(play.matter.number)
    assert queries.route(matter).rung is Rung.AGENCY
    assert matter.paper.number.startswith("（2026）冷矫外字")
    trip = play.trip
    assert trip.notice.number.startswith("（2026）冷矫出字")
    granted = play.happened("leave_granted")
    assert [(one.begins, one.ends, one.of) for one in granted] == [
        (trip.leaves, trip.returns, f"matter.{matter.pk}")
    ]
    play.to_day(trip.returns)
    back = play.back()
    assert (back.returned_as, back.days_late) == ("on_time", 0)
    assert [one.day for one in play.happened("returned")] == [trip.returns]
    assert not play.happened("duty_missed")
    assert TODAY + timedelta(days=4) == trip.leaves
