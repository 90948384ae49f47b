"""Recording: one entry at the end of its chain, with what is to be sent because of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection

from guihang.ledger import canon, chains, events, heads, hearing, vault
from guihang.ledger.actions.writing import insert, next_ids
from guihang.ledger.chains import Chain, Signatory
from guihang.ledger.events import Event
from guihang.ledger.models import ChainHead, Entry, OutboxMessage
from guihang.ledger.outbox import Message


def record(
    event: Event, *, chain: Chain, by: Signatory, at: datetime, send: Iterable[Message] = ()
) -> Entry:
    """Record what happened, in the transaction in which it happens; then let others hear it."""
    demand_a_transaction()
    head = locked(chain, by=by, at=at)
    entry = append(event, head=head, chain=chain, by=by, at=at)
    _post(send, entry=entry, head=head)
    hearing.hear(event, chain=chain, by=by, at=at)
    return entry


def hold(*wanted: Chain, by: Signatory, at: datetime) -> None:
    """Hold several chains at once, in one order, before an act that records in all of them.

    On PostgreSQL two acts that take the same chains in opposite orders wait for each other until
    one of them is refused; an act that holds its chains first is never among them.
    """
    demand_a_transaction()
    there = set(ChainHead.objects.filter(pk__in=[chain.key for chain in wanted]).values_list("pk"))
    order = {chain.key: chain for chain in sorted(wanted, key=lambda one: one.key)}
    # Opening a chain takes the house chain, so that comes before all others.
    if len(there) < len(order):
        order[chains.HOUSE.key] = chains.HOUSE
    for chain in sorted(order.values(), key=lambda one: one != chains.HOUSE):
        locked(chain, by=by, at=at)


def take_turn(*wanted: Chain) -> None:
    """Hold the ends of chains before anything they tell of is held: matter, case, paper, number.

    Every act records at the end of a chain. Who held a case and then waited for its chain met who
    held the chain and then waited for the case; with the chain first they wait in one line. Ends
    nobody wrote to yet are left: what they would tell of is not there for others either.
    """
    if connection.features.has_select_for_update:
        for key in sorted({chain.key for chain in wanted}):
            heads.held(key)


def demand_a_transaction() -> None:
    """Refuse to record outside the transaction in which it happens."""
    # The block a test puts around itself does not count: in service it would not be there.
    if not any(not block._from_testcase for block in connection.atomic_blocks):
        raise RuntimeError("record() belongs inside the transaction of the action it records")


def locked(chain: Chain, *, by: Signatory, at: datetime) -> ChainHead:
    """Hold the end of a chain for this transaction; a chain nobody wrote to yet is opened."""
    return heads.held(chain.key) or _opened(chain, by=by, at=at)


def _opened(chain: Chain, *, by: Signatory, at: datetime) -> ChainHead:
    # Whoever opens a chain holds the house chain, so a chain is opened once.
    house = ChainHead.objects.select_for_update().get(pk=chains.HOUSE.key)
    head = heads.held(chain.key)
    if head is None:
        head = heads.new(chain.key, wrapped=vault.new_chain_key(chain.key))
        head.save(force_insert=True)
        opened = events.ChainOpened(chain=chain.key, unit_path=chain.unit_path)
        append(opened, head=house, chain=chains.HOUSE, by=by, at=at)
    return head


def append(event: Event, *, head: ChainHead, chain: Chain, by: Signatory, at: datetime) -> Entry:
    """Put one entry at the end of a held chain."""
    cipher = vault.unwrap(head.chain, head.wrapped)
    (number,) = next_ids(1)
    row = following(event, number, (head, cipher, chain), by=by, at=at)
    insert([row])
    heads.move(head, seq=row["seq"], to=row["hash"])
    return Entry(**row)


def following(
    event: Event,
    number: int,
    end: tuple[ChainHead, vault.Cipher, Chain],
    *,
    by: Signatory,
    at: datetime,
) -> dict[str, Any]:
    """Return the columns of the next entry of a held chain, sealed and hashed."""
    if at.tzinfo is None:
        raise ValueError("the time of an entry has a zone")
    head, cipher, chain = end
    line = canon.Line(
        id=number,
        chain=chain.key,
        seq=head.seq + 1,
        at=canon.micros(at),
        by=by.key,
        unit_path=chain.unit_path,
        event=type(event).__name__,
    )
    framed = canon.framed(*line)
    payload = cipher.seal(events.encode(event), about=canon.context(framed))
    digest, previous = canon.sha256(payload), bytes(head.hash)
    return line._asdict() | {
        "at": at,
        "payload": payload,
        "digest": digest,
        "previous": previous,
        "hash": canon.entry_hash(framed, digest, previous),
    }


def _post(send: Iterable[Message], *, entry: Entry, head: ChainHead) -> None:
    messages = list(send)
    if not messages:
        return
    cipher = vault.unwrap(head.chain, head.wrapped)
    OutboxMessage.objects.bulk_create(
        OutboxMessage(
            entry=entry,
            to=message.to,
            kind=message.kind,
            body=cipher.seal(
                json.dumps(message.body, ensure_ascii=False).encode(),
                about=canon.framed("outbox", entry.id, message.to, message.kind),
            ),
            made_at=entry.at,
            try_after=entry.at,
        )
        for message in messages
    )
