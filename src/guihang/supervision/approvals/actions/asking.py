"""Asking for an approval in a person's name, proposing a device, completing what was returned."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.actions import Besides, correct, note
from guihang.cases.actions.noting import locked
from guihang.cases.facts import standing
from guihang.decisions import actions as decisions
from guihang.decisions.actions import Press, Request
from guihang.dossiers import queries as files
from guihang.duties.owing import day_of
from guihang.law.events import Event
from guihang.law.refusals import BadFacts
from guihang.ledger.chains import SYSTEM
from guihang.supervision.access import check_may_ask_approval
from guihang.supervision.approvals import house_rules, judging, plans, proving
from guihang.supervision.approvals.actions.telling import held
from guihang.supervision.approvals.wish import Wish, examine_words
from guihang.supervision.models import Approval, ApprovalProof

CHANGED = "申请退回补正后内容变更"


@atomic
def ask(*, case, wish: Wish, by: Actor, at: datetime, press: Press):
    """Ask for an approval as the person asked for it, or propose a device with its proof."""
    check_may_ask_approval(by, case.unit_path)
    case = locked(case)
    wish = _examined(wish)
    came_by = wish.came_by if wish.plan.applied else ""
    request = Request(wish.name, case.dossier, wish.fields(), came_by)
    matter = decisions.ask(request=request, by=by, at=at, press=press)
    if Approval.objects.filter(matter=matter).exists():
        return matter
    approval = Approval.objects.create(
        matter=matter, case=case, kind=wish.name, extends=_order(wish), **_kept(wish, matter, case)
    )
    _prove(approval, wish.files)
    _say_asked(approval, wish, by, at)
    return matter


@atomic
def complete(*, matter, wish: Wish, by: Actor, at: datetime, press: Press):
    """Complete what was returned and hand it in again; the case then says what changed."""
    check_may_ask_approval(by, matter.unit_path)
    approval = held(matter.approval)
    wish = replace(wish, name=matter.kind, extends=str(matter.fields["extends"]))
    wish = _examined(wish)
    done = decisions.resubmit(matter=matter, fields=wish.fields(), by=by, at=at, press=press)
    for name, value in _kept(wish, done, approval.case).items():
        setattr(approval, name, value)
    approval.save()
    approval.proofs.all().delete()
    _prove(approval, wish.files)
    row = asked_row(approval)
    if row is not None:
        event = replace(_asked(approval, wish, day_of(at)), day=row.day)
        correct(row=row, event=event, because=CHANGED, by=SYSTEM, at=at)
    return done


def asked_row(approval: Approval):
    """Return the row that says an approval was asked for, as it stands; None when struck."""
    asked = plans.PLANS[approval.kind].asked
    rows = [
        row
        for row in standing(approval.case.events.all())
        if row.what == asked and row.of == approval.of
    ]
    return rows[-1] if rows else None


def _examined(wish: Wish) -> Wish:
    examine_words(wish)
    return replace(wish, words=wish.words.strip(), whom=wish.whom.strip())


def _say_asked(approval: Approval, wish: Wish, by: Actor, at: datetime) -> None:
    event = _asked(approval, wish, day_of(at))
    if event is not None:
        note(case=approval.case, event=event, by=by, at=at, besides=_came(wish))


def _asked(approval: Approval, wish: Wish, day) -> Event | None:
    what = wish.plan.asked
    if what is None:
        return None
    named = {name for name in ("begins", "ends") if wish.day(name)}
    days = {name: getattr(approval, name) for name in named}
    return Event(what, day, code=wish.code, of=approval.of, **days)


def _came(wish: Wish) -> Besides:
    return Besides(channel=wish.came_by if wish.plan.applied else "")


def _order(wish: Wish) -> Approval | None:
    return judging.order_of(wish) if wish.name == plans.EXTENSION else None


def _kept(wish: Wish, matter, case) -> dict[str, object]:
    found = None
    if wish.name == plans.DEVICE:
        found = proving.chosen(wish.said("proof"), case, on=day_of(matter.asked_at))
    return {
        "begins": matter.begins,
        "ends": matter.ends,
        "words": wish.words,
        "whom": wish.whom,
        "proof_event": found.event if found else None,
        "proof_proceeding": found.proceeding if found else None,
    }


def _prove(approval: Approval, keys: tuple[str, ...]) -> None:
    known = {str(one.key): one for one in files.attachments(approval.matter.dossier)}
    for key in dict.fromkeys(keys):
        if key not in known:
            raise BadFacts(
                "files",
                why=_("This file is not in the dossier."),
                ground=house_rules.PROOF,
                remedy=_("Put it into the dossier first, then choose it here."),
            )
        ApprovalProof.objects.create(approval=approval, attachment=known[key])
