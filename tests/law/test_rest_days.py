"""The calendars hold what the State Council published, and say where it has not."""

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from guihang.law.calendars import Calendar, OutsideCalendars, Year, read_notice, shipped
from guihang.law.periods import period
from guihang.law.refusals import BadFacts
from guihang.law.spans import Span

WRONG_IN_CHINESECALENDAR = date(2005, 12, 31)


def days_of(year):
    return [date(year, 1, 1) + timedelta(days=count) for count in range(366)][
        : 366 if year % 4 == 0 else 365
    ]


@pytest.mark.parametrize("year", shipped().years)
def test_every_day_is_as_two_public_libraries_have_it(year):
    second = holidays.country_holidays("CN", years=year)
    for day in days_of(year):
        if day != WRONG_IN_CHINESECALENDAR:
            assert shipped().is_rest(day) is not chinese_calendar.is_workday(day), day
        assert shipped().is_rest(day) is not second.is_working_day(day), day


def test_the_last_day_of_2005_was_worked():
    assert not shipped().is_rest(WRONG_IN_CHINESECALENDAR)


def test_years_are_published_from_2004_to_2026():
    assert shipped().years == tuple(range(2004, 2027))
    assert not shipped().is_published(2027)


def test_a_notice_is_named_where_it_is_known():
    assert shipped().notice(2026) == "国办发明电〔2025〕7号"
    assert shipped().notice(2004) == ""
    assert shipped().notice(1999) == ""


def test_a_year_without_any_calendar_is_refused():
    with pytest.raises(OutsideCalendars, match="2003"):
        shipped().is_rest(date(2003, 12, 31))


NOTICE = """日期,班/休
2027-02-05,休
2027-02-06,off
2027-02-08,off
2027-02-13,work

2027-02-28,班
"""


def test_an_imported_notice_makes_its_year_firm():
    year = read_notice("\ufeff" + NOTICE, notice="国办发明电〔2026〕1号")
    assert year.off == {date(2027, 2, 5), date(2027, 2, 8)}
    assert year.worked == {date(2027, 2, 13), date(2027, 2, 28)}
    calendar = shipped().with_year(year)
    assert calendar.is_published(2027)
    assert not calendar.is_rest(date(2027, 2, 13))
    before = period(date(2027, 2, 4), Span(days=9), shipped())
    after = period(date(2027, 2, 4), Span(days=9), calendar)
    assert (before.last, before.firm) == (date(2027, 2, 15), False)
    assert (after.last, after.firm) == (date(2027, 2, 13), True)


@pytest.mark.parametrize(
    "words",
    [
        "2027-02-30,off",
        "2027-02-05",
        "2027-02-05,perhaps",
        "2027-02-08,work",
        "2027-02-05,off\n2028-02-05,work",
        "",
        "2027-02-06,off\n2027-02-06,work",
    ],
)
def test_a_notice_that_cannot_be_one_is_refused_by_its_row(words):
    with pytest.raises(BadFacts) as fault:
        read_notice(words, notice="通知")
    assert fault.value.field.startswith("row")


def test_a_later_notice_for_a_year_takes_the_place_of_the_earlier():
    first = Year(2030, "甲", frozenset({date(2030, 5, 2)}), frozenset())
    second = Year(2030, "乙", frozenset(), frozenset())
    calendar = Calendar((first, second))
    assert calendar.notice(2030) == "乙"
    assert not calendar.is_rest(date(2030, 5, 2))
