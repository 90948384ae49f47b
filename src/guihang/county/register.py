"""Who is on the register of the simulated county: kinds, crimes, terms and ages as they are met.

Some came in the last year; the others stood on the register already when the county began to
work with the product, and were taken over then. About two in seven left it within the year.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from guihang.county import orders
from guihang.county.diary import next_workday, workday
from guihang.county.lives import Homes, Life
from guihang.law import periods
from guihang.law.calendars import ONE_DAY
from guihang.law.codes import Kind

YEAR_DAYS = 364
SETTLED_DAYS = 32
"""Who came later than this is told one by one (see tales), because every step of it is seen."""
LEFT_A_YEAR = 100 / 350
LEVELS = (("lenient", 30), ("ordinary", 58), ("strict", 12))
REST_OF_A_SENTENCE = (300, 720)


def opening(on: date) -> date:
    """Return the day the county began to work with the product: a year before."""
    return next_workday(on - timedelta(days=YEAR_DAYS))


def standing(homes: Homes, people: int, on: date, *, newest: int = SETTLED_DAYS) -> Iterator[Life]:
    """Yield people whose term runs on a day; the newest came so many days before."""
    random = homes.random
    for _ in range(people):
        kind = _kind(random)
        if kind is Kind.SUSPENSION:
            order = _suspended(random, homes.number + 1, on, newest)
            yield _leveled(homes, order, on)
        else:
            yield _leveled(homes, _other(random, kind, homes.number + 1, on), on)


def gone(homes: Homes, people: int, on: date) -> Iterator[Life]:
    """Yield the people whose term ended in the year before a day, each on a day of work."""
    random = homes.random
    for _ in range(round(people * LEFT_A_YEAR)):
        last = workday(on - timedelta(days=random.randrange(3, YEAR_DAYS - 10)))
        drawn = orders.draw_suspension(random, standing=False)
        months = orders.months_of(drawn[2])
        effective = periods.same_day(last + ONE_DAY, -months)
        order = orders.suspension(random, homes.number + 1, effective, drawn)
        while order.paper_ends >= on or order.paper_ends != workday(order.paper_ends):
            effective -= ONE_DAY
            order = orders.suspension(random, homes.number + 1, effective, drawn)
        yield _leveled(homes, order, on)


def _kind(random: Random) -> Kind:
    return random.choices([kind for kind, _ in orders.KINDS], [n for _, n in orders.KINDS])[0]


def _suspended(random: Random, number: int, on: date, newest: int):
    drawn = orders.draw_suspension(random, standing=True)
    length = orders.months_of(drawn[2]) * 30
    elapsed = random.randrange(newest, max(newest + 1, length - 2))
    return orders.suspension(random, number, workday(on - timedelta(days=elapsed)), drawn)


def _other(random: Random, kind: Kind, number: int, on: date):
    least, most = REST_OF_A_SENTENCE
    length = random.randrange(least, most)
    elapsed = random.randrange(SETTLED_DAYS, length - 40)
    effective = workday(on - timedelta(days=elapsed))
    ends = effective + timedelta(days=length)
    if kind is Kind.PAROLE:
        return orders.parole(random, number, effective, ends)
    if kind is Kind.OUTSIDE:
        return orders.outside(random, number, orders.Decided(effective, ends))
    order = orders.surveillance(random, number, effective)
    while order.paper_ends <= on:
        effective += timedelta(days=20)
        order = orders.surveillance(random, number, workday(effective))
    return order


def _leveled(homes: Homes, order, on: date) -> Life:
    life = homes.settle(order, order.paper_begins)
    life.level = homes.random.choices([word for word, _ in LEVELS], [n for _, n in LEVELS])[0]
    return life
