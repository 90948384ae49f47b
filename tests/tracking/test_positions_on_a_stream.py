"""Gateways put positions on JetStream, trackers keep them: nothing is lost, nothing kept twice."""

import asyncio
import sqlite3
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from guihang.doors.gateway import stream
from guihang.doors.gateway.stream import SHARDS, Publisher, Tracker
from guihang.tracking.protocols.readings import Batch, Cell, Message, Reading, Wifi
from loops import run
from servers import free_port, jetstream, until

NOON = datetime(2026, 3, 1, 4, tzinfo=UTC)
WORN = {"first": 1, "second": 2, "beside the first": 1}


class Kept:
    """A store on SQLite: a fix is kept once, by device, time and sequence."""

    def __init__(self, file):
        self.database = sqlite3.connect(file, isolation_level=None)
        self.database.execute("CREATE TABLE IF NOT EXISTS fix (d, t, s, UNIQUE (d, t, s))")
        self.fails, self.calls = 0, 0

    async def __call__(self, batch):
        self.calls += 1
        if self.fails:
            self.fails -= 1
            raise OSError("the disk is full")
        rows = [
            (message.device, reading.time.isoformat(), message.sequence)
            for message in batch.messages
            for reading in message.readings
        ]
        self.database.executemany("INSERT OR IGNORE INTO fix VALUES (?, ?, ?)", rows)

    @property
    def devices(self):
        return sorted(device for (device,) in self.database.execute("SELECT d FROM fix"))

    @property
    def sequences(self):
        return self.database.execute("SELECT s FROM fix").fetchall()

    @property
    def count(self):
        return self.database.execute("SELECT count(*) FROM fix").fetchone()[0]


def message(device="first", minute=0, **besides):
    reading = Reading(time=NOON + timedelta(minutes=minute), lat=26.25, lon=109.7, valid=True)
    return Message("position", "0x0200", device, (reading,), b"done", minute, **besides)


def batch(*messages, received=NOON):
    return Batch("jt808", received, messages)


@asynccontextmanager
async def tracking(port, store, shards=range(SHARDS)):
    stop = asyncio.Event()
    task = asyncio.create_task(Tracker(f"nats://127.0.0.1:{port}", store, shards).run(stop))
    try:
        yield
    finally:
        stop.set()
        await task


def publishing(port):
    return Publisher(f"nats://127.0.0.1:{port}", WORN.get)


@pytest.fixture
def port(tmp_path):
    chosen = free_port()
    with jetstream(tmp_path / "streams", chosen):
        yield chosen


def test_a_message_on_the_stream_says_all_but_secrets():
    reading = Reading(NOON, 26.25, 109.7, True, cells=(Cell(460, 0, 1, 2),), wifi=(Wifi("a", -7),))
    said = batch(Message("position", "x", "first", (reading,), b"done", token="s3cret"))
    [back] = stream.decode(stream.encode([said]))
    assert back.messages[0].readings == (reading,)
    assert (back.received, back.messages[0].token, back.messages[0].reply) == (NOON, None, b"")


def test_what_is_on_the_stream_is_kept_and_gone_from_it(tmp_path, port):
    async def story():
        store = Kept(tmp_path / "fixes.db")
        async with publishing(port) as publisher:
            await asyncio.gather(*(publisher.keep(batch(message(minute=n))) for n in range(500)))
            assert store.count == 0
            async with tracking(port, store):
                await until(lambda: store.count == 500)
                await asyncio.sleep(0.3)
            told = await publisher._js.stream_info(stream.STREAM)
            assert told.state.messages == 0

    run(story())


def test_a_message_put_on_twice_is_taken_once(tmp_path, port):
    async def story():
        async with publishing(port) as publisher:
            await publisher.keep(batch(message()))
            await publisher.keep(batch(message(), received=NOON + timedelta(seconds=9)))
            told = await publisher._js.stream_info(stream.STREAM)
            assert told.state.messages == 1

    run(story())


def test_all_devices_of_a_person_come_to_one_tracker(tmp_path, port):
    async def story():
        mine, others = Kept(tmp_path / "mine.db"), Kept(tmp_path / "others.db")
        async with publishing(port) as publisher:
            for device in WORN:
                await publisher.keep(batch(message(device)))
            async with tracking(port, mine, [1]), tracking(port, others, [2]):
                await until(lambda: mine.count == 2 and others.count == 1)
        assert mine.devices == ["beside the first", "first"]

    run(story())


def test_what_could_not_be_kept_is_given_out_again(tmp_path, port, monkeypatch):
    monkeypatch.setattr(stream, "AGAIN_AFTER", 0.1)

    async def story():
        store = Kept(tmp_path / "fixes.db")
        store.fails = 2
        async with publishing(port) as publisher, tracking(port, store):
            await publisher.keep(batch(message()))
            await until(lambda: store.count == 1)
            assert store.calls == 3

    run(story())


def test_a_tracker_that_stopped_before_it_said_so_changes_nothing(tmp_path, port, monkeypatch):
    monkeypatch.setattr(stream, "KEPT_WITHIN", 0.5)

    async def story():
        store = Kept(tmp_path / "fixes.db")

        async def keeps_and_is_gone(batch):
            await store(batch)
            await asyncio.sleep(60)

        async with publishing(port) as publisher:
            await publisher.keep(batch(message()))
            async with tracking(port, keeps_and_is_gone):
                await until(lambda: store.count == 1)
            async with tracking(port, store):
                await until(lambda: store.calls == 2)
        assert store.count == 1

    run(story())


def test_a_stream_that_is_away_keeps_nothing_and_is_found_again(tmp_path, monkeypatch):
    monkeypatch.setattr(stream, "ANSWERS_WITHIN", 0.3)
    port = free_port()

    async def story():
        store = Kept(tmp_path / "fixes.db")
        with jetstream(tmp_path / "streams", port) as server:
            async with publishing(port) as publisher, tracking(port, store):
                server.terminate()
                await asyncio.to_thread(server.wait)
                with pytest.raises(Exception, match="timeout|no response|NoResp"):
                    await publisher.keep(batch(message()))
                with jetstream(tmp_path / "streams", port):
                    await until(lambda: publisher._line.is_connected)
                    await publisher.keep(batch(message(minute=1)))
                    await until(lambda: (1,) in store.sequences)

    run(story())


def test_batches_too_long_for_one_message_are_halved(tmp_path, port):
    async def story():
        store = Kept(tmp_path / "fixes.db")
        wifi = tuple(Wifi("00:00:00:00:00:00", -70) for _ in range(40))
        readings = tuple(
            Reading(NOON + timedelta(seconds=n), 26.25, 109.7, True, wifi=wifi) for n in range(2000)
        )
        long = Message("position", "batch", "first", readings)
        assert len(stream.encode([batch(long)])) > stream.LARGEST
        async with publishing(port) as publisher, tracking(port, store):
            await publisher.keep(batch(long))
            await until(lambda: store.count == 2000)

    run(story())


def test_a_message_nobody_can_read_is_put_aside_and_the_next_one_kept(tmp_path, port):
    async def story():
        store = Kept(tmp_path / "fixes.db")
        async with publishing(port) as publisher, tracking(port, store):
            await publisher._js.publish("fixes.1", b"\xc1")
            await publisher.keep(batch(message()))
            await until(lambda: store.count == 1)

    run(story())
