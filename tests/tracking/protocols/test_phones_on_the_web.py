"""Phones over real HTTP: asked first, stored next, answered last."""

import asyncio
import socket
from contextlib import asynccontextmanager
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from granian.server.embed import Server

from devices import app, owntracks, traccar
from guihang.doors.gateway.intake import Intake
from guihang.doors.gateway.phones import Phones
from guihang.doors.gateway.rates import Rates
from loops import run

PLACE = "/osmand?id=phone-1&lat=26.25&lon=109.7&timestamp=1772337600"


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@asynccontextmanager
async def serving(devices, fails=False, rates=None):
    kept = []

    async def admits(device, shown, *, protocol, at):
        known = device in devices
        return "" if known and devices[device] in (None, shown.token) else "no_basis"

    async def store(batch):
        if fails:
            raise OSError("the disk is full")
        kept.append(batch)

    phones, port = Phones(Intake(admits, store, rates or Rates())), free_port()
    server = Server(phones, address="127.0.0.1", port=port, interface="asgi")
    running = asyncio.create_task(server.serve())
    try:
        await reachable(port)
        yield port, kept, phones
    finally:
        server.stop()
        await running


async def reachable(port):
    async with asyncio.timeout(30):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.01)
            else:
                return writer.close()


def ask(port, path, body=None, headers=None):
    request = Request(f"http://127.0.0.1:{port}{path}", data=body, headers=headers or {})
    try:
        with urlopen(request, timeout=30) as response:
            return response.status, response.read()
    except HTTPError as refusal:
        return refusal.code, refusal.read()


ALL = dict.fromkeys(("phone-1", "jane/phone", "app-1"))
"""Devices that are heard, with their secrets."""


def served(path, body=None, headers=None, *, devices=ALL, fails=False, rates=None):
    async def story():
        async with serving(devices, fails, rates) as (port, kept, phones):
            status, said = await asyncio.to_thread(ask, port, path, body, headers)
            return status, said, kept, phones.counts

    return run(story())


@pytest.mark.parametrize(
    ("path", "body"),
    [(PLACE, None), ("/osmand", PLACE.split("?")[1].encode()), ("/osmand/", traccar())],
    ids=["query", "form", "json"],
)
def test_a_phone_is_heard_by_query_form_and_json(path, body):
    status, _, [batch], _ = served(path, body)
    assert status == 200
    assert (batch.protocol, batch.messages[0].device) == ("osmand", "phone-1")
    assert batch.messages[0].readings[0].lat == 26.25


def test_owntracks_is_named_by_its_headers_and_answered_with_a_list():
    headers = {"X-Limit-U": "jane", "X-Limit-D": "phone"}
    status, said, [batch], _ = served("/owntracks", owntracks(), headers)
    assert (status, said) == (200, b"[]")
    assert batch.messages[0].device == "jane/phone"


def test_our_own_app_sends_batches():
    one = {"time": "2026-03-01T04:00:00Z", "lat": 26.25, "lon": 109.7}
    status, _, [batch], counts = served("/app", app(one, one))
    assert (status, len(batch.messages[0].readings), counts["readings"]) == (200, 2, 2)


def test_a_phone_without_a_basis_is_refused_and_counted():
    status, said, kept, counts = served(PLACE, devices={})
    assert (status, kept, counts["refused"]) == (403, [], 1)
    assert said


def test_what_could_not_be_stored_is_to_be_sent_again():
    status, _, _, counts = served(PLACE, fails=True)
    assert (status, counts["not_stored"]) == (503, 1)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/osmand?lat=1&lon=2", None, 400),
        ("/owntracks", b"{", 400),
        ("/app", b"[]", 400),
        ("/app", b" " * 1_048_577, 413),
        ("/elsewhere", None, 404),
    ],
)
def test_what_means_nothing_is_refused_in_words(path, body, status):
    answered, said, kept, _ = served(path, body)
    assert (answered, kept) == (status, [])
    assert len(said.split()) > 1


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (PLACE, {"Authorization": "Basic amFuZTpzM2NyZXQ="}),
        (PLACE, {"Authorization": "Bearer s3cret"}),
        (PLACE + "&token=s3cret", {}),
    ],
    ids=["password", "bearer", "address"],
)
def test_a_phone_shows_its_secret_where_its_app_can(path, headers):
    assert served(path, None, headers, devices={"phone-1": "s3cret"})[0] == 200


@pytest.mark.parametrize("shown", ["Basic amFuZTpndWVzcw==", "Basic %%%", "Bearer x", ""])
def test_a_phone_that_shows_another_secret_is_refused(shown):
    status, _, kept, _ = served(PLACE, None, {"Authorization": shown}, devices={"phone-1": "s"})
    assert (status, kept) == (403, [])


def test_a_phone_that_floods_is_told_to_wait():
    status, said, kept, counts = served(PLACE, rates=Rates(burst=0))
    assert (status, kept, counts["flooded"]) == (429, [], 1)
    assert b"later" in said
