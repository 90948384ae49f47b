"""Whether and when somebody came, by the events of the case and the law's own time (报到情况)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guihang.cases.facts import facts_of, latest, law_of
from guihang.cases.models import Case, CaseEvent
from guihang.law import periods
from guihang.law.events import What
from guihang.law.rules import delivery, intake
from guihang.law.rules.delivery import REPORTING, HandOverFacts
from guihang.law.rules.intake import Coming, Lateness, LatenessFacts
from guihang.law.verdicts import Answer, Verdict, said

GOOD_REASON, NO_REASON = "good_reason", "no_reason"
"""The code of an arrival: whether there was a good reason to come late."""
CAME = (What.REPORTED, What.HANDED_OVER, What.REGISTERED)


def arrived(case: Case) -> CaseEvent | None:
    """Return the event by which somebody came: reported, handed over, or registered at home."""
    return next((row for what in CAME if (row := latest(case, what)) is not None), None)


@dataclass(frozen=True, slots=True)
class Timing:
    """By when somebody had to come or be handed over, and how that stands (是否按时报到)."""

    due: date
    status: Coming
    days_late: int


def late_report(case: Case, on: date) -> Answer[Lateness] | None:
    """Return the law's answer on coming late or never; none for who is handed over.

    Where the law asks for a reason and nobody said whether it was a good one, it cannot say.
    """
    reason = _reason(case)
    return _lateness(case, on, reason)


def timing(case: Case, on: date) -> Timing | None:
    """Return whether somebody came in time; none where the day it counts from is not known."""
    # A reason changes what follows from coming late, never whether it was late.
    answer = _lateness(case, on, True)
    if isinstance(answer, Verdict):
        found = answer.outcome
        return Timing(found.due, found.status, found.days_late)
    return _handed_over(case, on)


def _lateness(case: Case, on: date, reason: bool | None) -> Answer[Lateness] | None:
    facts = facts_of(case)
    effective = facts.day_of(What.EFFECTIVE)
    if effective is None or facts.kind not in REPORTING:
        return None
    came = facts.day_of(What.REPORTED) or facts.day_of(What.REGISTERED)
    return intake.late_report(LatenessFacts(facts.kind, effective, came, reason), law_of(case, on))


def _reason(case: Case) -> bool | None:
    came = arrived(case)
    return {GOOD_REASON: True, NO_REASON: False}.get(came.code) if came else None


def _handed_over(case: Case, on: date) -> Timing | None:
    facts = facts_of(case)
    received = facts.day_of(What.DECISION_RECEIVED)
    if received is None or facts.organ is None:
        return None
    asked = HandOverFacts(facts.organ, received)
    due = said(delivery.hand_over(asked, law_of(case, on))).outcome.due
    came = facts.day_of(What.HANDED_OVER) or facts.day_of(What.REGISTERED)
    days = max(periods.days_out(due, came or on), 0)
    if came is None:
        return Timing(due, Coming.MISSING if days else Coming.RUNNING, days)
    return Timing(due, Coming.LATE if days else Coming.ON_TIME, days)
