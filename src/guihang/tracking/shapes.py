"""Shapes from outside: a circle in words, or polygons as GeoJSON (RFC 7946, WGS-84)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from guihang.tracking.geometry import Circle, Region

CIRCLE = "circle:"
WIDEST = 5_000_000.0
"""Metres: a larger circle is a slip of the pen; China is 5,200 km across."""
DEEPEST = 8
"""How deep collections may lie in each other."""
WGS_84 = ("crs84", "4326")


class ShapeError(ValueError):
    """What was given is no shape, and the words say why."""


def circle(words: str) -> Circle:
    """Read `circle:lat,lon,r`: degrees (WGS-84) and metres."""
    parts = words.removeprefix(CIRCLE).split(",")
    try:
        lat, lon, radius = (float(part) for part in parts)
    except ValueError:
        raise ShapeError(
            f"{words!r} is no circle: write circle:lat,lon,r, as in circle:26.42,111.61,500"
        ) from None
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise ShapeError(f"{words!r}: latitude lies in -90..90 and longitude in -180..180")
    if not 0 < radius <= WIDEST:
        raise ShapeError(f"{words!r}: the radius is in metres, above 0 and at most {WIDEST:,.0f}")
    return Circle(lat, lon, radius)


def region(geojson: object) -> Region:
    """Read a Polygon, a MultiPolygon, a Feature or a FeatureCollection: all of it is one zone.

    Borders that cross themselves are mended; what is no area is refused with the reason.
    """
    if isinstance(geojson, Mapping):
        _check_datum(geojson.get("crs"))
    parts = list(_polygons(geojson, DEEPEST))
    if not parts:
        raise ShapeError("there is no polygon in it")
    whole = shapely.union_all([_sound(part) for part in parts])
    areas = [one for one in shapely.get_parts(whole) if one.geom_type == "Polygon" and one.area]
    if not areas:
        raise ShapeError("its polygons have no area")
    return Region(areas[0] if len(areas) == 1 else shapely.MultiPolygon(areas))


def _check_datum(crs: object) -> None:
    named = str(crs).lower()
    if crs is not None and not any(one in named for one in WGS_84):
        raise ShapeError("it names a datum other than WGS-84: convert it first")


def _polygons(given: object, depth: int) -> Iterator[BaseGeometry]:
    if not isinstance(given, Mapping) or depth == 0:
        raise ShapeError("it is no GeoJSON: an object with a type is missing")
    kind = given.get("type")
    members = {"FeatureCollection": "features", "GeometryCollection": "geometries"}.get(str(kind))
    if members:
        inside = given.get(members)
        if not isinstance(inside, list):
            raise ShapeError(f"its {members} are no list")
        for one in inside:
            yield from _polygons(one, depth - 1)
    elif kind == "Feature":
        yield from _polygons(given.get("geometry"), depth - 1)
    elif kind in ("Polygon", "MultiPolygon"):
        coordinates = given.get("coordinates")
        for one in [coordinates] if kind == "Polygon" else _listed(coordinates):
            yield _polygon(one)
    else:
        raise ShapeError(f"a zone is made of polygons; {kind!r} is none")


def _listed(coordinates: object) -> list[object]:
    if not isinstance(coordinates, list):
        raise ShapeError("its coordinates are no list")
    return coordinates


def _polygon(rings: object) -> BaseGeometry:
    return shapely.Polygon(*_rings(_listed(rings)))


def _rings(rings: list[object]) -> tuple[np.ndarray, list[np.ndarray]]:
    corners = [_corners(ring) for ring in rings]
    if not corners:
        raise ShapeError("a polygon has no ring")
    return corners[0], corners[1:]


def _corners(ring: object) -> np.ndarray:
    try:
        corners = np.array([(float(one[0]), float(one[1])) for one in _listed(ring)])  # type: ignore[index]
    except (TypeError, ValueError, IndexError, KeyError):
        raise ShapeError("a ring is a list of [longitude, latitude] pairs of numbers") from None
    if len(corners) < 4:
        raise ShapeError("a ring has at least four points, the first again at its end")
    if not np.isfinite(corners).all() or np.abs(corners).max(axis=0)[0] > 180:
        raise ShapeError("a longitude lies beyond 180 degrees")
    if np.abs(corners[:, 1]).max() > 90:
        raise ShapeError("a latitude lies beyond 90 degrees; GeoJSON writes longitude first")
    return corners


def _sound(part: BaseGeometry) -> BaseGeometry:
    return part if shapely.is_valid(part) else shapely.make_valid(part)
