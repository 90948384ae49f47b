"""Putting a duty off for a reason: its due day and its place in the count stay."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.duties.access import PUT_OFF_RULE, check_day, check_may_put_off
from guihang.duties.actions.rebuilding import refresh
from guihang.duties.events import DutyPutOff
from guihang.duties.models import Duty, Postponement
from guihang.duties.owing import day_of
from guihang.duties.queries import item_for
from guihang.law.refusals import BadFacts
from guihang.ledger import chains
from guihang.ledger.actions import record

REASON_LEAST, REASON_MOST = 4, 200


@transaction.atomic
def put_off(*, key: int, until: date, reason: str, by: Actor, at: datetime) -> None:
    """Put a duty off for a reason; its due date and its place in the count stay."""
    on = day_of(at)
    item = item_for(by, key, on=on)
    check_may_put_off(by, item.unit_path, item)
    words = _reason(reason)
    duty = Duty.objects.select_for_update().get(pk=item.key)
    mine = {"source": duty.source, "of": duty.of, "what": duty.what, "turn": duty.turn}
    earlier = Postponement.objects.filter(**mine).order_by("at").first()
    check_day(item, until=until, on=on, first_put_off_on=day_of(earlier.at) if earlier else on)
    Postponement.objects.create(**mine, until=until, reason=words, by_id=by.account_id, at=at)
    record(
        DutyPutOff(what=duty.what, of=duty.of, until=until, reason=words),
        chain=chains.account(by.account_id, by.home_path),
        by=by,
        at=at,
    )
    refresh(duty.source, duty.of, on=on)


def _reason(reason: str) -> str:
    words = " ".join(reason.split())
    if not REASON_LEAST <= len(words) <= REASON_MOST:
        raise BadFacts(
            "reason",
            why=_("A reason has at least %(least)d and at most %(most)d characters.")
            % {"least": REASON_LEAST, "most": REASON_MOST},
            ground=PUT_OFF_RULE,
            remedy=_("Say in a few words why it has to wait."),
        )
    return words
