"""`guihang gateway decode`: what recorded messages of devices say, one JSON object a line."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

from guihang.tracking.protocols.catalogue import PROTOCOLS, Settings
from guihang.tracking.protocols.osmand import KMH
from guihang.tracking.protocols.readings import Fault, Heard, Message, Reading

LONGEST_LINE = 2_097_152
"""Bytes of one line: the largest body a protocol reads, twice, as hex."""

OVERLONG = Fault("overlong", f"a line of more than {LONGEST_LINE} bytes")
NOT_HEX = Fault("hex", "not a message in hexadecimal digits")


def main(arguments: list[str]) -> int:
    """Decode standard input line by line; what cannot be read is an object too."""
    options = _options(arguments)
    protocol = PROTOCOLS[options.protocol]
    settings = Settings(options.strict_checksum, options.utc_offset, options.speed_unit)
    read = protocol.reader(settings)
    try:
        for number, line in enumerate(_lines(sys.stdin.buffer), start=1):
            message = _message(line, in_bytes=protocol.in_bytes)
            if message == b"":
                continue
            at = datetime.now(UTC)  # noqa: TID251
            heard = [message] if isinstance(message, Fault) else read(message, at)
            for entry in heard:
                _print(number, entry)
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader has gone; what is still to be written on leaving goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    decode = argparse.ArgumentParser(prog="guihang gateway decode", description=__doc__)
    decode.add_argument("--protocol", choices=PROTOCOLS, required=True)
    decode.add_argument(
        "--strict-checksum",
        action="store_true",
        help="refuse frames with a wrong checksum or length, instead of marking them",
    )
    decode.add_argument(
        "--utc-offset",
        type=_hours,
        metavar="HOURS",
        help="how far the devices' clocks are ahead of UTC (jt808: 8, otherwise 0)",
    )
    decode.add_argument("--speed-unit", choices=KMH, default="kn", help="of osmand's queries")
    return decode.parse_args(arguments)


def _hours(word: str) -> timedelta:
    """Return an offset from UTC as it exists on earth."""
    hours = float(word)
    if not -12 <= hours <= 14:
        raise argparse.ArgumentTypeError("an offset from UTC lies between -12 and 14 hours")
    return timedelta(hours=hours)


def _lines(stream: BinaryIO) -> Iterator[bytes | Fault]:
    """Yield lines without their end; of one that is too long, only that it was."""
    while line := stream.readline(LONGEST_LINE + 1):
        if len(line) <= LONGEST_LINE:
            yield line.strip()
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE)
        yield OVERLONG


def _message(line: bytes | Fault, *, in_bytes: bool) -> bytes | Fault:
    if isinstance(line, Fault) or not in_bytes:
        return line
    try:
        return bytes.fromhex(line.decode("ascii"))
    except ValueError:
        return NOT_HEX


def _print(number: int, entry: Heard) -> None:
    if isinstance(entry, Fault):
        _write({"line": number, "type": "error", "error": entry.kind, "why": entry.why})
        return
    said = _said(number, entry)
    if not entry.readings:
        _write(said)
    for reading in entry.readings:
        _write(said | _measured(reading))
        said["reply"] = None  # one message is answered once


def _said(number: int, message: Message) -> dict[str, object]:
    return {
        "line": number,
        "type": message.type,
        "device_id": message.device,
        "code": message.code,
        "sequence": message.sequence,
        "intact": message.intact,
        "token": message.token,
        "reply": message.reply.hex() or None,
    }


def _measured(reading: Reading) -> dict[str, object]:
    time = reading.time and reading.time.isoformat().replace("+00:00", "Z")
    cells = [cell._asdict() for cell in reading.cells]
    wifi = [network._asdict() for network in reading.wifi]
    return reading._asdict() | {"time": time, "cells": cells, "wifi": wifi}


def _write(entry: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(entry, ensure_ascii=True) + "\n")
