"""What is to be sent once the transaction that decided it has been committed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Message:
    """Something to send with an entry: to whom (`notice:account:17`), what kind, with what."""

    to: str
    kind: str
    body: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Letter:
    """A message taken out of the outbox, opened, on its way."""

    id: int
    entry: int
    chain: str
    to: str
    kind: str
    body: Mapping[str, object]
    made_at: datetime
    tries: int
