"""Checks before signing (签署前检查): this room asks, rooms above answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from guihang.decisions.course import Act
    from guihang.decisions.models import Matter


class Outcome(StrEnum):
    """What a check found."""

    PASS = "pass"  # noqa: S105 - a word, not a secret
    WARN = "warn"
    UNKNOWN = "unknown"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at before somebody signs: how it came out, in words, and what to do then."""

    state: Outcome
    says: object
    then: object = ""
    ground: str = "house:checks"


class Check(Protocol):
    """Looks at a matter before an act is signed."""

    def __call__(self, matter: Matter, act: Act, *, on: date) -> Iterable[Finding]:
        """Return what was found; nothing when the check has nothing to say."""


class NothingFound:
    """Finds nothing: the stand-in while no check is bound."""

    def __call__(self, matter: Matter, act: Act, *, on: date) -> Iterable[Finding]:
        """Return no finding."""
        return ()


_checks: list[Check] = [NothingFound()]


def bind(checks: Sequence[Check]) -> tuple[Check, ...]:
    """Say which checks look before a signature; return those bound before."""
    before = tuple(_checks)
    _checks[:] = checks or [NothingFound()]
    return before


def findings(matter: Matter, act: Act, *, on: date) -> tuple[Finding, ...]:
    """Return what all checks find about a matter."""
    return tuple(found for check in _checks for found in check(matter, act, on=on))
