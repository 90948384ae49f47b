"""Every write of the ledger: recording, revealing, anchoring, destroying a key."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.db.models import Max, Model
from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.law.refusals import Missing
from guihang.ledger import canon, chains, events, hearing, vault
from guihang.ledger.chains import Chain, Signatory
from guihang.ledger.events import Event
from guihang.ledger.fields import Sealed
from guihang.ledger.models import ChainHead, Entry, OutboxMessage
from guihang.ledger.outbox import Message

LEAST_REASON = 4


def record(
    event: Event, *, chain: Chain, by: Signatory, at: datetime, send: Iterable[Message] = ()
) -> Entry:
    """Record what happened, in the transaction in which it happens; then let others hear it."""
    _demand_a_transaction()
    head = _locked(chain, by=by, at=at)
    entry = _append(event, head=head, chain=chain, by=by, at=at)
    _post(send, entry=entry, head=head)
    hearing.hear(event, chain=chain, by=by, at=at)
    return entry


def reveal(  # noqa: PLR0913 - who, what, why and when of a reading are all asked for
    owner: Model, field: str, *, reason: str, chain: Chain, by: Signatory, at: datetime
) -> str:
    """Show a sensitive field to somebody who gave a reason; the reading is recorded (查阅)."""
    sealed = _sealed(owner, field)
    reading = events.SensitiveRead(field=sealed.about, of=_name(owner), reason=_grounded(reason))
    with atomic():
        record(reading, chain=chain, by=by, at=at)
    return vault.open(sealed)


def use(  # noqa: PLR0913 - as reveal
    owner: Model, field: str, *, purpose: str, chain: Chain, by: Signatory, at: datetime
) -> str:
    """Return a sensitive field for the system's own use, a paper or a letter; recorded too."""
    sealed = _sealed(owner, field)
    used = events.SensitiveUse(field=sealed.about, of=_name(owner), purpose=_grounded(purpose))
    with atomic():
        record(used, chain=chain, by=by, at=at)
    return vault.open(sealed)


def _sealed(owner: Model, field: str) -> Sealed:
    sealed = getattr(owner, field)
    if not isinstance(sealed, Sealed):
        raise TypeError(f"{type(owner).__name__}.{field} is not a sealed field")
    return sealed


def _name(owner: Model) -> str:
    return f"{owner._meta.label_lower}:{owner.pk}"


def _grounded(reason: str) -> str:
    words = " ".join(reason.split())
    if len(words) < LEAST_REASON:
        raise Missing(
            why=_("A sensitive entry is shown only to who says why."),
            ground="pipl-2021:28",
            remedy=_("Give the reason in at least four characters."),
        )
    return words


def _demand_a_transaction() -> None:
    # The block a test puts around itself does not count: in service it would not be there.
    if not any(not block._from_testcase for block in connection.atomic_blocks):
        raise RuntimeError("record() belongs inside the transaction of the action it records")


def _locked(chain: Chain, *, by: Signatory, at: datetime) -> ChainHead:
    head = ChainHead.objects.select_for_update().filter(pk=chain.key).first()
    return head or _opened(chain, by=by, at=at)


def _opened(chain: Chain, *, by: Signatory, at: datetime) -> ChainHead:
    if chain.key == chains.HOUSE.key:
        ChainHead.objects.bulk_create([_new_head(chain.key)], ignore_conflicts=True)
        return ChainHead.objects.select_for_update().get(pk=chain.key)
    # Whoever opens a chain holds the house chain, so a chain is opened once.
    house = _locked(chains.HOUSE, by=by, at=at)
    head = ChainHead.objects.select_for_update().filter(pk=chain.key).first()
    if head is None:
        head = _new_head(chain.key)
        head.save(force_insert=True)
        opened = events.ChainOpened(chain=chain.key, unit_path=chain.unit_path)
        _append(opened, head=house, chain=chains.HOUSE, by=by, at=at)
    return head


def _new_head(key: str) -> ChainHead:
    head = ChainHead(chain=key, seq=0, hash=canon.ZERO, wrapped=vault.new_chain_key(key))
    head.mark = _mark(head)
    return head


def _mark(head: ChainHead) -> bytes:
    destroyed = canon.micros(head.destroyed_at) if head.destroyed_at else 0
    standing = canon.Standing(head.chain, head.seq, bytes(head.hash), head.wrapped, destroyed)
    return standing.mark(vault.marking_key())


def _append(event: Event, *, head: ChainHead, chain: Chain, by: Signatory, at: datetime) -> Entry:
    if at.tzinfo is None:
        raise ValueError("the time of an entry has a zone")
    line = canon.Line(
        id=_next_id(),
        chain=chain.key,
        seq=head.seq + 1,
        at=canon.micros(at),
        by=by.key,
        unit_path=chain.unit_path,
        event=type(event).__name__,
    )
    cipher = vault.unwrap(head.chain, head.wrapped)
    payload = cipher.seal(events.encode(event), about=line.context())
    digest, previous = canon.sha256(payload), bytes(head.hash)
    entry = Entry(
        **(line._asdict() | {"at": at}),
        payload=payload,
        digest=digest,
        previous=previous,
        hash=line.hash(digest, previous),
    )
    entry.save(force_insert=True)
    _move(head, entry)
    return entry


def _next_id() -> int:
    if connection.vendor == "sqlite":
        # Only one transaction writes at a time (BEGIN IMMEDIATE), so the next is the next.
        return (Entry.objects.aggregate(last=Max("id"))["last"] or 0) + 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('ledger_entry', 'id'))")
        return cursor.fetchone()[0]


def _move(head: ChainHead, entry: Entry) -> None:
    head.seq, head.hash = entry.seq, entry.hash
    head.mark = _mark(head)
    head.save(update_fields=["seq", "hash", "mark"])


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
