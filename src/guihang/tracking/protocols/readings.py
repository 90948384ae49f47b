"""What every protocol is decoded into: readings, messages and faults, all frozen.

Named tuples and not frozen dataclasses: twenty fields are set at every position of every device,
and a tuple is made in a quarter of the time.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

KMH_IN_A_KNOT = 1.852
POLE, ANTIMERIDIAN = 90, 180


class Cell(NamedTuple):
    """A cell of the phone network the device heard.

    `rssi` is the strength as the device said it: some send dBm, some its amount without the sign.
    """

    mcc: int
    mnc: int
    lac: int
    cid: int
    rssi: int | None = None


class Wifi(NamedTuple):
    """A Wi-Fi network the device heard; `mac` in lower case with colons, `rssi` as it was said."""

    mac: str
    rssi: int | None = None


class Reading(NamedTuple):
    """One look of the device around itself, as it said it; None where it said nothing.

    time: of the fix, UTC. lat, lon: degrees, WGS-84 unless `datum` says otherwise. valid: the
    device claims a fix, and the coordinates are on the globe. altitude and accuracy: metres, the
    accuracy of unstated confidence. speed_kmh: km/h. course: degrees from north, clockwise.
    battery: per cent. archive: kept by the device while it could not send. mock: the phone says
    that another program made the position up.
    """

    time: datetime | None = None
    lat: float | None = None
    lon: float | None = None
    valid: bool = False
    altitude: float | None = None
    speed_kmh: float | None = None
    course: float | None = None
    accuracy: float | None = None
    battery: float | None = None
    alarms: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    wifi: tuple[Wifi, ...] = ()
    archive: bool = False
    satellites: int | None = None
    charging: bool | None = None
    mock: bool = False
    datum: str = "wgs84"


class Message(NamedTuple):
    """One message of a device: what it is, from whom, its readings, and what it is answered.

    type: a word common to all protocols (`TYPES`). code: the protocol's own name of it. device:
    None where the protocol names the device only at login and there was none. reply: what the
    device waits for, to be sent once the readings are kept. intact: the checksum and the declared
    length are right. token: what a device shows to prove itself. refusal: what it is answered
    where nothing is received from it; empty where the protocol has no word for that.
    """

    type: str
    code: str
    device: str | None
    readings: tuple[Reading, ...] = ()
    reply: bytes = b""
    sequence: int | None = None
    intact: bool = True
    token: str | None = None
    refusal: bytes = b""


class Batch(NamedTuple):
    """What one device sent in one go, and when it was received."""

    protocol: str
    received: datetime
    messages: tuple[Message, ...]


class Fault(NamedTuple):
    """Why something received is no message: a word for programs, a sentence for people."""

    kind: str
    why: str


type Heard = Message | Fault

TYPES = {
    "login": "the device says who it is, at the start of a connection",
    "register": "the device asks to be admitted",
    "authenticate": "the device proves itself with the token it was given",
    "heartbeat": "the device is there",
    "logout": "the device takes its leave",
    "position": "where the device is or was: one reading or a batch",
    "network": "cells or Wi-Fi heard, without coordinates",
    "status": "battery or alarms, without coordinates",
    "time_request": "the device asks for the time",
    "answer": "the device answers something it was sent",
    "part": "one part of a longer message; the last one brings the whole",
    "ignored": "known, and of no use here",
    "unknown": "not known here; a dialect of one vendor",
}


def on_the_globe(lat: float | None, lon: float | None) -> bool:
    """Tell whether there are coordinates, and such as exist."""
    if lat is None or lon is None:
        return False
    return -POLE <= lat <= POLE and -ANTIMERIDIAN <= lon <= ANTIMERIDIAN


def of_readings(readings: tuple[Reading, ...]) -> str:
    """Return the type of a message by what its readings hold."""
    if any(reading.lat is not None for reading in readings):
        return "position"
    if any(reading.cells or reading.wifi for reading in readings):
        return "network"
    return "status"


def mac_address(raw: bytes) -> str:
    """Return six bytes as a MAC address in lower case with colons."""
    return raw.hex(":")
