"""The protocol of watches and wristbands (`[3G*…]`, SG, CS, ZJ), over TCP.

`[maker*device*length*words]`, or with an index after the device; words are parted by commas. What
the marks of the frame would be inside is escaped with `}`. The length is not relied on: many
devices count wrongly, and `]` never stands inside a frame.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from guihang.tracking.protocols.readings import (
    Cell,
    Fault,
    Heard,
    Message,
    Reading,
    Wifi,
    of_readings,
    on_the_globe,
)

LONGEST = 8192
HEAD = re.compile(
    r"\[(?P<maker>[0-9A-Za-z]{2})\*(?P<device>[0-9A-Za-z]{1,32})\*"
    r"(?:(?P<serial>[0-9A-Fa-f]{1,8})\*)?[0-9A-Fa-f]{4}\*(?P<words>.*)",
    re.DOTALL,
)
MAC = re.compile(r"(?:^|,)((?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}),(-?\d{1,3})(?=,|$)")
ESCAPES = {b"}\x01": b"}", b"}\x02": b"[", b"}\x03": b"]", b"}\x04": b",", b"}\x05": b"*"}
ESCAPED = re.compile(rb"}[\x01-\x05]")

ALARMS = {
    0: "low_battery",
    1: "geofence_exit",
    2: "geofence_enter",
    16: "sos",
    17: "low_battery",
    18: "geofence_exit",
    19: "geofence_enter",
    20: "removed",
    21: "fall",
}
ANSWERS = {"LK": "LK", "AL": "AL", "TKQ": "TKQ", "TKQ2": "TKQ2", "INIT": "INIT,1"}
TYPES = {"LK": "heartbeat", "INIT": "login", "TKQ": "ignored", "TKQ2": "ignored", "TK": "ignored"}


class Frame(NamedTuple):
    """An opened frame: who, and the words it says."""

    maker: str
    device: str
    serial: str | None
    words: str


class Splitter:
    """Cut a stream into frames, in memory of at most `LONGEST` bytes between two calls."""

    def __init__(self) -> None:
        self._rest = b""
        self._skipping = False

    def feed(self, chunk: bytes) -> list[bytes | Fault]:
        """Return the frames a chunk completes, from `[` to before `]`; the rest is passed over."""
        *pieces, rest = (self._rest + chunk).split(b"]")
        found: list[bytes | Fault] = []
        for piece in pieces:
            begun = piece.rfind(b"[")
            if self._skipping:
                self._skipping = False
            elif len(piece) > LONGEST:
                found.append(OVERLONG)
            elif begun >= 0:
                found.append(piece[begun:])
        if len(rest) > LONGEST and not self._skipping:
            found.append(OVERLONG)
            self._skipping = True
        self._rest = b"" if self._skipping else rest
        return found


OVERLONG = Fault("overlong", f"more than {LONGEST} bytes without an end; dropped up to the next")


class Stream:
    """What one device says on one connection. ahead: how far its clock is ahead of UTC."""

    def __init__(self, *, ahead: timedelta = timedelta(0)) -> None:
        self._splitter = Splitter()
        self._ahead = ahead

    def hear(self, chunk: bytes, *, at: datetime) -> list[Heard]:
        """Return the messages and faults a chunk of any size completes."""
        return [
            piece if isinstance(piece, Fault) else decode(piece, ahead=self._ahead)
            for piece in self._splitter.feed(chunk)
        ]

    def recorded(self, frame: bytes, *, at: datetime) -> list[Heard]:
        """Return what one recorded frame says, whatever came before it."""
        self._splitter = Splitter()
        return self.hear(frame, at=at) or [Fault("empty", "no frame of a watch in this line")]


def decode(raw: bytes, *, ahead: timedelta = timedelta(0)) -> Heard:
    """Return what a frame says, given from `[` to before `]`."""
    plain = ESCAPED.sub(lambda found: ESCAPES[found[0]], raw).decode("utf-8", "replace")
    found = HEAD.match(plain)
    if found is None:
        return Fault("head", "a frame without maker, device and length")
    frame = Frame(found["maker"], found["device"], found["serial"], found["words"])
    name, _, rest = frame.words.partition(",")
    if name.startswith(("UD", "AL", "WT")):
        return _position(frame, name, rest, ahead)
    if name == "LK" and rest:
        return _said(frame, name, "heartbeat", *_battery(rest))
    return _said(frame, name, TYPES.get(name, "unknown"))


def _said(frame: Frame, name: str, type_: str, *readings: Reading) -> Message:
    return Message(
        type=type_,
        code=name,
        device=frame.device,
        readings=readings,
        reply=_reply(frame, ANSWERS.get("AL" if name.startswith("AL") else name)),
        sequence=int(frame.serial, 16) if frame.serial else None,
    )


def _reply(frame: Frame, words: str | None) -> bytes:
    if words is None:
        return b""
    index = f"{frame.serial}*" if frame.serial else ""
    return f"[{frame.maker}*{frame.device}*{index}{len(words):04X}*{words}]".encode()


def _battery(rest: str) -> tuple[Reading, ...]:
    """A heartbeat with steps, rolls and battery."""
    words = rest.split(",")
    battery = _number(words[2]) if len(words) > 2 else None
    return (Reading(battery=battery),) if battery is not None else ()


def _position(frame: Frame, name: str, rest: str, ahead: timedelta) -> Heard:
    """Read the sixteen words of a position and the networks after them."""
    words = rest.split(",")
    if len(words) < 16:
        return Fault("short", f"{name} with {len(words)} words; a position has sixteen and more")
    lat, lon = _degrees(words[3], words[4], "S"), _degrees(words[5], words[6], "W")
    status = int(words[15], 16) if re.fullmatch("[0-9A-Fa-f]{1,8}", words[15]) else 0
    satellites = _number(words[10])
    reading = Reading(
        time=_time(words[0], words[1], ahead),
        lat=lat,
        lon=lon,
        valid=words[2] == "A" and on_the_globe(lat, lon),
        speed_kmh=_number(words[7]),
        course=_number(words[8]),
        altitude=_number(words[9]),
        satellites=None if satellites is None else int(satellites),
        battery=_number(words[12]),
        alarms=tuple(dict.fromkeys(text for bit, text in ALARMS.items() if status >> bit & 1)),
        cells=_cells(words[16:]),
        wifi=_wifi(",".join(words[16:])),
        archive=name.startswith("UD2"),
    )
    return _said(frame, name, of_readings((reading,)), reading)


def _wifi(words: str) -> tuple[Wifi, ...]:
    """Return the networks by their addresses: a name may hold commas of its own."""
    found = MAC.findall(words)
    return tuple(Wifi(mac.lower().replace("-", ":"), int(rssi)) for mac, rssi in found)


def _time(day: str, hour: str, ahead: timedelta) -> datetime | None:
    """Return the time of ddmmyy and hhmmss as UTC; None where they are no time."""
    stamp = day + hour
    if len(stamp) != 12 or not stamp.isdecimal():
        return None
    d, mo, y, h, mi, s = (int(stamp[at : at + 2]) for at in range(0, 12, 2))
    try:
        return datetime(2000 + y, mo, d, h, mi, s, tzinfo=UTC) - ahead
    except ValueError:
        return None


def _degrees(word: str, half: str, negative: str) -> float | None:
    """Return degrees; some devices write the sign and the letter, which then say the same."""
    number = _number(word)
    if number is None:
        return None
    return -abs(number) if half == negative else number


def _number(word: str) -> float | None:
    """Return a decimal number as it is written; None for what is none."""
    plain = word.strip()
    if not re.fullmatch(r"[+-]?\d{1,12}(?:\.\d{0,12})?", plain, re.ASCII):
        return None
    return float(plain)


def _cells(words: list[str]) -> tuple[Cell, ...]:
    """Return the cells: count, timing, network, then area, cell and strength of each."""
    numbers = [_number(word) for word in words[:4]]
    if len(numbers) < 4 or not numbers[0]:
        return ()
    mcc, mnc = int(numbers[2] or 0), int(numbers[3] or 0)
    cells = []
    for at in range(4, min(4 + int(numbers[0]) * 3, len(words) - 1), 3):
        area, cell = _number(words[at]), _number(words[at + 1])
        if area is None or cell is None:
            break
        strength = _number(words[at + 2]) if at + 2 < len(words) else None
        rssi = None if strength is None else int(strength)
        cells.append(Cell(mcc, mnc, int(area), int(cell), rssi))
    return tuple(cells)
