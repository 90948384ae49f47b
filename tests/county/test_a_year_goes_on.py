"""A year is lived through in order, and what does not fit the calendar ends its own tale only."""

from datetime import datetime, timedelta

import pytest

from guihang.county.diary import LOCAL, Happening, Year, in_order
from guihang.law.refusals import TooEarly

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 11, 24, 9, tzinfo=LOCAL)


def refused(_at):
    raise TooEarly(why="尚未到期。", ground="house:test", remedy="等待。")


def lived(*happenings):
    year = Year(happenings)
    assert list(year.live()) == ["2026-11"]
    return year


def test_a_refused_step_ends_its_tale_and_no_other():
    done, hours = [], [NINE + timedelta(hours=n) for n in range(4)]
    one, other = object(), object()
    year = lived(
        Happening(hours[0], done.append, one),
        Happening(hours[1], refused, one),
        Happening(hours[2], done.append, one),
        Happening(hours[3], done.append, other),
    )
    assert done == [hours[0], hours[3]]
    [said] = year.refused
    assert "2026-11-24 10:00" in said and "尚未到期" in said


def test_what_belongs_to_no_tale_is_not_left_out_in_silence():
    with pytest.raises(TooEarly):
        lived(Happening(NINE, refused))


def test_steps_that_a_rest_day_brought_together_keep_their_order():
    steps = [Happening(NINE + timedelta(hours=5), print), Happening(NINE, print)]
    first, second = in_order(steps)
    assert first.at == steps[0].at and second.at > first.at
