"""The blocks GT06 messages are made of: position, cell, status, Wi-Fi."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from struct import Struct

from guihang.tracking.protocols.readings import Cell, Reading, Wifi, mac_address, on_the_globe

GPS = Struct(">6sBIIBH")
"""Time, satellites, latitude and longitude (1/30,000 minute), speed (km/h), course and marks."""

UNITS = 1_800_000
COURSE, NORTH, WEST, FIXED = 0x03FF, 1 << 10, 1 << 11, 1 << 12
WIDE_NETWORK = 0x8000
CELL, CELL_WIDE = Struct(">B2s3s"), Struct(">H2s3s")
CELL_LONG, CELL_LONG_WIDE = Struct(">B4s8s"), Struct(">H4s8s")
CELL_MIDDLE_WIDE = Struct(">H2s4s")
NEIGHBOUR, NEIGHBOUR_LONG = Struct(">2s3sB"), Struct(">4s8sB")
WIFI = Struct(">6sB")
FULL_LEVEL = 6
NO_ALARM: tuple[str, ...] = ()

STATES = {1: "vibration", 2: "power_cut", 3: "low_battery", 4: "sos"}
ALARMS = {
    0x01: "sos",
    0x02: "power_cut",
    0x03: "vibration",
    0x04: "geofence_enter",
    0x05: "geofence_exit",
    0x06: "overspeed",
    0x09: "moved",
    0x0E: "low_battery",
    0x0F: "low_battery",
    0x11: "power_off",
    0x13: "removed",
    0x14: "door",
    0x19: "low_battery",
    0x23: "fall",
    0x2C: "collision",
}


def time_of(octets: bytes, ahead: timedelta) -> datetime | None:
    """Return the time in six plain bytes as UTC; None where they are no time."""
    year, month, day, hour, minute, second = octets
    try:
        return datetime(2000 + year, month, day, hour, minute, second, tzinfo=UTC) - ahead
    except ValueError:
        return None


def time_in_bcd(octets: bytes, ahead: timedelta) -> datetime | None:
    """Return the time in six bytes of two decimal digits as UTC; None where they are no time."""
    digits = octets.hex()
    if not digits.isdigit():
        return None
    return time_of(bytes(int(digits[at : at + 2]) for at in range(0, 12, 2)), ahead)


def position(content: bytes, ahead: timedelta) -> Reading | None:
    """Return the reading of the position block a content begins with; None where it is cut."""
    if len(content) < GPS.size:
        return None
    stamp, satellites, lat, lon, speed, marks = GPS.unpack_from(content)
    latitude = lat / UNITS if marks & NORTH else -lat / UNITS
    longitude = -lon / UNITS if marks & WEST else lon / UNITS
    return Reading(
        time=time_of(stamp, ahead),
        lat=latitude,
        lon=longitude,
        valid=bool(marks & FIXED) and on_the_globe(latitude, longitude),
        speed_kmh=speed,
        course=marks & COURSE,
        satellites=satellites & 0x0F,
    )


def cell(content: bytes, *, long: bool = False) -> tuple[tuple[Cell, ...], int]:
    """Return the cell a content begins with (none where all is zero) and the bytes it takes."""
    if len(content) < 2:
        return (), len(content)
    network = content[0] << 8 | content[1]
    shape = _shape(wide=bool(network & WIDE_NETWORK), long=long)
    return cell_of(content, shape)


def _shape(*, wide: bool, long: bool) -> Struct:
    if long:
        return CELL_LONG_WIDE if wide else CELL_LONG
    return CELL_WIDE if wide else CELL


def cell_of(content: bytes, shape: Struct) -> tuple[tuple[Cell, ...], int]:
    """Return the cell of a known shape a content begins with, and the bytes it takes."""
    if len(content) < 2 + shape.size:
        return (), len(content)
    mnc, lac, cid = shape.unpack_from(content, 2)
    mcc = (content[0] << 8 | content[1]) & ~WIDE_NETWORK
    size = 2 + shape.size
    if not mcc:
        return (), size
    return (Cell(mcc, mnc, int.from_bytes(lac), int.from_bytes(cid)),), size


def state(octet: int) -> tuple[bool, tuple[str, ...]]:
    """Return whether the device charges, and the alarm in its state byte."""
    alarm = STATES.get(octet >> 3 & 0x07)
    return bool(octet & 0x04), (alarm,) if alarm else NO_ALARM


def level(octet: int) -> int | None:
    """Return per cent from a battery level of 0 to 6; None for what is no level."""
    return octet * 100 // FULL_LEVEL if octet <= FULL_LEVEL else None


def dbm(octet: int) -> int:
    """Return a strength in dBm: some send it without its sign, some as a signed byte."""
    return octet - 256 if octet > 127 else -octet


def neighbours(content: bytes, *, count: int, long: bool) -> tuple[tuple[Cell, ...], int]:
    """Return the cells of one network, with strength, and the bytes they take."""
    if len(content) < 3:
        return (), len(content)
    network, at = content[0] << 8 | content[1], 3
    mnc = content[2]
    if network & WIDE_NETWORK:
        mnc, at = int.from_bytes(content[2:4]), 4
    shape = NEIGHBOUR_LONG if long else NEIGHBOUR
    cells = []
    for _ in range(min(count, (len(content) - at) // shape.size)):
        lac, cid, strength = shape.unpack_from(content, at)
        at += shape.size
        if any(lac):
            mcc = network & ~WIDE_NETWORK
            cells.append(Cell(mcc, mnc, int.from_bytes(lac), int.from_bytes(cid), dbm(strength)))
    return tuple(cells), at


def networks(content: bytes, count: int) -> tuple[tuple[Wifi, ...], int]:
    """Return the Wi-Fi networks a content begins with, and the bytes they take."""
    whole = min(count, len(content) // WIFI.size) * WIFI.size
    found = tuple(
        Wifi(mac_address(mac), dbm(strength)) for mac, strength in WIFI.iter_unpack(content[:whole])
    )
    return found, whole
