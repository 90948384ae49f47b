"""Delivering: what the outbox holds, sent after the transaction that decided it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection
from django.db.transaction import atomic

from guihang.ledger import canon, vault
from guihang.ledger.models import OutboxMessage
from guihang.ledger.outbox import Letter

_LONGEST_WAIT = timedelta(hours=6)
_FIRST_WAIT = timedelta(minutes=1)


def deliver(to: str, *, into: Callable[[Letter], object], at: datetime, limit: int = 200) -> int:
    """Hand every waiting message whose address begins with `to` over, once; return how many.

    What `into` writes is committed together with the delivery. Where it fails, the message
    stays, and is tried again later and later.
    """
    waiting = OutboxMessage.objects.filter(
        delivered_at__isnull=True, try_after__lte=at, to__startswith=to
    )
    numbers = list(waiting.order_by("id").values_list("id", flat=True)[:limit])
    return sum(_hand_over(number, into=into, at=at) for number in numbers)


def _hand_over(number: int, *, into: Callable[[Letter], object], at: datetime) -> bool:
    try:
        with atomic():
            message = _held(number)
            if message is None:
                return False
            into(_opened(message))
            OutboxMessage.objects.filter(pk=number).update(delivered_at=at, last_error="")
    except Exception as fault:
        _put_back(number, fault=fault, at=at)
        return False
    return True


def _held(number: int) -> OutboxMessage | None:
    """Hold one message, unless another sweep holds it or has delivered it."""
    rows = OutboxMessage.objects.select_related("entry").select_for_update(
        of=("self",) if connection.features.has_select_for_update_of else (),
        skip_locked=connection.features.has_select_for_update_skip_locked,
    )
    return rows.filter(pk=number, delivered_at__isnull=True).first()


def _opened(message: OutboxMessage) -> Letter:
    body = vault.chain_cipher(message.entry.chain).open(
        bytes(message.body),
        about=canon.framed("outbox", message.entry_id, message.to, message.kind),
    )
    return Letter(
        id=message.pk,
        entry=message.entry_id,
        chain=message.entry.chain,
        to=message.to,
        kind=message.kind,
        body=json.loads(body),
        made_at=message.made_at,
        tries=message.tries,
    )


@atomic
def _put_back(number: int, *, fault: Exception, at: datetime) -> None:
    message = OutboxMessage.objects.select_for_update().get(pk=number)
    if message.delivered_at is not None:
        return
    message.tries += 1
    # Only what kind of fault: its words may hold what was being sent.
    message.last_error = type(fault).__name__
    message.try_after = at + min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(message.tries, 12))
    message.save(update_fields=["tries", "last_error", "try_after"])
