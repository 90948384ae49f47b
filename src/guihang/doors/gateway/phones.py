"""Phones over HTTP, as an ASGI application: /osmand, /owntracks and /app.

As on the line: who may send is asked, what is sent is stored, and only then it is answered with
200. 400 says why a request means nothing, 403 that there is no basis for receiving from the phone,
413 that it is too long, and 503 that it could not be stored and is to be sent again.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from guihang.doors import clock
from guihang.doors.gateway.ports import Admission, Store
from guihang.tracking.protocols import mobile, osmand, owntracks
from guihang.tracking.protocols.json_text import LARGEST
from guihang.tracking.protocols.readings import Batch, Fault, Heard, Message

log = logging.getLogger(__name__)

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Answer(NamedTuple):
    """A status and a short body."""

    status: int
    body: bytes = b""
    kind: bytes = b"text/plain; charset=utf-8"


def _osmand(scope: Scope, body: bytes) -> tuple[Heard, ...]:
    return osmand.decode(body.strip() or bytes(scope["query_string"]))


def _owntracks(scope: Scope, body: bytes) -> tuple[Heard, ...]:
    """The headers name user and device; without them the message itself does."""
    headers = dict(scope["headers"])
    user, device = headers.get(b"x-limit-u"), headers.get(b"x-limit-d")
    named = f"{_text(user)}/{_text(device)}" if user and device else None
    return owntracks.decode(body, device=named)


def _text(header: bytes) -> str:
    return header.decode("utf-8", "replace")


READERS: dict[str, tuple[str, Callable[[Scope, bytes], tuple[Heard, ...]]]] = {
    "/osmand": ("osmand", _osmand),
    "/owntracks": ("owntracks", _owntracks),
    "/app": ("mobile", lambda scope, body: mobile.decode(body)),
}


@dataclass
class Phones:
    """The application. `counts` says what came and what became of it."""

    admits: Admission
    store: Store
    counts: Counter[str] = field(default_factory=Counter)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        answer = await self._answer(scope, receive)
        headers = [(b"content-type", answer.kind), (b"content-length", b"%d" % len(answer.body))]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": answer.body})

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        reader = READERS.get(scope["path"].rstrip("/"))
        if reader is None:
            return Answer(404, b"There is no protocol at this address.")
        body = await _body(receive)
        if body is None:
            return Answer(413, b"The request is longer than a mebibyte.")
        protocol, read = reader
        heard = read(scope, body)
        faults = [one for one in heard if isinstance(one, Fault)]
        messages = tuple(one for one in heard if isinstance(one, Message))
        self.counts["faults"] += len(faults)
        if not messages:
            return Answer(400, faults[0].why.encode())
        return await self._keep(protocol, messages)

    async def _keep(self, protocol: str, messages: tuple[Message, ...]) -> Answer:
        at = clock.now()
        for device in {message.device for message in messages}:
            if device is None or not await self.admits(device, protocol=protocol, at=at):
                self.counts["refused"] += len(messages)
                return Answer(403, b"Nothing is received from this device.")
        try:
            if any(message.readings for message in messages):
                await self.store(Batch(protocol, at, messages))
        except Exception:
            self.counts["not_stored"] += 1
            log.exception("A batch of %s was not stored; it is to be sent again.", protocol)
            return Answer(503, b"It could not be stored; send it again.")
        self.counts["messages"] += len(messages)
        self.counts["readings"] += sum(len(message.readings) for message in messages)
        reply = messages[0].reply
        return Answer(200, reply, b"application/json") if reply else Answer(200)


async def _body(receive: Receive) -> bytes | None:
    """Return the whole body, or None as soon as it is too long."""
    body = b""
    while True:
        event = await receive()
        body += event.get("body", b"")
        if len(body) > LARGEST:
            return None
        if not event.get("more_body"):
            return body
