"""The ledger's tables read as the database holds them, byte by byte, without the models.

Whoever went around the triggers may have left what no model would read: text that is not text,
a time written otherwise. Such a row comes back with `sound` false. Rows come from the table
itself, never from an index, which could still show what a table no longer says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import product
from typing import NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper

from guihang.ledger import canon

_BATCH = 1000
_CLOSE = 10_000
_UNREADABLE = -2
_TEXT, _BYTES, _NUMBER, _TIME = "text", "blob", "integer", "time"

_ENTRY = {
    "id": _NUMBER,
    "chain": _TEXT,
    "seq": _NUMBER,
    "at": _TIME,
    "by": _TEXT,
    "unit_path": _TEXT,
    "event": _TEXT,
    "digest": _BYTES,
    "previous": _BYTES,
    "hash": _BYTES,
}
_PAYLOAD = {"id": _NUMBER, "payload": _BYTES, "digest": _BYTES, "hash": _BYTES}
_HEAD = {
    "chain": _TEXT,
    "seq": _NUMBER,
    "hash": _BYTES,
    "mark": _BYTES,
    "wrapped": _TEXT,
    "destroyed_at": _TIME,
}
_ANCHOR = {
    "seq": _NUMBER,
    "at": _TIME,
    "upto": _NUMBER,
    "count": _NUMBER,
    "root": _BYTES,
    "hash": _BYTES,
    "mark": _BYTES,
}


class EntryRow(NamedTuple):
    """An entry without its payload."""

    id: int
    chain: bytes
    seq: int
    at: int
    by: bytes
    unit_path: bytes
    event: bytes
    digest: bytes
    previous: bytes
    hash: bytes
    sound: bool

    @property
    def line(self) -> canon.Line:
        """What of the entry is hashed beside its digest and the hash before."""
        return canon.Line(
            self.id, self.chain, self.seq, self.at, self.by, self.unit_path, self.event
        )

    def fits(self) -> bool:
        """Tell whether the entry's hash is that of its columns."""
        return self.sound and self.line.hash(self.digest, self.previous) == self.hash

    def would_fit(self, **columns: object) -> bool:
        """Tell whether it would fit if some columns said something else."""
        return self._replace(**columns).fits()


class PayloadRow(NamedTuple):
    """The payload of an entry, and what the entry says of it."""

    id: int
    payload: bytes
    digest: bytes
    hash: bytes
    sound: bool

    @property
    def actual(self) -> bytes:
        """The digest of what is there."""
        return canon.sha256(self.payload)

    def fits(self) -> bool:
        """Tell whether the payload is the one the entry was hashed with."""
        return self.sound and self.actual == self.digest


class HeadRow(NamedTuple):
    """The end of a chain."""

    chain: bytes
    seq: int
    hash: bytes
    mark: bytes
    wrapped: bytes
    destroyed_at: int
    sound: bool

    def is_marked(self, key: bytes, **columns: object) -> bool:
        """Tell whether the mark is that of the head, or of what it might have said before."""
        said = self._replace(**columns)
        standing = canon.Standing(said.chain, said.seq, said.hash, said.wrapped, said.destroyed_at)
        return self.sound and standing.mark(key) == self.mark


class AnchorRow(NamedTuple):
    """An anchor."""

    seq: int
    at: int
    upto: int
    count: int
    root: bytes
    hash: bytes
    mark: bytes
    sound: bool

    def fits(self) -> bool:
        """Tell whether the anchor's hash is that of its columns."""
        cut = canon.Cut(self.seq, self.at, self.upto, self.count, self.root)
        return self.sound and cut.hash() == self.hash


@contextmanager
def snapshot(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """See the database as it is at one moment, without holding anybody up."""
    if connection.in_atomic_block:
        yield
        return
    begin = {"postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}
    with connection.cursor() as cursor:
        cursor.execute(begin.get(connection.vendor, "BEGIN"))
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


class Rows:
    """Reads the ledger's tables of one database, a little at a time."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        """Take a connection; nothing is ever written to it."""
        self._connection = connection
        self._sqlite = connection.vendor == "sqlite"

    def payloads(self) -> Iterator[PayloadRow]:
        """Yield all payloads in the order of entry ids."""
        for values in self._stream("ledger_entry", _PAYLOAD, "ORDER BY id"):
            yield PayloadRow(*values)

    def entries(self) -> Iterator[EntryRow]:
        """Yield all entries, chain after chain, each in its order."""
        order = f"ORDER BY {self._column('chain', _TEXT)}, seq, id"
        for values in self._stream("ledger_entry", _ENTRY, order):
            yield EntryRow(*values)

    def heads(self) -> Iterator[HeadRow]:
        """Yield the ends of all chains, in the order of `entries`."""
        order = f"ORDER BY {self._column('chain', _TEXT)}"
        for values in self._stream("ledger_chainhead", _HEAD, order):
            yield HeadRow(*values)

    def anchors(self) -> Iterator[AnchorRow]:
        """Yield all anchors."""
        for values in self._stream("ledger_anchor", _ANCHOR, "ORDER BY seq"):
            yield AnchorRow(*values)

    def chain(self, chain: bytes) -> Iterator[EntryRow]:
        """Yield the entries of one chain."""
        where = f"WHERE {self._column('chain', _TEXT)} = %s ORDER BY seq, id"
        for values in self._stream("ledger_entry", _ENTRY, where, chain):
            yield EntryRow(*values)

    def has_head(self, chain: bytes) -> bool:
        """Tell whether a chain has a head."""
        return any(head.chain == chain for head in self.heads())

    def entry(self, number: int) -> EntryRow | None:
        """Return one entry."""
        found = self._stream("ledger_entry", _ENTRY, "WHERE id = %s", number)
        return next((EntryRow(*values) for values in found), None)

    def payload(self, number: int) -> PayloadRow | None:
        """Return one payload."""
        found = self._stream("ledger_entry", _PAYLOAD, "WHERE id = %s", number)
        return next((PayloadRow(*values) for values in found), None)

    def last_id(self) -> int:
        """Return the last entry id there is."""
        found = self._stream("ledger_entry", {"id": _NUMBER}, "ORDER BY id DESC LIMIT 1")
        return next((int(str(number)) for number, _sound in found), 0)

    def missing_between(self, first: int, last: int) -> list[int]:
        """Return which ids are used by no entry between two, where they lie close together."""
        if last - first > _CLOSE:
            return []
        where = "WHERE id > %s AND id < %s"
        found = self._stream("ledger_entry", {"id": _NUMBER}, where, first, last)
        there = {number for number, _sound in found}
        return [number for number in range(first + 1, last) if number not in there]

    def fingerprints(self) -> dict[str, str]:
        """Return the check values of the keys."""
        columns = {"name": _TEXT, "value": _TEXT}
        return {
            name.decode(errors="replace"): value.decode(errors="replace")
            for name, value, _sound in self._stream("ledger_fingerprint", columns, "")
        }

    def _stream(
        self, table: str, columns: dict[str, str], rest: str, *wanted: object
    ) -> Iterator[tuple[object, ...]]:
        listed = [self._column(name, kind) for name, kind in columns.items()]
        if self._sqlite:
            listed += [f'typeof("{name}")' for name in columns]
        source = f"{table} NOT INDEXED" if self._sqlite else table
        query = f"SELECT {', '.join(listed)} FROM {source} {rest}"  # noqa: S608 - names from here
        read = _reader(list(columns.values()))
        with closing(self._connection.chunked_cursor()) as cursor:
            cursor.execute(query, wanted)
            while rows := cursor.fetchmany(_BATCH):
                yield from map(read, rows)

    def _column(self, name: str, kind: str) -> str:
        if self._sqlite:
            return f'CAST("{name}" AS BLOB)' if kind in (_TEXT, _TIME) else f'"{name}"'
        if kind == _TEXT:
            return f"convert_to(\"{name}\", 'UTF8')"
        if kind == _TIME:
            micros = f'(extract(epoch FROM "{name}") * 1000000)::bigint'
            return (
                f'CASE WHEN "{name}" IS NULL THEN {canon.NEVER}'
                f' WHEN isfinite("{name}") THEN {micros} ELSE {_UNREADABLE} END'
            )
        return f'"{name}"'


def _reader(kinds: list[str]) -> Callable[[tuple[object, ...]], tuple[object, ...]]:
    """Return what reads one row of some kinds of columns, with whether it is sound at the end."""
    ways = [_WAYS[kind] for kind in kinds]
    width = len(kinds)
    # SQLite says behind the columns what each of them really holds.
    right = {(), *product(*(("text", "null") if kind == _TIME else (kind,) for kind in kinds))}

    def read(row: tuple[object, ...]) -> tuple[object, ...]:
        values = [way(value) for way, value in zip(ways, row, strict=False)]
        return (*values, row[width:] in right and _UNREADABLE not in values)

    return read


def _number(value: object) -> int:
    return value if isinstance(value, int) else _UNREADABLE


def _content(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    return bytes(value) if isinstance(value, memoryview) else str(value).encode()


def _moment(value: object) -> int:
    """Return a time in microseconds; SQLite's must be written exactly as Django writes it."""
    if value is None:
        return canon.NEVER
    if isinstance(value, int):
        return value
    words = bytes(value).decode(errors="replace")  # type: ignore[call-overload]
    try:
        at = datetime.fromisoformat(words)
    except ValueError:
        return _UNREADABLE
    if at.tzinfo is not None or str(at) != words:
        return _UNREADABLE
    return canon.micros(at.replace(tzinfo=UTC))


_WAYS: dict[str, Callable[[object], object]] = {
    _NUMBER: _number,
    _TEXT: _content,
    _BYTES: _content,
    _TIME: _moment,
}
