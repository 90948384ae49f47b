"""JSON of strangers, read so that nothing in it raises: the values of the wanted kind or None."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime, timedelta

from guihang.tracking.protocols.readings import Fault

type Json = dict[str, Json] | list[Json] | str | int | float | bool | None
LARGEST = 1_048_576
"""Bytes of one body: some thousand positions."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LAST_SECOND = 253_402_300_799
"""The end of the year 9999; what lies beyond is taken for milliseconds."""

MILLISECONDS_FROM = 2**31


def load(body: bytes) -> Json | Fault:
    """Return what a body says, or why it says nothing."""
    if len(body) > LARGEST:
        return Fault("overlong", f"a body of more than {LARGEST} bytes")
    try:
        value: Json = json.loads(body, parse_constant=_not_a_number)
    except (ValueError, RecursionError):
        return Fault("json", "not JSON")
    return value


def _not_a_number(word: str) -> None:
    """NaN and Infinity are not JSON, though the library reads them."""


def number(value: Json) -> float | None:
    """Return a finite number, also where it is written as a string."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        result = float(value)
    except OverflowError:
        return None
    return result if math.isfinite(result) else None


def whole(value: Json) -> int | None:
    """Return a finite number without its fraction."""
    found = number(value)
    return None if found is None else int(found)


def not_negative(value: Json) -> float | None:
    """Return a number from 0 on: phones say -1 for what they do not know."""
    found = number(value)
    return found if found is not None and found >= 0 else None


def text(value: Json) -> str | None:
    """Return a string that is not empty, or a whole number as one."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**40 else None
    return value if isinstance(value, str) and value else None


def members(value: Json) -> dict[str, Json]:
    """Return an object's members; of anything else, none."""
    return value if isinstance(value, dict) else {}


def moment(value: Json) -> datetime | None:
    """Return a time as UTC: seconds or milliseconds since 1970, or ISO, by default in UTC."""
    seconds = number(value)
    if seconds is not None:
        return _since_1970(seconds)
    if not isinstance(value, str):
        return None
    try:
        read = datetime.fromisoformat(value.strip())
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _since_1970(seconds: float) -> datetime | None:
    if seconds >= MILLISECONDS_FROM:
        seconds /= 1000
    if not 0 <= seconds <= LAST_SECOND:
        return None
    return EPOCH + timedelta(seconds=seconds)
