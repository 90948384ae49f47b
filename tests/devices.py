"""Frames as devices send them, composed here and not by the code that reads them."""

from __future__ import annotations

import json
import struct
from datetime import UTC, datetime

AT = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
PHONE = "13900000001"


def jt808(code, body=b"", *, device=PHONE, sequence=1, version=None, part=None, **wrong):
    """Return a frame with delimiters; `wrong` may change its `length` or its `checksum`."""
    attributes = wrong.get("length", len(body))
    if part:
        attributes |= 0x2000
    if version is None:
        head = struct.pack(">HH", code, attributes) + bytes.fromhex(device.zfill(12))
    else:
        head = struct.pack(">HHB", code, attributes | 0x4000, version)
        head += bytes.fromhex(device.zfill(20))
    plain = head + struct.pack(">H", sequence) + (struct.pack(">HH", *part) if part else b"") + body
    xor = 0
    for octet in plain:
        xor ^= octet
    escaped = b""
    for octet in plain + bytes([xor ^ wrong.get("checksum", 0)]):
        escaped += {0x7E: b"\x7d\x02", 0x7D: b"\x7d\x01"}.get(octet, bytes([octet]))
    return b"\x7e" + escaped + b"\x7e"


def jt808_position(
    *, status=2, alarm=0, lat=26_250_000, lon=109_700_000, time="260301120000", **more
):
    """Return the body of a position; `more` takes altitude, speed, course and items."""
    numbers = (more.get("altitude", 210), more.get("speed", 55), more.get("course", 90))
    fixed = struct.pack(">IIIIhHH", alarm, status, lat, lon, *numbers)
    return fixed + bytes.fromhex(time) + more.get("items", b"")


def item(number, value):
    """Return an additional item."""
    return bytes([number, len(value)]) + value


def batch(*bodies, kind=1):
    """Return the body of several positions at once."""
    parts = b"".join(struct.pack(">H", len(body)) + body for body in bodies)
    return struct.pack(">HB", len(bodies), kind) + parts


def crc_itu(octets):
    """Return the checksum of GT06, bit by bit as the specification has it."""
    crc = 0xFFFF
    for octet in octets:
        crc ^= octet
        for _ in range(8):
            crc = crc >> 1 ^ 0x8408 if crc & 1 else crc >> 1
    return crc ^ 0xFFFF


def gt06(kind, content=b"", *, sequence=1, long=False, wrong=0):
    """Return a frame of GT06; `wrong` spoils its checksum."""
    size = 5 + len(content)
    inner = size.to_bytes(2 if long else 1) + bytes([kind]) + content + sequence.to_bytes(2)
    start = b"\x79\x79" if long else b"\x78\x78"
    return start + inner + (crc_itu(inner) ^ wrong).to_bytes(2) + b"\x0d\x0a"


IMEI = "353000000000011"
LOGIN = gt06(0x01, bytes.fromhex("0" + IMEI))


NOON = bytes([26, 3, 1, 4, 0, 0])


def gt06_position(*, north=True, east=True, fixed=True, lat=26.25, lon=109.7, course=90, speed=5):
    """Return the position block of GT06."""
    marks = course | north << 10 | (not east) << 11 | fixed << 12
    place = struct.pack(
        ">BIIBH", 0xC9, round(lat * 1_800_000), round(lon * 1_800_000), speed, marks
    )
    return bytes([26, 3, 1, 4, 0, 0]) + place


GT06_CELL = bytes.fromhex("01cc 00 1234 00abcd")
"""460-00, area 0x1234, cell 0x00abcd."""


def watch(words, *, device="3900000001", maker="3G", serial=None):
    """Return a frame of a watch; what may not stand inside is escaped."""
    inside = words.encode()
    for plain, escaped in ((b"}", b"}\x01"), (b"[", b"}\x02"), (b"]", b"}\x03"), (b"*", b"}\x05")):
        inside = inside.replace(plain, escaped)
    middle = f"{serial}*" if serial else ""
    return f"[{maker}*{device}*{middle}{len(inside):04X}*".encode() + inside + b"]"


def watch_position(
    name="UD", *, fixed="A", lat="26.250000", status="00000000", heard="1,0,460,0,4660,43981,-71,0"
):
    """Return the words of a watch's position and of the networks it heard."""
    place = f"010326,040000,{fixed},{lat},N,109.700000,E,1.5,90.0,210.0,8,70,66,1200,0,{status}"
    return f"{name},{place},{heard}"


def owntracks(**members):
    """Return a location of OwnTracks."""
    said = {"_type": "location", "tid": "ab", "lat": 26.25, "lon": 109.7, "tst": 1772337600}
    return json.dumps(said | members).encode()


def traccar(**location):
    """Return the JSON of Traccar Client."""
    coords = {"latitude": 26.25, "longitude": 109.7, "accuracy": 12.5, "speed": 1.5, "heading": 90}
    said = {"timestamp": "2026-03-01T04:00:00.000Z", "coords": coords | {"altitude": 210}}
    return json.dumps({"device_id": "phone-1", "location": said | location}).encode()


def app(*positions, **members):
    """Return a batch of our own app."""
    return json.dumps({"device": "app-1", "positions": list(positions)} | members).encode()


WORN = item(0x56, b"\x08\x4f") + item(0x5D, bytes.fromhex("01 01cc 00 1234 0badcafe b5"))
SAMPLES = {
    "jt808": [
        jt808(0x0200, jt808_position(items=WORN)),
        jt808(0x0200, jt808_position(alarm=1, status=0x0E), version=1),
        jt808(0x0704, batch(jt808_position(), jt808_position(items=WORN))),
        jt808(0x0704, batch(jt808_position())[:20], part=(2, 1)),
        jt808(0x0100, bytes(37)),
        jt808(0x0102, b"\x04abcd" + bytes(35), version=1),
        jt808(0x0002),
        jt808(0x0109),
    ],
    "gt06": [
        LOGIN,
        gt06(0x12, gt06_position() + GT06_CELL),
        gt06(0x16, gt06_position() + b"\x09" + GT06_CELL + bytes.fromhex("4604040101")),
        gt06(0x22, gt06_position() + GT06_CELL + bytes.fromhex("000001"), long=True),
        gt06(
            0x2C,
            bytes([26, 3, 1, 4, 0, 0]) + bytes.fromhex("01cc00") + bytes(43) + b"\x01" + bytes(7),
        ),
        gt06(0x13, bytes.fromhex("4404040001")),
        gt06(0x8A),
        bytes.fromhex("787801172603010400000011223344554601 01cc00 1234 abcd 47 0d0a"),
    ],
    "watch": [
        watch("LK,1200,0,66"),
        watch(watch_position()),
        watch(watch_position("AL", status="00100000"), serial="0012", maker="ZJ"),
        watch("TKQ"),
    ],
    "osmand": [
        b"id=phone-1&lat=26.25&lon=109.7&timestamp=1772337600&speed=10&cell=460,0,4660,43981,-71",
        traccar(),
        traccar(battery={"level": 0.5, "is_charging": False}, mock=True),
    ],
    "owntracks": [
        owntracks(acc=5, batt=66, topic="owntracks/jane/phone"),
        b'{"_type":"transition","tid":"ab","event":"leave","tst":1772337600}',
        b'{"_type":"encrypted","data":"AAAA"}',
    ],
    "mobile": [app({"time": "2026-03-01T04:00:00Z", "lat": 26.25, "lon": 109.7, "accuracy": 9})],
}
