"""Readings as arrays: what devices said, in the order it came, ready to be weighed at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np

from guihang.tracking.gating import MISSING_ACCURACY, Fixes
from guihang.tracking.metres import Bools, Floats, Ints
from guihang.tracking.protocols.readings import Batch, Reading

UNKNOWN = -1
NOTHING = ((),) * len(Reading._fields)
SATELLITES_ONLY = frozenset({"jt808", "gt06", "watch"})
"""Protocols of devices that take a place from satellites and tell no accuracy."""


@dataclass(frozen=True, slots=True)
class Columns:
    """N readings; every array is (N,)."""

    device: Ints
    """The number of the device in the roster, or `UNKNOWN`."""
    at: Floats
    """Seconds since 1970; NaN where the device said none."""
    sequence: Ints
    lat: Floats
    lon: Floats
    """Degrees in the datum of the device; NaN without a fix."""
    accuracy: Floats
    """Metres."""
    speed: Floats
    """km/h."""
    battery: Floats
    """Per cent."""
    mock: Bools
    archive: Bools
    received: Floats
    """Seconds since 1970, by our clock."""
    signs: list[tuple[str, ...]]
    """The alarms the device raised itself."""

    def take(self, which: Ints) -> Columns:
        """Return some of the readings."""
        arrays = {one.name: getattr(self, one.name)[which] for one in fields(self)[:-1]}
        return Columns(**arrays, signs=[self.signs[row] for row in which.tolist()])


@dataclass(frozen=True, slots=True)
class Placed:
    """Readings with the basis they rest on and their place in WGS-84; every array is (N,)."""

    came: Columns
    fixes: Fixes
    """`who` is the number of the person among those of the batch."""
    basis: Ints
    """The primary key."""
    case: Ints
    """The primary key."""


def columns(batches: Sequence[Batch], numbers: Mapping[str, int]) -> Columns:
    """Lay the readings of batches side by side; `numbers` gives devices their number."""
    messages = [(batch, message) for batch in batches for message in batch.messages]
    counts = [len(message.readings) for _batch, message in messages]
    readings = [reading for _batch, message in messages for reading in message.readings]
    told = (
        Reading(*zip(*readings, strict=True)) if readings else Reading(*[()] * len(Reading._fields))
    )

    def each(of_messages: list[float]) -> Floats:
        return np.repeat(np.array(of_messages, np.float64), counts)

    valid = np.array(told.valid, bool)
    lat, lon = _floats(told.lat), _floats(told.lon)
    lat[~valid] = lon[~valid] = np.nan
    missing = each([_missing(batch.protocol) for batch, _message in messages])
    accuracy = _floats(told.accuracy)
    device = [numbers.get(message.device or "", UNKNOWN) for _batch, message in messages]
    return Columns(
        device=np.repeat(np.array(device, np.intp), counts),
        at=_times(told.time),
        sequence=np.repeat(np.array([m.sequence or 0 for _batch, m in messages], np.intp), counts),
        lat=lat,
        lon=lon,
        accuracy=np.where(np.isnan(accuracy) | (accuracy == 0), missing, accuracy),
        speed=_floats(told.speed_kmh),
        battery=_floats(told.battery),
        mock=np.array(told.mock, bool),
        archive=np.array(told.archive, bool),
        received=each([batch.received.timestamp() for batch, _message in messages]),
        signs=list(told.alarms),
    )


def _floats(values) -> Floats:
    """Return numbers as an array; None becomes NaN."""
    return np.array(values, dtype=np.float64)


def _times(moments) -> Floats:
    return np.array([np.nan if at is None else at.timestamp() for at in moments], np.float64)


def _missing(protocol: str) -> float:
    return MISSING_ACCURACY["gnss" if protocol in SATELLITES_ONLY else ""]
