"""Many senders, one hand that keeps: what waits is weighed together and kept in one commit."""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import close_old_connections, connections

from guihang.tracking.fixes import roster
from guihang.tracking.fixes.engine import Engine
from guihang.tracking.fixes.roster import Roster, ShapeCache
from guihang.tracking.protocols.readings import Batch

log = logging.getLogger(__name__)

AT_ONCE = 20_000
"""Readings kept in one commit: more would only make the first of them wait."""
WAITING = 200_000
"""Readings that may wait; then whoever has more is made to wait before it is read."""
FRESH = 10.0
"""Seconds after which bases and zones are read anew: an end is in force within a minute."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    batch: Batch
    weight: int
    loop: asyncio.AbstractEventLoop
    done: asyncio.Future[None]


class Keeper:
    """Keeps what is received; `tell` is called in its thread when an alarm went on or off."""

    def __init__(
        self, *, clock: Callable[[], datetime], tell: Callable[[datetime], object]
    ) -> None:
        self._clock, self._tell = clock, tell
        self._shapes = ShapeCache()
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._weight, self._room = 0, threading.Condition()
        self._read_at = 0.0
        self._engine = Engine(roster.read(at=clock(), shapes=self._shapes))
        self._thread = threading.Thread(target=self._work, name="keeper", daemon=True)
        self._thread.start()

    @property
    def roster(self) -> Roster:
        """Who is received right now."""
        return self._engine.roster

    async def keep(self, batch: Batch) -> None:
        """Keep a batch; returns once it is on the disk, raises where it could not be kept."""
        loop = asyncio.get_running_loop()
        weight = 1 + sum(len(message.readings) for message in batch.messages)
        while self._weight > WAITING:
            await asyncio.sleep(0.01)
        with self._room:
            self._weight += weight
        done: asyncio.Future[None] = loop.create_future()
        self._queue.put(_Waiting(batch, weight, loop, done))
        await done

    def close(self) -> None:
        """Keep what waits, and stop."""
        self._queue.put(None)
        self._thread.join()

    def _work(self) -> None:
        try:
            while (many := self._next()) is not None:
                self._follow()
                if many:
                    self._keep(many)
        finally:
            connections.close_all()

    def _next(self) -> list[_Waiting] | None:
        """Return what waits, at most so much at once; None when it is to stop."""
        try:
            one = self._queue.get(timeout=FRESH)
        except queue.Empty:
            return []
        many: list[_Waiting] = []
        weight = 0
        while one is not None:
            many.append(one)
            weight += one.weight
            if weight >= AT_ONCE:
                return many
            try:
                one = self._queue.get_nowait()
            except queue.Empty:
                return many
        if many:
            self._queue.put(None)
            return many
        return None

    def _follow(self) -> None:
        if time.monotonic() - self._read_at < FRESH:
            return
        self._read_at = time.monotonic()
        try:
            close_old_connections()
            fresh = roster.read(at=self._clock(), shapes=self._shapes)
            self._engine.follow(fresh)
        except Exception:
            # The bases as they were read last stand until the database answers again.
            log.exception("Bases and zones could not be read anew.")

    def _keep(self, many: list[_Waiting]) -> None:
        fault: Exception | None = None
        turns = 0
        try:
            turns = self._engine.take([one.batch for one in many]).turns
        except Exception as one_of_them:
            fault = one_of_them
        if fault is not None and len(many) > 1:
            # One batch that cannot be kept is no reason to send the others back.
            for one in many:
                self._keep([one])
            return
        for loop in {one.loop for one in many}:
            self._answer(loop, [one for one in many if one.loop is loop], fault)
        if turns:
            self._tell_of_it()

    def _answer(
        self, loop: asyncio.AbstractEventLoop, many: list[_Waiting], fault: Exception | None
    ) -> None:
        """Wake a loop once for all of its senders: waking it for each would cost more than they."""
        with self._room:
            self._weight -= sum(one.weight for one in many)

        def answer() -> None:
            for one in many:
                if one.done.cancelled():
                    continue
                if fault is None:
                    one.done.set_result(None)
                else:
                    one.done.set_exception(fault)

        loop.call_soon_threadsafe(answer)

    def _tell_of_it(self) -> None:
        try:
            self._tell(self._clock())
        except Exception:
            # The crossings stand with the fixes; the next turn tells of them.
            log.exception("The office could not be told of an alarm; it is tried again.")
