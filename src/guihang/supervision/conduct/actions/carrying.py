"""What follows from a decision about conduct: the case says it, papers are made, copies sent."""

from __future__ import annotations

from datetime import datetime

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.actions import Besides, correct, note, note_all
from guihang.cases.facts import facts_of, standing
from guihang.decisions import events as decided
from guihang.decisions import queries as decisions
from guihang.decisions.course import Act
from guihang.decisions.kinds import Signing
from guihang.dossiers import actions as dossiers
from guihang.duties.owing import day_of
from guihang.law.codes import Body
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, TooEarly
from guihang.law.verdicts import CannotSay
from guihang.ledger.chains import SYSTEM
from guihang.supervision.access import check_may_work_on_conduct
from guihang.supervision.conduct import house_rules, judging, papers
from guihang.supervision.conduct.actions.holding import held
from guihang.supervision.conduct.actions.submitting import send_volume
from guihang.supervision.conduct.plans import PLANS
from guihang.supervision.conduct.submission import submission_of
from guihang.supervision.models import Proceeding

TAKEN_BACK = "决定被撤销"
RECEIPTS = (Act.CONFIRM_RECEIPT, Act.LEAVE_WITH_WITNESS)


@atomic
def hear(event, *, at: datetime, **_besides: object) -> None:
    """Let the case say what was decided and served; wiring calls this with each such event."""
    matter = decisions.matter(event.matter, *PLANS)
    if matter is None:
        return
    proceeding = Proceeding.objects.for_reading().get(matter=matter)
    FOLLOWS[type(event)](proceeding, matter, at)


def _granted(proceeding: Proceeding, matter, at: datetime) -> None:
    """Make out the sheet; a measure of the agency's own counts from the decision."""
    granted = [step for step in matter.steps.all() if step.act == Act.GRANT][-1]
    fields = papers.sheet(matter, on=day_of(at), signing=Signing(SYSTEM, at))
    draft = dossiers.draft_paper(
        dossier=matter.dossier, form=papers.SHEET, fields=fields, by=SYSTEM, at=at
    )
    proceeding.sheet = dossiers.issue_paper(
        paper=draft, by=SYSTEM, at=at, signers=(granted.by.key,)
    )
    proceeding.save(update_fields=["sheet"])
    plan = PLANS[matter.kind]
    if not plan.is_proposal:
        event = Event(plan.event, day_of(at), of=proceeding.of)
        besides = Besides(paper=matter.paper)
        note(case=proceeding.case, event=event, by=SYSTEM, at=at, besides=besides)


def _served(proceeding: Proceeding, matter, at: datetime) -> None:
    """Make out the receipt of service once it was signed for or left before a witness."""
    if matter.paper is None:
        return
    step = [one for one in matter.steps.all() if one.act in RECEIPTS][-1]
    on = day_of(at)
    fields = papers.service(proceeding, step, on=on)
    draft = dossiers.draft_paper(
        dossier=matter.dossier, form=papers.RECEIPT, fields=fields, by=SYSTEM, at=at
    )
    proceeding.receipt = dossiers.issue_paper(paper=draft, by=SYSTEM, at=at, signers=(step.by.key,))
    proceeding.served_on = on
    proceeding.save(update_fields=["receipt", "served_on"])
    if not PLANS[matter.kind].is_proposal:
        event = Event(What.SANCTION_TOLD, on, of=proceeding.of)
        besides = Besides(paper=proceeding.receipt)
        note(case=proceeding.case, event=event, by=SYSTEM, at=at, besides=besides)


FOLLOWS = {
    decided.MatterGranted: _granted,
    decided.ReceiptConfirmed: _served,
    decided.LeftWithWitness: _served,
}


def sent(matter, *, at: datetime) -> None:
    """Send a proposal with its volume, and let the case say so: from then on it is pending."""
    plan = PLANS[matter.kind]
    if not plan.is_proposal:
        return
    moment = timezone.localtime(at) if "at" in plan.event.needs else None
    proceeding = matter.proceeding
    send_volume(proceeding, at=at)
    event = Event(plan.event, day_of(at), at=moment, of=proceeding.of)
    besides = Besides(paper=matter.paper)
    note(case=proceeding.case, event=event, by=SYSTEM, at=at, besides=besides)


def taken_back(matter, *, at: datetime) -> None:
    """Strike what the case says of a decision that is taken back; the row stays, with why."""
    proceeding, plan = matter.proceeding, PLANS[matter.kind]
    ended = matter.steps.filter(act=Act.END).get()
    because = f"{TAKEN_BACK}：{ended.reasons}"[:200]
    gone = {plan.event, What.SANCTION_TOLD, What.COPIED}
    for row in standing(proceeding.case.events.all()):
        if row.of == proceeding.of and row.what in gone:
            correct(row=row, event=None, because=because, by=SYSTEM, at=at)
    volume = submission_of(proceeding)
    for paper in (proceeding.sheet, proceeding.receipt, volume.letter if volume else None):
        if paper is not None:
            dossiers.withdraw_paper(paper=paper, reason=TAKEN_BACK, by=SYSTEM, at=at)


@atomic
def send_copies(
    *, proceeding: Proceeding, to: tuple[str, ...], by: Actor, at: datetime
) -> Proceeding:
    """Note that copies of the paper were sent to those the law names."""
    proceeding = held(proceeding)
    check_may_work_on_conduct(by, proceeding.matter.unit_path)
    if proceeding.matter.paper is None:
        raise TooEarly(
            why=_("There is no paper yet of which a copy could be sent."),
            ground=house_rules.SERVICE,
            remedy=_("It is issued with the decision."),
        )
    wanted = _still_to_copy(proceeding, to, at)
    words = Besides(paper=proceeding.matter.paper)
    events = tuple(
        (Event(What.COPIED, day_of(at), of=proceeding.of, to=body), words) for body in wanted
    )
    note_all(case=proceeding.case, events=events, by=by, at=at)
    return proceeding


def copied(proceeding: Proceeding) -> frozenset[Body]:
    """Return who got a copy, by the events of the case."""
    sent_ = facts_of(proceeding.case).all(What.COPIED)
    return frozenset(one.to for one in sent_ if one.of == proceeding.of and one.to)


def _still_to_copy(proceeding: Proceeding, to: tuple[str, ...], at: datetime) -> tuple[Body, ...]:
    found = judging.recipients(proceeding.matter.kind, proceeding.case, on=day_of(at))
    named = found.outcome.copies if not isinstance(found, CannotSay) else ()
    done = copied(proceeding)
    wanted = tuple(body for body in named if body.value in to and body not in done)
    if wanted:
        return wanted
    if to and all(word in {body.value for body in done} for word in to):
        raise AlreadyDone(
            why=_("These copies were noted already."),
            ground=house_rules.SERVICE,
            remedy=_("Nothing more is to be done."),
        )
    raise BadFacts(
        "to",
        why=_("It is not said who was sent a copy."),
        ground=house_rules.SERVICE,
        remedy=_("Choose among those the law names."),
    )
