"""Messages of JT/T 808 from opened frames, each with its reply."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from struct import Struct
from typing import NamedTuple

from guihang.tracking.protocols.jt808 import location
from guihang.tracking.protocols.jt808.frames import Frame, seal
from guihang.tracking.protocols.readings import Fault, Heard, Message, Reading, of_readings

ANSWER, HEARTBEAT, LOGOUT, REGISTER, AUTHENTICATE = 0x0001, 0x0002, 0x0003, 0x0100, 0x0102
ATTRIBUTES, TIME_REQUEST, LOCATION, LOCATION_ANSWER, BATCH = 0x0107, 0x0109, 0x0200, 0x0201, 0x0704
GENERAL_REPLY, REGISTER_REPLY, TIME_REPLY = 0x8001, 0x8100, 0x8109
DONE, FAILED, NOT_SUPPORTED, NOT_KNOWN = 0, 1, 3, 4
GENERAL, REGISTERED, TIME = Struct(">HHB"), Struct(">HB"), Struct(">HBBBBBB")
TOKEN_LENGTHS = range(1, 256)


class Clock(NamedTuple):
    """When something was received, and how far the device's own clock is ahead of UTC."""

    at: datetime
    ahead: timedelta = location.BEIJING


def decode(frame: Frame, clock: Clock) -> tuple[Heard, ...]:
    """Return what a whole frame says, with faults beside what could be read."""
    if frame.encrypted:
        return (Fault("encrypted", "the body is encrypted, and there is no key for it"),)
    return READERS.get(frame.code, _unknown)(frame, clock)


def message(frame: Frame, type_: str, reply: bytes, *readings: Reading) -> Message:
    """Return a message with what every frame carries."""
    return Message(
        type=type_,
        code=f"0x{frame.code:04X}",
        device=frame.device,
        readings=readings,
        reply=reply,
        sequence=frame.sequence,
        intact=frame.intact,
    )


def reply_to(frame: Frame, result: int = DONE) -> bytes:
    """Return the platform's general answer (平台通用应答)."""
    return seal(GENERAL_REPLY, GENERAL.pack(frame.sequence, frame.code, result), frame)


def _unknown(frame: Frame, clock: Clock) -> tuple[Heard, ...]:
    return (message(frame, "unknown", reply_to(frame, NOT_SUPPORTED)),)


def _said(type_: str) -> Callable[[Frame, Clock], tuple[Heard, ...]]:
    """Return the reader of a message of which only that it came matters."""

    def read(frame: Frame, clock: Clock) -> tuple[Heard, ...]:
        return (message(frame, type_, reply_to(frame)),)

    return read


def _answer(frame: Frame, clock: Clock) -> tuple[Heard, ...]:
    return (message(frame, "answer", b""),)


def _register(frame: Frame, clock: Clock) -> tuple[Heard, ...]:
    """Admit the device; its number is its token, as the gateway's list of devices is the guard."""
    body = REGISTERED.pack(frame.sequence, DONE) + frame.device.encode()
    refusal = seal(REGISTER_REPLY, REGISTERED.pack(frame.sequence, NOT_KNOWN), frame)
    admitted = message(frame, "register", seal(REGISTER_REPLY, body, frame))
    return (admitted._replace(refusal=refusal),)


def _authenticate(frame: Frame, clock: Clock) -> tuple[Heard, ...]:
    """The token is the whole body; in 2019 its length stands before it, and more comes after."""
    token = frame.body
    if frame.version is not None and token and token[0] < len(token):
        token = token[1 : 1 + token[0]]
    shown = token.decode("gbk", "replace").rstrip("\0")
    said = message(frame, "authenticate", reply_to(frame))
    return (said._replace(token=shown, refusal=reply_to(frame, FAILED)),)


def _time_request(frame: Frame, clock: Clock) -> tuple[Heard, ...]:
    at = clock.at
    body = TIME.pack(at.year, at.month, at.day, at.hour, at.minute, at.second, DONE)
    return (message(frame, "time_request", seal(TIME_REPLY, body, frame)),)


def _location(frame: Frame, clock: Clock) -> tuple[Heard, ...]:
    reading = location.read(frame.body, version=frame.version, ahead=clock.ahead)
    if isinstance(reading, Fault):
        return (reading,)
    return (message(frame, "position", reply_to(frame), reading),)


def _location_answer(frame: Frame, clock: Clock) -> tuple[Heard, ...]:
    """A position that was asked for; the number of the question stands before it."""
    reading = location.read(frame.body[2:], version=frame.version, ahead=clock.ahead)
    if isinstance(reading, Fault):
        return (reading,)
    return (message(frame, "position", reply_to(frame), reading),)


def _batch(frame: Frame, clock: Clock) -> tuple[Heard, ...]:
    """Positions kept while there was no network (盲区补传, kind 1), or simply several at once."""
    body = frame.body
    if len(body) < 3:
        return (Fault("short", "a batch without count and kind"),)
    readings: list[Reading] = []
    faults: list[Fault] = []
    start, archive = 3, body[2] == 1
    for _ in range(body[0] << 8 | body[1]):
        if start + 2 > len(body):
            faults.append(Fault("short", "the batch ends before its last position"))
            break
        stop = start + 2 + (body[start] << 8 | body[start + 1])
        reading = location.read(
            body[start + 2 : stop], version=frame.version, archive=archive, ahead=clock.ahead
        )
        if isinstance(reading, Fault):
            faults.append(reading)
        else:
            readings.append(reading)
        start = stop
    if not readings:
        return tuple(faults)
    return (message(frame, of_readings(tuple(readings)), reply_to(frame), *readings), *faults)


READERS: dict[int, Callable[[Frame, Clock], tuple[Heard, ...]]] = {
    ANSWER: _answer,
    HEARTBEAT: _said("heartbeat"),
    LOGOUT: _said("logout"),
    REGISTER: _register,
    AUTHENTICATE: _authenticate,
    ATTRIBUTES: _said("answer"),
    TIME_REQUEST: _time_request,
    LOCATION: _location,
    LOCATION_ANSWER: _location_answer,
    BATCH: _batch,
}
"""What each message is read by; a dialect's own messages are added here."""
