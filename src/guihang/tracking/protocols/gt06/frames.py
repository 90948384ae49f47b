"""Frames of GT06: `7878 length type content serial crc 0d0a`; `7979` has a length of two bytes.

The length counts from the type to the checksum; the checksum is CRC-ITU (X.25) from the length to
the serial. All numbers are big-endian.
"""

from __future__ import annotations

from binascii import crc_hqx
from typing import NamedTuple

from guihang.tracking.protocols.readings import Fault

SHORT, LONG, END = b"\x78\x78", b"\x79\x79", b"\x0d\x0a"
LONGEST = 4096
SMALLEST = 10
TAIL = 6
"""Serial, checksum and end."""

MIRROR = bytes(int(f"{octet:08b}"[::-1], 2) for octet in range(256))


class Frame(NamedTuple):
    """An opened frame; `sequence` is the device's serial of the message."""

    kind: int
    content: bytes
    sequence: int
    long: bool
    intact: bool
    raw: bytes


class Splitter:
    """Cut a stream into frames, in memory of at most `LONGEST` bytes between two calls."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, chunk: bytes) -> list[bytes | Fault]:
        """Return the frames completed by a chunk, with their start and end."""
        found: list[bytes | Fault] = []
        buffer, start = self._rest + chunk, 0
        while True:
            start = _start(buffer, start)
            stop = _stop(buffer, start)
            if stop is None:
                break
            if stop - start > LONGEST:
                found.append(Fault("overlong", f"no end within {LONGEST} bytes; begun anew"))
                start += len(SHORT)
            else:
                found.append(buffer[start:stop])
                start = stop
        self._rest = buffer[start:]
        return found


def _start(buffer: bytes, start: int) -> int:
    """Return where the next frame begins, or where its first byte may be waiting."""
    starts = [at for mark in (SHORT, LONG) if (at := buffer.find(mark, start)) >= 0]
    if starts:
        return min(starts)
    return len(buffer) - 1 if buffer[start:][-1:] in (b"\x78", b"\x79") else len(buffer)


def _stop(buffer: bytes, start: int) -> int | None:
    """Return where the frame ends, None to wait; what has no end ends beyond `LONGEST`."""
    if len(buffer) - start < 4:
        return None
    if buffer[start] == SHORT[0]:
        stop = start + 5 + buffer[start + 2]
    else:
        stop = start + 6 + (buffer[start + 2] << 8 | buffer[start + 3])
    if stop - start > LONGEST:
        return stop
    if len(buffer) < stop:
        return None
    if buffer[stop - 2 : stop] == END:
        return stop
    # Some messages put a count where the length should be, and some count wrongly.
    end = buffer.find(END, stop - 1, start + LONGEST)
    if end < 0:
        return start + LONGEST + 1 if len(buffer) - start >= LONGEST else None
    return end + len(END)


def open_frame(raw: bytes) -> Frame | Fault:
    """Read the parts of what the splitter found."""
    if len(raw) < SMALLEST:
        return Fault("short", f"a frame of {len(raw)} bytes has no whole head")
    long = raw[:2] == LONG
    at = 4 if long else 3
    declared = int.from_bytes(raw[2:at])
    fits = declared == len(raw) - at - 2
    seal = int.from_bytes(raw[-4:-2])
    return Frame(
        kind=raw[at],
        content=raw[at + 1 : -TAIL],
        sequence=int.from_bytes(raw[-6:-4]),
        long=long,
        intact=fits and checksum(raw[2:-4]) == seal,
        raw=raw,
    )


def checksum(octets: bytes) -> int:
    """Return the CRC-ITU (X.25).

    The standard library has the same polynomial with the bits of every byte the other way round.
    """
    turned = crc_hqx(octets.translate(MIRROR), 0xFFFF)
    return (MIRROR[turned & 0xFF] << 8 | MIRROR[turned >> 8]) ^ 0xFFFF


def seal(kind: int, sequence: int, content: bytes = b"", *, long: bool = False) -> bytes:
    """Return a frame to send."""
    length = (5 + len(content)).to_bytes(2 if long else 1)
    inner = length + kind.to_bytes() + content + sequence.to_bytes(2)
    return (LONG if long else SHORT) + inner + checksum(inner).to_bytes(2) + END
