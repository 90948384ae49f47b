"""Metres around a place: how far apart points in degrees lie, on the WGS-84 ellipsoid."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]

EQUATOR_M = 6_378_137.0
"""Semi-major axis of WGS-84, metres (NIMA TR8350.2)."""
ECCENTRICITY_2 = 6.694_379_990_14e-3
"""First eccentricity of WGS-84, squared (NIMA TR8350.2)."""


def per_degree(lat: Floats) -> tuple[Floats, Floats]:
    """Return how many metres one degree of longitude and of latitude spans at a latitude.

    `lat` in degrees, any shape; both answers have its shape.
    """
    phi = np.radians(lat)
    squeezed = 1.0 - ECCENTRICITY_2 * np.sin(phi) ** 2
    across = EQUATOR_M / np.sqrt(squeezed)
    along = across * (1.0 - ECCENTRICITY_2) / squeezed
    return np.radians(across * np.cos(phi)), np.radians(along)


def apart(lat: ArrayLike, lon: ArrayLike, to_lat: ArrayLike, to_lon: ArrayLike) -> Floats:
    """Return the metres between points, pair by pair (shapes as numpy broadcasts them).

    Measured with the scale at the middle latitude: within 1 mm at 1 km, 1 m at 100 km.
    Across a half of the world it is a rough number that still grows with the distance.
    """
    lat, to_lat = np.asarray(lat, np.float64), np.asarray(to_lat, np.float64)
    wide, high = per_degree((lat + to_lat) / 2.0)
    east = turned(np.asarray(to_lon, np.float64) - np.asarray(lon, np.float64)) * wide
    metres: Floats = np.hypot(east, (to_lat - lat) * high)
    return metres


def turned(degrees: Floats) -> Floats:
    """Return differences of longitude the short way round, in [-180, 180)."""
    return (degrees + 180.0) % 360.0 - 180.0
