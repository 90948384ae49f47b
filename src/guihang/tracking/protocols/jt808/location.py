"""The position report of JT/T 808 (0x0200): 28 bytes and additional items."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from struct import Struct

from guihang.tracking.protocols.jt808 import items
from guihang.tracking.protocols.readings import Fault, Reading, on_the_globe

BASIC = Struct(">IIIIhHH6s")
"""Alarms, status, latitude, longitude (millionths of a degree), altitude (m), speed (0.1 km/h),
course, time."""

FIXED, SOUTH, WEST = 1 << 1, 1 << 2, 1 << 3
BEIJING = timedelta(hours=8)
"""The standard writes all times in GMT+8."""

ALARMS = {
    0: "sos",
    1: "overspeed",
    2: "fatigue",
    3: "danger",
    4: "gnss_fault",
    5: "antenna_cut",
    6: "antenna_short",
    7: "low_battery",
    8: "power_cut",
    20: "geofence",
    21: "route",
    23: "off_route",
    26: "stolen",
    27: "illegal_start",
    28: "moved",
    29: "collision",
    30: "rollover",
}
# In the edition of 2019 these three speak of driving and tyres; wearables with the older head
# use what 2011 and 2013 kept free.
WORN = {15: "low_battery", 16: "vibration", 17: "removed"}


def read(
    body: bytes, *, version: int | None, archive: bool = False, ahead: timedelta = BEIJING
) -> Reading | Fault:
    """Return the reading in a position report; `ahead` is how far its clock is ahead of UTC."""
    if len(body) < BASIC.size:
        return Fault("short", f"a position of {len(body)} bytes; it has at least {BASIC.size}")
    alarm, status, lat, lon, altitude, speed, course, stamp = BASIC.unpack_from(body)
    notes = items.read(body, BASIC.size)
    latitude = -lat / 1e6 if status & SOUTH else lat / 1e6
    longitude = -lon / 1e6 if status & WEST else lon / 1e6
    return Reading(
        time=time_of(stamp, ahead),
        lat=latitude,
        lon=longitude,
        valid=bool(status & FIXED) and on_the_globe(latitude, longitude),
        altitude=altitude,
        speed_kmh=speed / 10,
        course=course,
        battery=notes.battery,
        alarms=alarms_of(alarm, worn=version is None, more=notes.alarms),
        cells=tuple(notes.cells),
        wifi=tuple(notes.wifi),
        archive=archive,
        satellites=notes.satellites,
        charging=notes.charging,
    )


def time_of(stamp: bytes, ahead: timedelta) -> datetime | None:
    """Return the time in six BCD bytes as UTC; None where they are no time."""
    digits = stamp.hex()
    try:
        local = datetime(
            2000 + int(digits[:2]),
            int(digits[2:4]),
            int(digits[4:6]),
            int(digits[6:8]),
            int(digits[8:10]),
            int(digits[10:]),
            tzinfo=UTC,
        )
    except ValueError:
        return None
    return local - ahead


def alarms_of(bits: int, *, worn: bool, more: list[str]) -> tuple[str, ...]:
    """Return the names of the alarms that are set, each once."""
    if not bits:
        return tuple(dict.fromkeys(more))
    names = [name for bit, name in ALARMS.items() if bits >> bit & 1]
    if worn:
        names += [name for bit, name in WORN.items() if bits >> bit & 1]
    return tuple(dict.fromkeys(names + more))
