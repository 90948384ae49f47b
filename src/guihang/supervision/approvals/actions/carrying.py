"""What follows from a decision on an approval: the case says it, the person gets a paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.cases.actions import Besides, correct, note
from guihang.cases.facts import event_of, facts_of, standing
from guihang.decisions import events as decided
from guihang.decisions import queries as decisions
from guihang.decisions.course import Act, Stage
from guihang.decisions.kinds import Signing
from guihang.dossiers import actions as dossiers
from guihang.duties.owing import day_of
from guihang.law.events import Event, What
from guihang.law.refusals import TooLate
from guihang.law.spans import Span
from guihang.ledger.chains import SYSTEM
from guihang.supervision.approvals import papers, plans
from guihang.supervision.approvals.actions.asking import asked_row
from guihang.supervision.approvals.plans import PLANS
from guihang.supervision.approvals.wish import read
from guihang.supervision.approvals.words import LENGTHENED, Lengthened
from guihang.supervision.models import Approval

WITHDRAWN, ENDED = "申请人撤回申请", "提前终止"


@atomic
def hear(event, *, at: datetime, **_besides: object) -> None:
    """Let the case say what was decided on an approval; wiring calls this with each such event."""
    matter = decisions.matter(event.matter, *PLANS)
    if matter is None:
        return
    approval = Approval.objects.for_reading().get(matter=matter)
    FOLLOWS[type(event)](approval, matter, at)


def _granted(approval: Approval, matter, at: datetime) -> None:
    """Note the grant; nothing is granted before the day of the decision."""
    on = day_of(at)
    approval.begins = max(approval.begins, on)
    approval.save(update_fields=["begins"])
    besides = Besides(paper=matter.paper)
    note(case=approval.case, event=granted(approval, on), by=SYSTEM, at=at, besides=besides)
    if approval.extends_id:
        _lengthen(approval)


def _lengthen(approval: Approval) -> None:
    """The order runs to its new last day, and the next assessment is still to be made."""
    order = Approval.objects.select_for_update(of=("self",)).get(pk=approval.extends_id)
    order.ends, order.assessed_on, order.still_needed = approval.ends, None, None
    order.save(update_fields=["ends", "assessed_on", "still_needed"])


def granted(approval: Approval, on: date) -> Event:
    """Return the event by which the case says that an approval was granted."""
    wish, what = read(approval.matter.fields), PLANS[approval.kind].granted
    if approval.kind == plans.LENGTHENING:
        kept = LENGTHENED[Lengthened(wish.said("what"))]
        span = Span.parse(wish.said("by"))
        return Event(kept, on, ends=approval.ends, span=span, of=approval.of)
    days = {"begins": approval.begins, "ends": approval.ends}
    return Event(what, on, code=wish.code, of=approval.of, **days)


def _refused(approval: Approval, matter, at: datetime) -> None:
    what = PLANS[approval.kind].refused
    if what is not None:
        note(case=approval.case, event=Event(what, day_of(at), of=approval.of), by=SYSTEM, at=at)


def _withdrawn(approval: Approval, matter, at: datetime) -> None:
    row = asked_row(approval)
    if row is not None:
        correct(row=row, event=None, because=WITHDRAWN, by=SYSTEM, at=at)


def _told(approval: Approval, matter, at: datetime) -> None:
    """A refusal is told in writing too, to who asked: why, and what can be done."""
    if Stage(matter.stage) is not Stage.CLOSED or not PLANS[approval.kind].applied:
        return
    fields = papers.refusal(matter, on=day_of(at), signing=Signing(SYSTEM, at))
    approval.refusal = _issued(matter, papers.REFUSAL, fields, _last(matter, Act.TELL).by, at)
    approval.save(update_fields=["refusal"])


def _received(approval: Approval, matter, at: datetime) -> None:
    """Whoever signed for a device order was told of it before it is worn."""
    known = facts_of(approval.case).first(What.DEVICE_TOLD, of=approval.of)
    if approval.kind != plans.DEVICE or Stage(matter.stage) is Stage.CLOSED or known:
        return
    told = Event(What.DEVICE_TOLD, day_of(at), of=approval.of)
    besides = Besides(paper=approval.notice)
    note(case=approval.case, event=told, by=SYSTEM, at=at, besides=besides)


FOLLOWS = {
    decided.MatterGranted: _granted,
    decided.MatterRefused: _refused,
    decided.MatterWithdrawn: _withdrawn,
    decided.MatterTold: _told,
    decided.ReceiptConfirmed: _received,
    decided.LeftWithWitness: _received,
}


def tell(matter, *, at: datetime) -> None:
    """Make out the notice the person gets, when the grant is told."""
    approval, on = Approval.objects.for_reading().get(matter=matter), day_of(at)
    if approval.ends < on:
        raise TooLate(
            why=_("The last day of this approval is over; it can no longer be told."),
            ground=PLANS[approval.kind].article,
            remedy=_("End the grant; ask again if it is still needed."),
        )
    told_by = _last(matter, Act.TELL).by
    signing = Signing(SYSTEM, at)
    fields = papers.notice(matter, on=on, signing=signing, told_by=told_by)
    approval.notice = _issued(matter, PLANS[approval.kind].notice, fields, told_by, at)
    approval.save(update_fields=["notice"])


def end(matter, *, at: datetime) -> None:
    """Let a grant end today: never begun, or with its last day now."""
    approval, on = Approval.objects.for_reading().get(matter=matter), day_of(at)
    begun = on >= approval.begins
    ended = PLANS[approval.kind].ended
    if ended is not None and begun:
        note(case=approval.case, event=Event(ended, on, of=approval.of), by=SYSTEM, at=at)
    else:
        _take_back(approval, on if begun else None, at)
    approval.ends = min(approval.ends, on) if begun else approval.begins
    approval.save(update_fields=["ends"])
    if approval.extends_id:
        _shorten(approval, approval.ends if begun else approval.begins - timedelta(days=1))
    if approval.notice is not None:
        dossiers.withdraw_paper(paper=approval.notice, reason=ENDED, by=SYSTEM, at=at)


def _take_back(approval: Approval, last: date | None, at: datetime) -> None:
    whats = {PLANS[approval.kind].granted, *LENGTHENED.values()}
    rows = standing(approval.case.events.all())
    mine = [one for one in rows if one.what in whats and one.of == approval.of]
    for row in mine[-1:]:
        event = replace(event_of(row), ends=last) if last else None
        correct(row=row, event=event, because=ENDED, by=SYSTEM, at=at)


def _shorten(approval: Approval, last: date) -> None:
    order = Approval.objects.select_for_update(of=("self",)).get(pk=approval.extends_id)
    order.ends = last
    order.save(update_fields=["ends"])


def _issued(matter, form: str, fields, by, at: datetime):
    draft = dossiers.draft_paper(dossier=matter.dossier, form=form, fields=fields, by=SYSTEM, at=at)
    return dossiers.issue_paper(paper=draft, by=SYSTEM, at=at, signers=(by.key,))


def _last(matter, act: Act):
    return [one for one in matter.steps.all() if one.act == act][-1]
