"""What this room needs from the rooms above: their obligations, one key or many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

from guihang.duties.owing import Owed
from guihang.duties.reasons import Reason


class Source(Protocol):
    """A room that knows what is owed about the things it keeps; to be inherited from."""

    name: str

    def owed(self, of: str, *, on: date) -> Iterable[Owed]:
        """Return every duty about one thing as it stands on a day, from what has happened to it."""

    def owed_of_many(
        self, keys: Sequence[str], *, on: date
    ) -> Iterator[tuple[str, Iterable[Owed]]]:
        """Yield keys with what is owed about each; a source that can reads many in few queries."""
        for of in keys:
            yield of, self.owed(of, on=on)

    def why(self, of: str, what: str, turn: int, *, on: date) -> Reason | None:
        """Return how one duty came about and how its day was counted; None where it cannot."""
        return None

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
