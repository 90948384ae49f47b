"""Counting obeys its articles on every day, not only on those a table names."""

from calendar import monthrange
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from guihang.law import periods
from guihang.law.calendars import shipped
from guihang.law.periods import BEIJING, RestDay
from guihang.law.spans import Span

CALENDAR = shipped()
DAYS = some.dates(date(2004, 2, 1), date(2055, 1, 1))
MONTHS = some.integers(1, 120).map(lambda count: Span(months=count))
SHORT = some.integers(1, 60).map(lambda count: Span(days=count))
SPANS = some.one_of(MONTHS, SHORT, some.integers(1, 30).map(lambda count: Span(years=count)))
WORKING = some.integers(1, 20).map(lambda count: Span(working_days=count))


@given(DAYS, some.one_of(MONTHS.filter(lambda span: span.months < 48), SHORT, WORKING))
def test_a_forward_due_day_never_precedes_its_event_nor_falls_on_a_rest_day(after, span):
    due = periods.period(after, span, CALENDAR).last
    assert due > after
    assert not CALENDAR.is_rest(due)


@given(DAYS, SHORT)
def test_a_due_day_never_moves_back_when_the_span_grows(after, span):
    longer = Span(days=span.days + 1)
    assert (
        periods.period(after, span, CALENDAR).last <= periods.period(after, longer, CALENDAR).last
    )


@given(DAYS, MONTHS)
def test_months_never_spill_into_the_month_after(day, span):
    reached = periods.shift(day, span)
    months = (reached.year - day.year) * 12 + reached.month - day.month
    assert months == span.months


@given(DAYS, MONTHS)
def test_a_month_counted_from_a_months_last_day_ends_on_a_last_day(day, span):
    last = day.replace(day=monthrange(day.year, day.month)[1])
    assert periods.is_months_last(periods.shift(last, span))


@given(DAYS, SPANS)
def test_a_term_ends_the_day_before_whatever_that_day_is(begins, span):
    assert periods.term(begins, span).last + timedelta(days=1) == periods.shift(begins, span)


@given(DAYS, SPANS)
def test_validity_is_never_longer_than_the_term_of_the_same_length(first, span):
    assert first <= periods.validity(first, span).last <= periods.term(first, span).last


@given(DAYS, SPANS)
def test_a_period_in_custody_is_never_moved_by_a_holiday(after, span):
    assert periods.period(after, span, CALENDAR, RestDay.STANDS).last == periods.shift(after, span)


@given(DAYS, SHORT)
def test_counting_back_and_forth_in_days_meets_again(day, span):
    assert periods.shift(periods.before(day, span).last, span) == day


@given(DAYS, SPANS, some.integers(-400, 4000))
def test_what_has_lasted_longer_is_past_the_last_day_of_the_period(since, span, days):
    on = since + timedelta(days=days)
    within = periods.period(since, span, CALENDAR, RestDay.STANDS).last
    assert periods.lasts_longer(since, span, on) is (on > within)


@given(some.dates(date(1940, 1, 1), date(2010, 12, 31)), some.integers(0, 90))
def test_an_age_is_reached_on_the_day_after_the_birthday(birth, years):
    first = periods.reaches(birth, years)
    assert periods.age(birth, first) == years
    assert periods.age(birth, first - timedelta(days=1)) == max(years - 1, 0)


@given(
    some.lists(
        some.tuples(some.dates(date(2026, 1, 1), date(2026, 12, 31)), some.integers(0, 40)),
        min_size=1,
        max_size=6,
    )
)
def test_the_busiest_window_holds_at_least_the_longest_trip_that_fits(written):
    trips = tuple((leaves, leaves + timedelta(days=more)) for leaves, more in written)
    found = periods.busiest(trips, Span(months=2))
    assert found.days >= max(periods.days_away(*trip) for trip in trips)
    assert found.days <= (found.last - found.first).days + 1


def test_days_that_two_trips_share_count_once():
    trips = ((date(2026, 3, 1), date(2026, 3, 5)), (date(2026, 3, 5), date(2026, 3, 6)))
    assert periods.busiest(trips, Span(months=2)).days == 6


def test_departure_and_return_both_count():
    assert periods.days_away(date(2026, 11, 1), date(2026, 11, 8)) == 8


def test_the_day_after_a_missed_duty_is_the_first():
    assert periods.days_out(date(2026, 11, 1), date(2026, 11, 2)) == 1


def test_a_term_ends_at_midnight_in_beijing():
    assert periods.ends_at(date(2026, 12, 31)) == datetime(2027, 1, 1, tzinfo=BEIJING)


def test_hours_need_a_time_zone_and_a_length_in_hours():
    with pytest.raises(ValueError, match="instant"):
        periods.hours(datetime(2026, 11, 23, 8), Span(hours=48))
    with pytest.raises(ValueError, match="instant"):
        periods.hours(datetime(2026, 11, 23, 8, tzinfo=BEIJING), Span(days=2))


def test_each_arithmetic_refuses_the_units_of_another():
    with pytest.raises(ValueError, match="hours"):
        periods.period(date(2026, 11, 23), Span(hours=48), CALENDAR)
    for count in (periods.term, periods.validity, periods.before):
        with pytest.raises(ValueError, match="calendar days"):
            count(date(2026, 11, 23), Span(working_days=3))


def test_every_count_says_how_it_was_reached():
    count = periods.period(date(2026, 9, 21), Span(days=10), CALENDAR)
    assert [step.article for step in count.steps] == [
        "cpl-2018:105.2", "cpl-2018:105.2", "cpl-2018:105.4",
    ]  # fmt: skip
    assert count.steps[-1].day == date(2026, 10, 8)
