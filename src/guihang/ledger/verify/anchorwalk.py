"""Along all entries in the order of their ids: do payloads and anchors still hold?"""

from __future__ import annotations

import hashlib

from django.utils.translation import gettext as _

from guihang.ledger import canon
from guihang.ledger.verify.breaks import (
    ANCHOR_BROKEN,
    ANCHORS,
    CHANGED,
    DELETED,
    ENTRIES,
    INSERTED,
    Break,
)
from guihang.ledger.verify.chainwalk import is_off
from guihang.ledger.verify.stored import AnchorRow, HeadRow, PayloadRow, Rows
from guihang.ledger.verify.suspects import Oddity, Suspect, Suspects


class AnchorWalk:
    """Goes over all payloads once, and closes each anchor as it is passed."""

    def __init__(self, rows: Rows, suspects: Suspects, marking: bytes | None) -> None:
        """Take what to read, where to put odd entries, and the marking key if it is at hand."""
        self._rows, self._suspects, self._marking = rows, suspects, marking
        self._before: AnchorRow | None = None
        self._root, self._count = hashlib.sha256(canon.ZERO), 0
        self.anchors = 0
        self.broken: list[Break] = []
        self.torn: list[Break] = []

    def go(self) -> None:
        """Read every payload and every anchor."""
        anchors = self._rows.anchors()
        ahead = next(anchors, None)
        for row in self._rows.payloads():
            while ahead is not None and row.id > ahead.upto:
                self._close(ahead)
                ahead = next(anchors, None)
            self._step(row)
        while ahead is not None:
            self._close(ahead)
            ahead = next(anchors, None)

    def _step(self, row: PayloadRow) -> None:
        self._root.update(row.hash)
        self._count += 1
        if not row.fits() and (entry := self._rows.entry(row.id)):
            self._suspects.add(Suspect(Oddity.MISFIT, entry.chain, entry.seq, row.id, row=entry))

    def _close(self, anchor: AnchorRow) -> None:
        self.anchors += 1
        expected = (self._before.seq if self._before else 0) + 1
        if not self._is_ours(anchor):
            self._break(anchor.seq)
        elif anchor.seq != expected:
            self._break(expected)
        elif (self._count, self._root.digest()) != (anchor.count, anchor.root):
            self.torn.append(self._torn(anchor))
        self._before = anchor
        self._root, self._count = hashlib.sha256(anchor.hash), 0

    def _is_ours(self, anchor: AnchorRow) -> bool:
        marked = self._marking is None or anchor.mark == canon.keyed(
            self._marking, "anchor", anchor.hash
        )
        return anchor.fits() and marked

    def arrive(self, head: HeadRow | None) -> None:
        """Compare the last anchor with the head of the anchors."""
        last = (self._before.seq, self._before.hash) if self._before else (0, canon.ZERO)
        if head is None or is_off(head, self._marking) or last != (head.seq, head.hash):
            self._break(last[0] + 1 if head and head.seq > last[0] else last[0])

    def _break(self, seq: int) -> None:
        if not self.broken:
            says = _("Anchor %(seq)s is missing or not what was written.") % {"seq": seq}
            self.broken.append(Break(ANCHOR_BROKEN, ANCHORS, None, seq, None, says))

    def _torn(self, anchor: AnchorRow) -> Break:
        kind = CHANGED
        if self._count != anchor.count:
            kind = DELETED if self._count < anchor.count else INSERTED
        says = _("Entries %(first)s to %(last)s are not those that anchor %(seq)s was taken of.")
        first = (self._before.upto if self._before else 0) + 1
        place = {"first": first, "last": anchor.upto, "seq": anchor.seq}
        return Break(kind, ENTRIES, None, None, None, says % place, near=first)
