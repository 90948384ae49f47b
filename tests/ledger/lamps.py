"""An event, somebody who acts, and a moment, for every test of the ledger."""

from dataclasses import dataclass
from datetime import UTC, datetime

from guihang.ledger.events import Event

AT = datetime(2026, 11, 23, 2, 30, 15, 123456, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class LampLit(Event):
    """Somebody lit a lamp."""

    room: str
    watts: int = 40


@dataclass(frozen=True)
class Somebody:
    """Who acts in a test."""

    key: str = "account:17"
