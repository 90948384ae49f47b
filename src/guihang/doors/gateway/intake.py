"""The one way in, whatever carries it: is there a basis, is it a flood, keep it, count it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from guihang.doors.gateway.ports import Admission, Shown, Store
from guihang.doors.gateway.rates import Rates, Refusals
from guihang.tracking.protocols.readings import Batch, Message

NO_NAME, TOO_FAST = "no_name", "too_fast"


class Outcome(Enum):
    """What became of what a device sent."""

    KEPT = "kept"
    REFUSED = "refused"
    TOO_FAST = "too fast"


@dataclass
class Intake:
    """Takes what devices say in one protocol; `counts` says what came and what became of it."""

    admits: Admission
    store: Store
    rates: Rates = field(default_factory=Rates)
    refusals: Refusals = field(default_factory=Refusals)
    counts: Counter[str] = field(default_factory=Counter)

    async def take(
        self, protocol: str, messages: Sequence[Message], shown: Shown, *, at: datetime
    ) -> Outcome:
        """Keep messages all or not at all; returns once they are kept, raises if they cannot be."""
        for device, count in Counter(message.device for message in messages).items():
            why = await self._why_not(protocol, device, shown, at)
            if not why and not self.rates.allows(device or "", count, at=at):
                why = TOO_FAST
            if why:
                self._refuse(device or "", why, messages)
                return Outcome.TOO_FAST if why == TOO_FAST else Outcome.REFUSED
        if any(message.readings for message in messages):
            await self.store(Batch(protocol, at, tuple(messages)))
        self.counts["messages"] += len(messages)
        self.counts["readings"] += sum(len(message.readings) for message in messages)
        return Outcome.KEPT

    async def _why_not(self, protocol: str, device: str | None, shown: Shown, at: datetime) -> str:
        if device is None:
            return NO_NAME
        return await self.admits(device, shown, protocol=protocol, at=at)

    def _refuse(self, device: str, why: str, messages: Sequence[Message]) -> None:
        """Count what is gone, under the device that was the reason."""
        lost = sum(max(1, len(message.readings)) for message in messages)
        self.counts["flooded" if why == TOO_FAST else "refused"] += lost
        self.refusals.add(device, why, lost)
