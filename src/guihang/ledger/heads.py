"""Where chains end: how an end is made and marked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from guihang.ledger import canon, chains, vault
from guihang.ledger.models import ChainHead


def new(key: str, *, wrapped: str = "") -> ChainHead:
    """Return the end of a chain that has no entry yet, not saved."""
    head = ChainHead(chain=key, seq=0, hash=canon.ZERO, wrapped=wrapped)
    remark(head)
    return head


def remark(head: ChainHead) -> None:
    """Mark a head for what it now says."""
    head.mark = standing(head).mark(vault.marking_key())


def standing(head: ChainHead) -> canon.Standing:
    """Return what of a head is marked."""
    destroyed = canon.micros(head.destroyed_at) if head.destroyed_at else canon.NEVER
    return canon.Standing(head.chain, head.seq, bytes(head.hash), head.wrapped, destroyed)


def held(key: str) -> ChainHead | None:
    """Hold the end of a chain for this transaction, if it was ever opened."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    return next(iter(ChainHead.objects.raw(_END + lock, [key])), None)


def move(head: ChainHead, *, seq: int, to: bytes) -> None:
    """Move a locked head one entry forward."""
    head.seq, head.hash = seq, to
    remark(head)
    with connection.cursor() as cursor:
        cursor.execute(_MOVE_AND_MARK, (seq, to, head.mark, head.chain))


def move_many(steps: Iterable[tuple[ChainHead, int, bytes]]) -> None:
    """Move many locked heads one entry forward each; whoever moves them marks them at the end."""
    rows = []
    for head, seq, to in steps:
        head.seq, head.hash = seq, to
        rows.append((seq, to, head.chain))
    with connection.cursor() as cursor:
        cursor.executemany(_MOVE, rows)


def mark_many(moved: Iterable[ChainHead]) -> None:
    """Mark many locked heads for where they stand now."""
    rows, key = [], vault.marking_key()
    for head in moved:
        head.mark = standing(head).mark(key)
        rows.append((head.mark, head.chain))
    with connection.cursor() as cursor:
        cursor.executemany(_MARK, rows)


_END = "SELECT * FROM ledger_chainhead WHERE chain = %s"
_MOVE_AND_MARK = "UPDATE ledger_chainhead SET seq = %s, hash = %s, mark = %s WHERE chain = %s"
_MOVE = "UPDATE ledger_chainhead SET seq = %s, hash = %s WHERE chain = %s"
_MARK = "UPDATE ledger_chainhead SET mark = %s WHERE chain = %s"


def rewrap(head: ChainHead, *, wrapped: str, destroyed_at: datetime | None = None) -> None:
    """Give a locked head another wrapping of its key, or none any more."""
    head.wrapped, head.destroyed_at = wrapped, destroyed_at
    remark(head)
    head.save(update_fields=["wrapped", "destroyed_at", "mark"])


def open_house(*, using: str) -> None:
    """Make the two ends every ledger has: the house chain, and the row of anchors."""
    there = set(
        ChainHead.objects.using(using)
        .filter(pk__in=(chains.HOUSE.key, chains.ANCHORS))
        .values_list("pk", flat=True)
    )
    for key, wrapped in (
        (chains.HOUSE.key, vault.new_chain_key(chains.HOUSE.key)),
        (chains.ANCHORS, ""),
    ):
        if key not in there:
            new(key, wrapped=wrapped).save(using=using, force_insert=True)
