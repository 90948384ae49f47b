"""A track from a CSV file: what can be read of it, and what is wrong with the other rows."""

from __future__ import annotations

import csv
import gzip
import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from guihang.tracking.gating import OLDEST, Fixes

NEEDED = ("ts", "lat", "lon", "accuracy")
GZIP = b"\x1f\x8b"
EARLIEST, LATEST = 946_684_800.0, 4_102_444_800.0
"""Epoch seconds of 2000 and 2100."""
MILLISECONDS = 1e11


class TrackError(Exception):
    """The file holds no track, and the words say why."""


@dataclass(frozen=True, slots=True)
class Track:
    """The fixes that could be read, in the file's order, and the complaints about the others."""

    fixes: Fixes
    lines: tuple[int, ...]
    """The line of the file each fix stands in."""
    complaints: tuple[tuple[int, str], ...]
    """Line and reason of every row that was left out."""


def read(path: Path) -> Track:
    """Read a CSV with the columns ts, lat, lon, accuracy in any order; `.gz` as well.

    Rows that cannot be used are left out with a reason. A missing accuracy is NaN.
    """
    rows = _rows(path)
    columns = _columns(next(rows, (1, []))[1])
    good, lines, complaints = [], [], []
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        try:
            good.append(_fix(row, columns))
            lines.append(line)
        except ValueError as why:
            complaints.append((line, str(why)))
    return _sorted_out(good, lines, complaints)


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield number and cells of each line by itself: an open quote spoils no other line."""
    try:
        raw = path.read_bytes()
        raw = gzip.decompress(raw) if raw.startswith(GZIP) else raw
    except (OSError, EOFError, zlib.error) as why:
        raise TrackError(f"{path} cannot be read: {why}") from why
    words = raw.decode("utf-8-sig", errors="replace").replace("\0", "\N{REPLACEMENT CHARACTER}")
    for number, line in enumerate(words.split("\n"), start=1):
        try:
            yield number, next(csv.reader([line.strip("\r")]), [])
        except csv.Error as why:
            yield number, [f"unreadable: {why}"]


def _columns(header: list[str]) -> dict[str, int]:
    names = [name.strip().lower() for name in header]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise TrackError(
            f"the first line names the columns; {', '.join(missing)} not among them"
            " (needed: ts, lat, lon, accuracy; others are passed over)"
        )
    return {name: names.index(name) for name in NEEDED}


def _fix(row: list[str], columns: dict[str, int]) -> tuple[float, float, float, float]:
    if len(row) <= max(columns.values()):
        raise ValueError("too few columns")
    cells = {name: row[at].strip() for name, at in columns.items()}
    at, lat, lon = (_number(name, cells[name]) for name in ("ts", "lat", "lon"))
    if at > MILLISECONDS:
        raise ValueError("ts is far in the future: epoch seconds are asked for, not milliseconds")
    if not EARLIEST <= at <= LATEST:
        raise ValueError("ts lies before 2000 or after 2100")
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise ValueError("no place on this earth")
    if lat == 0 and lon == 0:
        raise ValueError("0/0 is what a device says that knows no place")
    return at, lat, lon, _accuracy(cells["accuracy"])


def _number(name: str, cell: str) -> float:
    try:
        number = float(cell)
    except ValueError:
        raise ValueError(f"{name} is no number") from None
    if not math.isfinite(number):
        raise ValueError(f"{name} is no number")
    return number


def _accuracy(cell: str) -> float:
    """Return metres; NaN where the device said none. Too bad to be true is still an answer."""
    if cell.lower() in {"", "nan", "none", "null", "na", "n/a", "-"}:
        return math.nan
    try:
        accuracy = float(cell)
    except ValueError:
        raise ValueError("accuracy is no number") from None
    if accuracy < 0:
        raise ValueError("a negative accuracy: the device calls the place invalid")
    return accuracy


def _sorted_out(
    good: list[tuple[float, float, float, float]],
    lines: list[int],
    complaints: list[tuple[int, str]],
) -> Track:
    numbers = np.array(good, np.float64).reshape(-1, 4)
    middle = float(np.median(numbers[:, 0])) if len(numbers) else 0.0
    years_off = np.abs(numbers[:, 0] - middle) > OLDEST
    complaints = complaints + [
        (lines[row], "the clock was more than a year off the rest of the track")
        for row in np.flatnonzero(years_off)
    ]
    kept = np.flatnonzero(~years_off)
    columns = numbers[kept].T
    if not len(kept):
        raise TrackError("not one row can be used" + _first_of(sorted(complaints)))
    return Track(
        Fixes(np.zeros(len(kept), np.intp), *columns),
        tuple(lines[row] for row in kept),
        tuple(sorted(complaints)),
    )


def _first_of(complaints: list[tuple[int, str]]) -> str:
    return f"; line {complaints[0][0]}: {complaints[0][1]}" if complaints else ": there is none"
