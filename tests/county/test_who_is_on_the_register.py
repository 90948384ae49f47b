"""The people of the county: as many, of the kinds, ages and terms that such a county has."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest

from guihang.county import register
from guihang.county.lives import Homes
from guihang.county.population import planned
from guihang.county.steps import events_of, ordered
from guihang.law.calendars import shipped
from guihang.law.codes import Kind
from guihang.law.events import What
from guihang.law.periods import age

TODAY, PEOPLE, SEED = date(2026, 11, 23), 350, 2023
ENDS = {What.DISCHARGED, What.TERMINATED, What.MOVED_OUT}
ORDER = (
    (What.NOTICE_RECEIVED, What.RECEIPT_RETURNED),
    (What.REGISTERED, What.EXIT_BAN_REPORTED),
    (What.REGISTERED, What.DECLARED),
    (What.GROUP_FORMED, What.DECLARED),
    (What.ASSESSED, What.CLASSIFIED),
    (What.DECLARED, What.PLAN_MADE),
    (What.DISCHARGED, What.EXIT_BAN_LIFTED),
    (What.DISCHARGED, What.ARCHIVED),
)


def everybody(seed=SEED, on=TODAY, people=PEOPLE):
    return planned(Homes(Random(seed)), people, on)


def happened(one, on=TODAY):
    return [event for step in ordered(one.steps) if step.day < on for event in events_of(step)]


@pytest.fixture(scope="module")
def county():
    return everybody()


@pytest.fixture(scope="module")
def running(county):
    return [one for one in county if not ENDS & {event.what for event in happened(one)}]


def test_three_hundred_and_fifty_are_on_the_register_today(running):
    assert len(running) == PEOPLE


def test_a_hundred_have_left_it_within_the_year(county):
    since = register.opening(TODAY)
    ended = [
        one
        for one in county
        if any(event.what in ENDS and event.day >= since for event in happened(one))
    ]
    assert 95 <= len(ended) <= 115


def test_most_are_suspended_and_all_four_kinds_are_there(running):
    kinds = Counter(Kind(one.life.order.kind) for one in running)
    assert 0.85 <= kinds[Kind.SUSPENSION] / PEOPLE <= 0.94
    assert set(kinds) == set(Kind)


def test_some_are_women_some_are_old_and_a_few_are_under_age(running):
    ages = [age(one.life.person.birth, TODAY) for one in running]
    assert 0.1 <= sum(one.life.person.woman for one in running) / PEOPLE <= 0.2
    assert 2 <= sum(years < 18 for years in ages) <= 8
    assert 73 in ages
    assert min(ages) >= 16


def test_the_larger_townships_have_more_people(running):
    by_office = Counter(one.life.township.code for one in running)
    assert len(by_office) == 18
    largest = max(
        (one.life.township for one in running), key=lambda township: len(township.villages)
    )
    assert by_office[largest.code] > PEOPLE / 18


def test_nobody_shares_an_identity_number_but_who_has_two_cases(county):
    numbers = Counter(one.life.person.identity_number for one in county)
    del numbers[""]
    assert sorted(count for count in numbers.values() if count > 1) == [2]


def test_the_same_seed_gives_the_same_county_and_another_another():
    first, again = (repr(everybody(people=60)) for _ in range(2))
    assert first == again
    assert first != repr(everybody(seed=7, people=60))


@pytest.mark.parametrize(
    "on", [TODAY, date(2026, 10, 5), date(2027, 2, 9), date(2026, 5, 1), date(2028, 3, 1)]
)
def test_nobody_works_on_a_rest_day_whatever_day_the_county_is_built_for(on):
    calendar = shipped()
    worked = {
        step.day
        for one in everybody(on=on, people=80)
        for step in one.steps
        if register.opening(on) <= step.day < on
    }
    # The last day of a term may be a rest day; what is done on it is done the day of work before.
    ends = {one.life.ends for one in everybody(on=on, people=80)}
    assert not [day for day in worked - ends if calendar.is_rest(day)]


def test_nothing_comes_before_what_the_law_puts_first(county):
    wrong = []
    for one in county:
        days = {}
        for event in happened(one):
            days.setdefault(event.what, event.day)
        wrong += [
            (one.life.number, first, then)
            for first, then in ORDER
            if then in days and (first not in days or days[first] > days[then])
        ]
    assert wrong == []


def test_steps_of_one_day_stand_in_the_order_of_their_hours(county):
    for one in county:
        for first, then in pairwise(ordered(one.steps)):
            assert (first.day, first.hour) <= (then.day, then.hour)


def test_two_receipts_are_overdue_this_morning(county):
    late = [
        one
        for one in county
        if {event.what for event in happened(one)} >= {What.DOCUMENTS_RECEIVED}
        and What.RECEIPT_RETURNED not in {event.what for event in happened(one)}
        and min(e.day for e in happened(one) if e.what is What.DOCUMENTS_RECEIVED)
        < TODAY - timedelta(days=8)
    ]
    assert len(late) == 2
