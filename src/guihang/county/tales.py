"""What each tale of the county is made of: who, where, under which order, and its steps.

A tale is a case of which every step of the last weeks is told, so that a desk shows something of
everything this morning: due, overdue, waiting for others, in trouble, at its end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from guihang.cases.actions import OrderDraft
from guihang.county import courses, orders
from guihang.county.diary import workday, workdays_before
from guihang.county.lives import Homes, Life
from guihang.county.people import ANYBODY, Wished
from guihang.county.steps import Said, Step
from guihang.law import periods
from guihang.law.calendars import ONE_DAY


@dataclass(frozen=True, slots=True)
class Now:
    """The day the county is built for, and days counted back from it."""

    on: date

    def back(self, number: int) -> date:
        """Return the day of work so many days of work before."""
        return workdays_before(self.on, number)

    def ago(self, days: int) -> date:
        """Return the day so many days before."""
        return self.on - timedelta(days=days)

    def ending(self, ends: date, months: int) -> date:
        """Return the first day of a term of so many months that ends on a day."""
        begins = periods.same_day(ends + ONE_DAY, -months)
        while periods.same_day(begins, months) - ONE_DAY != ends:
            begins += ONE_DAY
        return begins


type Orders = Callable[[Random, int, Now], OrderDraft]
type Steps = Callable[[Life, Now], Iterator[Step]]


@dataclass(frozen=True, slots=True)
class Tale:
    """One tale: the order, the steps, in which township, and who it has to be."""

    order: Orders
    steps: Steps
    place: int
    wished: Wished = ANYBODY
    level: str = "ordinary"
    username: str = ""
    conduct: str = ""
    same_as: str = ""
    name: str = ""
    silent: tuple[int, ...] = ()
    gone: bool = False
    changes: Callable[[Life], Life] | None = None


def suspended(days: int, crime: int = 2, term: int = 1, **changes: object) -> Orders:
    """Return a suspended sentence that took effect so many days ago."""

    def make(random: Random, number: int, now: Now) -> OrderDraft:
        drawn = drawn_of(crime, term)
        order = orders.suspension(random, number, workday(now.ago(days)), drawn)
        return replace(order, **changes)

    return make


def local(order: OrderDraft) -> OrderDraft:
    """Return an order as the county's own court would have made it."""
    court = orders.courts()[0]
    return replace(order, organ_name=court.name, organ_elsewhere=False, organ_other_province=False)


def ending_in(days: int, months: int, crime: int = 2, term: int = 1) -> Orders:
    """Return a suspended sentence whose probation ends so many days from now, or ended."""

    def make(random: Random, number: int, now: Now) -> OrderDraft:
        begins = now.ending(now.ago(-days), months)
        return orders.suspension(random, number, begins, drawn_of(crime, term))

    return make


def ended(days: int, months: int = 12, crime: int = 2, term: int = 0) -> Orders:
    """Return a suspended sentence whose probation ended so many days ago, on a day of work."""

    def make(random: Random, number: int, now: Now) -> OrderDraft:
        begins = now.ending(workday(now.ago(days)), months)
        return orders.suspension(random, number, begins, drawn_of(crime, term))

    return make


def drawn_of(crime: int, term: int) -> tuple[orders.Crime, str, str]:
    """Return one of the usual sentences for one of the usual crimes."""
    chosen = orders.crimes()[crime]
    sentence, probation = chosen.terms[term]
    return chosen, sentence, probation


def told(homes: Homes, tales: Sequence[Tale], on: date) -> Iterator[tuple[Life, list[Step], Tale]]:
    """Yield the life of each tale with its steps in order."""
    now, known = Now(on), {}
    for tale in tales:
        life = _life(homes, tale, now)
        if tale.same_as:
            life.person = known[tale.same_as].person
        if tale.changes:
            life = tale.changes(life)
        known[tale.name] = life
        life.told = True
        for since in tale.silent:
            life.silent.append((now.ago(since), on))
        yield life, list(tale.steps(life, now)), tale


def _life(homes: Homes, tale: Tale, now: Now) -> Life:
    order = tale.order(homes.random, homes.number + 1, now)
    life = homes.settle(order, order.paper_begins, wished=tale.wished, place=tale.place)
    life.level = tale.level
    return life


def usual_with(*later: Callable[[Now], Step]) -> Steps:
    """Return the steps of a case that went as it should, and then these."""

    def steps(life: Life, now: Now) -> Iterator[Step]:
        yield from courses.first_steps(life)
        yield from courses.last_steps(life)
        yield from (step(now) for step in later)

    return steps


def first_with(*later: Callable[[Now], Step]) -> Steps:
    """Return the first steps of a case as they should be, and then these, without an end."""

    def steps(life: Life, now: Now) -> Iterator[Step]:
        yield from courses.first_steps(life)
        yield from (step(now) for step in later)

    return steps


def back(number: int, *said: Said, who: str = "squad", hour: int = 10, note: str = ""):
    """Return what is noted so many days of work ago."""
    return lambda now: Step(now.back(number), hour, said, who=who, note=note)
