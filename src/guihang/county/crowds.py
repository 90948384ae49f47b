"""A county with many thousands of people at once, for measuring: the same orders and histories.

Everybody is taken over with the register on the day itself, with all that is known of his case:
no year is lived, no paper is made, nobody under correction has an account.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from random import Random

from guihang.cases import actions as cases
from guihang.county import courses, register, rounds
from guihang.county.acts import receipt_of
from guihang.county.growth import grow
from guihang.county.lives import Homes, Life
from guihang.county.offices import Offices
from guihang.county.steps import before
from guihang.law.events import Event, What
from guihang.ledger.chains import SYSTEM

NEWEST_DAYS = 6
LAPSE, LEFT_UNDONE = 30, frozenset({"plan", "prepare_end"})
"""With one in so many, the office left something undone."""


def fill(
    offices: Offices, people: int, random: Random, *, at: datetime, says: Callable[[str], None]
) -> int:
    """Take a register of many people over in one go; return how many cases were begun."""
    says("offices and officers for them")
    places = grow(offices, people, random)
    homes, on = Homes(random, places=places), at.date()
    lives = register.standing(homes, people, on, newest=NEWEST_DAYS)
    drafts = (receipt_of(offices, life, _history(life, on), "register") for life in lives)
    tell = lambda done: says(f"{done} of {people} people")  # noqa: E731
    return cases.admit_many(drafts=drafts, by=SYSTEM, at=at, says=tell).begun


def _history(life: Life, on: date) -> tuple[Event, ...]:
    """Return everything that happened to somebody before a day, in its order."""
    steps = [*courses.first_steps(life), *courses.last_steps(life)]
    if life.number % LAPSE == 0:
        steps = [step for step in steps if step.act not in LEFT_UNDONE]
    events = before(steps, on)
    life.registered = next((one.day for one in events if one.what is What.REGISTERED), None)
    return tuple(sorted((*events, *rounds.history(life, on)), key=lambda event: event.day))
