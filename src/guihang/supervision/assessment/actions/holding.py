"""Holding the assessment of a month for a change, and taking it back."""

from __future__ import annotations

from datetime import datetime

from guihang.agencies.authority import Actor
from guihang.dossiers import actions as dossiers
from guihang.ledger.actions import record, take_turn
from guihang.supervision.assessment.month import Month
from guihang.supervision.events import MonthTakenBack
from guihang.supervision.models import MonthlyAssessment


def held(assessment: MonthlyAssessment) -> MonthlyAssessment:
    """Hold an assessment, so that two who act at once act one after the other."""
    take_turn(assessment.case.chain)
    MonthlyAssessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    return MonthlyAssessment.objects.for_reading().get(pk=assessment.pk)


def take_back(assessment: MonthlyAssessment, because: str, *, by: Actor, at: datetime) -> None:
    """Let an assessment stand no longer; it stays readable with the reason."""
    assessment.taken_back_at, assessment.taken_back_by_id = at, by.account_id
    assessment.taken_back_because = dossiers.grounded(because)
    assessment.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_because"])
    taken = MonthTakenBack(
        case=assessment.case.number,
        month=str(Month(assessment.month)),
        because=assessment.taken_back_because,
    )
    record(taken, chain=assessment.case.chain, by=by, at=at)
