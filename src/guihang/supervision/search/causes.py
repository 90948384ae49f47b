"""Why a search is opened in a case: a missed duty nothing has answered, or a noted loss."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guihang.cases.facts import standing
from guihang.law.events import Missed, What
from guihang.supervision.search.house_rules import OPENED_BY, PROVES_CONTACT

MEETS = PROVES_CONTACT - {What.CONTACTED, What.SERVICE_DONE}
"""What meets a duty on the very day it was missed."""


@dataclass(frozen=True, slots=True)
class Cause:
    """The missed duty, the loss if one was noted, the last proved contact: rows of the case."""

    missed: object | None
    lost: object | None
    contact: object | None


def cause_of(case) -> Cause | None:
    """Return why somebody is to be searched for, or nothing where no reason stands."""
    rows = standing(case.events.all())
    lost = _lost(rows)
    missed = [row for row in rows if _opens(row) and not _answered(row, rows)]
    if lost is not None:
        before = [row for row in rows if _is_missed(row) and row.day <= lost.day]
        missed = [row for row in before if not _answered(row, rows)][-1:] or before[-1:]
    if lost is None and not missed:
        return None
    first = missed[0] if missed else None
    until = first.day if first is not None else lost.day
    contact = [row for row in rows if row.what in PROVES_CONTACT and row.day <= until]
    known = [row for row in rows if row.what == What.LAST_CONTACT and row.day <= until]
    proved = sorted((*contact, *known), key=lambda row: (row.day, row.seq))
    return Cause(first, lost, proved[-1] if proved else None)


def is_lost(search) -> bool:
    """Whether the case says that the person is out of contact, and not that he was found."""
    return search.case is not None and _lost(standing(search.case.events.all())) is not None


def _lost(rows: Iterable):
    """Return the last loss no finding has answered."""
    found = [row for row in rows if row.what == What.FOUND]
    open_ = [
        row
        for row in rows
        if row.what == What.LOST
        and not any(one.day >= row.day and row.of in ("", one.of) for one in found)
    ]
    return open_[-1] if open_ else None


def _is_missed(row) -> bool:
    return row.what == What.DUTY_MISSED


def _opens(row) -> bool:
    return _is_missed(row) and row.code in set(Missed) and Missed(row.code) in OPENED_BY


def _answered(missed, rows: Iterable) -> bool:
    return any(
        row.day > missed.day or (row.day == missed.day and row.what in MEETS)
        for row in rows
        if row.what in PROVES_CONTACT and row.day >= missed.day
    )
