"""Noting what happened in a case, by the day it happened; correcting what was noted wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.cases import course
from guihang.cases.access import (
    check_may_change_term,
    check_may_classify,
    check_may_correct,
    check_may_work,
)
from guihang.cases.actions.following import follow_held
from guihang.cases.events import CaseEventCorrected, CaseEventNoted
from guihang.cases.models import Case, CaseEvent
from guihang.dossiers.actions import account_of, grounded
from guihang.duties.owing import day_of
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, TooEarly, TooLate
from guihang.ledger.actions import record, take_turn

RULE = "house:events"
RULINGS = frozenset(
    {
        What.CUSTODY_OFFSET,
        What.RESIDENCE_OFFSET,
        What.REDUCED,
        What.NOT_COUNTED,
        What.TERM_CORRECTED,
        What.NEW_SENTENCE,
    }
)
MOVES_TERM = RULINGS | {What.PARDONED}
AHEAD = frozenset({What.EFFECTIVE, What.RELEASED, What.LEAVE_GRANTED, What.LEAVE_EXTENDED})
"""What may be noted before its day: a ruling whose effect is known, a leave still to come."""


@dataclass(frozen=True, slots=True)
class Besides:
    """What stands beside an event: words, how it came, the paper or file that shows it."""

    note: str = ""
    channel: str = ""
    paper: object | None = None
    attachment: object | None = None


NOTHING = Besides()


@atomic
def note(*, case: Case, event: Event, by, at: datetime, besides: Besides = NOTHING) -> CaseEvent:
    """Note that something happened in a case; state, term and duties follow by themselves."""
    return note_all(case=case, events=((event, besides),), by=by, at=at)[-1]


@atomic
def note_all(
    *, case: Case, events: tuple[tuple[Event, Besides], ...], by, at: datetime
) -> tuple[CaseEvent, ...]:
    """Note several things of one moment together; what follows is worked out once."""
    return note_held(locked(case), events, by=by, at=at)


def note_held(
    case: Case, events: Sequence[tuple[Event, Besides]], *, by, at: datetime
) -> tuple[CaseEvent, ...]:
    """Note several things in a case that the act itself has locked; it then says what follows."""
    on = day_of(at)
    for event, _besides in events:
        _guard(event.what)(by, case.unit_path)
        demand_possible(case, event, on)
    first = _last(case) + 1
    rows = tuple(
        _written(case, (event, besides), by, at, seq=seq)
        for seq, (event, besides) in enumerate(events, start=first)
    )
    follow_held(case, by_id=account_of(by), at=at, on=on)
    return rows


@atomic
def correct(*, row: CaseEvent, event: Event | None, because: str, by, at: datetime) -> CaseEvent:
    """Correct a noted event, or strike it when nothing takes its place; the old one stays."""
    case = locked(row.case)
    check_may_correct(by, case.unit_path)
    _demand_uncorrected(case, row)
    if event is not None:
        demand_possible(case, event, day_of(at))
    reason = grounded(because)
    made = _row(case, event, Besides(), by, at, seq=_last(case) + 1)
    made.corrects, made.because = row, reason
    if event is None:
        made.what, made.day = "", row.day
    made.save(force_insert=True)
    corrected = CaseEventCorrected(
        case=case.number, what=row.what, day=row.day, was=row.seq, because=reason
    )
    record(corrected, chain=case.chain, by=by, at=at)
    follow_held(case, by_id=account_of(by), at=at, on=day_of(at))
    return made


def locked(case: Case) -> Case:
    """Hold a case for a change, so that two who act at once act one after the other."""
    take_turn(case.chain)
    return (
        Case.objects.select_for_update(of=("self",))
        .select_related("dossier__unit", "dossier__subject", "person__subject")
        .get(pk=case.pk)
    )


def fresh(case: Case) -> Case:
    """Return a case as it stands now."""
    return Case.objects.for_work().get(pk=case.pk)


def demand_possible(case: Case, event: Event, on: date) -> None:
    """Refuse an event that lacks what its kind needs, or whose day cannot be."""
    event.check()
    if event.day > on and event.what not in AHEAD:
        raise TooEarly(
            why=_("This day has not come yet; only what has happened is noted."),
            ground=RULE,
            remedy=_("Enter the day it happened."),
        )
    born = case.person.birth
    if born is not None and event.day <= born:
        raise BadFacts("day", why=_("This day lies before the person was born."), ground=RULE)
    closed = case.state in {course.TERMINATED, course.MOVED, course.ARCHIVED}
    if closed and event.what not in AFTER_THE_END:
        raise TooLate(
            why=_("Correction has ended here; nothing more is noted in this case."),
            ground=RULE,
            remedy=_("Have the last event corrected if it was noted by mistake."),
        )


AFTER_THE_END = frozenset(
    {
        What.TOLD,
        What.COPIED,
        What.CERTIFICATE_GIVEN,
        What.EXIT_BAN_LIFTED,
        What.AID_LINKED,
        What.ARCHIVED,
        What.SEALED,
        What.DELIVERED,
        What.ESCAPED,
        What.CORRECTION_RECEIVED,
        What.CORRECTION_ANSWERED,
        What.TRANSFER_RECEIPT_SENT,
    }
)


def _guard(what: What):
    if what is What.CLASSIFIED:
        return check_may_classify
    return check_may_change_term if what in MOVES_TERM else check_may_work


def append(case: Case, event: Event, besides: Besides, by, at: datetime) -> CaseEvent:
    """Write one event of a held case and record it; what follows is the caller's to work out."""
    return _written(case, (event, besides), by, at, seq=_last(case) + 1)


def _written(
    case: Case, happening: tuple[Event, Besides], by, at: datetime, *, seq: int
) -> CaseEvent:
    row = _row(case, *happening, by, at, seq=seq)
    row.save(force_insert=True)
    record(noted(case, *happening), chain=case.chain, by=by, at=at)
    return row


def noted(case: Case, event: Event, besides: Besides) -> CaseEventNoted:
    """Return what the ledger says about a noted event."""
    return CaseEventNoted(
        case=case.number,
        what=event.what,
        day=event.day,
        of=event.of or "",
        code=event.code or "",
        paper=str(besides.paper.key) if besides.paper else "",
    )


def _last(case: Case) -> int:
    return case.events.order_by("-seq").values_list("seq", flat=True).first() or 0


def _row(  # noqa: PLR0913 - a row is an event, what stands beside it, who, when and where
    case: Case, event: Event | None, besides: Besides, by, at: datetime, *, seq: int
) -> CaseEvent:
    return CaseEvent(
        case=case,
        seq=seq,
        note=besides.note.strip(),
        channel=besides.channel,
        paper=besides.paper,
        attachment=besides.attachment,
        noted_at=at,
        noted_by_id=account_of(by),
        **(columns_of(event) if event else {"day": day_of(at)}),
    )


def columns_of(event: Event) -> dict[str, object]:
    """Return what the law knows of an event as the columns of its row."""
    return {
        "what": event.what,
        "day": event.day,
        "moment": event.at,
        "begins": event.begins,
        "ends": event.ends,
        "span": str(event.span) if event.span else "",
        "days": event.days,
        "code": event.code or "",
        "of": event.of or "",
        "to": event.to or "",
        "place": event.place or "",
    }


def _demand_uncorrected(case: Case, row: CaseEvent) -> None:
    if case.events.filter(corrects=row).exists():
        raise AlreadyDone(
            why=_("This entry was corrected already."),
            ground=RULE,
            remedy=_("Correct the entry that took its place."),
        )
