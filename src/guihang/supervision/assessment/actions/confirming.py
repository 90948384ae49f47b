"""Confirming months: a leader confirms what officers made of them, or gives one back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.actions import Besides, note
from guihang.dossiers import actions as dossiers
from guihang.duties.owing import day_of
from guihang.law.codes import MonthResult
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, NotYours
from guihang.ledger.actions import record, take_turn
from guihang.ledger.chains import SYSTEM
from guihang.supervision.access import check_may_confirm_months
from guihang.supervision.assessment import papers
from guihang.supervision.assessment.actions.holding import held, take_back
from guihang.supervision.assessment.house_rules import MONTHS, TWO_PEOPLE
from guihang.supervision.assessment.month import Month
from guihang.supervision.events import MonthConfirmed
from guihang.supervision.models import MonthlyAssessment


@atomic
def confirm(
    *, assessments: Iterable[MonthlyAssessment], by: Actor, at: datetime
) -> tuple[MonthlyAssessment, ...]:
    """Confirm months of many people in one go: each gets its sheet (月考核表); all or none."""
    chosen = tuple(assessments)
    take_turn(*(one.case.chain for one in chosen))
    return tuple(_confirmed(held(one), by, at) for one in chosen)


def _confirmed(assessment: MonthlyAssessment, by: Actor, at: datetime) -> MonthlyAssessment:
    case, month = assessment.case, Month(assessment.month)
    check_may_confirm_months(by, case.unit_path)
    _demand_open(assessment)
    if assessment.by_id == by.account_id:
        raise NotYours(
            why=_("You assessed %(name)s yourself; a second person confirms it.")
            % {"name": case.person.name},
            ground=TWO_PEOPLE,
            remedy=_("Leave it out here; another leader confirms it."),
        )
    fields = papers.sheet(assessment, confirmed_by=by.name, at=at)
    draft = dossiers.draft_paper(
        dossier=case.dossier, form=papers.FORM, fields=fields, by=SYSTEM, at=at
    )
    paper = dossiers.issue_paper(paper=draft, by=SYSTEM, at=at, signers=(by.key,))
    assessment.confirmed_at, assessment.confirmed_by_id, assessment.paper = at, by.account_id, paper
    assessment.save(update_fields=["confirmed_at", "confirmed_by", "paper"])
    event = Event(
        What.MONTH_ASSESSED,
        day_of(at),
        begins=month.first,
        ends=month.last,
        code=MonthResult(assessment.result),
        of=assessment.of,
    )
    note(case=case, event=event, by=SYSTEM, at=at, besides=Besides(paper=paper))
    confirmed = MonthConfirmed(
        case=case.number, month=str(month), result=assessment.result, paper=str(paper.key)
    )
    record(confirmed, chain=case.chain, by=by, at=at)
    return assessment


@atomic
def give_back(
    *, assessment: MonthlyAssessment, because: str, by: Actor, at: datetime
) -> MonthlyAssessment:
    """Give a month back to the officer with the reason; it is assessed anew."""
    assessment = held(assessment)
    check_may_confirm_months(by, assessment.case.unit_path)
    _demand_open(assessment)
    take_back(assessment, because, by=by, at=at)
    return assessment


def _demand_open(assessment: MonthlyAssessment) -> None:
    if assessment.confirmed_at is not None or assessment.taken_back_at is not None:
        raise AlreadyDone(
            why=_("The month of %(name)s was confirmed or given back meanwhile.")
            % {"name": assessment.case.person.name},
            ground=MONTHS,
            remedy=_("Look at the list as it is now."),
        )
