"""OwnTracks over MQTT: any broker; told that a message has come only once it is kept.

The broker is trusted with who publishes where: it must let each device publish under its own topic
only (`pattern write owntracks/%u/#`). What is not acknowledged it sends again.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion

from guihang.doors import clock
from guihang.doors.gateway.intake import Intake
from guihang.doors.gateway.ports import Shown
from guihang.tracking.protocols import owntracks
from guihang.tracking.protocols.readings import Message

log = logging.getLogger(__name__)

TOPICS = (("owntracks/+/+", 1), ("owntracks/+/+/event", 1))
PORTS = {"mqtt": 1883, "mqtts": 8883}
SOONEST, LATEST = 1, 60
"""Seconds between two attempts to reach the broker."""
LEAVES_WITHIN = 5
"""Seconds for what is being kept; the rest is not acknowledged and comes again."""
CLIENT = "guihang-gateway"
VOUCHED = Shown(vouched=True)


@dataclass
class Broker:
    """A session with one broker; it outlasts the connection, so nothing is missed meanwhile."""

    address: str
    intake: Intake
    client_id: str = CLIENT
    _is_there: bool | None = None

    async def __aenter__(self) -> Broker:
        self._loop = asyncio.get_running_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        self._client = client = self._make()
        where = urlsplit(self.address)
        client.connect_async(
            where.hostname or "localhost", where.port or PORTS.get(where.scheme, 1883)
        )
        client.loop_start()
        return self

    async def __aexit__(self, *_ended: object) -> None:
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=LEAVES_WITHIN)
        for task in self._tasks:
            task.cancel()
        self._client.disconnect()
        await asyncio.to_thread(self._client.loop_stop)

    def _make(self) -> paho.Client:
        where = urlsplit(self.address)
        client = paho.Client(
            CallbackAPIVersion.VERSION2,
            client_id=self.client_id,
            clean_session=False,
            manual_ack=True,
        )
        client.reconnect_delay_set(SOONEST, LATEST)
        if where.scheme == "mqtts":
            client.tls_set()
        if where.username:
            client.username_pw_set(unquote(where.username), unquote(where.password or ""))
        client.on_connect = self._greeted
        client.on_connect_fail = lambda *_: self._lost("it does not answer")
        client.on_disconnect = lambda _c, _u, _f, reason, _p: self._lost(str(reason))
        client.on_message = lambda _c, _u, said: self._loop.call_soon_threadsafe(self._hear, said)
        return client

    def _greeted(self, client: paho.Client, _u: object, _f: object, reason, _p: object) -> None:
        if reason.is_failure:
            return self._lost(str(reason))
        client.subscribe(list(TOPICS))
        self._is_there = True
        return log.info("mqtt: the broker %s is there", urlsplit(self.address).hostname)

    def _lost(self, why: str) -> None:
        """Say it once; it is tried again until it is there."""
        if self._is_there is not False:
            log.warning("mqtt: the broker is gone (%s); it is tried again", why)
        self._is_there = False

    def _hear(self, said: paho.MQTTMessage) -> None:
        task = asyncio.create_task(self._take(said))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _take(self, said: paho.MQTTMessage) -> None:
        """Keep one message; one that cannot be kept is tried again here until it is."""
        heard = owntracks.decode(said.payload, topic=said.topic)
        messages = [one for one in heard if isinstance(one, Message)]
        self.intake.counts["faults"] += len(heard) - len(messages)
        wait = float(SOONEST)
        while messages and not await self._is_done(messages):
            await asyncio.sleep(wait)
            wait = min(wait * 2, LATEST)
        # Also what is refused: nothing would become of it if it came again.
        self._client.ack(said.mid, said.qos)

    async def _is_done(self, messages: list[Message]) -> bool:
        try:
            await self.intake.take("owntracks", messages, VOUCHED, at=clock.now())
        except Exception:
            self.intake.counts["not_stored"] += 1
            log.exception("mqtt: a message was not stored; it is tried again")
            return False
        return True
