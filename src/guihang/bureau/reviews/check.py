"""What a check is: one contradiction looked for, on which ground, how grave, and the remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from guihang.bureau.reviews.file import File

LOCAL = ("house:", "local:")


class Severity(StrEnum):
    """How grave a finding is (严重程度)."""

    GRAVE = "grave"
    FAULT = "fault"
    FLAW = "flaw"


SEVERITIES = {
    Severity.GRAVE: _("grave: a right or the term is touched"),
    Severity.FAULT: _("fault: a step of the law is missing, late or out of order"),
    Severity.FLAW: _("flaw: the file is not as it should be"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """One place in a file where it does not fit: the day it began, the matter it belongs to."""

    day: date
    of: str = ""


type Look = Callable[[File], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked for in every file.

    `ground` is an article, or a named local rule, which may be switched off.
    """

    code: str
    says: object
    ground: str
    severity: Severity
    remedy: object
    look: Look = field(repr=False)

    @property
    def is_local(self) -> bool:
        """Whether it stands on a rule of the office's own, which may be switched off."""
        return self.ground.startswith(LOCAL)


_checks: dict[str, Check] = {}


def check(
    code: str, *, ground: str, severity: Severity, says: object, remedy: object
) -> Callable[[Look], Look]:
    """Enter a check under its code."""

    def enter(look: Look) -> Look:
        add(Check(code, says, ground, severity, remedy, look))
        return look

    return enter


def add(one: Check) -> None:
    """Enter a check; a code stands for one check only."""
    if one.code in _checks:
        raise ValueError(f"{one.code} is declared twice")
    _checks[one.code] = one


def known() -> tuple[Check, ...]:
    """Return the checks that were entered so far, by code."""
    return tuple(_checks[code] for code in sorted(_checks))


def looked(file: File, among: Iterable[Check]) -> Iterator[tuple[Check, Found]]:
    """Yield what the checks find in a file, each place once."""
    for one in among:
        for found in dict.fromkeys(one.look(file)):
            yield one, found
