"""Telling a court or a procuratorate of a grant; showing sealed words; taking the list out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.actions import Besides, note_all
from guihang.cases.facts import facts_of
from guihang.cases.purposes import purpose_of
from guihang.decisions.kinds import Signing
from guihang.dossiers import actions as dossiers
from guihang.duties.owing import day_of
from guihang.law.codes import Body
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, TooEarly
from guihang.ledger import chains
from guihang.ledger.actions import record, reveal, take_turn
from guihang.ledger.chains import SYSTEM
from guihang.supervision.access import (
    check_may_export_approvals,
    check_may_reveal_approval,
    check_may_work_on_approval,
)
from guihang.supervision.approvals import papers
from guihang.supervision.approvals.plans import PLANS
from guihang.supervision.events import ApprovalsExported, OthersTold
from guihang.supervision.models import Approval

REVEALED = ("words", "whom")


@atomic
def tell_others(*, approval: Approval, to: tuple[str, ...], by: Actor, at: datetime) -> Approval:
    """Tell those the law names of a grant: each gets a letter, or a copy of the sheet."""
    approval = held(approval)
    matter = approval.matter
    check_may_work_on_approval(by, matter.unit_path)
    wanted = _still_to_tell(approval, to)
    what = PLANS[approval.kind].tells or What.TOLD
    events = []
    for body in wanted:
        paper = matter.paper if what is What.COPIED else _letter(matter, body, by, at)
        event = Event(what, day_of(at), of=matter.ref if approval.extends_id else approval.of,
                      to=body)  # fmt: skip
        events.append((event, Besides(paper=paper)))
    note_all(case=approval.case, events=tuple(events), by=by, at=at)
    told = OthersTold(matter=matter.number, to=tuple(wanted), on=day_of(at))
    record(told, chain=matter.dossier.chain, by=by, at=at)
    return approval


def known_to(approval: Approval) -> frozenset[Body]:
    """Return who was told of a grant already, by the events of the case."""
    of = approval.matter.ref if approval.extends_id else approval.of
    told = facts_of(approval.case).all(What.TOLD, What.COPIED)
    return frozenset(one.to for one in told if one.of == of and one.to)


def reveal_words(*, approval: Approval, field: str, reason: str, by: Actor, at: datetime) -> str:
    """Show a sealed entry of an approval to somebody who gave a reason; it is recorded."""
    check_may_reveal_approval(by, approval.matter.unit_path)
    if field not in REVEALED:
        raise BadFacts("field", why=_("There is nothing hidden under this name."))
    return reveal(approval, field, reason=reason, chain=approval.matter.dossier.chain, by=by, at=at)


@atomic
def take_out(
    *, approvals: Iterable[Approval], purpose: str, by: Actor, at: datetime
) -> tuple[Approval, ...]:
    """Return approvals to be taken out as a file; what for is recorded."""
    check_may_export_approvals(by, by.unit_path)
    words = purpose_of(purpose)
    taken = tuple(approvals)
    event = ApprovalsExported(purpose=words, count=len(taken))
    record(event, chain=chains.account(by.account_id, by.unit_path), by=by, at=at)
    return taken


def held(approval: Approval) -> Approval:
    """Hold an approval, so that two who act at once act one after the other."""
    take_turn(approval.matter.dossier.chain)
    Approval.objects.select_for_update(of=("self",)).get(pk=approval.pk)
    return Approval.objects.for_reading().get(pk=approval.pk)


def _letter(matter, to: Body, by: Actor, at: datetime):
    fields = papers.letter(matter, to=to, signing=Signing(SYSTEM, at))
    draft = dossiers.draft_paper(
        dossier=matter.dossier, form=papers.LETTER, fields=fields, by=SYSTEM, at=at
    )
    return dossiers.issue_paper(paper=draft, by=SYSTEM, at=at, signers=(by.key,))


def _still_to_tell(approval: Approval, to: tuple[str, ...]) -> tuple[Body, ...]:
    plan, done = PLANS[approval.kind], known_to(approval)
    if approval.matter.paper is None:
        raise TooEarly(
            why=_("It was not granted, so there is nothing to tell others."),
            ground=plan.article,
            remedy=_("Others are told once it is decided."),
        )
    wanted = tuple(body for body in plan.told if body.value in to and body not in done)
    if wanted:
        return wanted
    if to and set(to) <= {body.value for body in done}:
        raise AlreadyDone(
            why=_("They were told already."),
            ground=plan.article,
            remedy=_("Nothing more is to be done."),
        )
    raise BadFacts(
        "to",
        why=_("It is not said who was told."),
        ground=plan.article,
        remedy=_("Choose among those the law names."),
    )
