"""Taking a register out as a file (名册导出): for a purpose, on record, masked unless needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.access import check_may_export
from guihang.cases.events import RegisterTakenOut
from guihang.cases.models import Case
from guihang.cases.queries import Search, cases, shown
from guihang.duties.owing import day_of
from guihang.law.refusals import BadFacts, TooLate
from guihang.ledger import chains
from guihang.ledger.actions import record, use

if TYPE_CHECKING:
    from django.db.models import QuerySet

RULE = "house:exports"
LEAST = 4
SENSITIVE = ("identity_number", "phone", "address")
MOST_OPEN = 500
"""Of how many persons sensitive entries may leave in one file."""


@dataclass(frozen=True, slots=True)
class Taking:
    """What of a register is taken out: which cases, how that reads, what for, what is shown."""

    search: Search
    narrowed: str
    purpose: str
    shown: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """One case in a file that leaves the house; sensitive entries are masked unless opened."""

    case: Case
    sensitive: dict[str, str]


@atomic
def take_out(*, taking: Taking, by: Actor, at: datetime) -> tuple[Taken, ...]:
    """Return what of a register somebody takes out, once his purpose is on the record.

    Sensitive entries leave masked. Those he asks for are opened one person at a time, each on the
    record of that person, who can see it.
    """
    check_may_export(by, by.unit_path)
    purpose = _purpose(taking.purpose)
    opened = tuple(name for name in SENSITIVE if name in taking.shown)
    found = shown(cases(by, taking.search, on=day_of(at)), on=day_of(at))
    if opened:
        _demand_few(found)
    rows = tuple(found)
    taken = RegisterTakenOut(
        purpose=purpose, narrowed=taking.narrowed, count=len(rows), shown=opened
    )
    record(taken, chain=chains.account(by.account_id, by.home_path), by=by, at=at)
    return tuple(Taken(case, _told(case, opened, purpose, by, at)) for case in rows)


def _purpose(words: str) -> str:
    purpose = " ".join(words.split())
    if len(purpose) < LEAST:
        raise BadFacts(
            "purpose",
            why=_("A list is taken out for a purpose of at least four characters."),
            ground=RULE,
            remedy=_("Say in a few words what it is for."),
        )
    return purpose


def _demand_few(found: QuerySet[Case]) -> None:
    if found.count() > MOST_OPEN:
        raise TooLate(
            why=_("Sensitive entries of more than 500 persons do not leave in one file."),
            ground=RULE,
            remedy=_("Narrow the register, or take it out with these entries masked."),
        )


def _told(case: Case, opened: Sequence[str], purpose: str, by, at: datetime) -> dict[str, str]:
    subject = case.person.subject
    return {
        name: use(subject, name, purpose=purpose, chain=case.chain, by=by, at=at)
        if name in opened and getattr(subject, name)
        else str(getattr(subject, name) or "")
        for name in SENSITIVE
    }
