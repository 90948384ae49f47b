"""What the gateway needs from whoever starts it: who may send, and where readings go."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from guihang.tracking.protocols.readings import Batch


class Admission(Protocol):
    """Says whether anything of a device may be received at a moment."""

    async def __call__(self, device: str, *, protocol: str, at: datetime) -> bool:
        """Tell whether there is a basis in force for receiving from this device."""


class Store(Protocol):
    """Takes batches in; once it returns they are kept, and the device is told so."""

    async def __call__(self, batch: Batch) -> None:
        """Keep a batch, or raise: then the device is not answered and sends again."""
