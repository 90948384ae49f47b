"""Frames of JT/T 808: delimiters, escapes, checksum, head; and frames to send.

A frame is `7e head body checksum 7e`; inside, 7e is written `7d 02` and 7d is written `7d 01`; the
checksum is the XOR of head and body. All numbers are big-endian.
"""

from __future__ import annotations

from struct import Struct
from typing import NamedTuple

from guihang.tracking.protocols.readings import Fault

DELIMITER = b"\x7e"
LONGEST = 4096
"""Bytes between two delimiters. The standard allows 2,100; some devices do not keep to it."""

LENGTH, ENCRYPTED, PARTED, WITH_VERSION = 0x03FF, 0x1C00, 0x2000, 0x4000
SHORT_HEAD, LONG_HEAD, PART_OF_HEAD = 12, 17, 4
HEAD_2013, HEAD_2019 = Struct(">HH6sH"), Struct(">HHB10sH")
PART = Struct(">HH")
IMEI = Struct(">HI")


class Frame(NamedTuple):
    """An opened frame.

    part: of how many, and which one from 1; None for a whole message. fits: the declared length is
    right. intact: the checksum is right too.
    """

    code: int
    device: str
    sequence: int
    body: bytes
    part: tuple[int, int] | None
    version: int | None
    raw_device: bytes
    encrypted: bool
    fits: bool
    intact: bool


class Splitter:
    """Cut a stream into frames, in memory of at most `LONGEST` bytes between two calls."""

    def __init__(self) -> None:
        self._rest = b""
        self._skipping = False

    def feed(self, chunk: bytes) -> list[bytes | Fault]:
        """Return the frames completed by a chunk, without delimiters and still escaped."""
        *pieces, rest = (self._rest + chunk).split(DELIMITER)
        found: list[bytes | Fault] = []
        for piece in pieces:
            if self._skipping:
                self._skipping = False
            elif len(piece) > LONGEST:
                found.append(OVERLONG)
            elif piece:
                found.append(piece)
        if len(rest) > LONGEST and not self._skipping:
            found.append(OVERLONG)
            self._skipping = True
        self._rest = b"" if self._skipping else rest
        return found


OVERLONG = Fault("overlong", f"more than {LONGEST} bytes without an end; dropped up to the next")


def checksum(octets: bytes) -> int:
    """Return the XOR of all bytes.

    The number is folded onto its lower half until one byte is left: eight steps instead of one
    for each byte. What stays above the half is never folded into it.
    """
    folded = int.from_bytes(octets)
    width = 4 << len(octets).bit_length()
    while width >= 8:  # a byte is the last half
        folded ^= folded >> width
        width >>= 1
    return folded & 0xFF


def unescape(raw: bytes) -> bytes:
    """Undo the escapes; a 7d followed by anything else stays."""
    if b"\x7d" not in raw:
        return raw
    return raw.replace(b"\x7d\x02", b"\x7e").replace(b"\x7d\x01", b"\x7d")


def open_frame(raw: bytes) -> Frame | Fault:
    """Read head and body of what stood between two delimiters."""
    plain = unescape(raw)
    frame = _open(plain)
    if plain is raw or _sureness(frame) == SURE:
        return frame
    # Frames recorded behind another server have had their escapes undone already.
    again = _open(raw)
    return again if _sureness(again) > _sureness(frame) else frame


SURE = 2


def _sureness(frame: Frame | Fault) -> int:
    """Return how much speaks for having read the escapes the right way."""
    return 0 if isinstance(frame, Fault) else frame.fits + frame.intact


def _open(plain: bytes) -> Frame | Fault:
    size = len(plain) - 1
    if size < SHORT_HEAD:
        return Fault("short", f"a frame of {len(plain)} bytes has no whole head")
    attributes = plain[2] << 8 | plain[3]
    head = _head_length(attributes, size)
    if size < head:
        return Fault("short", f"a frame of {len(plain)} bytes has no whole head")
    version = None
    if head - (PART_OF_HEAD if attributes & PARTED else 0) == LONG_HEAD:
        code, _, version, number, sequence = HEAD_2019.unpack_from(plain)
    else:
        code, _, number, sequence = HEAD_2013.unpack_from(plain)
    part = PART.unpack_from(plain, head - PART_OF_HEAD) if attributes & PARTED else None
    fits = size - head == attributes & LENGTH
    return Frame(
        code,
        device_of(number),
        sequence,
        plain[head:size],
        part,
        version,
        number,
        bool(attributes & ENCRYPTED),
        fits,
        fits and checksum(plain) == 0,
    )


def _head_length(attributes: int, size: int) -> int:
    """Tell the head of 2019 from the older one; where the mark and the length differ, by length.

    Devices exist that set the mark of 2019 and go on with the head of 2013.
    """
    more = PART_OF_HEAD if attributes & PARTED else 0
    if not attributes & WITH_VERSION:
        return SHORT_HEAD + more
    declared = attributes & LENGTH
    if size == SHORT_HEAD + more + declared:
        return SHORT_HEAD + more
    return LONG_HEAD + more


def device_of(number: bytes) -> str:
    """Return the device's number: BCD without leading zeros, or an IMEI packed into six bytes."""
    digits = number.hex()
    if digits.isdigit():
        return digits.lstrip("0") or "0"
    if len(number) != IMEI.size:
        return digits
    high, low = IMEI.unpack(number)
    imei = str(high << 32 | low)
    return imei + str(_luhn(imei))


def _luhn(digits: str) -> int:
    """Return the check digit of an IMEI."""
    doubled = (sum(divmod(int(digit) * 2, 10)) for digit in digits[::-1][::2])
    return -(sum(doubled) + sum(int(digit) for digit in digits[::-1][1::2])) % 10


def seal(code: int, body: bytes, to: Frame, *, sequence: int = 0) -> bytes:
    """Return a frame to send to the device `to` came from, with a head of its own version."""
    attributes = len(body)
    if to.version is None:
        head = HEAD_2013.pack(code, attributes, to.raw_device, sequence)
    else:
        head = HEAD_2019.pack(code, attributes | WITH_VERSION, to.version, to.raw_device, sequence)
    return wrap(head + body)


def wrap(plain: bytes) -> bytes:
    """Add checksum, escapes and delimiters to head and body."""
    plain += checksum(plain).to_bytes()
    escaped = plain.replace(b"\x7d", b"\x7d\x01").replace(b"\x7e", b"\x7d\x02")
    return DELIMITER + escaped + DELIMITER
