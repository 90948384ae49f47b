"""The gateway over real sockets: asked first, stored next, answered last."""

import asyncio
from contextlib import asynccontextmanager

import pytest

from devices import (
    GT06_CELL,
    IMEI,
    LOGIN,
    PHONE,
    gt06,
    gt06_position,
    jt808,
    jt808_position,
    watch_position,
)
from devices import watch as watch_frame
from guihang.doors.gateway.intake import Intake
from guihang.doors.gateway.listening import Bounds, Listener
from guihang.doors.gateway.rates import Rates
from loops import run

PLACE = jt808(0x0200, jt808_position(), sequence=3)
DONE = jt808(0x8001, bytes.fromhex("0003020000"), sequence=0)


class Kept:
    """A store that keeps what it is given, and may be told to wait or to fail."""

    def __init__(self):
        self.batches = []
        self.open = asyncio.Event()
        self.open.set()
        self.asked = asyncio.Event()
        self.fails = False

    async def __call__(self, batch):
        self.asked.set()
        await self.open.wait()
        if self.fails:
            raise OSError("the disk is full")
        self.batches.append(batch)


def only(*devices):
    async def admits(device, shown, *, protocol, at):
        return "" if device in devices else "no_basis"

    return admits


@asynccontextmanager
async def listening(protocol="jt808", admits=None, rates=None, strict=False, **bounds):
    store = Kept()
    admits = admits or only(PHONE, IMEI, "3900000001")
    intake = Intake(admits, store, rates or Rates())
    listener = Listener(protocol, intake, Bounds(**bounds), strict_checksum=strict)
    server = await listener.listen("127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    opened = []

    async def connect():
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        opened.append(writer)
        return reader, writer

    try:
        yield listener, store, connect
    finally:
        store.open.set()
        for writer in opened:
            writer.close()
        server.close()


async def answer(reader, size):
    async with asyncio.timeout(20):
        return await reader.readexactly(size)


async def closed(reader):
    async with asyncio.timeout(20):
        return await reader.read() == b""


def test_a_position_is_stored_and_then_answered():
    async def story():
        async with listening() as (_, store, connect):
            reader, writer = await connect()
            store.open.clear()
            writer.write(PLACE)
            await store.asked.wait()
            assert not reader._buffer
            store.open.set()
            assert await answer(reader, len(DONE)) == DONE
            [batch] = store.batches
            assert (batch.protocol, batch.messages[0].readings[0].lat) == ("jt808", 26.25)

    run(story())


def test_what_could_not_be_stored_is_not_answered():
    async def story():
        async with listening() as (listener, store, connect):
            store.fails = True
            reader, writer = await connect()
            writer.write(PLACE)
            assert await closed(reader)
            assert listener.counts["not_stored"] == 1

    run(story())


def test_a_device_without_a_basis_is_refused_and_counted():
    async def story():
        async with listening(admits=only("somebody else")) as (listener, store, connect):
            reader, writer = await connect()
            writer.write(PLACE)
            assert await closed(reader)
            assert store.batches == []
            assert listener.counts["refused"] == 1

    run(story())


def test_a_basis_that_ends_ends_the_connection():
    devices = [PHONE]

    async def admits(device, shown, *, protocol, at):
        return "" if device in devices else "no_basis"

    async def story():
        async with listening(admits=admits) as (_, store, connect):
            reader, writer = await connect()
            writer.write(PLACE)
            assert await answer(reader, len(DONE)) == DONE
            devices.clear()
            writer.write(PLACE)
            assert await closed(reader)
            assert len(store.batches) == 1

    run(story())


def test_a_frame_in_two_halves_is_one_position():
    async def story():
        async with listening() as (listener, store, connect):
            reader, writer = await connect()
            writer.write(PLACE[:20])
            await writer.drain()
            writer.write(PLACE[20:])
            assert await answer(reader, len(DONE)) == DONE
            assert listener.counts["readings"] == 1

    run(story())


def test_a_gt06_device_that_did_not_log_in_is_refused():
    place = gt06(0x12, gt06_position() + GT06_CELL)

    async def story():
        async with listening("gt06") as (_, store, connect):
            reader, writer = await connect()
            writer.write(LOGIN + place)
            replies = gt06(0x01) + gt06(0x12)
            assert await answer(reader, len(replies)) == replies
            assert store.batches[0].messages[1].device == IMEI
            reader, writer = await connect()
            writer.write(place)
            assert await closed(reader)

    run(story())


def test_a_watch_is_heard_too():
    async def story():
        async with listening("watch") as (_, store, connect):
            reader, writer = await connect()
            writer.write(watch_frame(watch_position("AL")))
            reply = watch_frame("AL")
            assert await answer(reader, len(reply)) == reply
            assert store.batches[0].messages[0].readings[0].lon == 109.7

    run(story())


def test_noise_without_end_closes_the_connection():
    async def story():
        async with listening(faults=5) as (listener, _, connect):
            reader, writer = await connect()
            writer.write(b"\x7eab" * 50)
            assert await closed(reader)
            assert listener.counts["faults"] >= 5

    run(story())


def test_one_connection_too_many_is_turned_away():
    async def story():
        async with listening(connections=1) as (listener, _, connect):
            reader, writer = await connect()
            writer.write(PLACE)
            await answer(reader, len(DONE))
            other, _ = await connect()
            assert await closed(other)
            assert listener.counts["turned_away"] == 1

    run(story())


def test_a_silent_connection_is_closed():
    async def story():
        async with listening(silence=0.05) as (listener, _, connect):
            reader, _ = await connect()
            assert await closed(reader)
            assert listener.counts["broken"] == 1

    run(story())


def test_a_device_that_sends_faster_than_is_stored_has_to_wait():
    async def story():
        async with listening(chunk=4096) as (listener, store, connect):
            reader, writer = await connect()
            store.open.clear()
            writer.transport.set_write_buffer_limits(high=4096)
            writer.write(PLACE * 200_000)
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(writer.drain(), 0.3)
            assert listener.counts["messages"] == 0
            writer.transport.abort()

    run(story())


def proving(secret):
    async def admits(device, shown, *, protocol, at):
        return "" if shown.token == secret else "not_proved"

    return admits


def test_a_terminal_shows_its_secret_once_and_is_heard_on_that_connection():
    async def story():
        async with listening(admits=proving("s3cret")) as (_, store, connect):
            reader, writer = await connect()
            writer.write(jt808(0x0102, b"s3cret", sequence=1))
            welcome = jt808(0x8001, bytes.fromhex("0001010200"), sequence=0)
            assert await answer(reader, len(welcome)) == welcome
            writer.write(PLACE)
            assert await answer(reader, len(DONE)) == DONE
            assert len(store.batches) == 1

    run(story())


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (jt808(0x0102, b"guessed"), jt808(0x8001, bytes.fromhex("0001010201"), sequence=0)),
        (jt808(0x0100, bytes(37)), jt808(0x8100, bytes.fromhex("000104"), sequence=0)),
    ],
    ids=["authenticates", "registers"],
)
def test_a_terminal_that_is_refused_is_told_so_and_closed(said, told):
    async def story():
        async with listening(admits=proving("s3cret")) as (listener, store, connect):
            reader, writer = await connect()
            writer.write(said + PLACE)
            assert await answer(reader, len(told)) == told
            assert await closed(reader)
            assert (store.batches, listener.counts["refused"]) == ([], 2)

    run(story())


def test_a_flood_from_one_device_is_refused_and_others_are_heard():
    other = jt808(0x0200, jt808_position(), sequence=3, device="13900000002")
    admits = only(PHONE, "13900000002")

    async def story():
        rates = Rates(burst=20, a_second=0.001)
        async with listening(admits=admits, rates=rates) as (listener, store, connect):
            reader, writer = await connect()
            writer.write(PLACE * 200)
            assert await closed(reader)
            assert (listener.counts["flooded"], len(store.batches)) == (200, 0)
            assert listener.intake.refusals.take() == {(PHONE, "too_fast"): 200}
            reader, writer = await connect()
            writer.write(other)
            assert len(await answer(reader, len(DONE))) == len(DONE)
            assert listener.counts["readings"] == 1

    run(story())


def test_one_address_holds_only_so_many_connections():
    async def story():
        async with listening(each=1) as (listener, _, connect):
            reader, writer = await connect()
            writer.write(PLACE)
            await answer(reader, len(DONE))
            other, _ = await connect()
            assert await closed(other)
            writer.close()
            await writer.wait_closed()
            reader, writer = await connect()
            writer.write(PLACE)
            assert await answer(reader, len(DONE)) == DONE
            assert listener.counts["turned_away"] == 1

    run(story())


@pytest.mark.parametrize(("strict", "readings"), [(False, 1), (True, 0)])
def test_a_wrong_checksum_is_refused_only_where_the_operator_is_strict(strict, readings):
    wrong = jt808(0x0200, jt808_position(), checksum=1)

    async def story():
        async with listening(strict=strict, faults=1) as (listener, _, connect):
            reader, writer = await connect()
            writer.write(wrong)
            await (closed(reader) if strict else answer(reader, len(DONE)))
            assert listener.counts["readings"] == readings

    run(story())


def test_a_connection_ends_after_a_message_that_is_not_answered():
    async def story():
        async with listening() as (listener, _, connect):
            reader, writer = await connect()
            writer.write(jt808(0x0001, bytes(5)))
            writer.write_eof()
            assert await closed(reader)
            assert listener.counts["messages"] == 1

    run(story())
