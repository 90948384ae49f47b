"""What this room asks of the rooms above it, without knowing them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol


class Tie(Protocol):
    """Something that keeps a unit from being closed: open dossiers, running matters."""

    says: object
    """A sentence with %(unit)s and %(n)d."""
    remedy: object

    def count(self, unit_path: str, *, on: date) -> int:
        """Return how many of them hang on a unit."""
        ...


_ties: list[Tie] = []


def bind(ties: Sequence[Tie]) -> None:
    """Say which ties exist; wiring calls this once, a second call replaces the first."""
    _ties[:] = ties


def ties() -> tuple[Tie, ...]:
    """Return the ties that are bound; none is the stand-in."""
    return tuple(_ties)
