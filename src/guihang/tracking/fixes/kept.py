"""The state of a person as bytes and words, as the table holds it."""

from __future__ import annotations

from typing import NamedTuple


class Kept(NamedTuple):
    """The state of one person as it is written down; `heard` in milliseconds since 1970."""

    who: int
    trail: bytes
    watches: str
    standing: bytes
    signs: str
    heard: int
