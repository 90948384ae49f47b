"""A county with many thousands of people at once, for measuring: the same orders and histories.

Everybody is taken over with the register on the day itself: no year is lived, no paper is made,
nobody has an account of his own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from random import Random

from guihang.cases import actions as cases
from guihang.cases.actions import Receipt
from guihang.county import courses, register
from guihang.county.acts import receipt_of
from guihang.county.lives import Homes
from guihang.county.offices import Offices
from guihang.county.steps import before
from guihang.ledger.chains import SYSTEM


def fill(
    offices: Offices, people: int, random: Random, *, at: datetime, says: Callable[[str], None]
) -> int:
    """Take a register of many people over in one go; return how many cases were begun."""
    drafts = _drafts(offices, people, random, at.date())
    tell = lambda done: says(f"{done} of {people} people")  # noqa: E731
    return cases.admit_many(drafts=drafts, by=SYSTEM, at=at, says=tell).begun


def _drafts(offices: Offices, people: int, random: Random, on: date) -> Iterator[Receipt]:
    for life in register.standing(Homes(random), people, on):
        yield receipt_of(offices, life, before(courses.usual(life), on), "register")
