"""Datums (坐标系): positions that Chinese maps shift, brought back to WGS-84.

GCJ-02 (国测局坐标) moves a place in China by some 300 to 700 metres, BD-09 (百度坐标) moves that
once more. The formulas are the approximations in common use; nobody publishes official ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from guihang.tracking.kinds import Datum
from guihang.tracking.metres import Bools, Floats, apart

KRASOVSKY_M = 6_378_245.0
"""Semi-major axis of the ellipsoid in the published formula of GCJ-02, metres."""
KRASOVSKY_E2 = 0.00669342162296594323
BAIDU = np.pi * 3_000.0 / 180.0
BAIDU_LON, BAIDU_LAT = 0.0065, 0.006
ROUNDS = 4
"""Each step of the inverse is some thousand times nearer: three are exact to 0.1 mm."""
WEST, EAST, SOUTH, NORTH = 72.004, 137.8347, 0.8293, 55.8271
"""Degrees: the box outside which the published formula changes nothing."""

Place = tuple[Floats, Floats]
"""Latitudes and longitudes in degrees, (N,) each."""


def to_wgs84(lat: Floats, lon: Floats, datum: Datum) -> Place:
    """Return places in WGS-84; outside China they are as they were. Errs by less than 1 mm."""
    if datum is Datum.WGS_84:
        return lat, lon
    if datum is Datum.BD_09:
        lat, lon = _undone(lat, lon, _baidu)
    return _undone(lat, lon, _shifted)


def from_wgs84(lat: Floats, lon: Floats, datum: Datum) -> Place:
    """Return WGS-84 places in another datum, as a map in that datum would draw them."""
    if datum is Datum.WGS_84:
        return lat, lon
    shifted = _shifted(lat, lon)
    return _baidu(*shifted) if datum is Datum.BD_09 else shifted


def in_china(lat: Floats, lon: Floats) -> Bools:
    """Return which places lie in the box the shift is made for."""
    return (lon > WEST) & (lon < EAST) & (lat > SOUTH) & (lat < NORTH)


def _undone(lat: Floats, lon: Floats, moved: Callable[[Floats, Floats], Place]) -> Place:
    back_lat, back_lon = lat, lon
    for _ in range(ROUNDS):
        to_lat, to_lon = moved(back_lat, back_lon)
        back_lat, back_lon = back_lat - (to_lat - lat), back_lon - (to_lon - lon)
    inside = in_china(lat, lon)
    return np.where(inside, back_lat, lat), np.where(inside, back_lon, lon)


def _shifted(lat: Floats, lon: Floats) -> Place:
    x, y = lon - 105.0, lat - 35.0
    waves = (20.0 * np.sin(6.0 * x * np.pi) + 20.0 * np.sin(2.0 * x * np.pi)) * 2.0 / 3.0
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x))
    north += waves + _swing(y, (20.0, 40.0, 160.0, 320.0), (1.0, 3.0, 12.0, 30.0))
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x))
    east += waves + _swing(x, (20.0, 40.0, 150.0, 300.0), (1.0, 3.0, 12.0, 30.0))
    phi = np.radians(lat)
    squeezed = 1.0 - KRASOVSKY_E2 * np.sin(phi) ** 2
    across = KRASOVSKY_M / np.sqrt(squeezed)
    along = across * (1.0 - KRASOVSKY_E2) / squeezed
    inside = in_china(lat, lon)
    return (
        np.where(inside, lat + np.degrees(north / along), lat),
        np.where(inside, lon + np.degrees(east / (across * np.cos(phi))), lon),
    )


def _swing(at: Floats, heights: tuple[float, ...], lengths: tuple[float, ...]) -> Floats:
    waves = [
        height * np.sin(at * np.pi / length)
        for height, length in zip(heights, lengths, strict=True)
    ]
    total: Floats = np.sum(waves, axis=0) * 2.0 / 3.0
    return total


def _baidu(lat: Floats, lon: Floats) -> Place:
    far = np.hypot(lon, lat) + 0.00002 * np.sin(lat * BAIDU)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * BAIDU)
    inside = in_china(lat, lon)
    return (
        np.where(inside, far * np.sin(angle) + BAIDU_LAT, lat),
        np.where(inside, far * np.cos(angle) + BAIDU_LON, lon),
    )


ENOUGH_FIXES = 5
NEAR = 150.0
"""Metres: as near as fixes at a known place come in the right datum, the address being coarse."""
TWICE_AS_FAR = 2.0


@dataclass(frozen=True, slots=True)
class Likely:
    """Which datum a device really sends, judged by places where its bearer is known to be."""

    declared: Datum
    likely: Datum | None
    """None where it cannot be told: too few fixes, no datum near, or two as near."""
    metres: dict[Datum, float]
    """How far from the known places the fixes lie in the middle, were they sent in each datum."""

    @property
    def is_wrong(self) -> bool:
        """Whether the declaration is wrong: only said where another datum is likely."""
        return self.likely is not None and self.likely is not self.declared


def likely(lat: Floats, lon: Floats, known: Place, declared: Datum) -> Likely:
    """Judge by fixes at home and at the office, as they were sent, in degrees, (N,) each.

    `known` are the WGS-84 places where the person was when each fix was taken, (N,) each. Outside
    China all datums are one and the answer is that it cannot be told.
    """
    metres = {}
    for datum in Datum:
        far = apart(*to_wgs84(lat, lon, datum), *known)
        far = far[np.isfinite(far)]
        metres[datum] = float(np.median(far)) if len(far) >= ENOUGH_FIXES else np.inf
    best, second, *_ = sorted(metres, key=metres.__getitem__)
    told = metres[best] <= NEAR and metres[second] > TWICE_AS_FAR * metres[best]
    return Likely(declared, best if told else None, metres)
