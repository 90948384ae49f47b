"""The gateway as a process: what is open, who is admitted, where it goes, what is noted of it."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Mapping
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from django.db import connections
from granian.server.embed import Server

from guihang.doors import clock
from guihang.doors.gateway.admitting import Admits, Following
from guihang.doors.gateway.intake import Intake
from guihang.doors.gateway.listening import STREAMS, Listener
from guihang.doors.gateway.mqtt import Broker
from guihang.doors.gateway.phones import Phones
from guihang.doors.gateway.ports import Store
from guihang.doors.gateway.rates import Rates, Refusals
from guihang.doors.gateway.stream import Publisher
from guihang.tracking import actions
from guihang.tracking.fixes.actions import count_refused
from guihang.tracking.fixes.keeper import Keeper

log = logging.getLogger(__name__)

A_MINUTE = 60.0
PHONES_WAITING, PHONES_AT_ONCE = 1_024, 10_000
"""Connections that wait to be accepted, and that are open at once."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an operator wants open. `counts`: the file that says what came."""

    host: str
    ports: Mapping[str, int]
    counts: Path
    mqtt: str = ""
    stream: str = ""
    strict_checksum: bool = False
    certificate: tuple[Path, Path] | None = None


@dataclass
class Gateway:
    """The open ports of one process, with one rate for each device whatever port it takes."""

    wanted: Wanted
    admits: Admits
    store: Store
    intakes: dict[str, Intake] = field(default_factory=dict)
    refusals: Refusals = field(default_factory=Refusals)
    rates: Rates = field(default_factory=Rates)
    _closed: set[str] = field(default_factory=set)
    _noted: dict[str, Counter[str]] = field(default_factory=dict)

    def intake(self, name: str) -> Intake:
        """Return the intake of a port or a broker."""
        if name not in self.intakes:
            self.intakes[name] = Intake(self.admits, self.store, self.rates, self.refusals)
        return self.intakes[name]

    async def open(self, name: str, port: int, stack: AsyncExitStack) -> bool:
        """Open a port; of one that cannot be opened it is said once, and it is tried again."""
        try:
            if name in STREAMS:
                listener = Listener(
                    name, self.intake(name), strict_checksum=self.wanted.strict_checksum
                )
                server = await listener.listen(self.wanted.host, port)
                stack.callback(server.close)
            else:
                await self._open_phones(port, stack)
        except OSError as fault:
            if name not in self._closed:
                log.warning("port %s of %s cannot be opened: %s", port, name, fault.strerror)
            self._closed.add(name)
            return False
        self._closed.discard(name)
        log.info("%s on port %s", name, port)
        return True

    async def _open_phones(self, port: int, stack: AsyncExitStack) -> None:
        # Whether the port is free is asked first: the server of phones would end the process.
        probe = await asyncio.start_server(lambda *_: None, self.wanted.host, port)
        probe.close()
        await probe.wait_closed()
        cert, key = self.wanted.certificate or (None, None)
        server = Server(
            Phones(self.intake("phones")),
            address=self.wanted.host,
            port=port,
            interface="asginl",
            websockets=False,
            # Left out, the 129th phone that keeps its connection would wait for another to go.
            backlog=PHONES_WAITING,
            backpressure=PHONES_AT_ONCE,
            log_enabled=False,
            ssl_cert=cert,
            ssl_key=key,
        )
        running = asyncio.create_task(server.serve())

        async def close() -> None:
            server.stop()
            await running

        stack.push_async_callback(close)

    def counts(self) -> dict[str, dict[str, int]]:
        """Return what came through each port and what became of it."""
        return {name: dict(+intake.counts) for name, intake in self.intakes.items()}

    def note(self) -> None:
        """Log a line for each port on which something changed."""
        for name, intake in self.intakes.items():
            if +intake.counts != self._noted.get(name, Counter()):
                told = ", ".join(f"{word} {count}" for word, count in (+intake.counts).items())
                log.info("%s: %s", name, told)
                self._noted[name] = +intake.counts
        self.rates.forget_full(at=clock.now())


async def receive(wanted: Wanted, *, stop: asyncio.Event) -> None:
    """Receive on the ports of an installation, and from its broker, until told to stop."""
    async with AsyncExitStack() as stack:
        gateway = Gateway(wanted, *await _behind(wanted.stream, stack))
        stack.push_async_callback(_write_down, gateway)
        if wanted.mqtt:
            await stack.enter_async_context(Broker(wanted.mqtt, gateway.intake("mqtt")))
        closed = {name: port for name, port in wanted.ports.items() if port}
        while not stop.is_set():
            for name, port in list(closed.items()):
                if await gateway.open(name, port, stack):
                    del closed[name]
            await _write_down(gateway)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), A_MINUTE)


async def _behind(stream: str, stack: AsyncExitStack) -> tuple[Admits, Store]:
    """Return who is admitted and where it goes: onto the stream, or into our own database."""
    if stream:
        following = await stack.enter_async_context(Following())
        publisher = Publisher(stream, lambda device: following.roster.case_of(device))
        await stack.enter_async_context(publisher)
        return Admits(lambda: following.roster), publisher.keep
    keeper = await asyncio.to_thread(make_keeper)
    stack.push_async_callback(asyncio.to_thread, keeper.close)
    return Admits(lambda: keeper.roster), keeper.keep


def make_keeper() -> Keeper:
    """Return what keeps fixes in this process, and tells the office of alarms."""
    try:
        return Keeper(clock=clock.now, tell=lambda at: actions.tell(at=at))
    finally:
        connections.close_all()


async def _write_down(gateway: Gateway) -> None:
    """Note what came: in the log, in a file for `status`, refusals beside the positions."""
    gateway.note()
    now = datetime.now(UTC).isoformat(timespec="seconds")  # noqa: TID251
    said = {"at": now, "counts": gateway.counts()}
    fresh = gateway.wanted.counts.with_suffix(".new")
    fresh.write_text(json.dumps(said, indent=1), encoding="utf-8")
    fresh.replace(gateway.wanted.counts)
    if refused := gateway.refusals.take():
        await asyncio.to_thread(_keep_refusals, refused)


def _keep_refusals(refused: Counter[tuple[str, str]]) -> None:
    try:
        count_refused(clock.today(), refused)
    except Exception:
        log.exception("how much was refused could not be noted")
    finally:
        connections.close_all()
