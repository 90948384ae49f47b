"""Steps that follow one another: who owes which to whom, since when, by when, and was it late.

A chain is a table of steps (`Asked`); the days on which they opened and were done are facts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from guihang.law.codes import Body, Code
from guihang.law.periods import Counted
from guihang.law.statutes import Statutes
from guihang.law.verdicts import Ground, Step, Verdict


@dataclass(frozen=True, slots=True)
class Asked:
    """One step as the law asks for it; without `within` it is owed at once, or has no time."""

    step: Code
    by: Body
    to: tuple[Body, ...]
    article: str
    within: str = ""
    untimed: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain with its days (环节)."""

    step: Code
    by: Body
    to: tuple[Body, ...]
    article: str
    opened: date | None = None
    due: date | None = None
    done: date | None = None
    late: bool | None = None


type Joined = tuple[Link, Counted | None]


def link(asked: Asked, opened: date | None, done: date | None, law: Statutes) -> Joined:
    """Return a step with its due day, counted by the law of the day it opened."""
    if opened is None or asked.untimed:
        return Link(asked.step, asked.by, asked.to, asked.article, opened, done=done), None
    count = law.at(opened).due(opened, asked.within) if asked.within else None
    return ended(asked, opened, count.last if count else opened, done, law), count


def ended(asked: Asked, opened: date | None, due: date, done: date | None, law: Statutes) -> Link:
    """Return a step whose due day is known; what is not done is late from the day after."""
    late = (done or law.on) > due
    return Link(asked.step, asked.by, asked.to, asked.article, opened, due, done, late)


def verdict(joined: Iterable[Joined]) -> Verdict[tuple[Link, ...]]:
    """Return a chain as a verdict: an article and a line of explanation for every step."""
    links, counts = zip(*joined, strict=True)
    grounds = {each.article: Ground(each.article, each.step.says) for each in links}
    steps = tuple(Step(each.step.says, each.due, each.article) for each in links)
    firm = all(count.firm for count in counts if count)
    return Verdict(tuple(links), tuple(grounds.values()), steps, firm)
