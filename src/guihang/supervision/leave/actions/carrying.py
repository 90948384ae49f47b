"""What follows from a decision on a leave: the case says it, the person gets the notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.cases.actions import correct, note, note_all
from guihang.cases.actions.noting import NOTHING
from guihang.cases.facts import event_of, standing
from guihang.decisions import events as decided
from guihang.decisions import queries as decisions
from guihang.decisions.course import Act
from guihang.decisions.kinds import Signing
from guihang.dossiers import actions as dossiers
from guihang.duties import actions as duties
from guihang.duties.owing import day_of
from guihang.law.codes import Body
from guihang.law.events import Event, What
from guihang.law.refusals import TooLate
from guihang.law.rules.leave import BACK
from guihang.law.rungs import Rung
from guihang.ledger.chains import SYSTEM
from guihang.supervision.leave import papers
from guihang.supervision.leave.actions.asking import asked_row
from guihang.supervision.leave.wish import KIND
from guihang.supervision.models import Trip

SOURCE = "leaves"
WITHDRAWN = "申请人撤回申请"
ENDED = "提前终止外出"


@atomic
def hear(event, *, at: datetime, **_besides: object) -> None:
    """Let the case say what was decided on a leave; wiring calls this with each such event."""
    matter = decisions.matter(event.matter, KIND)
    if matter is None:
        return
    trip = Trip.objects.select_related("extends", "case", "matter").get(matter=matter)
    FOLLOWS[type(event)](trip, matter, at)
    duties.refresh(SOURCE, _first(trip).matter.number, on=day_of(at))


@atomic
def follow_case(event, *, at: datetime, **_besides: object) -> None:
    """Let what is owed about the leaves of a case go along with it; wiring calls this."""
    of_case = Trip.objects.filter(case__dossier__number=event.dossier, extends__isnull=True)
    for number in of_case.order_by("pk").values_list("matter__number", flat=True):
        duties.refresh(SOURCE, number, on=day_of(at))


def _granted(trip: Trip, matter, at: datetime) -> None:
    on = day_of(at)
    if trip.extends_id:
        first = Trip.objects.select_for_update(of=("self",)).get(pk=trip.extends_id)
        first.returns = trip.returns
        first.save(update_fields=["returns"])
        event = Event(What.LEAVE_EXTENDED, on, ends=trip.returns, of=trip.of)
    else:
        event = Event(What.LEAVE_GRANTED, on, begins=trip.leaves, ends=trip.returns, of=trip.of)
    events = [(event, NOTHING)]
    if decisions.route(matter).rung is Rung.OFFICE:
        # The county agency has it before its eyes at once; that is how it is filed (备案).
        events.append((Event(What.TOLD, on, of=trip.of, to=Body.COUNTY), NOTHING))
    note_all(case=trip.case, events=tuple(events), by=SYSTEM, at=at)


def _refused(trip: Trip, matter, at: datetime) -> None:
    event = Event(What.LEAVE_REFUSED, day_of(at), of=trip.of)
    note(case=trip.case, event=event, by=SYSTEM, at=at)


def _withdrawn(trip: Trip, matter, at: datetime) -> None:
    row = asked_row(trip.case, trip.of)
    if row is not None:
        correct(row=row, event=None, because=WITHDRAWN, by=SYSTEM, at=at)


def _nothing(trip: Trip, matter, at: datetime) -> None:
    """The duties alone follow."""


FOLLOWS = {
    decided.MatterGranted: _granted,
    decided.MatterRefused: _refused,
    decided.MatterWithdrawn: _withdrawn,
    decided.MatterTold: _nothing,
    decided.MatterEnded: _nothing,
}


def tell(matter, *, at: datetime) -> None:
    """Make out the notice the person takes along, when the grant is told."""
    trip, on = matter.trip, day_of(at)
    if trip.returns < on:
        raise TooLate(
            why=_("The last day of this leave is over; it can no longer be told."),
            ground=BACK,
            remedy=_("End the grant, and note an absence as one."),
        )
    told_by = [step for step in matter.steps.all() if step.act == Act.TELL][-1].by
    fields = papers.notice(matter, on=on, signing=Signing(SYSTEM, at), told_by=told_by)
    draft = dossiers.draft_paper(
        dossier=matter.dossier, form=papers.NOTICE, fields=fields, by=SYSTEM, at=at
    )
    trip.notice = dossiers.issue_paper(paper=draft, by=SYSTEM, at=at, signers=(told_by.key,))
    trip.save(update_fields=["notice"])


def end(matter, *, at: datetime) -> None:
    """Let a grant end today: never begun, or with its last day now."""
    trip, on = matter.trip, day_of(at)
    what = What.LEAVE_EXTENDED if trip.extends_id else What.LEAVE_GRANTED
    rows = [
        row
        for row in standing(trip.case.events.all())
        if row.what == what and row.of == trip.of and row.ends == trip.returns
    ]
    begun = on >= trip.leaves
    for row in rows[-1:]:
        event = replace(event_of(row), ends=on) if begun else None
        correct(row=row, event=event, because=ENDED, by=SYSTEM, at=at)
    last = on if begun else trip.leaves
    if trip.extends_id:
        first = trip.extends
        first.returns = on if begun else trip.leaves - timedelta(days=1)
        first.save(update_fields=["returns"])
    trip.returns = min(last, trip.returns)
    trip.save(update_fields=["returns"])
    if trip.notice is not None:
        dossiers.withdraw_paper(paper=trip.notice, reason=ENDED, by=SYSTEM, at=at)


def _first(trip: Trip) -> Trip:
    return trip.extends if trip.extends_id else trip
