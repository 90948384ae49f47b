"""What the gateway takes in a second, kept on the disk before it answers, beside doing nothing.

Three questions: frames of JT/T 808 on 1,000 connections, one after the other and 20 at once as
after a gap of the network; requests of phones with one place each; requests with 100 places each.
Each is asked of a server that only reads and answers (baseline: the same framing, nothing decoded,
nothing kept), then of the gateway with its real store on SQLite: 1,000 people, each under an
order, bound to a county. Whoever sends runs in a process of its own and takes a core too.

    python benchmarks/gateway.py [--seconds 5]
"""

import argparse
import asyncio
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import devices

CONNECTIONS, PHONES, FRAMES, TOGETHER, PLACES = 1_000, 500, 60, 20, 100
PORTS = {"jt808": 19411, "phones": 19412}
ANSWER = devices.jt808(0x8001, bytes(5), device="0", sequence=0)


def main():
    """Measure the baseline and the gateway, each in a process of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--serve", choices=("baseline", "gateway"))
    options = parser.parse_args()
    if options.serve:
        return asyncio.run(SERVERS[options.serve]())
    rows = {which: measured(which, options.seconds) for which in SERVERS}
    print(f"{'a second':<40}{'baseline':>12}{'gateway':>12}{'share':>8}")
    for name in rows["baseline"]:
        base, own = rows["baseline"][name], rows["gateway"][name]
        print(f"{name:<40}{base:>12,.0f}{own:>12,.0f}{own / base:>8.0%}")
    return None


def measured(which, seconds):
    """Return what a server takes a second, by question."""
    with tempfile.TemporaryDirectory() as home:
        server = subprocess.Popen(
            [sys.executable, __file__, "--serve", which],
            env=os.environ | {"GUIHANG_HOME": home, "DJANGO_SETTINGS_MODULE": "guihang.settings"},
        )
        try:
            return asyncio.run(asked(seconds))
        finally:
            server.terminate()
            server.wait()


async def asked(seconds):
    """Ask the three questions."""
    await reachable()
    frames, gaps = ([frames_of(number, hours) for number in range(CONNECTIONS)] for hours in (1, 2))
    phones = [requests_of(number) for number in range(PHONES)]
    batches = [[batch_of(number, turn) for turn in range(5)] for number in range(PHONES)]
    one, gap = PORTS["jt808"], [merged(each) for each in gaps]
    return {
        "JT/T 808 frames, one by one": await rate(one, frames, 1, seconds),
        "JT/T 808 frames, 20 at once": TOGETHER * await rate(one, gap, TOGETHER, seconds),
        "requests with one place": await rate(PORTS["phones"], phones, 0, seconds),
        "places in requests of 100": PLACES * await rate(PORTS["phones"], batches, 0, seconds),
    }


async def rate(port, streams, frames, seconds):
    """Let every connection send its own again and again; return how many were answered a second."""
    lines = [await asyncio.open_connection("127.0.0.1", port) for _each in streams]
    ends = time.monotonic() + seconds
    pairs = zip(lines, streams, strict=True)
    counts = await asyncio.gather(*(converse(line, each, frames, ends) for line, each in pairs))
    for _reader, writer in lines:
        writer.close()
    return sum(counts) / seconds


async def converse(line, said, frames, ends):
    """Send, wait for as many frames, or for the answer to a request; send the next."""
    reader, writer = line
    answered = 0
    while time.monotonic() < ends:
        writer.write(said[answered % len(said)])
        if not frames:
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200"), head
        marks = 2 * frames
        while marks > 0:
            chunk = await reader.read(65_536)
            assert chunk, "the connection was closed"
            marks -= chunk.count(b"\x7e")
        answered += 1
    return answered


def key(number):
    """Return what a device calls itself."""
    return f"139{number:08d}"


def frames_of(number, hours):
    """Return frames of one device, a second apart, from some hours ago on."""
    found = []
    began = datetime.now(UTC) + timedelta(hours=8 - hours)
    for turn in range(FRAMES):
        at = f"{began + timedelta(seconds=turn):%y%m%d%H%M%S}"
        body = devices.jt808_position(lat=26_400_000 + turn, lon=111_600_000, time=at)
        found.append(devices.jt808(0x0200, body, device=key(number), sequence=100 + turn))
    return found


def merged(frames):
    """Return frames in bundles, as after a gap of the network."""
    return [b"".join(frames[first : first + TOGETHER]) for first in range(0, FRAMES, TOGETHER)]


def requests_of(number):
    """Return requests of OsmAnd, a second apart, so that each is a place of its own."""
    began = int(time.time()) - 3600
    place = f"GET /osmand?id={key(number)}&lat=26.4&lon=111.6&accuracy=8&timestamp="
    return [f"{place}{began + turn} HTTP/1.1\r\nHost: x\r\n\r\n".encode() for turn in range(500)]


def batch_of(number, turn):
    """Return a request of our own app with many places."""
    began = datetime.now(UTC) - timedelta(hours=2)
    times = [began + timedelta(seconds=turn * PLACES + place) for place in range(PLACES)]
    places = [{"time": at.isoformat(), "lat": 26.4, "lon": 111.6, "accuracy": 8} for at in times]
    body = json.dumps({"device": key(number), "positions": places}).encode()
    head = f"POST /app HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def reachable():
    """Wait until both ports are open."""
    for port in PORTS.values():
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                break
            await asyncio.sleep(0.1)
        else:
            raise SystemExit("the server does not answer")


async def baseline():
    """Serve nothing: a frame is two marks, a request is its body."""

    async def converse(reader, writer):
        while chunk := await reader.read(16_384):
            writer.write(ANSWER * (chunk.count(b"\x7e") // 2))
            await writer.drain()

    async def phones(scope, receive, send):
        while (await receive()).get("more_body"):
            pass
        headers = [(b"content-length", b"0")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    from granian.server.embed import Server

    await asyncio.start_server(converse, "127.0.0.1", PORTS["jt808"])
    await Server(
        phones,
        port=PORTS["phones"],
        interface="asginl",
        websockets=False,
        log_enabled=False,
        backpressure=10_000,
    ).serve()


async def gateway():
    """Serve the gateway with its real store; only who is under an order is made up."""
    from guihang.ledger import keyfile

    home = Path(os.environ["GUIHANG_HOME"])
    keyfile.make(home / "keys" / "keyring.json")
    import django

    django.setup()
    await asyncio.to_thread(prepared)
    from guihang.doors.gateway import opening, rates

    rates.Rates.__init__.__defaults__ = (1e12, 1e12)
    wanted = opening.Wanted("127.0.0.1", PORTS, home / "gateway.json")
    await opening.receive(wanted, stop=asyncio.Event())


def prepared():
    """Make the tables of positions and a roster of people who are bound to a county."""
    from django.db import connections

    from guihang.tracking.fixes import roster, tables

    tables.make(connections["positions"])
    connections.close_all()
    whole = made_up(roster)
    roster.read = lambda **_when: whole


def made_up(roster):
    """Return a roster of people under an order, each with a device, each bound to a county."""
    import shapely

    from guihang.tracking.geometry import Region
    from guihang.tracking.models import Basis, Device
    from guihang.tracking.ports import Bound
    from guihang.tracking.vocabulary import BasisSort, Sign

    begins, ends = (datetime.now(UTC) + timedelta(days=days) for days in (-30, 30))
    of = {"sort": BasisSort.ORDER, "begins": begins, "ends": ends}
    found = []
    for number in range(CONNECTIONS):
        device = Device(pk=number + 1, key=key(number), datum="wgs-84")
        found.append(Basis(pk=number + 1, case_id=number + 1, device=device, **of))
    county = Region(shapely.box(111.4, 26.2, 111.8, 26.6))
    within = {"shape": county, "border": 150.0, "begins": begins, "ends": ends}
    bounds = [
        Bound(one.case_id, "county", Sign.LEFT, "", ground="ccl-2019:27.1", **within)
        for one in found
    ]
    return roster.of(found, bounds, roster.ShapeCache())


SERVERS = {"baseline": baseline, "gateway": gateway}

if __name__ == "__main__":
    main()
