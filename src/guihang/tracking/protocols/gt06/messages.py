"""Messages of GT06 by their type byte."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from guihang.tracking.protocols.gt06 import blocks
from guihang.tracking.protocols.gt06.frames import Frame, seal
from guihang.tracking.protocols.readings import Cell, Fault, Heard, Message, Reading, of_readings

LOGIN, TIME_REQUEST, WIFI_OLD, WIFI_OLD_2 = 0x01, 0x8A, 0x17, 0x69
COMMANDS = (0x80, 0x81, 0x82, 0x15, 0x21)
SETTINGS = 0x94
"""The device tells its own numbers and versions."""
SILENT = (*COMMANDS, SETTINGS)
WITH_ARCHIVE = (0x22, 0x2D, 0x37, 0xA0)
OTHERS = dict.fromkeys(COMMANDS, "answer") | {SETTINGS: "ignored"}
ZERO = timedelta(0)


def login(frame: Frame) -> Message | Fault:
    """Read who the device is: an IMEI in eight bytes, with one digit in front."""
    digits = frame.content[:8].hex()
    if len(digits) < 16 or not digits.isdigit():
        return Fault("login", "a login without an IMEI")
    imei = digits.removeprefix("0")
    return said(frame, "login", imei)


def zone_in_login(frame: Frame) -> timedelta:
    """Return how far the clock of the device is ahead of UTC by its own login; mostly nothing."""
    if len(frame.content) < 12:
        return ZERO
    marks = int.from_bytes(frame.content[10:12])
    hours, minutes = divmod(marks >> 4, 100)
    ahead = timedelta(hours=hours, minutes=minutes)
    return -ahead if marks & 0x08 else ahead


def said(frame: Frame, type_: str, device: str | None, *readings: Reading) -> Message:
    """Return a message with its echo: type and serial come back."""
    silent = frame.kind in SILENT
    return Message(
        type=type_,
        code=f"0x{frame.kind:02X}",
        device=device,
        readings=readings,
        reply=b"" if silent else seal(frame.kind, frame.sequence, long=frame.long),
        sequence=frame.sequence,
        intact=frame.intact,
    )


def decode(frame: Frame, device: str | None, ahead: timedelta, at: datetime) -> tuple[Heard, ...]:
    """Return what a frame after the login says."""
    if frame.kind == TIME_REQUEST:
        clock = bytes([at.year - 2000, at.month, at.day, at.hour, at.minute, at.second])
        message = said(frame, "time_request", device)
        return (message._replace(reply=seal(TIME_REQUEST, frame.sequence, clock)),)
    if frame.kind in (WIFI_OLD, WIFI_OLD_2) and not frame.intact:
        return (_wifi_old(frame, device, ahead),)
    reader = READERS.get(frame.kind)
    if reader is None:
        return (said(frame, OTHERS.get(frame.kind, "unknown"), device),)
    reading = reader(frame, ahead)
    if reading is None:
        return (Fault("short", f"0x{frame.kind:02X} with {len(frame.content)} bytes"),)
    type_ = "heartbeat" if frame.kind in HEARTBEATS else of_readings((reading,))
    return (said(frame, type_, device, reading),)


def _gps(frame: Frame, ahead: timedelta) -> Reading | None:
    return blocks.position(frame.content, ahead)


def _gps_and_cell(frame: Frame, ahead: timedelta) -> Reading | None:
    """A position, the cell, and in some types whether it was kept for later."""
    reading = blocks.position(frame.content, ahead)
    if reading is None:
        return None
    rest = frame.content[blocks.GPS.size :]
    cells, used = blocks.cell(rest, long=frame.kind == 0xA0 and len(rest) >= 18)
    rest = rest[used:]
    kept = frame.kind in WITH_ARCHIVE and len(rest) >= 3 and rest[2] == 1
    return reading._replace(cells=cells, archive=kept)


def _gps_and_wide_cell(frame: Frame, ahead: timedelta) -> Reading | None:
    """Type 0x11: a position with a cell of ten bytes; in the first edition a time with a cell."""
    reading = blocks.position(frame.content, ahead)
    if reading is None:
        return _time_and_cell(frame, ahead)
    rest = frame.content[blocks.GPS.size :]
    wide = len(rest) >= 10
    cells, _ = blocks.cell_of(rest, blocks.CELL_MIDDLE_WIDE) if wide else blocks.cell(rest)
    return reading._replace(cells=cells)


def _time_and_cell(frame: Frame, ahead: timedelta) -> Reading | None:
    cells, _ = blocks.cell(frame.content[6:])
    if len(frame.content) < 14:
        return None
    return Reading(time=blocks.time_of(frame.content[:6], ahead), cells=cells)


def _gps_cell_and_status(frame: Frame, ahead: timedelta) -> Reading | None:
    """An alarm: a position, the cell with its length before it, battery and what happened."""
    reading = blocks.position(frame.content, ahead)
    if reading is None:
        return None
    rest = frame.content[blocks.GPS.size :]
    cells, rest = _measured_cell(rest)
    return _with_status(reading._replace(cells=cells), rest)


def _cell_and_status(frame: Frame, ahead: timedelta) -> Reading | None:
    cells, rest = _measured_cell(frame.content)
    return _with_status(Reading(cells=cells), rest)


def _measured_cell(content: bytes) -> tuple[tuple[Cell, ...], bytes]:
    """Return the cell behind its length, and what follows; the length counts itself."""
    if not content or not content[0]:
        return (), content[1:]
    cells, used = blocks.cell(content[1:], long=content[0] > 15)
    return cells, content[max(content[0], 1 + used) :]


def _with_status(reading: Reading, content: bytes) -> Reading:
    """Add state, battery level, signal and alarm, as many of them as came."""
    if len(content) < 2:
        return reading
    charging, alarms = blocks.state(content[0])
    named = blocks.ALARMS.get(content[3]) if len(content) > 3 else None
    if named:
        alarms = (named, *(alarm for alarm in alarms if alarm != named))
    return reading._replace(charging=charging, battery=blocks.level(content[1]), alarms=alarms)


def _heartbeat(frame: Frame, ahead: timedelta) -> Reading | None:
    """A heartbeat of five bytes; the last two are alarm and language."""
    return _with_status(Reading(), frame.content) if len(frame.content) >= 2 else None


def _heartbeat_by_voltage(frame: Frame, ahead: timedelta) -> Reading | None:
    """A heartbeat that gives the voltage instead of a level."""
    if not frame.content:
        return None
    charging, alarms = blocks.state(frame.content[0])
    return Reading(charging=charging, alarms=alarms)


def _cell(frame: Frame, ahead: timedelta) -> Reading | None:
    cells, _ = blocks.cell(frame.content)
    return Reading(cells=cells) if cells else None


def _neighbours(frame: Frame, ahead: timedelta) -> Reading | None:
    """Up to seven cells of one network, and in some types the Wi-Fi networks around."""
    if len(frame.content) < 9:
        return None
    long, count = frame.kind in (0xA1, 0xA2, 0x33), 6 if frame.kind == 0x33 else 7
    rest = frame.content[6:]
    cells, used = blocks.neighbours(rest, count=count, long=long)
    rest = rest[used + 1 :]
    wifi = blocks.networks(rest[1:], rest[0])[0] if rest and frame.kind in WITH_WIFI else ()
    return Reading(time=blocks.time_of(frame.content[:6], ahead), cells=cells, wifi=wifi)


def _wifi_old(frame: Frame, device: str | None, ahead: timedelta) -> Message:
    """The Topin family: the length is the number of networks; no serial and no checksum."""
    stamp, rest = frame.raw[4:10], frame.raw[10:-2]
    wifi, used = blocks.networks(rest, frame.raw[2])
    cells: list[Cell] = []
    count, rest = (rest[used], rest[used + 1 :]) if used < len(rest) else (0, b"")
    if len(rest) >= 3:
        mcc, mnc = rest[0] << 8 | rest[1], rest[2]
        for at in range(3, min(len(rest), 3 + count * 5) - 4, 5):
            lac, cid = int.from_bytes(rest[at : at + 2]), int.from_bytes(rest[at + 2 : at + 4])
            cells.append(Cell(mcc, mnc, lac, cid, blocks.dbm(rest[at + 4])))
    time = blocks.time_in_bcd(stamp, ahead)
    reading = Reading(time=time, cells=tuple(cells), wifi=wifi)
    reply = b"\x78\x78\x00" + frame.kind.to_bytes() + stamp + b"\x0d\x0a"
    plain = said(frame, "network", device, reading)
    return plain._replace(reply=reply, sequence=None, intact=True)


HEARTBEATS = (0x13, 0x23)
WITH_WIFI = (0x2C, 0x18, 0xA2, 0x33)
READERS: dict[int, Callable[[Frame, timedelta], Reading | None]] = {
    0x10: _gps,
    0x11: _gps_and_wide_cell,
    0x12: _gps_and_cell,
    0x13: _heartbeat,
    0x16: _gps_cell_and_status,
    0x17: _cell,
    0x18: _neighbours,
    0x19: _cell_and_status,
    0x1A: _gps,
    0x1E: _gps_and_cell,
    0x22: _gps_and_cell,
    0x23: _heartbeat_by_voltage,
    0x24: _neighbours,
    0x26: _gps_cell_and_status,
    0x27: _gps_cell_and_status,
    0x28: _neighbours,
    0x2C: _neighbours,
    0x2D: _gps_and_cell,
    0x2E: _neighbours,
    0x31: _gps_and_cell,
    0x32: _gps_cell_and_status,
    0x33: _neighbours,
    0x37: _gps_and_cell,
    0xA0: _gps_and_cell,
    0xA1: _neighbours,
    0xA2: _neighbours,
    0xA3: _gps_cell_and_status,
    0xA4: _gps_cell_and_status,
    0xA5: _cell_and_status,
}
"""What each type is read by; a dialect's own types are added here."""
