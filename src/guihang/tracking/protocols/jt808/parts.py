"""Long messages of JT/T 808 come in parts (分包); here they wait for each other, within bounds."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from guihang.tracking.protocols.jt808.frames import Frame
from guihang.tracking.protocols.readings import Fault


class Bounds(NamedTuple):
    """How much may wait on one connection, and how long after its last part."""

    messages: int = 4
    parts: int = 128
    octets: int = 65_536
    patience: timedelta = timedelta(minutes=2)


class Waiting(NamedTuple):
    """A message some parts of which are there."""

    since: datetime
    bodies: dict[int, bytes]


class Parts:
    """The parts that wait on one connection."""

    def __init__(self, bounds: Bounds = Bounds()) -> None:  # noqa: B008
        self._bounds = bounds
        self._waiting: dict[tuple[str, int, int], Waiting] = {}

    def add(self, frame: Frame, *, at: datetime) -> Frame | Fault | None:
        """Keep a part; return the whole message with the last one, in whatever order they came."""
        total, index = frame.part or (1, 1)
        if not 1 <= index <= total:
            return Fault("part", f"part {index} of {total}")
        if total > self._bounds.parts:
            return Fault("part", f"{total} parts; at most {self._bounds.parts} are put together")
        self._forget(at)
        key = (frame.device, frame.code, total)
        bodies = self._waiting[key].bodies if key in self._waiting else {}
        bodies[index] = frame.body
        self._waiting.pop(key, None)
        if len(bodies) == total:
            return frame._replace(body=b"".join(bodies[n + 1] for n in range(total)), part=None)
        self._waiting[key] = Waiting(at, bodies)
        return self._keep_within_bounds()

    def _forget(self, at: datetime) -> None:
        late = [key for key, one in self._waiting.items() if at - one.since > self._bounds.patience]
        for key in late:
            del self._waiting[key]

    def _keep_within_bounds(self) -> Fault | None:
        fault = None
        while len(self._waiting) > self._bounds.messages or self._octets() > self._bounds.octets:
            del self._waiting[next(iter(self._waiting))]
            fault = DROPPED
        return fault

    def _octets(self) -> int:
        return sum(len(body) for one in self._waiting.values() for body in one.bodies.values())


DROPPED = Fault("part", "too much waits for its parts; the oldest was dropped")
