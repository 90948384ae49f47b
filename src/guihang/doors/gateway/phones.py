"""Phones over HTTP, as an ASGI application: /osmand, /owntracks and /app.

As on the line: who may send is asked, what is sent is stored, and only then it is answered with
200. 400 says why a request means nothing, 403 that there is no basis for receiving from the phone,
413 that it is too long, 429 that it comes too fast, and 503 that it could not be stored and is to
be sent again. A phone shows its secret as the password of HTTP (OwnTracks), as a bearer (our app),
or as `token` in the address (OsmAnd, Traccar Client).
"""

from __future__ import annotations

import binascii
import logging
from base64 import b64decode
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import parse_qs

from guihang.doors import clock
from guihang.doors.gateway.intake import Intake, Outcome
from guihang.doors.gateway.ports import Shown
from guihang.tracking.protocols import mobile, osmand, owntracks
from guihang.tracking.protocols.json_text import LARGEST
from guihang.tracking.protocols.readings import Fault, Heard, Message

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


REFUSED = Answer(403, b"Nothing is received from this device.")
TOO_FAST = Answer(429, b"This device sends too fast; send it again later.")


@dataclass
class Phones:
    """The application. The counts of its intake say what came and what became of it."""

    intake: Intake

    @property
    def counts(self) -> Counter[str]:
        """What came and what became of it."""
        return self.intake.counts

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
        return await self._keep(protocol, messages, shown_by(scope))

    async def _keep(self, protocol: str, messages: tuple[Message, ...], shown: Shown) -> Answer:
        try:
            outcome = await self.intake.take(protocol, messages, shown, at=clock.now())
        except Exception:
            self.counts["not_stored"] += 1
            log.exception("A batch of %s was not stored; it is to be sent again.", protocol)
            return Answer(503, b"It could not be stored; send it again.")
        if outcome is not Outcome.KEPT:
            return TOO_FAST if outcome is Outcome.TOO_FAST else REFUSED
        reply = messages[0].reply
        return Answer(200, reply, b"application/json") if reply else Answer(200)


def shown_by(scope: Scope) -> Shown:
    """Return the secret a request shows, wherever it shows it."""
    headers = dict(scope["headers"])
    kind, _, said = _text(headers.get(b"authorization", b"")).partition(" ")
    if kind.lower() == "bearer":
        return Shown(said.strip())
    if kind.lower() == "basic":
        return Shown(_password(said))
    if b"token=" not in scope["query_string"]:
        return Shown()
    return Shown(parse_qs(_text(scope["query_string"])).get("token", [None])[0])


def _password(said: str) -> str | None:
    try:
        return b64decode(said, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return None


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
