"""The published formula of the advisory score, read from data in dated versions; pure."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from guihang.law.rules.levels import Risk
from guihang.law.spans import Span
from guihang.law.texts import Text

PACKAGED = files("guihang.supervision.risk") / "formula.toml"


class Kind(StrEnum):
    """How a factor looks at a case."""

    FACT = "fact"
    AGE = "age"
    EVENTS = "events"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of the formula: what it looks at, and what that counts for."""

    name: str
    kind: Kind
    says: Text
    points: int
    most: int | None = None
    fact: str = ""
    below: int = 0
    whats: frozenset[str] = frozenset()
    within: Span | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """The formula in one version, from a day on."""

    version: str
    since: date
    settled_after: Span
    middle_from: int
    high_from: int
    factors: tuple[Factor, ...]

    def band(self, points: int) -> Risk:
        """Return in which band so many points lie."""
        if points >= self.high_from:
            return Risk.HIGH
        return Risk.MIDDLE if points >= self.middle_from else Risk.LOW


def formula_on(day: date) -> Formula | None:
    """Return the formula that holds on a day, or none."""
    held = [one for one in formulas() if one.since <= day]
    return held[-1] if held else None


@cache
def formulas() -> tuple[Formula, ...]:
    """Return every version, by the day it holds from."""
    return tuple(sorted(read(PACKAGED.read_text("utf-8")), key=lambda one: one.since))


def read(text: str) -> Iterator[Formula]:
    """Yield the versions a file holds."""
    for written in tomllib.loads(text)["formula"]:
        yield Formula(
            version=written["version"],
            since=written["since"],
            settled_after=Span.parse(written["settled_after"]),
            middle_from=written["middle_from"],
            high_from=written["high_from"],
            factors=tuple(_factor(one) for one in written["factor"]),
        )


def _factor(written: Mapping) -> Factor:
    return Factor(
        name=written["name"],
        kind=Kind(written["kind"]),
        says=Text(**written["says"]),
        points=written["points"],
        most=written.get("most"),
        fact=written.get("fact", ""),
        below=written.get("below", 0),
        whats=frozenset(written.get("whats", ())),
        within=Span.parse(written["within"]) if "within" in written else None,
    )
