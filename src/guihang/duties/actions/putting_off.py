"""Putting duties off for a reason, and taking that back: due day and place in the count stay."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.duties.access import PUT_OFF_RULE, check_day, check_may_put_off
from guihang.duties.actions.rebuilding import refresh
from guihang.duties.events import DutyPutOff, DutyTakenUp
from guihang.duties.models import Duty, Postponement
from guihang.duties.owing import day_of
from guihang.duties.queries.items import Item, item_for, items_for
from guihang.law.refusals import BadFacts, Refused
from guihang.ledger import chains
from guihang.ledger.actions import record
from guihang.ledger.events import Event

REASON_LEAST, REASON_MOST = 4, 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of putting several duties off: which were, and which were not, and why."""

    done: tuple[Item, ...]
    refused: tuple[tuple[Item, Refused], ...]


def put_off_many(
    *, keys: Collection[int], until: date, reason: str, by: Actor, at: datetime
) -> Outcome:
    """Put several duties off for one reason; what cannot be put off holds up none of the rest."""
    _reason(reason)
    done: list[Item] = []
    refused: list[tuple[Item, Refused]] = []
    for item in items_for(by, keys, on=day_of(at)):
        try:
            put_off(key=item.key, until=until, reason=reason, by=by, at=at)
        except Refused as why:
            refused.append((item, why))
        else:
            done.append(item)
    return Outcome(tuple(done), tuple(refused))


@transaction.atomic
def put_off(*, key: int, until: date, reason: str, by: Actor, at: datetime) -> None:
    """Put a duty off for a reason; its due date and its place in the count stay."""
    on = day_of(at)
    item = item_for(by, key, on=on)
    check_may_put_off(by, item.unit_path, item)
    words = _reason(reason)
    duty = Duty.objects.select_for_update().get(pk=item.key)
    earlier = _of(duty).order_by("at").first()
    check_day(item, until=until, on=on, first_put_off_on=day_of(earlier.at) if earlier else on)
    event = DutyPutOff(what=duty.what, of=duty.of, until=until, reason=words)
    _postpone(duty, event, until=until, reason=words, by=by, at=at)


@transaction.atomic
def take_up(*, key: int, by: Actor, at: datetime) -> bool:
    """Take back that a duty was put off; return whether it was."""
    item = item_for(by, key, on=day_of(at))
    check_may_put_off(by, item.unit_path, item)
    duty = Duty.objects.select_for_update().get(pk=item.key)
    last = _of(duty).order_by("at", "pk").last()
    if last is None or last.until is None:
        return False
    event = DutyTakenUp(what=duty.what, of=duty.of)
    _postpone(duty, event, until=None, reason=TAKEN_BACK, by=by, at=at)
    return True


TAKEN_BACK = "taken back"


def _reason(words: str) -> str:
    told = " ".join(words.split())
    if not is_said(told):
        raise BadFacts(
            "reason",
            why=_("A reason has at least %(least)d and at most %(most)d characters.")
            % {"least": REASON_LEAST, "most": REASON_MOST},
            ground=PUT_OFF_RULE,
            remedy=_("Say in a few words why it has to wait."),
        )
    return told


def is_said(words: str) -> bool:
    """Tell whether a reason says anything, and not too much."""
    return REASON_LEAST <= len(words) <= REASON_MOST


def _of(duty: Duty):
    return Postponement.objects.filter(
        source=duty.source, of=duty.of, what=duty.what, turn=duty.turn
    )


def _postpone(duty: Duty, event: Event, *, by: Actor, at: datetime, **change: object) -> None:
    mine = {"source": duty.source, "of": duty.of, "what": duty.what, "turn": duty.turn}
    Postponement.objects.create(**mine, **change, by_id=by.account_id, at=at)
    record(event, chain=chains.account(by.account_id, by.home_path), by=by, at=at)
    refresh(duty.source, duty.of, on=day_of(at))
