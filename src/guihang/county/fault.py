"""What a planted fault is: a usual case whose books were bent so that a review must find it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from guihang.cases.actions import OrderDraft
from guihang.county import courses, orders
from guihang.county.histories import History
from guihang.county.lives import Life
from guihang.county.people import ANYBODY, Wished
from guihang.county.steps import before
from guihang.county.tales import Now, Orders, suspended
from guihang.law.codes import Body
from guihang.law.events import What

RUNNING = suspended(300, 5, 0)
YOUNG = Wished(age=17)


def paroled(random: Random, number: int, now: Now) -> OrderDraft:
    """Return a ruling of parole that has run for ten months."""
    return orders.parole(random, number, now.back(210), now.ago(-300))


def outside(random: Random, number: int, now: Now) -> OrderDraft:
    """Return a decision to serve outside prison that has run for ten months."""
    return orders.outside(random, number, orders.Decided(now.back(210), now.ago(-300)))


def surveilled(random: Random, number: int, now: Now) -> OrderDraft:
    """Return an order of public surveillance that has run for three months."""
    return orders.surveillance(random, number, now.back(60))


def from_elsewhere(random: Random, number: int, now: Now) -> OrderDraft:
    """Return a suspended sentence of a court of another county."""
    return replace(RUNNING(random, number, now), organ_elsewhere=True)


def minor(random: Random, number: int, now: Now) -> OrderDraft:
    """Return a suspended sentence for a crime under eighteen."""
    return replace(RUNNING(random, number, now), minor_at_crime=True, schooling_done=True)


type Bend = Callable[[History], object]


@dataclass(frozen=True, slots=True)
class Fault:
    """What a review must find, in which kind of case, and how its books were bent."""

    check: str
    bend: Bend
    order: Orders = RUNNING
    wished: Wished = ANYBODY


@dataclass(frozen=True, slots=True)
class Planted:
    """One fault that was planted: in which file, and what must be found there."""

    file: str
    check: str


def bent(life: Life, fault: Fault, on: date):
    """Return the history of a usual case with one fault in it."""
    history = History(list(before(courses.usual(life), on)), on)
    fault.bend(history)
    return history.told()


def shift(what: What, days: int) -> Bend:
    """Let something have happened so many days later, or earlier."""
    return lambda h: h.move(what, days)


def drop(*whats: What) -> Bend:
    """Leave something out."""
    return lambda h: h.drop(*whats)


def untold(to: Body) -> Bend:
    """Leave out whatever one body was told."""
    return lambda h: h.drop_told(to)


def add(what: What, ago: int, **fields: object) -> Bend:
    """Let something more have happened."""
    return lambda h: h.add(what, ago, **fields)


def all_of(*bends: Bend) -> Bend:
    """Bend the books in several ways, one after the other."""
    return lambda h: [bend(h) for bend in bends]
