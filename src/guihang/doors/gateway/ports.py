"""What the gateway needs from whoever starts it: who may send, and where readings go."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, Protocol

from guihang.tracking.protocols.readings import Batch


class Shown(NamedTuple):
    """What a device showed to prove itself; `vouched` when a broker we trust has seen it."""

    token: str | None = None
    vouched: bool = False


class Admission(Protocol):
    """Says whether anything of a device may be received at a moment."""

    async def __call__(self, device: str, shown: Shown, *, protocol: str, at: datetime) -> str:
        """Say in a word why nothing may be received from this device; nothing where it may."""


class Store(Protocol):
    """Takes batches in; once it returns they are kept, and the device is told so."""

    async def __call__(self, batch: Batch) -> None:
        """Keep a batch, or raise: then the device is not answered and sends again."""
