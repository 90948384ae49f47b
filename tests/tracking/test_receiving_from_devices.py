"""Every way in at once, on the real database: what is under a basis is kept, the rest counted."""

import asyncio
import json
import socket
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from django.db import connections

import devices
import lives
from guihang.doors import clock
from guihang.doors.gateway import opening
from guihang.ledger.chains import SYSTEM
from guihang.tracking import actions
from guihang.tracking.fixes.models import Fix, Refused
from guihang.tracking.vocabulary import Ended
from loops import run
from positions import NOON, Played
from servers import free_port, jetstream, mosquitto, until

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "positions"]),
    pytest.mark.both_databases,
]
PLACE = {"status": 2, "lat": 26_400_000, "lon": 111_600_000, "time": "261124120000"}
TABLES = ("fix", "state", "crossing", "refused")


@pytest.fixture
def case(cast, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    yield lives.registered(cast, lives.received(cast))
    with connections["positions"].cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"DELETE FROM {table}")


@asynccontextmanager
async def receiving(folder, **besides):
    """The gateway on ports of its own; yields the ports and what `status` would read."""
    ports = {name: free_port() for name in ("jt808", "gt06", "watch", "phones")}
    ports |= besides.pop("ports", {})
    counts = folder / "gateway.json"
    wanted = opening.Wanted("127.0.0.1", ports, counts, **besides)
    stop = asyncio.Event()
    running = asyncio.create_task(opening.receive(wanted, stop=stop))
    try:
        await until(lambda: running.done() or counts.exists())
        if running.done():
            running.result()
        yield ports, lambda: json.loads(counts.read_text())["counts"]
    finally:
        stop.set()
        await running


async def line(port, said, size):
    """Say something on a connection and return the answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(said)
    try:
        async with asyncio.timeout(20):
            return await reader.readexactly(size)
    except asyncio.IncompleteReadError as ended:
        return ended.partial
    finally:
        writer.close()


async def post(port, path, body, **headers):
    """Send a request as a phone does; return the status."""
    head = "".join(f"{name.replace('_', '-')}: {word}\r\n" for name, word in headers.items())
    said = f"POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{head}"
    said += f"Content-Length: {len(body)}\r\n\r\n"
    return int((await line(port, said.encode() + body, 12))[9:])


def kept():
    """What is kept, read in this thread."""

    def read():
        try:
            return sorted(Fix.objects.values_list("device", flat=True))
        finally:
            connections.close_all()

    return asyncio.to_thread(read)


def test_each_device_is_kept_and_answered_in_its_own_words(case, tmp_path):
    band = Played(case, "13900000001")
    watch = Played(case, "3900000001", protocol="watch")
    gt06 = Played(case, devices.IMEI, protocol="gt06")
    phone = Played(case, "jane/phone", protocol="owntracks")
    traccar = Played(case, "phone-1", protocol="osmand")
    at = int(NOON.timestamp())

    async def story():
        async with receiving(tmp_path) as (ports, _):
            login = devices.jt808(0x0102, band.secret.encode())
            place = devices.jt808(0x0200, devices.jt808_position(**PLACE), sequence=2)
            answers = await line(ports["jt808"], login + place, 40)
            assert answers.count(b"\x80\x01") == 2
            words = devices.watch_position("AL").replace("010326", "241126")
            heard = devices.watch("AL")
            assert await line(ports["watch"], devices.watch(words), len(heard)) == heard
            day = bytes([26, 11, 24, 4, 0, 0]) + devices.gt06_position()[6:]
            said = devices.LOGIN + devices.gt06(0x12, day + devices.GT06_CELL)
            assert await line(ports["gt06"], said, 20) == devices.gt06(1) + devices.gt06(0x12)
            named = {"X_Limit_U": "jane", "X_Limit_D": "phone"}
            shown = {"Authorization": f"Bearer {phone.secret}"}
            body = devices.owntracks(tst=at)
            assert await post(ports["phones"], "/owntracks", body, **named, **shown) == 200
            body = devices.traccar(timestamp="2026-11-24T04:00:00Z")
            path = f"/osmand?token={traccar.secret}"
            assert await post(ports["phones"], path, body) == 200
            return await kept()

    found = run(story())
    assert found == sorted(one.device.pk for one in (band, watch, gt06, phone, traccar))


def test_who_has_no_basis_or_no_secret_leaves_a_count_and_no_place(case, tmp_path):
    Played(case, "phone-1", protocol="osmand")

    async def story():
        async with receiving(tmp_path) as (ports, _):
            body = devices.traccar(timestamp="2026-11-24T04:00:00Z")
            assert await post(ports["phones"], "/osmand", body) == 403
            place = devices.jt808(0x0200, devices.jt808_position(**PLACE))
            assert await line(ports["jt808"], place, 20) == b""
        return await kept()

    assert run(story()) == []
    assert {(one.device, one.why, one.count) for one in Refused.objects.all()} == {
        ("phone-1", "not_proved", 1),
        (devices.PHONE, "no_basis", 1),
    }
    assert json.loads((tmp_path / "gateway.json").read_text())["counts"] == {
        "jt808": {"refused": 1},
        "gt06": {},
        "watch": {},
        "phones": {"refused": 1},
    }


def test_a_basis_that_ended_stops_the_device_at_the_next_look(case, tmp_path, monkeypatch):
    monkeypatch.setattr("guihang.tracking.fixes.keeper.FRESH", 0.1)
    phone = Played(case, "phone-1", protocol="osmand")
    body = devices.traccar(timestamp="2026-11-24T04:00:00Z")

    def end():
        actions.end(basis=phone.basis, because=Ended.TAKEN_OFF, by=SYSTEM, at=NOON)
        connections.close_all()

    async def story():
        async with receiving(tmp_path) as (ports, _):
            path = f"/osmand?token={phone.secret}"
            assert await post(ports["phones"], path, body) == 200
            await asyncio.to_thread(end)
            async with asyncio.timeout(20):
                while await post(ports["phones"], path, body) != 403:
                    await asyncio.sleep(0.05)

    run(story())


def test_a_port_in_use_is_said_once_and_the_others_are_open(case, tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(opening, "A_MINUTE", 0.1)

    async def story():
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            async with receiving(tmp_path, ports={"gt06": port}) as (ports, _):
                assert await post(ports["phones"], "/nowhere", b"") == 404
                await asyncio.sleep(0.5)
                taken.close()
                await asyncio.sleep(0.5)
                said = devices.gt06(0x12, devices.gt06_position() + devices.GT06_CELL)
                assert await line(port, said, 10) == b""

    run(story())
    warned = [one.getMessage() for one in caplog.records if one.levelname == "WARNING"]
    assert len([one for one in warned if "gt06" in one]) == 1


def test_a_broker_and_a_stream_lead_to_the_same_place(case, tmp_path):
    phone = Played(case, "jane/phone", protocol="owntracks")
    broker, stream = free_port(), free_port()
    import paho.mqtt.publish as publish

    from guihang.doors.gateway.stream import SHARDS, Tracker

    address = f"nats://127.0.0.1:{stream}"
    body = devices.owntracks(tst=int(NOON.timestamp()))

    async def story():
        stop = asyncio.Event()
        async with receiving(tmp_path, mqtt=f"mqtt://127.0.0.1:{broker}", stream=address) as (
            _,
            counts,
        ):
            await asyncio.sleep(1)
            await asyncio.to_thread(
                publish.single, "owntracks/jane/phone", body, 1, False, "127.0.0.1", broker
            )
            keeper = await asyncio.to_thread(opening.make_keeper)
            tracker = asyncio.create_task(Tracker(address, keeper.keep, range(SHARDS)).run(stop))
            async with asyncio.timeout(20):
                while not (found := await kept()):
                    await asyncio.sleep(0.05)
            stop.set()
            await tracker
            await asyncio.to_thread(keeper.close)
            return found

    with mosquitto(tmp_path, broker), jetstream(tmp_path / "streams", stream):
        assert run(story()) == [phone.device.pk]


def test_a_whole_day_kept_without_a_network_comes_in_at_once(case, tmp_path):
    phone = Played(case, "app-1", protocol="mobile")
    times = [(NOON - timedelta(seconds=n)).isoformat() for n in range(1_000)]
    body = devices.app(*({"time": at, "lat": 26.4, "lon": 111.6} for at in times))

    async def story():
        async with receiving(tmp_path) as (ports, _):
            shown = {"Authorization": f"Bearer {phone.secret}"}
            assert await post(ports["phones"], "/app", body, **shown) == 200
        return await kept()

    assert len(run(story())) == 1_000


def test_phones_that_keep_their_connection_do_not_shut_others_out(case, tmp_path):
    async def story():
        async with receiving(tmp_path) as (ports, _):
            lines = [
                await asyncio.open_connection("127.0.0.1", ports["phones"]) for _ in range(300)
            ]
            try:
                assert await post(ports["phones"], "/nowhere", b"") == 404
            finally:
                for _reader, writer in lines:
                    writer.close()

    run(story())
