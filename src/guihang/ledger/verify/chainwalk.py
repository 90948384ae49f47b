"""One walk along every chain: does each entry follow from the one before, up to its head?"""

from __future__ import annotations

from collections.abc import Iterator

from guihang.ledger import canon, chains
from guihang.ledger.events import ChainOpened
from guihang.ledger.verify.stored import EntryRow, HeadRow, Rows
from guihang.ledger.verify.suspects import UNKNOWN, Oddity, Suspect, Suspects

_HOUSE, _ANCHORS = chains.HOUSE.key.encode(), chains.ANCHORS.encode()
_OPENED = ChainOpened.__name__.encode()


class Walk:
    """Walks all chains of a ledger once, and keeps what is odd."""

    def __init__(self, rows: Rows, suspects: Suspects, marking: bytes | None) -> None:
        """Take what to read, where to put what is odd, and the marking key if it is at hand."""
        self._rows, self._suspects, self._marking = rows, suspects, marking
        self.entries = self.chains = self.opened = self.heads = 0
        self.anchors_head: HeadRow | None = None
        self.house_head: HeadRow | None = None

    def go(self) -> None:
        """Walk all chains and all heads, both in the order of their keys."""
        heads = _Heads(self._rows.heads())
        chain: _ChainWalk | None = None
        for row in self._rows.entries():
            self.entries += 1
            if chain is None or chain.key != row.chain:
                self._leave(chain)
                for head in heads.before(row.chain):
                    self._without_entries(head)
                chain = _ChainWalk(row.chain, heads.of(row.chain), self._suspects)
                self._enter(chain.head)
            chain.step(row)
            self.opened += row.chain == _HOUSE and row.event == _OPENED
        self._leave(chain)
        for head in heads.before(None):
            self._without_entries(head)

    def _enter(self, head: HeadRow | None) -> None:
        self.chains += 1
        if head is not None:
            self._notice(head)

    def _notice(self, head: HeadRow) -> None:
        if head.chain == _ANCHORS:
            self.anchors_head = head
        elif head.chain == _HOUSE:
            self.house_head = head
        else:
            self.heads += 1

    def _leave(self, chain: _ChainWalk | None) -> None:
        if chain is not None:
            chain.arrive(self._marking)

    def _without_entries(self, head: HeadRow) -> None:
        self._notice(head)
        if head.chain == _ANCHORS:
            return
        suspect = None
        if head.seq:
            suspect = Oddity.EMPTIED
        elif is_off(head, self._marking):
            suspect = Oddity.MARK_OFF
        if suspect:
            self._suspects.add(Suspect(suspect, head.chain, 1, UNKNOWN, upto=head.seq))


def is_off(head: HeadRow, marking: bytes | None) -> bool:
    """Tell whether a head was written by who does not hold the keys, as far as can be told."""
    return not head.sound or (marking is not None and not head.is_marked(marking))


class _Heads:
    """Heads in the order of their keys, taken along as the chains are walked."""

    def __init__(self, heads: Iterator[HeadRow]) -> None:
        self._heads = heads
        self._next = next(heads, None)

    def before(self, chain: bytes | None) -> Iterator[HeadRow]:
        """Yield the heads that come before a chain: none of them has entries."""
        while self._next is not None and (chain is None or self._next.chain < chain):
            yield self._next
            self._next = next(self._heads, None)

    def of(self, chain: bytes) -> HeadRow | None:
        """Return the head of a chain, if it has one."""
        if self._next is None or self._next.chain != chain:
            return None
        head, self._next = self._next, next(self._heads, None)
        return head


class _ChainWalk:
    """The walk along one chain."""

    def __init__(self, key: bytes, head: HeadRow | None, suspects: Suspects) -> None:
        self.key, self.head = key, head
        self._suspects = suspects
        self._last: EntryRow | None = None
        self._last_fits = True
        self._unsettled: tuple[EntryRow, EntryRow | None] | None = None
        self._beyond: EntryRow | None = None
        self._at_head: EntryRow | None = None
        self._first: EntryRow | None = None

    @property
    def _expected(self) -> int:
        return self._last.seq + 1 if self._last else 1

    def step(self, row: EntryRow) -> None:
        """Go on to the next entry."""
        self._settle(row.previous)
        if not row.fits():
            self._odd(Oddity.MISFIT, row)
            # One that says another number than its place is not a step of the way.
            if row.seq == self._expected:
                self._stand_on(row, fits=False)
            return
        self._first = self._first or row
        if row.seq < self._expected:
            self._odd(Oddity.REPEAT, row)
            return
        if row.seq > self._expected:
            self._odd(Oddity.GAP, row, seq=self._expected, upto=row.seq - 1)
        elif self._last_fits and row.previous != self._hash_before():
            self._unsettled = (row, self._last)
        self._stand_on(row, fits=True)

    def _hash_before(self) -> bytes:
        return self._last.hash if self._last else canon.ZERO

    def _stand_on(self, row: EntryRow, *, fits: bool) -> None:
        self._last, self._last_fits = row, fits
        if self.head is None:
            return
        if row.seq == self.head.seq:
            self._at_head = row
        elif row.seq > self.head.seq:
            self._beyond = self._beyond or row

    def _settle(self, previous: bytes) -> None:
        """Where an entry does not follow from the one before, the next one tells which is true."""
        if self._unsettled is None:
            return
        row, before = self._unsettled
        self._unsettled = None
        false = before if before is not None and previous == row.hash else row
        self._odd(Oddity.UNLINKED, false)

    def arrive(self, marking: bytes | None) -> None:
        """Compare the end of the way with the head."""
        self._settle(self.head.hash if self.head else b"")
        if self.head is None:
            if self._first is not None:
                self._odd(Oddity.HEADLESS, self._first, upto=self._last.seq if self._last else 0)
            return
        oddity = self._compared(self.head, marking)
        if oddity is Oddity.BEYOND and self._beyond is not None:
            self._odd(oddity, self._beyond)
        elif oddity is not None:
            self._at_end(oddity, self.head)

    def _compared(self, head: HeadRow, marking: bytes | None) -> Oddity | None:
        last_seq = self._last.seq if self._last else 0
        if is_off(head, marking):
            return self._compared_unmarked(head, marking, last_seq)
        if last_seq < head.seq:
            return Oddity.SHORT if marking or head.hash != self._hash_before() else Oddity.HEAD_OFF
        if last_seq > head.seq:
            moved_back = not marking and self._last_fits and head.hash == self._hash_before()
            return Oddity.HEAD_OFF if moved_back else Oddity.BEYOND
        if self._last_fits and head.hash != self._hash_before():
            return Oddity.HEAD_OFF if marking is None else Oddity.UNLINKED
        return None

    def _compared_unmarked(self, head: HeadRow, marking: bytes | None, last_seq: int) -> Oddity:
        """Tell a head that alone was altered from one moved to fit altered entries."""
        if marking and head.is_marked(marking, seq=last_seq, hash=self._hash_before()):
            return Oddity.HEAD_OFF
        return Oddity.MARK_OFF

    def _at_end(self, oddity: Oddity, head: HeadRow) -> None:
        last = self._last
        seq = last.seq if last else 0
        number = last.id if last else 0
        if oddity is Oddity.SHORT:
            seq += 1
        self._suspects.add(Suspect(oddity, self.key, seq, number, upto=head.seq, row=last))

    def _odd(self, oddity: Oddity, row: EntryRow, *, seq: int = 0, upto: int = 0) -> None:
        self._suspects.add(Suspect(oddity, self.key, seq or row.seq, row.id, upto=upto, row=row))
