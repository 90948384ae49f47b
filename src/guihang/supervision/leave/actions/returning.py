"""Leaving and coming back (销假): in time, excused, late, or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.actions import Besides, note, note_all
from guihang.cases.facts import facts_of, law_of
from guihang.cases.purposes import purpose_of
from guihang.duties import actions as duties
from guihang.duties.owing import day_of
from guihang.law.events import Event, Missed, What
from guihang.law.refusals import AlreadyDone, BadFacts, TooEarly
from guihang.law.rules import leave
from guihang.law.rules.leave import BACK, LEAVING, Back, Returned
from guihang.law.verdicts import CannotSay, Verdict
from guihang.ledger import chains
from guihang.ledger.actions import record, reveal, take_turn
from guihang.supervision.access import (
    check_may_export_leaves,
    check_may_report_back,
    check_may_reveal_leave,
)
from guihang.supervision.events import BackFromLeave, LeavesExported, NotBackFromLeave
from guihang.supervision.leave.actions.carrying import SOURCE
from guihang.supervision.leave.words import HOW
from guihang.supervision.models import TOLD, Trip

REVEALED = ("words", "contacts", "companions", "late_because")
LEAST = 4


@dataclass(frozen=True, slots=True)
class Return:
    """How somebody came back: on which day, how it was seen; if late why, and told what follows."""

    day: date
    how: str
    told_in_time: bool | None = None
    because: str = ""
    is_told: bool = False


@atomic
def report_back(*, trip: Trip, back: Return, by: Actor, at: datetime) -> Trip:
    """Note that somebody is back; the law says whether that is in time (leave.return)."""
    trip = _held(trip)
    check_may_report_back(by, trip.matter.unit_path)
    _demand_out(trip)
    _demand_day(trip, back, day_of(at))
    verdict = judged(trip, back, at)
    came = verdict.outcome
    trip.returned_on, trip.returned_how = back.day, back.how
    trip.returned_as, trip.days_late = came.status, came.days_late
    trip.late_because = back.because.strip()
    trip.returned_at, trip.returned_by_id = at, by.account_id
    trip.save()
    events = [(Event(What.RETURNED, back.day, of=trip.of), Besides(channel=back.how))]
    if came.status is Back.LATE:
        events += _missed(trip)
    note_all(case=trip.case, events=tuple(events), by=by, at=at)
    event = BackFromLeave(
        matter=trip.matter.number,
        on=back.day,
        how=back.how,
        came=came.status,
        days_late=came.days_late,
        told=back.is_told,
    )
    record(event, chain=trip.matter.dossier.chain, by=by, at=at)
    duties.refresh(SOURCE, trip.matter.number, on=day_of(at))
    return trip


def judged(trip: Trip, back: Return, at: datetime) -> Verdict[Returned]:
    """Return what the law makes of a return; late, it must be said whether it was told in time."""
    law = law_of(trip.case, day_of(at))
    answer = leave.back(leave.ReturnFacts(trip.returns, back.day, back.told_in_time), law)
    if isinstance(answer, CannotSay):
        raise BadFacts(
            "told_in_time",
            why=_("It is late, and it is not said whether the person told in time of a reason."),
            ground=BACK,
            remedy=_("Say whether a special reason was told before the leave ended."),
        )
    if answer.outcome.days_late and len(back.because.strip()) < LEAST:
        raise BadFacts(
            "because",
            why=_("It is late, and not said why."),
            ground=BACK,
            remedy=_("Write what the person says about it; it stays in the record."),
        )
    if answer.outcome.status is Back.LATE and not back.is_told:
        raise BadFacts(
            "is_told",
            why=_("It is late, and the person was not told what follows."),
            ground=BACK,
            remedy=_(
                "Tell the person: it is a missed duty and may lead to a sanction; then note it."
            ),
        )
    return answer


@atomic
def note_left(*, trip: Trip, day: date, by: Actor, at: datetime) -> Trip:
    """Note the day somebody left; before the first day allowed it is an absence, not this leave."""
    trip = _held(trip)
    check_may_report_back(by, trip.matter.unit_path)
    _demand_out(trip)
    if trip.left_on is not None:
        raise AlreadyDone(
            why=_("The departure was noted already."),
            ground="house:leave",
            remedy=_("Have the event of the case corrected if the day is wrong."),
        )
    if day < trip.leaves or day > min(trip.returns, day_of(at)):
        raise BadFacts(
            "day",
            why=_("This day does not lie within the leave, or has not come."),
            ground=LEAVING,
            remedy=_("A departure before the first day allowed is noted as an absence."),
        )
    trip.left_on = day
    trip.save(update_fields=["left_on"])
    note(case=trip.case, event=Event(What.LEFT, day, of=trip.of), by=by, at=at)
    return trip


@atomic
def note_not_back(*, trip: Trip, is_reached: bool, words: str, by: Actor, at: datetime) -> Trip:
    """Note that somebody did not come back; who cannot be reached is out of contact from today."""
    trip = _held(trip)
    check_may_report_back(by, trip.matter.unit_path)
    _demand_out(trip)
    on = day_of(at)
    if on <= trip.returns:
        raise TooEarly(
            why=_("The leave runs until %(day)s.") % {"day": trip.returns},
            ground=BACK,
            remedy=_("Wait for that day to pass."),
        )
    if trip.missed_on is not None:
        raise AlreadyDone(
            why=_("This was noted already."),
            ground=BACK,
            remedy=_("Note the return when the person is back."),
        )
    if len(words.strip()) < LEAST:
        raise BadFacts(
            "words",
            why=_("It is not said what was done."),
            ground=BACK,
            remedy=_("Write whom you called, when, and what was said."),
        )
    events = _missed(trip, words)
    trip.missed_on = on
    trip.save(update_fields=["missed_on"])
    if not is_reached and facts_of(trip.case).last(What.LOST, of=trip.of) is None:
        events.append((Event(What.LOST, on, of=trip.of), Besides(note=words)))
    note_all(case=trip.case, events=tuple(events), by=by, at=at)
    event = NotBackFromLeave(matter=trip.matter.number, on=on, reached=is_reached)
    record(event, chain=trip.matter.dossier.chain, by=by, at=at)
    duties.refresh(SOURCE, trip.matter.number, on=on)
    return trip


def reveal_trip(*, trip: Trip, field: str, reason: str, by: Actor, at: datetime) -> str:
    """Show a sealed entry of a leave to somebody who gave a reason; the reading is recorded."""
    check_may_reveal_leave(by, trip.matter.unit_path)
    if field not in REVEALED:
        raise BadFacts("field", why=_("There is nothing hidden under this name."))
    said = reveal(trip, field, reason=reason, chain=trip.matter.dossier.chain, by=by, at=at)
    return said if field != "contacts" else "；".join(" ".join(one) for one in json.loads(said))


@atomic
def take_out(*, trips: Iterable[Trip], purpose: str, by: Actor, at: datetime) -> tuple[Trip, ...]:
    """Return leaves to be taken out as a file; what for is recorded."""
    check_may_export_leaves(by, by.unit_path)
    words = purpose_of(purpose)
    taken = tuple(trips)
    event = LeavesExported(purpose=words, count=len(taken))
    record(event, chain=chains.account(by.account_id, by.unit_path), by=by, at=at)
    return taken


def _missed(trip: Trip, words: str = "") -> list[tuple[Event, Besides]]:
    if trip.missed_on is not None:
        return []
    day = trip.returns + timedelta(days=1)
    event = Event(What.DUTY_MISSED, day, code=Missed.RETURN, of=trip.of)
    return [(event, Besides(note=words))]


def _held(trip: Trip) -> Trip:
    take_turn(trip.matter.dossier.chain)
    held = Trip.objects.select_for_update(of=("self",)).select_related(
        "matter__dossier", "case__person", "extends"
    )
    return held.get(pk=trip.extends_id or trip.pk)


def _demand_out(trip: Trip) -> None:
    if trip.returned_on is not None:
        raise AlreadyDone(
            why=_("The return was noted already, on %(day)s.") % {"day": trip.returned_on},
            ground=BACK,
            remedy=_("Have the event of the case corrected if the day is wrong."),
        )
    if trip.matter.stage not in TOLD:
        raise TooEarly(
            why=_("This leave was not granted and told, so nobody can be back from it."),
            ground=LEAVING,
            remedy=_("Tell the decision first; an absence without leave is noted as one."),
        )


def _demand_day(trip: Trip, back: Return, on: date) -> None:
    if back.how not in HOW:
        raise BadFacts(
            "how",
            why=_("It is not said how the return was seen."),
            ground=BACK,
            remedy=_("Choose how the person reported back."),
        )
    if back.day > on or back.day < trip.leaves:
        raise BadFacts(
            "day",
            why=_("This day lies before the departure, or has not come."),
            ground=BACK,
            remedy=_("Enter the day the person was back, from %(day)s on.") % {"day": trip.leaves},
        )
