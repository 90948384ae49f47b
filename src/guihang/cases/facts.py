"""Rows to the law's frozen inputs: one case as the law sees it, and the law of its place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from guihang.cases.models import Case, CaseEvent, SideOrder
from guihang.cases.vocabulary import SideKind
from guihang.law.codes import Body, Kind, Organ, OutsideGround, Penalty, Sex
from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.periods import BEIJING
from guihang.law.spans import Span
from guihang.law.statutes import Statutes

COUNTY_CODE = 6


def place_of(unit_path: str) -> str:
    """Return the six-digit code of the county a unit lies in, or what is known of it."""
    codes = [part for part in unit_path.split("/") if part.isdigit()]
    return next((code for code in codes if len(code) == COUNTY_CODE), codes[-1] if codes else "")


@lru_cache(maxsize=64)
def law(on: date, place: str) -> Statutes:
    """Return the law of a day in a place."""
    return Statutes(on, place)


def law_of(case: Case, on: date) -> Statutes:
    """Return the law of a day where a case is carried out."""
    return law(on, place_of(case.unit_path))


def facts_of(case: Case, *, entrusted: bool | None = None) -> CaseFacts:
    """Return a case as the law sees it; corrected and struck events are left out."""
    order = _standing_side(case.sides.all(), SideKind.PROHIBITION)
    deprivation = _standing_side(case.sides.all(), SideKind.DEPRIVATION)
    return CaseFacts(
        kind=Kind(case.kind),
        events=tuple(event_of(row) for row in standing(case.events.all())),
        organ=Organ(case.organ) if case.organ else None,
        penalty=Penalty(case.penalty) if case.penalty else None,
        sentence=span(case.sentence),
        probation=span(case.probation),
        several_crimes=case.several_crimes,
        sentence_begins=case.sentence_begins,
        sentence_ends=case.sentence_ends,
        paper_begins=case.paper_begins,
        paper_ends=case.paper_ends,
        birth=case.person.birth,
        sex=Sex(case.person.sex) if case.person.sex else None,
        minor_at_crime=case.minor_at_crime,
        schooling_done=case.schooling_done,
        repeat_offender=case.repeat_offender,
        ringleader=case.ringleader,
        order_begins=order.begins if order else None,
        order_ends=order.ends if order else None,
        outside_ground=OutsideGround(case.outside_ground) if case.outside_ground else None,
        deprivation=span(deprivation.length) if deprivation else None,
        organ_elsewhere=case.organ_elsewhere,
        organ_other_province=case.organ_other_province,
        office_entrusted=entrusted,
        place=place_of(case.unit_path) or None,
    )


def standing(rows: Iterable[CaseEvent]) -> list[CaseEvent]:
    """Return the events that hold: those neither corrected nor struck, by day."""
    rows = list(rows)
    corrected = {row.corrects_id for row in rows if row.corrects_id}
    held = [row for row in rows if row.pk not in corrected and row.what]
    return sorted(held, key=lambda row: (row.day, row.seq))


def event_of(row: CaseEvent) -> Event:
    """Return one row as the law's event."""
    return Event(
        what=What(row.what),
        day=row.day,
        at=row.moment.astimezone(BEIJING) if row.moment else None,
        begins=row.begins,
        ends=row.ends,
        span=span(row.span),
        days=row.days,
        code=row.code or None,
        of=row.of or None,
        to=Body(row.to) if row.to else None,
        place=row.place or None,
    )


def span(words: str) -> Span | None:
    """Return a length of time as it was written, or none."""
    return Span.parse(words) if words else None


def _standing_side(sides: Iterable[SideOrder], kind: str) -> SideOrder | None:
    found = [side for side in sides if side.kind == kind and side.set_aside_at is None]
    return found[-1] if found else None


def over_since(case: Case, on: date) -> date | None:
    """Return the first day after a term that ended while the case still runs."""
    if case.term_ends is None or case.term_ends >= on:
        return None
    return case.term_ends + timedelta(days=1)
