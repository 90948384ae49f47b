"""The advisory score of a case on a day, with every factor and the facts behind it; pure.

It is worked out anew whenever somebody looks, so that it follows what happened; no action reads
it, and it is kept only as the record of what an officer saw.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from guihang.law import periods
from guihang.law.rules.levels import Risk
from guihang.law.texts import Text
from guihang.supervision.risk.formula import Factor, Formula, Kind

YOUNG = Text("出生日期", "day of birth")
SHORT = Text("在矫时间短，日常表现记录不足", "too little time in correction to tell")
NOT_THERE = Text("尚未办理接收登记", "not registered yet")
FACTS: Mapping[str, Text] = {
    "repeat_offender": Text("是否累犯", "whether a repeat offender"),
    "several_crimes": Text("是否数罪", "whether several crimes"),
}


class Happened(Protocol):
    """What a factor knows of an event: its kind and its day."""

    @property
    def what(self) -> str:
        """The word of the law's list."""

    @property
    def day(self) -> date:
        """The day it happened."""


@dataclass(frozen=True, slots=True)
class Known[E: Happened]:
    """What the formula may look at, as it is known on a day."""

    on: date
    registered: date | None
    birth: date | None
    facts: Mapping[str, bool | None]
    happened: Sequence[E] = ()


@dataclass(frozen=True, slots=True)
class Weighed[E: Happened]:
    """One factor as it came out: its points, the facts behind it, or what is missing for it."""

    factor: Factor
    points: int
    facts: tuple[E, ...] = ()
    missing: Text | None = None


@dataclass(frozen=True, slots=True)
class Score[E: Happened]:
    """The score of a case on a day; provisional where facts are missing."""

    formula: Formula
    on: date
    points: int
    band: Risk
    weighed: tuple[Weighed[E], ...]
    missing: tuple[Text, ...] = field(default=())

    @property
    def is_provisional(self) -> bool:
        """Whether facts are missing that could change it."""
        return bool(self.missing)

    @property
    def counted(self) -> tuple[Weighed[E], ...]:
        """The factors that count for or against."""
        return tuple(one for one in self.weighed if one.points)


def score[E: Happened](known: Known[E], formula: Formula) -> Score[E]:
    """Work the score out: every factor is weighed, and every one is returned."""
    weighed = tuple(WEIGHED[factor.kind](factor, known) for factor in formula.factors)
    points = sum(one.points for one in weighed)
    missing = [one.missing for one in weighed if one.missing is not None]
    if known.registered is None:
        missing.append(NOT_THERE)
    elif periods.shift(known.registered, formula.settled_after) > known.on:
        missing.append(SHORT)
    return Score(formula, known.on, points, formula.band(points), weighed, tuple(missing))


def _fact[E: Happened](factor: Factor, known: Known[E]) -> Weighed[E]:
    value = known.facts.get(factor.fact)
    if value is None:
        return Weighed(factor, 0, missing=FACTS[factor.fact])
    return Weighed(factor, factor.points if value else 0)


def _age[E: Happened](factor: Factor, known: Known[E]) -> Weighed[E]:
    if known.birth is None:
        return Weighed(factor, 0, missing=YOUNG)
    is_young = periods.age(known.birth, known.on) < factor.below
    return Weighed(factor, factor.points if is_young else 0)


def _events[E: Happened](factor: Factor, known: Known[E]) -> Weighed[E]:
    found = _within(factor, known)
    points = factor.points * len(found)
    if factor.most is not None:
        points = min(points, factor.most) if factor.points > 0 else max(points, factor.most)
    return Weighed(factor, points, found)


def _silence[E: Happened](factor: Factor, known: Known[E]) -> Weighed[E]:
    if known.registered is None or factor.within is None:
        return Weighed(factor, 0)
    is_long = periods.shift(known.registered, factor.within) < known.on
    is_silent = is_long and not _within(factor, known)
    return Weighed(factor, factor.points if is_silent else 0)


def _within[E: Happened](factor: Factor, known: Known[E]) -> tuple[E, ...]:
    """Return what happened within the span that ends on the day, its last day included."""
    if factor.within is None:
        return ()
    return tuple(
        event
        for event in known.happened
        if event.what in factor.whats
        and event.day <= known.on <= periods.shift(event.day, factor.within)
    )


WEIGHED: Mapping[Kind, Callable] = {
    Kind.FACT: _fact,
    Kind.AGE: _age,
    Kind.EVENTS: _events,
    Kind.SILENCE: _silence,
}
