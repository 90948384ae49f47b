"""Objections to a month: to the agency, its answer, and from there to the procuratorate (异议)."""

from __future__ import annotations

from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.actions import Besides, correct, note
from guihang.cases.facts import standing
from guihang.dossiers import actions as dossiers
from guihang.duties.owing import day_of
from guihang.law.codes import Body
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, NotYours, TooEarly
from guihang.ledger.actions import record
from guihang.ledger.chains import SYSTEM
from guihang.supervision.access import check_may_answer_objection, check_may_assess_month
from guihang.supervision.assessment.actions.holding import held, take_back
from guihang.supervision.assessment.house_rules import LEAST_WORDS, REGULAR, TWO_PEOPLE
from guihang.supervision.assessment.month import Month
from guihang.supervision.assessment.words import CORRECTED, OUTCOMES
from guihang.supervision.events import MonthObjected, MonthObjectionAnswered
from guihang.supervision.models import MonthlyAssessment, MonthObjection
from guihang.supervision.objecting import demand_may_go_on

TAKEN_BACK = "异议成立，撤销该月考核结果"
GONE = frozenset({What.MONTH_ASSESSED, What.RESULT_PUBLISHED})


@atomic
def object_to(
    *, assessment: MonthlyAssessment, day: date, words: str, by: Actor, at: datetime
) -> MonthObjection:
    """Take down what the person has against the result of a month he was told."""
    assessment = held(assessment)
    case = assessment.case
    check_may_assess_month(by, case.unit_path)
    _demand_told(assessment, day, day_of(at))
    _demand_words(words)
    if any(one.answered_on is None for one in assessment.objections.all()):
        raise AlreadyDone(
            why=_("An objection stands already and is not answered."),
            ground=REGULAR,
            remedy=_("Answer it; what is new can be written into the answer."),
        )
    made = MonthObjection.objects.create(
        assessment=assessment, day=day, words=words.strip(), at=at, by_id=by.account_id
    )
    event = Event(What.OBJECTED, day, of=assessment.of)
    note(case=case, event=event, by=by, at=at, besides=Besides(note=words))
    raised = MonthObjected(case=case.number, month=str(Month(assessment.month)), on=day)
    record(raised, chain=case.chain, by=by, at=at)
    return made


@atomic
def answer_objection(
    *, objection: MonthObjection, outcome: str, words: str, by: Actor, at: datetime
) -> MonthObjection:
    """Answer an objection and tell the person; a wrong assessment is taken back by it."""
    assessment = held(objection.assessment)
    case = assessment.case
    check_may_answer_objection(by, case.unit_path)
    objection = MonthObjection.objects.select_for_update().get(pk=objection.pk)
    _demand_answerable(objection, assessment, by)
    if outcome not in OUTCOMES:
        raise BadFacts(
            "outcome",
            why=_("It is not said what comes of the objection."),
            ground=REGULAR,
            remedy=_("Choose whether the assessment stands."),
        )
    _demand_words(words)
    objection.outcome, objection.answered_on = outcome, day_of(at)
    objection.answer = words.strip()
    objection.save(update_fields=["outcome", "answered_on", "answer"])
    if outcome == CORRECTED:
        _undo(assessment, by, at)
    event = Event(What.OBJECTION_ANSWERED, day_of(at), of=assessment.of)
    note(case=case, event=event, by=by, at=at, besides=Besides(note=words))
    answered = MonthObjectionAnswered(
        case=case.number, month=str(Month(assessment.month)), outcome=outcome
    )
    record(answered, chain=case.chain, by=by, at=at)
    return objection


def _undo(assessment: MonthlyAssessment, by: Actor, at: datetime) -> None:
    """Take the result back: its paper is withdrawn, what the case says of it is struck."""
    take_back(assessment, TAKEN_BACK, by=by, at=at)
    dossiers.withdraw_paper(paper=assessment.paper, reason=TAKEN_BACK, by=SYSTEM, at=at)
    for row in standing(assessment.case.events.filter(of=assessment.of)):
        if row.what in GONE:
            correct(row=row, event=None, because=TAKEN_BACK, by=SYSTEM, at=at)


@atomic
def refer(*, objection: MonthObjection, day: date, by: Actor, at: datetime) -> MonthObjection:
    """Note that the person, still objecting, went to the procuratorate."""
    assessment = held(objection.assessment)
    check_may_assess_month(by, assessment.case.unit_path)
    objection = MonthObjection.objects.select_for_update().get(pk=objection.pk)
    demand_may_go_on(objection, day, on=day_of(at), ground=REGULAR)
    objection.referred_on = day
    objection.save(update_fields=["referred_on"])
    event = Event(What.TOLD, day, of=assessment.of, to=Body.PROCURATORATE)
    note(case=assessment.case, event=event, by=by, at=at)
    return objection


def _demand_told(assessment: MonthlyAssessment, day: date, on: date) -> None:
    if assessment.told_on is None or assessment.taken_back_at is not None:
        raise TooEarly(
            why=_("The person was not told this result, or it was taken back."),
            ground=REGULAR,
            remedy=_("Tell the person first; until then the officer can still change it."),
        )
    if not assessment.told_on <= day <= on:
        raise BadFacts(
            "day",
            why=_("This day lies before the person was told, or has not come."),
            ground=REGULAR,
            remedy=_("Enter the day the person objected."),
        )


def _demand_answerable(objection: MonthObjection, assessment: MonthlyAssessment, by: Actor) -> None:
    if objection.answered_on is not None:
        raise AlreadyDone(
            why=_("This objection was answered on %(day)s.") % {"day": objection.answered_on},
            ground=REGULAR,
            remedy=_("Who still objects goes to the procuratorate."),
        )
    if assessment.by_id == by.account_id:
        raise NotYours(
            why=_("You assessed this month yourself; somebody else answers the objection."),
            ground=TWO_PEOPLE,
            remedy=_("Another leader of the agency answers it."),
        )


def _demand_words(words: str) -> None:
    if len(words.strip()) < LEAST_WORDS:
        raise BadFacts(
            "words",
            why=_("This must not be empty."),
            ground=REGULAR,
            remedy=_("Write it in the person's words, or why it is answered so."),
        )
