"""Anchoring: fixing at one moment what stood in the whole ledger, over all its chains."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import connection
from django.db.transaction import atomic

from guihang.ledger import canon, chains, heads, vault
from guihang.ledger.models import Anchor, ChainHead, Entry

_BATCH = 2000


@atomic
def anchor(*, at: datetime) -> Anchor | None:
    """Fix what stands in the ledger now; nothing is done where nothing was added (锚定)."""
    _let_nobody_append()
    head = ChainHead.objects.select_for_update().get(pk=chains.ANCHORS)
    before = Anchor.objects.order_by("-seq").first()
    upto, count, root = _rolled_up(before)
    if not count:
        return None
    cut = canon.Cut(head.seq + 1, canon.micros(at), upto, count, root)
    taken = Anchor(**(cut._asdict() | {"at": at}), hash=cut.hash())
    taken.mark = canon.keyed(vault.marking_key(), "anchor", taken.hash)
    taken.save(force_insert=True)
    heads.move(head, seq=taken.seq, to=taken.hash)
    return taken


def _let_nobody_append() -> None:
    # Whoever has taken an entry's number holds the end of a chain; once this lock is ours,
    # no smaller number can still be committed. SQLite has one writer at a time anyway.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE ledger_chainhead IN EXCLUSIVE MODE")


def _rolled_up(before: Anchor | None) -> tuple[int, int, bytes]:
    """Return the last entry since an anchor, how many there are, and the hash over them all."""
    upto, count = (before.upto, 0) if before else (0, 0)
    root = hashlib.sha256(bytes(before.hash) if before else canon.ZERO)
    added = Entry.objects.filter(id__gt=upto).order_by("id").values_list("id", "hash")
    for number, digest in added.iterator(chunk_size=_BATCH):
        root.update(bytes(digest))
        upto, count = number, count + 1
    return upto, count, root.digest()
