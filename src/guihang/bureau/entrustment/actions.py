"""Asking for an entrustment, and reviewing it before its end. Deciding it is `decisions`' work."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guihang.agencies import queries as agencies
from guihang.agencies.authority import Actor
from guihang.bureau.access import check_may_ask_entrustment, check_may_review
from guihang.bureau.entrustment import house_rules
from guihang.bureau.entrustment.queries import IN_FORCE
from guihang.bureau.entrustment.wish import ACT, KIND, Wish
from guihang.bureau.events import EntrustmentReviewed
from guihang.bureau.models import EntrustmentReview
from guihang.decisions import actions as decisions
from guihang.decisions import queries
from guihang.decisions.actions import Press, Request
from guihang.dossiers.actions import dossier_of_office
from guihang.duties import actions as duties
from guihang.duties.owing import day_of
from guihang.law.refusals import AlreadyDone, BadFacts, TooEarly
from guihang.ledger.actions import record

SOURCE = "entrustments"
OUTCOMES = ("renew", "lapse")
LEAST_REASON = 4


@transaction.atomic
def ask(*, wish: Wish, by: Actor, at: datetime, press: Press):
    """Ask that an office be entrusted with work, from a day to a day (ccl-2019:9.2)."""
    office = agencies.unit_coded(wish.office)
    if office is None:
        raise BadFacts("office", why=_("There is no such township office."), ground=ACT)
    check_may_ask_entrustment(by, office.path)
    dossier = _dossier(office, by, at)
    request = Request(kind=KIND, dossier=dossier, fields=wish.fields())
    return decisions.ask(request=request, by=by, at=at, press=press)


def _dossier(office, by: Actor, at: datetime):
    try:
        with transaction.atomic():
            return dossier_of_office(office=office, by=by, at=at)
    except AlreadyDone:
        # Somebody opened it at the same moment; now it is there.
        return dossier_of_office(office=office, by=by, at=at)


@transaction.atomic
def review(*, matter, outcome: str, reasons: str, by: Actor, at: datetime) -> EntrustmentReview:
    """Settle before an entrustment ends whether it is to be renewed or to lapse."""
    check_may_review(by, matter.unit_path)
    _demand_reviewable(matter, at)
    if outcome not in OUTCOMES or len(reasons.strip()) < LEAST_REASON:
        raise BadFacts(
            "reasons",
            why=_("A review says what is to happen, and why."),
            ground=house_rules.REVIEW_RULE,
            remedy=_("Choose, and write a reason of at least four characters."),
        )
    made, is_new = EntrustmentReview.objects.get_or_create(
        matter=matter,
        defaults={
            "outcome": outcome,
            "reasons": reasons.strip(),
            "by_id": by.account_id,
            "at": at,
        },
    )
    if not is_new:
        raise AlreadyDone(
            why=_("This entrustment was reviewed already."),
            ground=house_rules.REVIEW_RULE,
            remedy=_("Look at the matter: the outcome stands there."),
        )
    event = EntrustmentReviewed(matter=matter.number, outcome=outcome)
    record(event, chain=matter.dossier.chain, by=by, at=at)
    duties.refresh(SOURCE, matter.number, on=day_of(at))
    return made


def follow(event, *, at: datetime, **_besides: object) -> None:
    """Bring the review up to date when a matter was told, ended or lapsed; wiring calls this."""
    duties.refresh(SOURCE, event.matter, on=day_of(at))


def _demand_reviewable(matter, at: datetime) -> None:
    on = day_of(at)
    if queries.standing(matter, on=on) not in IN_FORCE:
        raise AlreadyDone(
            why=_("This entrustment is not in force, so there is nothing to review."),
            ground=house_rules.REVIEW_RULE,
            remedy=_("Ask for a new one."),
        )
    opens = house_rules.review_from(matter.ends)
    if on < opens:
        raise TooEarly(
            why=_("The review begins on %(day)s.") % {"day": opens},
            ground=house_rules.REVIEW_RULE,
            remedy=_("Come back then, or have the entrustment ended with reasons."),
        )
