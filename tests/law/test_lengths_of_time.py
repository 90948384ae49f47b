"""Lengths of time are read as judgments write them, and compared only where that is certain."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from guihang.law.spans import Span


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("3 months", Span(months=3)),
        ("1 month", Span(months=1)),
        ("10 working days", Span(working_days=10)),
        ("48 hours", Span(hours=48)),
        ("1 year 6 months", Span(years=1, months=6)),
        ("half a month", Span(days=15)),
        ("half a year", Span(months=6)),
        ("3 months half a year", Span(months=9)),
        ("10 days half a month", Span(days=25)),
        ("二年", Span(years=2)),
        ("一年六个月", Span(years=1, months=6)),
        ("一年半", Span(years=1, months=6)),
        ("半个月", Span(days=15)),
        ("两个月零五天", Span(months=2, days=5)),
        ("十日", Span(days=10)),
        ("二十五年", Span(years=25)),
        ("一百二十日", Span(days=120)),
        ("10个工作日", Span(working_days=10)),
        ("四十八小时", Span(hours=48)),
    ],
)
def test_a_length_is_read_in_both_languages(words, span):
    assert Span.parse(words) == span


@pytest.mark.parametrize(
    "words",
    [
        "",
        "soon",
        "3",
        "0 days",
        "3 month s",
        "半日",
        "half a day",
        "年",
        "3 months 半",
        "三个月上下",
    ],
)
def test_what_is_no_length_is_refused(words):
    with pytest.raises(ValueError, match="length of time|half"):
        Span.parse(words)


def test_working_days_and_hours_stand_alone():
    with pytest.raises(ValueError, match="by themselves"):
        Span(days=1, hours=3)


@pytest.mark.parametrize("other", [Span(working_days=3), Span(hours=48)])
@pytest.mark.parametrize("days", [Span(months=1), Span(days=2)])
def test_what_is_not_counted_in_calendar_days_is_neither_added_nor_compared(days, other):
    for one, two in ((days, other), (other, days)):
        with pytest.raises(ValueError, match="calendar days"):
            one.plus(two)
        with pytest.raises(ValueError, match="calendar days"):
            one.order(two)


def test_a_length_takes_nothing_away():
    with pytest.raises(ValueError, match="not a length of time"):
        Span(months=1, days=-3)


LENGTHS = some.builds(
    Span, years=some.integers(0, 25), months=some.integers(0, 11), days=some.integers(1, 30)
)


@given(LENGTHS)
def test_what_is_written_is_read_again(span):
    assert Span.parse(str(span)) == span
    assert Span.parse(span.text.zh) == span


@given(LENGTHS)
def test_two_halves_are_never_less_than_the_whole(span):
    both = span.half().plus(span.half())
    assert both.order(span) != -1


@given(LENGTHS, LENGTHS)
def test_comparing_the_other_way_round_says_the_opposite(one, other):
    order, turned = one.order(other), other.order(one)
    assert (order is None) == (turned is None)
    assert order is None or order == -turned


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        ("1 month", "27 days", 1),
        ("1 month", "28 days", None),
        ("1 month", "31 days", None),
        ("1 month", "32 days", -1),
        ("12 months", "1 year", 0),
        ("1 year", "11 months 15 days", 1),
        ("5 days", "3 days", 1),
    ],
)
def test_months_and_days_are_compared_only_where_every_month_agrees(one, other, order):
    assert Span.parse(one).order(Span.parse(other)) == order


def test_other_units_are_neither_halved_nor_compared():
    with pytest.raises(ValueError, match="calendar days"):
        Span(hours=48).half()
    with pytest.raises(ValueError, match="calendar days"):
        Span(days=1).order(Span(working_days=1))
