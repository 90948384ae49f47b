"""What is taken along so that others can make the hashes of one chain anew, up to an anchor."""

from __future__ import annotations

from guihang.ledger import canon
from guihang.ledger.models import Anchor, Entry


def proof_of(last: Entry, anchor: Anchor) -> dict[str, object]:
    """Return the entries of a chain up to its `last`, without what they hold, and the anchor.

    Who has it can tell that no entry was changed, removed or put in, and that all of them stood
    in the ledger when the anchor was taken. What an entry held is proved only by the chain's key.
    """
    rows = Entry.objects.filter(chain=last.chain, seq__lte=last.seq).order_by("seq")
    return {
        "chain": last.chain,
        "entries": [_plain(row) for row in rows.defer("payload")],
        "head": bytes(last.hash).hex(),
        "anchor": _anchor(anchor),
    }


def _plain(row: Entry) -> dict[str, object]:
    return {
        "id": row.id,
        "seq": row.seq,
        "at": canon.micros(row.at),
        "by": row.by,
        "unit_path": row.unit_path,
        "event": row.event,
        "digest": bytes(row.digest).hex(),
        "previous": bytes(row.previous).hex(),
        "hash": bytes(row.hash).hex(),
    }


def _anchor(anchor: Anchor) -> dict[str, object]:
    before = Anchor.objects.filter(seq__lt=anchor.seq).order_by("-seq").first()
    since = before.upto if before else 0
    over = Entry.objects.filter(id__gt=since, id__lte=anchor.upto).order_by("id")
    return {
        "seq": anchor.seq,
        "at": canon.micros(anchor.at),
        "upto": anchor.upto,
        "count": anchor.count,
        "root": bytes(anchor.root).hex(),
        "hash": bytes(anchor.hash).hex(),
        "before": bytes(before.hash).hex() if before else canon.ZERO.hex(),
        "hashes": [bytes(one).hex() for one in over.values_list("hash", flat=True)],
    }
