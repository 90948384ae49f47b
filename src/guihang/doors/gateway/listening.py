"""Devices over TCP: who may send is asked, what is sent is stored, and only then answered.

A connection is read again only once what came before is stored and the answer has gone out, so a
slow store or a device that does not read slows that device down and fills no memory.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from guihang.doors import clock
from guihang.doors.gateway.intake import Intake, Outcome
from guihang.doors.gateway.ports import Shown
from guihang.tracking.protocols import watch
from guihang.tracking.protocols.gt06.stream import Stream as Gt06Stream
from guihang.tracking.protocols.jt808.stream import Stream as Jt808Stream
from guihang.tracking.protocols.readings import Fault, Heard, Message

log = logging.getLogger(__name__)


class Stream(Protocol):
    """One connection's side of a protocol."""

    def hear(self, chunk: bytes, *, at: datetime) -> list[Heard]:
        """Return what a chunk completes."""


STREAMS: dict[str, Callable[[bool], Stream]] = {
    "jt808": lambda strict: Jt808Stream(strict_checksum=strict),
    "gt06": lambda strict: Gt06Stream(strict_checksum=strict),
    "watch": lambda strict: watch.Stream(),
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a port allows: octets at once, connections, faults in a row, seconds of silence.

    `each`: connections from one address; behind one address of a mobile network are many devices.
    """

    chunk: int = 16_384
    connections: int = 10_000
    each: int = 2_000
    faults: int = 20
    silence: float = 900


@dataclass
class Listener:
    """One protocol on one port. The counts of its intake say what came of it."""

    protocol: str
    intake: Intake
    bounds: Bounds = Bounds()
    strict_checksum: bool = False
    _addresses: Counter[str] = field(default_factory=Counter)

    @property
    def counts(self) -> Counter[str]:
        """What came and what became of it."""
        return self.intake.counts

    async def listen(self, host: str, port: int) -> asyncio.Server:
        """Open the port; the caller closes it."""
        return await asyncio.start_server(self._converse, host, port, limit=self.bounds.chunk)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Follow one connection to its end, whatever ends it."""
        address = str((writer.get_extra_info("peername") or ("",))[0])
        if not self._has_room(address):
            self.counts["turned_away"] += 1
            writer.close()
            return
        self.counts["connected"] += 1
        self._addresses[address] += 1
        try:
            await self._follow(reader, writer)
        except (TimeoutError, ConnectionError, asyncio.CancelledError):
            # Cancelled is a connection that is open when the gateway stops; it ends here anyway.
            self.counts["broken"] += 1
        except Exception:
            # Whatever the store could not do, the device was not answered and sends again.
            self.counts["not_stored"] += 1
            log.exception("A batch of %s was not stored; its connection is closed.", self.protocol)
        finally:
            self._leave(address)
            writer.close()

    def _has_room(self, address: str) -> bool:
        return (
            self.counts["connected"] < self.bounds.connections
            and self._addresses[address] < self.bounds.each
        )

    def _leave(self, address: str) -> None:
        self.counts["connected"] -= 1
        self._addresses[address] -= 1
        if not self._addresses[address]:
            del self._addresses[address]

    async def _follow(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        stream = STREAMS[self.protocol](self.strict_checksum)
        shown = Shown()
        faults = 0
        while faults < self.bounds.faults:
            async with asyncio.timeout(self.bounds.silence):
                chunk = await reader.read(self.bounds.chunk)
            if not chunk:
                return
            at = clock.now()
            heard = stream.hear(chunk, at=at)
            messages = tuple(one for one in heard if not isinstance(one, Fault))
            self.counts["faults"] += len(heard) - len(messages)
            faults = 0 if messages else faults + len(heard)
            if not messages:
                continue
            shown = _shown(messages, shown)
            outcome = await self.intake.take(self.protocol, messages, shown, at=at)
            await self._answer(messages, outcome, writer)
            if outcome is not Outcome.KEPT:
                return

    async def _answer(
        self, messages: tuple[Message, ...], outcome: Outcome, writer: asyncio.StreamWriter
    ) -> None:
        """Answer what is kept, and tell a device that is refused where it has ears for that."""
        if outcome is Outcome.TOO_FAST:
            return
        is_kept = outcome is Outcome.KEPT
        # One piece: an empty one among several stays in the buffer of asyncio for ever.
        writer.write(b"".join(one.reply if is_kept else one.refusal for one in messages))
        async with asyncio.timeout(self.bounds.silence):
            await writer.drain()


def _shown(messages: tuple[Message, ...], before: Shown) -> Shown:
    """Return what was shown last on this connection."""
    tokens = [message.token for message in messages if message.token is not None]
    return Shown(tokens[-1]) if tokens else before
