"""What came of a proposal: followed or not, on which day, under which number; the delivery."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.actions import Besides, note
from guihang.decisions.course import Act
from guihang.duties.owing import day_of
from guihang.law.codes import Code
from guihang.law.events import Event, PoliceGround, What
from guihang.law.refusals import AlreadyDone, BadFacts, TooEarly
from guihang.law.spans import Span
from guihang.ledger.actions import record
from guihang.supervision.access import check_may_note_answer
from guihang.supervision.conduct.actions.holding import held
from guihang.supervision.conduct.plans import PLANS, Plan
from guihang.supervision.conduct.words import ANSWERS, GRANTED
from guihang.supervision.events import ProposalAnswered
from guihang.supervision.models import Proceeding

RULE = "house:conduct.answers"
DELIVERED_AFTER = frozenset({"revocation_proposal", "recall_proposal"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What the court, the police or the organ answered; a reduction says by how much."""

    day: date
    answer: str
    number: str
    span: Span | None = None


@atomic
def note_answer(*, proceeding: Proceeding, given: Answer, by: Actor, at: datetime) -> Proceeding:
    """Note the answer to a proposal; state, term and duties of the case follow."""
    proceeding = held(proceeding)
    check_may_note_answer(by, proceeding.matter.unit_path)
    plan = PLANS[proceeding.matter.kind]
    _examine(proceeding, plan, given, day_of(at))
    proceeding.answer, proceeding.answered_on = given.answer, given.day
    proceeding.answer_number = given.number.strip()
    proceeding.answered_by_id = by.account_id
    proceeding.save(update_fields=["answer", "answered_on", "answer_number", "answered_by"])
    words = Besides(note=given.number)
    note(case=proceeding.case, event=_event(proceeding, plan, given), by=by, at=at, besides=words)
    event = ProposalAnswered(matter=proceeding.matter.number, answer=given.answer, on=given.day)
    record(event, chain=proceeding.matter.dossier.chain, by=by, at=at)
    return proceeding


@atomic
def note_delivery(*, proceeding: Proceeding, day: date, by: Actor, at: datetime) -> Proceeding:
    """Note that the person was delivered to prison or detention house (送交执行)."""
    proceeding = held(proceeding)
    check_may_note_answer(by, proceeding.matter.unit_path)
    if proceeding.answer != GRANTED or proceeding.matter.kind not in DELIVERED_AFTER:
        raise TooEarly(
            why=_("Nobody is delivered before a revocation or a recall."),
            ground="ccl-2019:48.3",
            remedy=_("Note the ruling or decision first."),
        )
    if proceeding.delivered_on is not None:
        raise AlreadyDone(
            why=_("The delivery was noted already, on %(day)s.") % {"day": proceeding.delivered_on},
            ground="ccl-2019:48.3",
            remedy=_("Nothing more is to be done."),
        )
    if not proceeding.answered_on <= day <= day_of(at):
        raise BadFacts(
            "day",
            why=_("This day lies before the ruling, or has not come."),
            ground="ccl-2019:48.3",
            remedy=_("Enter the day of the delivery."),
        )
    proceeding.delivered_on = day
    proceeding.save(update_fields=["delivered_on"])
    note(case=proceeding.case, event=Event(What.DELIVERED, day, of=proceeding.of), by=by, at=at)
    return proceeding


def _event(proceeding: Proceeding, plan: Plan, given: Answer) -> Event:
    is_granted = given.answer == GRANTED
    what = plan.granted if is_granted else plan.refused
    code: Code | None = None
    if what is What.PENALISED:
        is_order = proceeding.measure.endswith("order")
        code = PoliceGround.ORDER if is_order else PoliceGround.SUPERVISION
    span = given.span if what is What.REDUCED else None
    return Event(what, given.day, code=code, span=span, of=proceeding.of)


def _examine(proceeding: Proceeding, plan: Plan, given: Answer, on: date) -> None:
    sent = [step for step in proceeding.matter.steps.all() if step.act == Act.TELL]
    if not plan.is_proposal or not sent or proceeding.matter.paper is None:
        raise TooEarly(
            why=_("Nothing was sent that somebody else could answer."),
            ground=RULE,
            remedy=_("Send the proposal first."),
        )
    if proceeding.answered_on is not None:
        raise AlreadyDone(
            why=_("The answer was noted already, of %(day)s.") % {"day": proceeding.answered_on},
            ground=RULE,
            remedy=_("Have the event of the case corrected if it is wrong."),
        )
    wrong = (
        ("answer", given.answer not in ANSWERS, _("Choose what was answered.")),
        ("number", len(given.number.strip()) < 2, _("Enter the number of the paper.")),
        (
            "day",
            not day_of(sent[-1].at) <= given.day <= on,
            _("Enter the day of the answer; it lies after the proposal was sent."),
        ),
    )
    for field, is_wrong, remedy in wrong:
        if is_wrong:
            raise BadFacts(
                field, why=_("The answer is not told completely."), ground=RULE, remedy=remedy
            )
