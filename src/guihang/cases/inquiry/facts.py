"""Rows to the law's frozen inputs: an inquiry as the law sees it."""

from __future__ import annotations

from datetime import date

from guihang.cases.facts import law, place_of
from guihang.cases.models import Inquiry, InquiryEvent
from guihang.cases.vocabulary import InquiryState
from guihang.law.codes import Body, Kind
from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.obligations import Duty, duties
from guihang.law.statutes import Statutes

STATES = (
    (What.COMMISSION_RETURNED, InquiryState.RETURNED),
    (What.OPINION_SENT, InquiryState.SENT),
    (What.INQUIRY_DISCUSSED, InquiryState.DISCUSSED),
    (What.INQUIRY_STARTED, InquiryState.UNDERWAY),
)
"""The latest step there is says where an inquiry stands."""
GIVE_OPINION = "inquiry.give_opinion"


def facts_of(inquiry: Inquiry) -> CaseFacts:
    """Return an inquiry as the law sees it: its events, under the number of the commission."""
    return CaseFacts(
        kind=Kind(inquiry.kind),
        events=tuple(event_of(row, inquiry.number) for row in inquiry.events.all()),
        birth=inquiry.person.birth,
        place=place_of(inquiry.dossier.unit_path) or None,
    )


def event_of(row: InquiryEvent, number: str) -> Event:
    """Return one row as the law's event."""
    return Event(
        What(row.what),
        row.day,
        ends=row.ends,
        code=row.code or None,
        of=number,
        to=Body(row.to) if row.to else None,
    )


def law_of(inquiry: Inquiry, on: date) -> Statutes:
    """Return the law of a day where an inquiry is made."""
    return law(on, place_of(inquiry.dossier.unit_path))


def owed(inquiry: Inquiry, on: date) -> tuple[Duty, ...]:
    """Return what the law makes the agency owe in an inquiry on a day."""
    return duties(facts_of(inquiry), on, law_of(inquiry, on))


def due_of(inquiry: Inquiry, on: date) -> date | None:
    """Return the day by which the opinion is owed; none before its time runs, or once sent."""
    found = [duty.due for duty in owed(inquiry, on) if duty.name == GIVE_OPINION]
    return found[0] if found else None


def state_of(inquiry: Inquiry) -> InquiryState:
    """Return where an inquiry stands."""
    happened = {row.what for row in inquiry.events.all()}
    return next((state for what, state in STATES if what in happened), InquiryState.RECEIVED)
