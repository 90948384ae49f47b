"""Rows to the law's frozen inputs: one case as the law sees it, and the law of its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from guihang.cases.models import Case, CaseEvent, GroupMember, Person, SideOrder
from guihang.cases.vocabulary import MemberRole, SideKind
from guihang.law.codes import Body, Kind, Organ, OutsideGround, Penalty, Sex
from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.periods import BEIJING
from guihang.law.rules.group import Member, Role
from guihang.law.spans import Span
from guihang.law.statutes import LocalRule, Statutes

if TYPE_CHECKING:
    from guihang.cases.actions.receiving import OrderDraft, PersonDraft, Receipt, SideDraft

COUNTY_CODE = 6
_local: list[LocalRule] = []
LAW_ROLES: Mapping[MemberRole, Role] = {
    MemberRole.AGENCY: Role.OFFICE,
    MemberRole.OFFICE: Role.OFFICE,
    MemberRole.COMMITTEE: Role.COMMITTEE,
    MemberRole.FAMILY: Role.FAMILY,
    MemberRole.GUARDIAN: Role.GUARDIAN,
    MemberRole.GUARANTOR: Role.FAMILY,
    MemberRole.EMPLOYER: Role.UNIT,
    MemberRole.SCHOOL: Role.SCHOOL,
    MemberRole.SOCIAL_WORKER: Role.SOCIAL_WORKER,
    MemberRole.VOLUNTEER: Role.VOLUNTEER,
    MemberRole.POLICE: Role.OFFICE,
}
"""The list of the law is open (等); whom it does not name stands with those nearest to him."""


def place_of(unit_path: str) -> str:
    """Return the six-digit code of the county a unit lies in, or what is known of it."""
    codes = [part for part in unit_path.split("/") if part.isdigit()]
    return next((code for code in codes if len(code) == COUNTY_CODE), codes[-1] if codes else "")


@lru_cache(maxsize=64)
def law(on: date, place: str) -> Statutes:
    """Return the law of a day in a place."""
    return Statutes(on, place, local=tuple(_local))


def lay_over(rules: Iterable[LocalRule]) -> None:
    """Lay an installation's own local rules over the law's data (地方规定)."""
    _local[:] = rules
    law.cache_clear()


def law_of(case: Case, on: date) -> Statutes:
    """Return the law of a day where a case is carried out."""
    return law(on, place_of(case.unit_path))


class Happened(NamedTuple):
    """One event with the columns the law asks about: a model for each of thousands is slow."""

    pk: int
    corrects_id: int | None
    seq: int
    what: str
    day: date
    moment: datetime | None
    begins: date | None
    ends: date | None
    span: str
    days: int | None
    code: str
    of: str
    to: str
    place: str
    noted_at: datetime


type Row = CaseEvent | Happened
type Rows = Iterable[Row]


def happened(cases: Iterable[Case]) -> Mapping[int, list[Happened]]:
    """Return what happened in many cases, by their keys; one query."""
    found: dict[int, list[Happened]] = {case.pk: [] for case in cases}
    rows = CaseEvent.objects.filter(case__in=found).order_by()
    for key, *columns in rows.values_list("case_id", *Happened._fields).iterator():
        found[key].append(Happened(*columns))
    return found


def facts_of(case: Case, *, entrusted: bool | None = None, rows: Rows | None = None) -> CaseFacts:
    """Return a case as the law sees it; corrected and struck events are left out.

    With `rows`, as it was seen when no more than those had been noted.
    """
    held = standing(case.events.all() if rows is None else rows)
    return facts_with(case, [event_of(row) for row in held], entrusted=entrusted)


def facts_with(case: Case, events: Iterable[Event], *, entrusted: bool | None = None) -> CaseFacts:
    """Return a case as the law sees it, with events that were read and ordered beforehand."""
    return _seen(
        case,
        case.person,
        [side for side in case.sides.all() if side.set_aside_at is None],
        tuple(events),
        place=place_of(case.unit_path),
        entrusted=entrusted,
    )


def facts_of_draft(receipt: Receipt) -> CaseFacts:
    """Return a notice or paper as the law would see it once it is received."""
    person, place = receipt.person, place_of(receipt.unit.path)
    return _seen(receipt.order, person, receipt.order.sides, tuple(receipt.events), place=place)


def _seen(  # noqa: PLR0913 - a case is an order, a person, its sides, its events, in a place
    order: Case | OrderDraft,
    person: Person | PersonDraft,
    sides: Sequence[SideOrder | SideDraft],
    events: tuple[Event, ...],
    *,
    place: str,
    entrusted: bool | None = None,
) -> CaseFacts:
    prohibition = _last(sides, SideKind.PROHIBITION)
    deprivation = _last(sides, SideKind.DEPRIVATION)
    return CaseFacts(
        kind=Kind(order.kind),
        events=events,
        organ=Organ(order.organ) if order.organ else None,
        penalty=Penalty(order.penalty) if order.penalty else None,
        sentence=span(order.sentence),
        probation=span(order.probation),
        several_crimes=order.several_crimes,
        sentence_begins=order.sentence_begins,
        sentence_ends=order.sentence_ends,
        paper_begins=order.paper_begins,
        paper_ends=order.paper_ends,
        birth=person.birth,
        sex=Sex(person.sex) if person.sex else None,
        minor_at_crime=order.minor_at_crime,
        schooling_done=order.schooling_done,
        repeat_offender=order.repeat_offender,
        ringleader=order.ringleader,
        order_begins=prohibition.begins if prohibition else None,
        order_ends=prohibition.ends if prohibition else None,
        outside_ground=OutsideGround(order.outside_ground) if order.outside_ground else None,
        deprivation=span(deprivation.length) if deprivation else None,
        organ_elsewhere=order.organ_elsewhere,
        organ_other_province=order.organ_other_province,
        office_entrusted=entrusted,
        place=place or None,
    )


def standing[Row: (CaseEvent, Happened)](rows: Iterable[Row]) -> list[Row]:
    """Return the events that hold: those neither corrected nor struck, by day."""
    rows = list(rows)
    corrected = {row.corrects_id for row in rows if row.corrects_id}
    held = [row for row in rows if row.pk not in corrected and row.what]
    return sorted(held, key=lambda row: (row.day, row.seq))


def latest(case: Case, *whats: What, to: Body | None = None) -> CaseEvent | None:
    """Return the latest event of these kinds that holds, perhaps one told to a body."""
    rows = case.events.filter(corrected__isnull=True, what__in=whats)
    if to is not None:
        rows = rows.filter(to=to)
    return rows.select_related("noted_by", "paper").order_by("day", "seq").last()


def event_of(row: CaseEvent | Happened) -> Event:
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


def member_of(row: GroupMember) -> Member:
    """Return a member of a group as the law sees one; what is not known stays unknown."""
    sex = Sex(row.sex) if row.sex else None
    return Member(LAW_ROLES[MemberRole(row.role)], sex, row.knows_minors)


def span(words: str) -> Span | None:
    """Return a length of time as it was written, or none."""
    return Span.parse(words) if words else None


def _last(sides: Sequence[SideOrder | SideDraft], kind: str) -> SideOrder | SideDraft | None:
    return next((side for side in reversed(sides) if side.kind == kind), None)


def began(facts: CaseFacts) -> date | None:
    """Return the day correction began, as far as it is known: the rules for minors ask for it."""
    return facts.paper_begins or facts.day_of(What.EFFECTIVE) or facts.day_of(What.REGISTERED)
