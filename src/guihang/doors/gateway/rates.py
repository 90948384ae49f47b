"""How fast one device may send: a burst at once, then so many messages a second."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

BURST, A_SECOND = 1_000, 10.0
"""A band that was away for a day has some thousand places to send; a flood has more."""
MOST_NAMES = 1_000
"""Devices refused that are told apart between two notes: names can be made up without end."""
OTHERS = "…"


class Rates:
    """What is left to each device of its burst; only devices with a basis are remembered."""

    def __init__(self, burst: float = BURST, a_second: float = A_SECOND) -> None:
        self._burst, self._a_second = burst, a_second
        self._left: dict[str, tuple[float, float]] = {}

    def allows(self, device: str, messages: int, *, at: datetime) -> bool:
        """Tell whether a device may send so many now, and count them where it may."""
        now = at.timestamp()
        left, since = self._left.get(device, (self._burst, now))
        left = min(self._burst, left + max(0.0, now - since) * self._a_second)
        if messages > left:
            self._left[device] = (left, now)
            return False
        self._left[device] = (left - messages, now)
        return True

    def forget_full(self, *, at: datetime) -> None:
        """Forget devices that have their whole burst again."""
        now = at.timestamp()
        self._left = {
            device: (left, since)
            for device, (left, since) in self._left.items()
            if left + (now - since) * self._a_second < self._burst
        }


class Refusals:
    """What was not taken since it was last noted: how many, by device and reason; no places."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, device: str, why: str, count: int) -> None:
        """Count; once there are too many names, under one name for all the others."""
        named = (device, why)
        if named not in self._counts and len(self._counts) >= MOST_NAMES:
            named = (OTHERS, why)
        self._counts[named] += count

    def take(self) -> Counter[tuple[str, str]]:
        """Return the counts and begin anew."""
        taken, self._counts = self._counts, Counter()
        return taken
