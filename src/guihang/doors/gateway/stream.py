"""Positions of a province: gateways put them on a stream, trackers keep them, shard by shard.

A shard is a share of the people, so that all devices of one person come to one tracker. What is on
the stream is gone from it once it is kept: positions lie in one place, with one time of keeping.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import msgspec
import nats
from nats.js.api import AckPolicy, ConsumerConfig, DiscardPolicy, RetentionPolicy, StreamConfig

from guihang.doors.gateway.ports import Store
from guihang.tracking.protocols.readings import Batch

log = logging.getLogger(__name__)

STREAM, SUBJECT = "FIXES", "fixes"
SHARDS = 16
"""Shares of the people; as many trackers at most can work beside each other."""
LARGEST = 900_000
"""Octets of one message on the stream; the server takes a mebibyte."""
TOGETHER = 200
"""Batches in one message: what came while the last one was under way."""
ANSWERS_WITHIN = 10.0
"""Seconds until the server has said that it keeps a message; later the device sends it again."""
KEPT_WITHIN = 60.0
"""Seconds until a tracker has kept a message; later it is given out again."""
AT_ONCE = 50
AGAIN_AFTER = 5.0

KEPT_THERE = StreamConfig(
    name=STREAM,
    subjects=[f"{SUBJECT}.*"],
    retention=RetentionPolicy.WORK_QUEUE,
    # A full stream takes nothing more; it must not throw away what devices were told is kept.
    discard=DiscardPolicy.NEW,
)

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[Batch]).decode


def encode(batches: Sequence[Batch]) -> bytes:
    """Return batches as one message, without what devices show to prove themselves."""
    return _encode([_bare(batch) for batch in batches])


def decode(message: bytes) -> list[Batch]:
    """Return the batches of a message, or raise `msgspec.MsgspecError`."""
    return _decode(message)


def _bare(batch: Batch) -> Batch:
    bare = (one._replace(token=None, reply=b"", refusal=b"") for one in batch.messages)
    return batch._replace(messages=tuple(bare))


def number_of(batches: Sequence[Batch]) -> str:
    """Return what the server knows a repeated message by: what was said, not when it came."""
    said = [(batch.protocol, _bare(batch).messages) for batch in batches]
    return hashlib.blake2b(_encode(said), digest_size=16).hexdigest()


def _fitting(batches: list[Batch]) -> Iterator[list[Batch]]:
    """Halve batches until each message fits."""
    if len(encode(batches)) <= LARGEST:
        yield batches
    elif len(batches) > 1:
        middle = len(batches) // 2
        yield from _fitting(batches[:middle])
        yield from _fitting(batches[middle:])
    else:
        yield from _fitting(list(_halves(batches[0])))


def _halves(batch: Batch) -> Iterator[Batch]:
    messages = batch.messages
    if len(messages) > 1:
        middle = len(messages) // 2
        yield batch._replace(messages=messages[:middle])
        yield batch._replace(messages=messages[middle:])
        return
    middle = len(messages[0].readings) // 2
    if not middle:
        raise ValueError("one reading is longer than the stream takes")
    for part in (messages[0].readings[:middle], messages[0].readings[middle:]):
        yield batch._replace(messages=(messages[0]._replace(readings=part),))


async def connect(address: str) -> Any:
    """Return a connection that comes back by itself, with the stream made where it was not."""
    said = False

    async def lost() -> None:
        nonlocal said
        if not said:
            log.warning("the stream is not there; it is tried again")
        said = True

    async def back() -> None:
        nonlocal said
        said = False
        log.info("the stream is there")

    async def fault(_fault: Exception) -> None:
        """Say that it is not there yet; of one message it is told to who sent it."""
        nonlocal line
        if line is None:
            await lost()

    line = None
    line = await nats.connect(
        address,
        max_reconnect_attempts=-1,
        reconnect_time_wait=1,
        disconnected_cb=lost,
        reconnected_cb=back,
        error_cb=fault,
    )
    await line.jetstream().add_stream(KEPT_THERE)
    if said:
        await back()
    return line


@dataclass
class Publisher:
    """The port `Store` on a stream; `case_of` says who wears a device."""

    address: str
    case_of: Callable[[str], int | None]
    _waiting: dict[int, asyncio.Queue[tuple[Batch, asyncio.Future[None]]]] = field(
        default_factory=dict
    )
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def __aenter__(self) -> Publisher:
        self._line = await connect(self.address)
        self._js = self._line.jetstream(timeout=ANSWERS_WITHIN)
        for shard in range(SHARDS):
            self._waiting[shard] = asyncio.Queue()
            self._tasks.append(asyncio.create_task(self._publish(shard)))
        return self

    async def __aexit__(self, *_ended: object) -> None:
        for task in self._tasks:
            task.cancel()
        await self._line.close()

    async def keep(self, batch: Batch) -> None:
        """Put a batch on the stream; returns once the server keeps it."""
        done = []
        for shard, part in self._parts(batch):
            done.append(asyncio.get_running_loop().create_future())
            self._waiting[shard].put_nowait((part, done[-1]))
        await asyncio.gather(*done)

    def _parts(self, batch: Batch) -> Iterator[tuple[int, Batch]]:
        """Yield the messages of each shard together; a device nobody wears goes to the first."""
        shards = [(self.case_of(one.device or "") or 0) % SHARDS for one in batch.messages]
        for shard in sorted(set(shards)):
            of = zip(shards, batch.messages, strict=True)
            yield shard, batch._replace(messages=tuple(one for mine, one in of if mine == shard))

    async def _publish(self, shard: int) -> None:
        waiting = self._waiting[shard]
        while True:
            many = [await waiting.get()]
            while not waiting.empty() and len(many) < TOGETHER:
                many.append(waiting.get_nowait())
            fault: Exception | None = None
            try:
                for part in _fitting([batch for batch, _done in many]):
                    header = {"Nats-Msg-Id": number_of(part)}
                    await self._js.publish(f"{SUBJECT}.{shard}", encode(part), headers=header)
            except Exception as one_of_them:
                fault = one_of_them
            for _batch, done in many:
                _settle(done, fault)


def _settle(done: asyncio.Future[None], fault: Exception | None) -> None:
    if done.cancelled():
        return
    if fault is None:
        done.set_result(None)
    else:
        done.set_exception(fault)


@dataclass
class Tracker:
    """Keeps what is on some shards; a message is done with once the store has returned."""

    address: str
    store: Store
    shards: Sequence[int]

    async def run(self, stop: asyncio.Event) -> None:
        """Keep until told to stop."""
        line = await connect(self.address)
        try:
            tasks = [asyncio.create_task(self._follow(line, shard)) for shard in self.shards]
            ending = asyncio.create_task(stop.wait())
            await asyncio.wait([ending, *tasks], return_when=asyncio.FIRST_COMPLETED)
            for task in (ending, *tasks):
                task.cancel()
            for fault in await asyncio.gather(*tasks, return_exceptions=True):
                if isinstance(fault, Exception):
                    raise fault
        finally:
            await line.close()

    async def _follow(self, line: Any, shard: int) -> None:
        config = ConsumerConfig(
            durable_name=f"tracker-{shard}",
            filter_subject=f"{SUBJECT}.{shard}",
            ack_policy=AckPolicy.EXPLICIT,
            ack_wait=KEPT_WITHIN,
            max_deliver=-1,
        )
        subject = f"{SUBJECT}.{shard}"
        pulling = await line.jetstream().pull_subscribe(
            subject, durable=config.durable_name, stream=STREAM, config=config
        )
        while True:
            try:
                came = await pulling.fetch(AT_ONCE, timeout=1)
            except TimeoutError:
                continue
            except nats.errors.Error as fault:
                log.debug("shard %s: %s", shard, fault)
                await asyncio.sleep(1)
                continue
            await asyncio.gather(*(self._keep(one) for one in came))

    async def _keep(self, message: Any) -> None:
        try:
            batches = decode(message.data)
        except msgspec.MsgspecError:
            log.exception("a message on the stream cannot be read and is put aside")
            await message.term()
            return
        try:
            await asyncio.gather(*(self.store(batch) for batch in batches))
        except Exception:
            log.exception("a message could not be kept; it is given out again")
            with suppress(nats.errors.Error):
                await message.nak(delay=AGAIN_AFTER)
            return
        with suppress(nats.errors.Error):
            await message.ack()
