"""The exact bytes that are hashed, marked and bound: the same for writing and for verifying."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

ZERO = bytes(32)
NEVER = -1  # stands for a moment that has not come
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

type Part = str | bytes | int


def framed(*parts: Part) -> bytes:
    """Join parts so that no two different lists of parts give the same bytes."""
    pieces = []
    for part in parts:
        raw = part if isinstance(part, bytes) else str(part).encode()
        pieces += (len(raw).to_bytes(4), raw)
    return b"".join(pieces)


def sha256(content: bytes) -> bytes:
    """Return the SHA-256 of some bytes."""
    return hashlib.sha256(content).digest()


def keyed(key: bytes, *parts: Part) -> bytes:
    """Return the HMAC-SHA-256 over framed parts."""
    return hmac.digest(key, framed(*parts), "sha256")


def micros(at: datetime) -> int:
    """Return a moment as whole microseconds since 1970 in UTC."""
    return (at - _EPOCH) // _MICROSECOND


class Line(NamedTuple):
    """One entry as it is hashed; the text parts may be bytes as a database holds them."""

    id: int
    chain: str | bytes
    seq: int
    at: int
    by: str | bytes
    unit_path: str | bytes
    event: str | bytes

    def context(self) -> bytes:
        """Return what the payload is bound to when it is sealed."""
        return context(framed(*self))

    def hash(self, digest: bytes, previous: bytes) -> bytes:
        """Return the entry's hash over all its columns and the entry before it."""
        return entry_hash(framed(*self), digest, previous)


_PAYLOAD, _ENTRY = framed("payload"), framed("entry")


def context(line: bytes) -> bytes:
    """Return what a payload is bound to, from its framed line."""
    return _PAYLOAD + line


def entry_hash(line: bytes, digest: bytes, previous: bytes) -> bytes:
    """Return the hash of an entry, from its framed line and what stands around it."""
    return sha256(_ENTRY + line + framed(digest, previous))


class Standing(NamedTuple):
    """The end of a chain as it is marked."""

    chain: str | bytes
    seq: int
    hash: bytes
    wrapped: str | bytes
    destroyed_at: int

    def mark(self, key: bytes) -> bytes:
        """Return the mark only who holds the marking key can make."""
        return keyed(key, "head", *self)


class Cut(NamedTuple):
    """An anchor as it is hashed: what stood in the whole ledger up to one entry."""

    seq: int
    at: int
    upto: int
    count: int
    root: bytes

    def hash(self) -> bytes:
        """Return the anchor's hash."""
        return sha256(framed("anchor", *self))
