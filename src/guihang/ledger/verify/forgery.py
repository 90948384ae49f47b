"""With the keys at hand: what was written by somebody who did not have them.

Whoever can write to the database can make every hash anew, but cannot seal a payload with the
key of its chain, nor bind it to another place, time or hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from guihang.ledger import canon, chains, events, vault
from guihang.ledger.keyfile import Keyring
from guihang.ledger.verify.stored import EntryRow, HeadRow, Rows

_HOUSE = chains.HOUSE.key.encode()
CHANGED, DELETED, INSERTED = "changed", "deleted", "inserted"


class Openings:
    """Tries which payloads open."""

    def __init__(self, rows: Rows, ring: Keyring) -> None:
        """Take what to read and the keys to open it with."""
        self._rows, self._ring = rows, ring

    def first_forged(self, chain: bytes) -> tuple[str, EntryRow] | None:
        """Return the first entry of a chain that its key does not open, and what was done."""
        head = self._head(chain)
        cipher = self._cipher(head)
        if head is None or cipher is None:
            return None
        before: EntryRow | None = None
        unopened: EntryRow | None = None
        for row in self._rows.chain(chain):
            if unopened is not None:
                pushed = self._opens(row, cipher, seq=row.seq - 1)
                return (INSERTED if pushed else CHANGED), unopened
            if not self._opens(row, cipher):
                if self._opens(row, cipher, seq=row.seq + 1):
                    return DELETED, row
                unopened = row
            else:
                before = row
        if unopened is None:
            return None
        return (INSERTED if self._was_last(before, head) else CHANGED), unopened

    def _was_last(self, row: EntryRow | None, head: HeadRow) -> bool:
        """Tell whether the mark is still the one from before something was put at the end."""
        seq, hash_ = (row.seq, row.hash) if row else (0, canon.ZERO)
        return head.is_marked(bytes.fromhex(self._ring.marking), seq=seq, hash=hash_)

    def was_opened(self, chain: bytes) -> bool:
        """Tell whether the house chain knows of a chain, as far as it can still be read."""
        if chain == _HOUSE or self._cipher(self._head(_HOUSE)) is None:
            return True
        return any(name == chain for _row, name in self._opened())

    def lost(self) -> tuple[EntryRow, bytes] | None:
        """Return the first chain that was opened and has no head any more."""
        for row, chain in self._opened():
            if self._head(chain) is None:
                return row, chain
        return None

    def _opened(self) -> Iterator[tuple[EntryRow, bytes]]:
        cipher = self._cipher(self._head(_HOUSE))
        if cipher is None:
            return
        for row in self._rows.chain(_HOUSE):
            if row.event == events.ChainOpened.__name__.encode():
                yield row, str(events.decode(self._open(row, cipher))["chain"]).encode()

    def _head(self, chain: bytes) -> HeadRow | None:
        return next((head for head in self._rows.heads() if head.chain == chain), None)

    def _cipher(self, head: HeadRow | None) -> vault.Cipher | None:
        if head is None or not head.sound:
            return None
        try:
            return vault.unwrap(head.chain.decode(), head.wrapped.decode(), ring=self._ring)
        except (vault.CannotOpen, vault.Destroyed, UnicodeDecodeError):
            return None

    def _open(self, row: EntryRow, cipher: vault.Cipher, **said: object) -> bytes:
        payload = self._rows.payload(row.id)
        line = row.line._replace(**said)
        return cipher.open(payload.payload if payload else b"", about=line.context())

    def _opens(self, row: EntryRow, cipher: vault.Cipher, **said: object) -> bool:
        try:
            self._open(row, cipher, **said)
        except vault.CannotOpen:
            return False
        return True
