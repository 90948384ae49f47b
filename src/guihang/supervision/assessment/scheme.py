"""The points of a month, counted by a local scheme kept as data (计分考核); pure, no Django.

Every channel counts the same: a scheme sees what happened, never how it came.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from guihang.law.codes import MonthResult
from guihang.law.texts import Text

NOBODY: Mapping[str, Fraction] = {}
PACKAGED = files("guihang.supervision.assessment") / "scheme.toml"
_own: list[Path] = []


class Happened(Protocol):
    """What a scheme knows of an event: its kind."""

    @property
    def what(self) -> str:
        """The word of the law's list."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a scheme: which events, how many points each, at most how many together."""

    name: str
    says: Text
    whats: frozenset[str]
    points: int
    most: int | None = None

    def worth(self, count: int) -> int:
        """Return what so many events of this line come to."""
        points = self.points * count
        return points if self.most is None else min(points, self.most)

    def credit(self, exempted: Mapping[str, Fraction], points: int) -> int:
        """Return what is credited on top for the part of a month somebody was exempted for.

        It is that part of the most the line can give; nobody gets more than the most.
        """
        part = max((exempted.get(what, Fraction()) for what in self.whats), default=Fraction())
        if self.most is None or self.points <= 0:
            return 0
        return max(min(int(self.most * part), self.most - points), 0)


@dataclass(frozen=True, slots=True)
class Grade:
    """From how many points a result is proposed."""

    result: MonthResult
    least: int


@dataclass(frozen=True, slots=True)
class Scheme:
    """A local points scheme in one version, from a day on (计分考核办法)."""

    version: str
    since: date
    title: Text
    base: int
    lines: tuple[Line, ...]
    grades: tuple[Grade, ...]

    def result(self, points: int) -> MonthResult:
        """Return which result so many points propose."""
        return next(grade.result for grade in self.grades if points >= grade.least)


@dataclass(frozen=True, slots=True)
class Counted[E: Happened]:
    """One line as it came out: the events it counted, the points, those credited among them."""

    line: Line
    events: tuple[E, ...]
    points: int
    credited: int = 0


@dataclass(frozen=True, slots=True)
class Tally[E: Happened]:
    """A month counted: every line that counted something, the sum, and what it proposes."""

    scheme: Scheme
    counted: tuple[Counted[E], ...]
    points: int
    result: MonthResult


def count[E: Happened](
    happened: Sequence[E], scheme: Scheme, exempted: Mapping[str, Fraction] = NOBODY
) -> Tally[E]:
    """Count a month line by line; each event counts in every line that names it.

    `exempted` says for which part of the month somebody was exempted from taking part in what.
    """
    found = []
    for line in scheme.lines:
        events = tuple(event for event in happened if event.what in line.whats)
        points = line.worth(len(events))
        credited = line.credit(exempted, points)
        if events or credited:
            found.append(Counted(line, events, points + credited, credited))
    points = scheme.base + sum(one.points for one in found)
    return Tally(scheme, tuple(found), points, scheme.result(points))


def look_first_in(path: Path) -> None:
    """Take an installation's own scheme instead of the packaged one, if the file is there."""
    _own[:] = [path]
    schemes.cache_clear()


def scheme_on(day: date) -> Scheme | None:
    """Return the scheme that holds on a day, or none."""
    held = [one for one in schemes() if one.since <= day]
    return held[-1] if held else None


def named(version: str) -> Scheme | None:
    """Return a scheme by its version."""
    return next((one for one in schemes() if one.version == version), None)


@lru_cache(maxsize=1)
def schemes() -> tuple[Scheme, ...]:
    """Return every version there is, by the day it holds from."""
    own = [path for path in _own if path.exists()]
    text = own[0].read_text("utf-8") if own else PACKAGED.read_text("utf-8")
    return tuple(sorted(read(text), key=lambda one: one.since))


def read(text: str) -> Iterable[Scheme]:
    """Yield the schemes of a file."""
    for written in tomllib.loads(text)["scheme"]:
        grades = (Grade(MonthResult(one["result"]), one["from"]) for one in written["grade"])
        yield Scheme(
            version=written["version"],
            since=written["since"],
            title=Text(**written["title"]),
            base=written["base"],
            lines=tuple(_line(one) for one in written["line"]),
            grades=tuple(sorted(grades, key=lambda one: -one.least)),
        )


def _line(written: dict) -> Line:
    return Line(
        name=written["name"],
        says=Text(**written["says"]),
        whats=frozenset(written["whats"]),
        points=written["points"],
        most=written.get("most"),
    )
