"""What was done to the ledger: from what is odd to its name and place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import combinations

from django.utils.translation import gettext as _

from guihang.ledger.verify.forgery import Openings
from guihang.ledger.verify.stored import EntryRow, Rows
from guihang.ledger.verify.suspects import UNKNOWN, Oddity, Suspect

ENTRIES, HEADS, ANCHORS = "ledger_entry", "ledger_chainhead", "ledger_anchor"
CHANGED, DELETED, SWAPPED, INSERTED = "changed", "deleted", "swapped", "inserted"
HEAD_CHANGED, ANCHOR_BROKEN = "head_changed", "anchor_broken"
TRIGGER_MISSING = "trigger_missing"

_JUDGED = 64  # how many misfits are judged one by one
_PAIRED = 12  # how many misfits are tried against each other
_SWAPPABLE = (
    "chain", "seq", "at", "by", "unit_path", "event", "payload", "digest", "previous", "hash",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Break:
    """One place where the ledger is not what was written, and what was done there."""

    kind: str
    table: str
    chain: str | None
    seq: int | None
    entry: int | None
    says: str
    near: int = UNKNOWN  # for the order of several breaks

    def place(self) -> dict[str, object]:
        """Return kind and place for a program to read."""
        shown = asdict(self)
        del shown["near"]
        return shown


class Judgement:
    """Judges what was found odd; the suspects that another explains are left out."""

    def __init__(self, rows: Rows, suspects: list[Suspect], openings: Openings | None) -> None:
        """Take what to look up, what is odd, and what can be opened if keys are at hand."""
        self._rows, self._openings = rows, openings
        self._of = {oddity: [s for s in suspects if s.oddity is oddity] for oddity in Oddity}
        self._misfits = _each_once(self._of[Oddity.MISFIT])[:_JUDGED]
        self._settled: set[int] = set()  # ids of entries whose story is told
        self._told: set[bytes] = set()  # chains whose numbers were shifted

    def breaks(self) -> list[Break]:
        """Return what was done, the first by place before the others."""
        found = [
            *self._swapped(),
            *self._moved(),
            *self._altered(),
            *self._unlinked(),
            *self._left_out(),
            *self._put_in(),
            *self._at_heads(),
        ]
        return sorted(found, key=lambda broken: broken.near)

    def _swapped(self) -> Iterator[Break]:
        """Two entries that fit once some of their columns are exchanged again."""
        odd = [s.row for s in self._misfits + self._of[Oddity.UNLINKED] if s.row][:_PAIRED]
        for one, other in combinations(odd, 2):
            if one.id in self._settled or other.id in self._settled or one.id == other.id:
                continue
            columns = self._exchanged(one, other)
            if columns:
                self._settled |= {one.id, other.id}
                first, second = sorted((one, other), key=lambda row: row.id)
                yield _about(
                    first,
                    SWAPPED,
                    _("Entry %(entry)s and entry %(other)s were exchanged (%(columns)s).")
                    % {"entry": first.id, "other": second.id, "columns": ", ".join(columns)},
                )

    def _exchanged(self, one: EntryRow, other: EntryRow) -> tuple[str, ...]:
        first, second = self._whole(one), self._whole(other)
        differ = [name for name in _SWAPPABLE if first[name] != second[name]]
        for count in range(1, len(differ) + 1):
            for columns in combinations(differ, count):
                taken = {name: second[name] for name in columns}
                given = {name: first[name] for name in columns}
                if _fits(first | taken) and _fits(second | given):
                    return columns
        return ()

    def _whole(self, row: EntryRow) -> dict[str, object]:
        payload = self._rows.payload(row.id)
        return row._asdict() | {"payload": payload.actual if payload else b""}

    def _moved(self) -> Iterator[Break]:
        """An entry that was given another number or chain, and fits where one is missing."""
        holes = self._of[Oddity.GAP] + self._of[Oddity.SHORT] + self._of[Oddity.EMPTIED]
        for suspect in self._misfits:
            row = suspect.row
            if row is None or row.id in self._settled:
                continue
            for hole in holes:
                if row.would_fit(chain=hole.chain, seq=hole.seq):
                    self._settled.add(row.id)
                    self._of[hole.oddity].remove(hole)
                    holes.remove(hole)
                    yield _about(row, CHANGED, _changed(row))
                    break

    def _altered(self) -> Iterator[Break]:
        """Entries that do not fit: altered, put in, or renumbered to hide what was done before."""
        for suspect in self._misfits:
            row = suspect.row
            if row is None or row.id in self._settled:
                continue
            self._settled.add(row.id)
            if row.chain not in self._told:
                yield self._story(row)

    def _story(self, row: EntryRow) -> Break:
        if _would_fit_by_id(row):
            return _about(row, CHANGED, _changed(row), after=True)
        if _would_fit_at(row, +1) and not self._is_copy(row, +1):
            self._told.add(row.chain)
            return self._deleted(row.chain, row.seq, row.seq, row)
        if inserted := self._put_in_by(row):
            self._told.add(row.chain)
            self._settled.add(inserted.id)
            return _about(inserted, INSERTED, _inserted(inserted))
        if self._is_beyond(row) or self._is_double(row) or not self._rows.has_head(row.chain):
            return _about(row, INSERTED, _inserted(row))
        return _about(row, CHANGED, _changed(row))

    def _put_in_by(self, row: EntryRow) -> EntryRow | None:
        """Return the entry that was put in, where one it pushed on tells."""
        if _would_fit_at(row, -1):
            return row if self._is_copy(row, -1) else self._at(row.chain, row.seq - 1)
        pushed = self._at(row.chain, row.seq + 1)
        return row if pushed is not None and _would_fit_at(pushed, -1) else None

    def _is_copy(self, row: EntryRow, by: int) -> bool:
        beside = self._at(row.chain, row.seq + by)
        return beside is not None and beside.hash == row.hash

    def _is_double(self, row: EntryRow) -> bool:
        return any(
            other.seq == row.seq and other.id != row.id for other in self._rows.chain(row.chain)
        )

    def _at(self, chain: bytes, seq: int) -> EntryRow | None:
        return next((row for row in self._rows.chain(chain) if row.seq == seq), None)

    def _is_beyond(self, row: EntryRow) -> bool:
        return any(s.chain == row.chain and row.seq >= s.seq for s in self._of[Oddity.BEYOND])

    def _unlinked(self) -> Iterator[Break]:
        """An entry with a hash of its own that the next one does not know."""
        for suspect in self._of[Oddity.UNLINKED]:
            if suspect.row is not None and suspect.row.id not in self._settled:
                forged = self._forged(suspect.chain)
                yield forged or _about(suspect.row, CHANGED, _changed(suspect.row))

    def _left_out(self) -> Iterator[Break]:
        for suspect in self._of[Oddity.GAP]:
            if suspect.chain not in self._told and suspect.entry not in self._settled:
                yield self._deleted(suspect.chain, suspect.seq, suspect.upto, suspect.row)
        for suspect in self._of[Oddity.SHORT] + self._of[Oddity.EMPTIED]:
            if suspect.chain not in self._told:
                yield self._deleted(suspect.chain, suspect.seq, suspect.upto, None)

    def _deleted(self, chain: bytes, seq: int, upto: int, following: EntryRow | None) -> Break:
        number = self._gone(chain, seq, following)
        name = chain.decode(errors="replace")
        return Break(
            kind=DELETED,
            table=ENTRIES,
            chain=name,
            seq=seq,
            entry=number,
            says=_("Of chain %(chain)s, numbers %(seq)s to %(upto)s are missing.")
            % {"chain": name, "seq": seq, "upto": max(seq, upto)},
            near=number or (following.id if following else UNKNOWN),
        )

    def _gone(self, chain: bytes, seq: int, following: EntryRow | None) -> int | None:
        """Return the id of a missing entry where only one can be meant."""
        before = self._at(chain, seq - 1)
        first = before.id if before else 0
        last = following.id if following else self._rows.last_id() + 2
        missing = self._rows.missing_between(first, last)
        return missing[0] if len(missing) == 1 else None

    def _put_in(self) -> Iterator[Break]:
        for suspect in self._of[Oddity.REPEAT] + self._of[Oddity.BEYOND]:
            row = suspect.row
            if row is not None and row.id not in self._settled and row.chain not in self._told:
                yield _about(row, INSERTED, _inserted(row))

    def _at_heads(self) -> Iterator[Break]:
        for suspect in self._of[Oddity.HEADLESS]:
            if suspect.entry not in self._settled:
                yield self._headless(suspect)
        for suspect in self._of[Oddity.MARK_OFF]:
            yield self._forged(suspect.chain) or _head_changed(suspect)
        for suspect in self._of[Oddity.HEAD_OFF]:
            if suspect.chain not in self._told:
                yield _head_changed(suspect)

    def _headless(self, suspect: Suspect) -> Break:
        for hole in self._of[Oddity.EMPTIED]:
            if hole.upto == suspect.upto:
                self._of[Oddity.EMPTIED].remove(hole)
                return _head_changed(suspect)
        unknown = self._openings is not None and not self._openings.was_opened(suspect.chain)
        if unknown and suspect.row is not None:
            return _about(suspect.row, INSERTED, _inserted(suspect.row))
        return _head_deleted(suspect)

    def _forged(self, chain: bytes) -> Break | None:
        """Find where a chain was written anew by somebody without its key."""
        found = self._openings.first_forged(chain) if self._openings else None
        if found is None:
            return None
        kind, row = found
        if kind == DELETED:
            return self._deleted(chain, row.seq, row.seq, row)
        return _about(row, kind, _inserted(row) if kind == INSERTED else _changed(row))


def _each_once(suspects: list[Suspect]) -> list[Suspect]:
    return list({suspect.entry: suspect for suspect in suspects}.values())


def _fits(columns: dict[str, object]) -> bool:
    row = EntryRow(**{name: value for name, value in columns.items() if name != "payload"})
    return columns["payload"] == row.digest and row.fits()


def _would_fit_at(row: EntryRow, by: int) -> bool:
    """Tell whether an entry fits with the number before or after its own, its id pushed or not."""
    return any(row.would_fit(seq=row.seq + by, id=number) for number in (row.id, row.id + by))


def _would_fit_by_id(row: EntryRow) -> bool:
    return any(row.would_fit(id=row.id + by) for by in (-1, +1))


def _about(row: EntryRow, kind: str, says: str, *, after: bool = False) -> Break:
    return Break(
        kind=kind,
        table=ENTRIES,
        chain=row.chain.decode(errors="replace"),
        seq=row.seq,
        entry=row.id,
        says=says,
        near=UNKNOWN if after else row.id,
    )


def _changed(row: EntryRow) -> str:
    return _("Entry %(entry)s is not what was written.") % {"entry": row.id}


def _inserted(row: EntryRow) -> str:
    return _("Entry %(entry)s was put in afterwards.") % {"entry": row.id}


def _head_deleted(suspect: Suspect) -> Break:
    name = suspect.chain.decode(errors="replace")
    return Break(
        kind=DELETED,
        table=HEADS,
        chain=name,
        seq=None,
        entry=None,
        says=_("The end of chain %(chain)s is missing.") % {"chain": name},
        near=suspect.entry,
    )


def _head_changed(suspect: Suspect) -> Break:
    name = suspect.chain.decode(errors="replace")
    return Break(
        kind=HEAD_CHANGED,
        table=HEADS,
        chain=name,
        seq=suspect.seq,
        entry=suspect.row.id if suspect.row else None,
        says=_("The end of chain %(chain)s is not what was written.") % {"chain": name},
        near=suspect.entry,
    )
