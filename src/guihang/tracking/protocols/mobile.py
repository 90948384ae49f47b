"""The batch our own app for the phone sends: JSON, one list of positions.

`{"device": "…", "positions": [{"time": "2026-01-01T08:00:00Z", "lat": …, "lon": …}]}`
Units are those of `Reading`; what a position does not know is left out. A position that names no
time or no place is a fault of its own and takes nothing else with it.
"""

from __future__ import annotations

from guihang.tracking.protocols import json_text
from guihang.tracking.protocols.json_text import Json
from guihang.tracking.protocols.readings import Fault, Heard, Message, Reading, on_the_globe

MOST = 1000
DATUMS = ("wgs84", "gcj02", "bd09")


def decode(body: bytes) -> tuple[Heard, ...]:
    """Return the positions of one batch as one message, and a fault for each that is none."""
    read = json_text.load(body)
    if isinstance(read, Fault):
        return (read,)
    members = json_text.members(read)
    device = json_text.text(members.get("device"))
    positions = members.get("positions")
    if device is None or not isinstance(positions, list):
        return (Fault("batch", "a batch has a device and a list of positions"),)
    if len(positions) > MOST:
        return (Fault("overlong", f"more than {MOST} positions in one batch"),)
    read_each = [_position(json_text.members(one)) for one in positions]
    readings = tuple(one for one in read_each if isinstance(one, Reading))
    faults = (one for one in read_each if isinstance(one, Fault))
    message = Message("position" if readings else "heartbeat", "batch", device, readings)
    return (message._replace(sequence=json_text.whole(members.get("sequence"))), *faults)


def _position(members: dict[str, Json]) -> Reading | Fault:
    lat, lon = json_text.number(members.get("lat")), json_text.number(members.get("lon"))
    time = json_text.moment(members.get("time"))
    if time is None or not on_the_globe(lat, lon):
        return Fault("position", "a position has time, lat and lon, and lies on the globe")
    datum, charging = members.get("datum", "wgs84"), members.get("charging")
    if datum not in DATUMS:
        return Fault("datum", f"the datum is one of {', '.join(DATUMS)}")
    return Reading(
        time=time,
        lat=lat,
        lon=lon,
        valid=True,
        altitude=json_text.number(members.get("altitude")),
        speed_kmh=json_text.not_negative(members.get("speed_kmh")),
        course=json_text.not_negative(members.get("course")),
        accuracy=json_text.not_negative(members.get("accuracy")),
        battery=json_text.not_negative(members.get("battery")),
        archive=members.get("archive") is True,
        charging=charging if isinstance(charging, bool) else None,
        mock=members.get("mock") is True,
        datum=str(datum),
    )
