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
from guihang.doors.gateway.ports import Admission, Store
from guihang.tracking.protocols import watch
from guihang.tracking.protocols.gt06.stream import Stream as Gt06Stream
from guihang.tracking.protocols.jt808.stream import Stream as Jt808Stream
from guihang.tracking.protocols.readings import Batch, Fault, Heard, Message

log = logging.getLogger(__name__)


class Stream(Protocol):
    """One connection's side of a protocol."""

    def hear(self, chunk: bytes, *, at: datetime) -> list[Heard]:
        """Return what a chunk completes."""


STREAMS: dict[str, Callable[[], Stream]] = {
    "jt808": Jt808Stream,
    "gt06": Gt06Stream,
    "watch": watch.Stream,
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a port allows: octets at once, connections, faults in a row, seconds of silence."""

    chunk: int = 16_384
    connections: int = 10_000
    faults: int = 20
    silence: float = 900


@dataclass
class Listener:
    """One protocol on one port. `counts` says what came and what became of it."""

    protocol: str
    admits: Admission
    store: Store
    bounds: Bounds = Bounds()
    stream: Callable[[], Stream] | None = None
    counts: Counter[str] = field(default_factory=Counter)

    async def listen(self, host: str, port: int) -> asyncio.Server:
        """Open the port; the caller closes it."""
        return await asyncio.start_server(self._converse, host, port, limit=self.bounds.chunk)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Follow one connection to its end, whatever ends it."""
        if self.counts["connected"] >= self.bounds.connections:
            self.counts["turned_away"] += 1
            writer.close()
            return
        self.counts["connected"] += 1
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
            self.counts["connected"] -= 1
            writer.close()

    async def _follow(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        stream = (self.stream or STREAMS[self.protocol])()
        faults = 0
        while faults < self.bounds.faults:
            async with asyncio.timeout(self.bounds.silence):
                chunk = await reader.read(self.bounds.chunk)
            if not chunk:
                return
            heard = stream.hear(chunk, at=clock.now())
            messages = tuple(one for one in heard if not isinstance(one, Fault))
            self.counts["faults"] += len(heard) - len(messages)
            faults = 0 if messages else faults + len(heard)
            if not messages:
                continue
            if not await self._is_admitted(messages):
                return
            await self._keep_and_answer(messages, writer)

    async def _is_admitted(self, messages: tuple[Message, ...]) -> bool:
        """Ask for every device that is named; one that is not named or not admitted ends it all."""
        for device in {message.device for message in messages}:
            if device is None or not await self.admits(
                device, protocol=self.protocol, at=clock.now()
            ):
                self.counts["refused"] += len(messages)
                return False
        return True

    async def _keep_and_answer(
        self, messages: tuple[Message, ...], writer: asyncio.StreamWriter
    ) -> None:
        if any(message.readings for message in messages):
            await self.store(Batch(self.protocol, clock.now(), messages))
        self.counts["messages"] += len(messages)
        self.counts["readings"] += sum(len(message.readings) for message in messages)
        writer.writelines(message.reply for message in messages)
        async with asyncio.timeout(self.bounds.silence):
            await writer.drain()
