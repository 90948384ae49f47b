"""An inquiry held for one act: locked, its events noted; state and duties then follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from guihang.cases.inquiry import facts, house_rules
from guihang.cases.inquiry.events import InquiryNoted
from guihang.cases.models import Inquiry, InquiryEvent
from guihang.cases.vocabulary import InquiryState
from guihang.dossiers.actions import account_of
from guihang.duties import actions as duties
from guihang.duties.owing import day_of
from guihang.law.codes import Body
from guihang.law.events import What
from guihang.law.refusals import AlreadyDone, TooEarly
from guihang.ledger.actions import record, take_turn

SOURCE = "inquiries"
OVER = (InquiryState.SENT, InquiryState.RETURNED)


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing to be noted: what, on which day, and what stands beside it."""

    what: What
    day: date
    ends: date | None = None
    code: str = ""
    to: Body | None = None
    words: str = ""
    paper: object | None = None


def held(inquiry: Inquiry) -> Inquiry:
    """Hold an inquiry for this transaction and return it as it stands now."""
    take_turn(inquiry.chain)
    Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    return Inquiry.objects.whole().get(pk=inquiry.pk)


def noted(inquiry: Inquiry, *happenings: Happening, by, at: datetime) -> Inquiry:
    """Note what happened; state, due day and duties follow by themselves."""
    for one in happenings:
        _demand_past(one.day, day_of(at))
        InquiryEvent.objects.create(
            inquiry=inquiry,
            what=one.what,
            day=one.day,
            ends=one.ends,
            code=one.code,
            to=one.to or "",
            words=one.words[:200],
            paper=one.paper,
            noted_at=at,
            noted_by_id=account_of(by),
        )
        event = InquiryNoted(
            inquiry=inquiry.number,
            what=one.what,
            day=one.day,
            paper=str(one.paper.key) if one.paper else "",
        )
        record(event, chain=inquiry.chain, by=by, at=at)
    return followed(inquiry, on=day_of(at))


def followed(inquiry: Inquiry, *, on: date) -> Inquiry:
    """Bring what follows from the events up to date."""
    fresh = Inquiry.objects.whole().get(pk=inquiry.pk)
    fresh.state, fresh.due = facts.state_of(fresh), facts.due_of(fresh, on)
    fresh.save(update_fields=["state", "due"])
    duties.refresh(SOURCE, fresh.number, on=on)
    return fresh


def demand_open(inquiry: Inquiry) -> None:
    """Refuse to act on an inquiry that was answered or sent back."""
    if inquiry.state in OVER:
        raise AlreadyDone(
            why=_("This inquiry is over (%(state)s).")
            % {"state": InquiryState(inquiry.state).label},
            ground=house_rules.RULE,
            remedy=_("Look at it as it stands now; the organ may commission another one."),
        )


def demand_started(inquiry: Inquiry) -> None:
    """Refuse what needs somebody who looks into it."""
    demand_open(inquiry)
    if inquiry.state == InquiryState.RECEIVED:
        raise TooEarly(
            why=_("Nobody has been named to look into it yet."),
            ground=house_rules.RULE,
            remedy=_("Accept the commission and name the investigators first."),
        )


def _demand_past(day: date, on: date) -> None:
    if day > on:
        raise TooEarly(
            why=_("This day has not come yet; only what has happened is noted."),
            ground="house:events",
            remedy=_("Enter the day it happened."),
        )
