"""Whose history an entry belongs to, and who signs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Chain:
    """The history of one dossier, unit or account; the unit in charge has jurisdiction over it."""

    key: str
    unit_path: str


HOUSE = Chain("house", "")
ANCHORS = "anchors"  # the head that stands behind the last anchor; it has no entries


def dossier(uuid: UUID | str, unit_path: str) -> Chain:
    """Return the chain of a dossier."""
    return Chain(f"dossier:{uuid}", unit_path)


def unit(code: str, unit_path: str) -> Chain:
    """Return the chain of a unit."""
    return Chain(f"unit:{code}", unit_path)


def account(number: int, unit_path: str) -> Chain:
    """Return the chain of an account."""
    return Chain(f"account:{number}", unit_path)


class Signatory(Protocol):
    """Whoever an entry can be signed by: an actor, an account, or the system itself."""

    @property
    def key(self) -> str:
        """The name in the ledger, `account:17`."""
        ...


@dataclass(frozen=True, slots=True)
class System:
    """The machine acting by itself: a sweep, a command."""

    key: str


SYSTEM = System("system:jobs")
