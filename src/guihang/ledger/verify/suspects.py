"""What a reading of the ledger found odd, before it is known what was done."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from enum import StrEnum

from guihang.ledger.verify.stored import EntryRow

_KEPT = 256
UNKNOWN = 2**63 - 1  # the place of what is nowhere any more


class Oddity(StrEnum):
    """In what way something is odd."""

    MISFIT = "misfit"  # an entry whose hash is not that of its columns
    GAP = "gap"  # numbers left out before an entry
    SHORT = "short"  # the head is further than the last entry
    BEYOND = "beyond"  # an entry further than the head
    REPEAT = "repeat"  # a number used twice
    UNLINKED = "unlinked"  # an entry that does not follow from the one before it
    HEADLESS = "headless"  # a chain without a head
    EMPTIED = "emptied"  # a head without its entries
    HEAD_OFF = "head_off"  # a head that says other than the last entry
    MARK_OFF = "mark_off"  # a head that was not written by who holds the keys


@dataclass(frozen=True, slots=True)
class Suspect:
    """One odd place: the chain, the number there, and the entries next to it."""

    oddity: Oddity
    chain: bytes
    seq: int
    entry: int  # the id of the entry it is about, or else of the one nearest to it
    upto: int = 0  # the last of several numbers
    row: EntryRow | None = None


class Suspects:
    """Keeps the suspects that come first by entry id, so that memory has a bound."""

    def __init__(self) -> None:
        """Start with none."""
        self._kept: list[tuple[int, int, Suspect]] = []
        self._count = 0

    def add(self, suspect: Suspect) -> None:
        """Take one more."""
        self._count += 1
        item = (-suspect.entry, -self._count, suspect)
        if len(self._kept) < _KEPT:
            heapq.heappush(self._kept, item)
        else:
            heapq.heappushpop(self._kept, item)

    def __bool__(self) -> bool:
        return bool(self._kept)

    def all(self) -> list[Suspect]:
        """Return those kept, first entry first."""
        return [suspect for _entry, _count, suspect in sorted(self._kept, reverse=True)]
