"""OwnTracks through a real broker: acknowledged once kept, sent again where it was not."""

import asyncio
import logging
from contextlib import asynccontextmanager

import paho.mqtt.client as paho
import pytest
from paho.mqtt.enums import CallbackAPIVersion

from devices import owntracks
from guihang.doors.gateway.intake import Intake
from guihang.doors.gateway.mqtt import Broker
from loops import run
from servers import free_port, mosquitto, until

TOPIC = "owntracks/jane/phone"


class Kept:
    """A store that may be told to fail so many times."""

    def __init__(self, fails=0):
        self.batches, self.fails = [], fails

    async def __call__(self, batch):
        if self.fails:
            self.fails -= 1
            raise OSError("the disk is full")
        self.batches.append(batch)


async def only_vouched(device, shown, *, protocol, at):
    return "" if shown.vouched and device == "jane/phone" else "no_basis"


@asynccontextmanager
async def listening(port, store):
    intake = Intake(only_vouched, store)
    async with Broker(f"mqtt://127.0.0.1:{port}", intake) as broker:
        await until(lambda: broker._is_there)
        await asyncio.sleep(0.2)
        yield intake


@pytest.fixture
def port():
    return free_port()


@asynccontextmanager
async def phone(port, name="phone"):
    """A phone: it publishes with QoS 1 and waits until the broker has it."""
    client = paho.Client(CallbackAPIVersion.VERSION2, client_id=name)
    client.connect("127.0.0.1", port)
    client.loop_start()

    async def says(body, topic=TOPIC):
        said = client.publish(topic, body, qos=1)
        await asyncio.to_thread(said.wait_for_publish, 10)

    try:
        yield says
    finally:
        client.disconnect()
        await asyncio.to_thread(client.loop_stop)


def test_a_phone_is_heard_under_its_topic(tmp_path, port):
    async def story():
        store = Kept()
        async with listening(port, store), phone(port) as says:
            await says(owntracks(acc=5))
            await until(lambda: store.batches)
            [message] = store.batches[0].messages
            assert (message.device, message.readings[0].lat) == ("jane/phone", 26.25)

    with mosquitto(tmp_path, port):
        run(story())


def test_a_phone_without_a_basis_and_noise_are_counted_and_leave_nothing(tmp_path, port):
    async def story():
        store = Kept()
        async with listening(port, store) as intake, phone(port) as says:
            await says(owntracks(), "owntracks/joe/phone")
            await says(b"{")
            await until(lambda: intake.counts["refused"] and intake.counts["faults"])
            assert store.batches == []
            assert intake.refusals.take() == {("joe/phone", "no_basis"): 1}

    with mosquitto(tmp_path, port):
        run(story())


def test_what_could_not_be_stored_is_not_acknowledged_and_tried_again(tmp_path, port):
    async def story():
        store = Kept(fails=1)
        async with listening(port, store) as intake, phone(port) as says:
            await says(owntracks())
            await until(lambda: store.batches)
            assert intake.counts["not_stored"] == 1

    with mosquitto(tmp_path, port):
        run(story())


def test_what_was_not_kept_when_the_gateway_stopped_comes_again(tmp_path, port, monkeypatch):
    monkeypatch.setattr("guihang.doors.gateway.mqtt.LEAVES_WITHIN", 0.2)

    async def story():
        broken, store = Kept(fails=1_000), Kept()
        async with phone(port) as says:
            async with listening(port, broken) as intake:
                await says(owntracks())
                await until(lambda: intake.counts["not_stored"])
            await says(owntracks(tst=1772337660))
            async with listening(port, store):
                await until(lambda: len(store.batches) == 2)
        assert broken.batches == []

    with mosquitto(tmp_path, port):
        run(story())


def test_a_broker_that_was_away_is_found_again_and_said_once(tmp_path, port, caplog):
    caplog.set_level(logging.INFO, "guihang.doors.gateway.mqtt")

    async def story():
        store = Kept()
        with mosquitto(tmp_path, port) as first:
            async with Broker(f"mqtt://127.0.0.1:{port}", Intake(only_vouched, store)) as broker:
                await until(lambda: broker._is_there)
                first.terminate()
                await asyncio.to_thread(first.wait)
                await until(lambda: broker._is_there is False)
                await asyncio.sleep(3)
                with mosquitto(tmp_path, port):
                    await until(lambda: broker._is_there)
                    async with phone(port) as says:
                        await says(owntracks())
                        await until(lambda: store.batches)

    run(story())
    told = [entry.levelname for entry in caplog.records]
    assert told.count("WARNING") == 2, caplog.text  # gone once, and gone again at the end
