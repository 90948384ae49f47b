"""What this room needs from the rooms above: their obligations, one key at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from guihang.duties.owing import Owed


class Source(Protocol):
    """A room that knows what is owed about the things it keeps."""

    name: str

    def owed(self, of: str) -> Iterable[Owed]:
        """Return every duty that ever arose about one thing, from what has happened to it."""

    def all_keys(self) -> Iterable[str]:
        """Return the keys of everything about which something may be owed."""


_sources: dict[str, Source] = {}


def bind(source: Source) -> None:
    """Take a source in; handing it in again replaces it."""
    _sources[source.name] = source


def source(name: str) -> Source:
    """Return a source by its name."""
    return _sources[name]


def sources() -> tuple[Source, ...]:
    """Return every source that was handed in."""
    return tuple(_sources.values())
