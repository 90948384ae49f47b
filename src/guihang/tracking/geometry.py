"""Signed distance from many points to the borders of zones, in metres: negative inside.

Nothing is projected: every point is measured with the length of a degree at its own latitude, so a
distance of 10 km errs by less than 0.2 % (up to 60 degrees of latitude), and what is near the
border is exact. A border with many corners is laid under a grid once; each cell knows the few
edges that can be the nearest one to a point in it, and whether it lies inside or outside as a
whole. Which side a point is on is a question of straight lines in degrees, as GeoJSON means them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import ArrayLike
from shapely.geometry.base import BaseGeometry

from guihang.tracking import grids
from guihang.tracking.metres import Bools, Floats, Ints, apart, per_degree, turned

PAIRS_AT_ONCE = 20_000
"""Pairs of a point and an edge measured at a time: what a core keeps near, measured."""
SHORTEST = 1e-18
"""Square metres: an edge of no length is a point, not a division by nothing."""


def circle_distance(
    lat: ArrayLike, lon: ArrayLike, centre: tuple[ArrayLike, ArrayLike], radius: ArrayLike
) -> Floats:
    """Return the signed metres from points to circles, pair by pair; errs by 1 m in 100 km.

    Degrees and metres; shapes as numpy broadcasts them. NaN stays NaN.
    """
    return apart(lat, lon, *centre) - np.asarray(radius, np.float64)


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle an officer drew: its centre in degrees (WGS-84), its radius in metres."""

    lat: float
    lon: float
    radius: float

    def drawn(self) -> dict[str, object]:
        """Return the circle as it is kept: latitude, longitude, radius in metres."""
        return {"circle": [self.lat, self.lon, self.radius]}

    def signed_distance(self, lat: Floats, lon: Floats) -> Floats:
        """Return the signed metres to the circle, shape of `lat`."""
        return circle_distance(lat, lon, (self.lat, self.lon), self.radius)


@dataclass(frozen=True)
class Region:
    """A polygon, or several, with holes: borders in degrees (WGS-84), x = longitude."""

    area: BaseGeometry

    def __post_init__(self) -> None:
        if self.area.is_empty or not self.area.area:
            raise ValueError("the zone has no area")

    @cached_property
    def edges(self) -> Floats:
        """The straight pieces of all borders, shape (E, 4): x1, y1, x2, y2 in degrees."""
        found = []
        for part in shapely.get_parts(self.area):
            for ring in (part.exterior, *part.interiors):
                corners = shapely.get_coordinates(ring)
                found.append(np.hstack((corners[:-1], corners[1:])))
        return np.vstack(found)

    @cached_property
    def radius(self) -> float:
        """The radius in metres of the largest circle that fits into the region."""
        stretch = self._stretch
        plane = shapely.transform(self.area, lambda corners: corners * stretch)
        return float(shapely.maximum_inscribed_circle(plane).length)

    @cached_property
    def grid(self) -> grids.Grid:
        """The grid under the region, laid when it is first asked for."""
        shapely.prepare(self.area)
        return grids.lay(self.area, self.edges, self._stretch)

    @property
    def _stretch(self) -> Floats:
        _west, south, _east, north = self.area.bounds
        return np.array(per_degree(np.asarray((south + north) / 2.0)))

    def drawn(self) -> dict[str, object]:
        """Return the borders as they are kept: a GeoJSON geometry."""
        return {"geometry": json.loads(shapely.to_geojson(self.area))}

    def signed_distance(self, lat: Floats, lon: Floats) -> Floats:
        """Return the signed metres to the nearest border, shape (N,); NaN stays NaN."""
        return Regions([self]).signed_distance(np.zeros(len(lat), np.intp), lat, lon)


class Regions:
    """Many regions at once: every point has a region of its own, named by its number."""

    def __init__(self, regions: Sequence[Region]) -> None:
        self.regions = list(regions)
        self.radius: Floats = np.array([one.radius for one in self.regions], np.float64)
        self._places = grids.join([one.grid for one in self.regions])
        self._middle = np.array([(one.area.bounds[0] + one.area.bounds[2]) / 2 for one in regions])

    def signed_distance(self, which: Ints, lat: Floats, lon: Floats) -> Floats:
        """Return the signed metres from each point to its region's border, shape (N,).

        `which` numbers the regions; `lat` and `lon` in degrees; where one is NaN the answer is.
        """
        answer = np.full(len(lat), np.nan)
        known = np.flatnonzero(np.isfinite(lat) & np.isfinite(lon))
        which, lat = which[known], lat[known]
        lon = self._middle[which] + turned(lon[known] - self._middle[which])
        cells = self._places.cells(which, lat, lon)
        metres, odd = self._measured(cells, lat, lon)
        sides = self._places.sides[cells]
        inside = np.where(sides == grids.ALL_EDGES, odd, sides == grids.INSIDE)
        mixed = np.flatnonzero(sides == grids.MIXED)
        for number in np.unique(which[mixed]):
            rows = mixed[which[mixed] == number]
            inside[rows] = shapely.contains_xy(self.regions[number].area, lon[rows], lat[rows])
        answer[known] = np.where(inside, -metres, metres)
        return answer

    def _measured(self, cells: Ints, lat: Floats, lon: Floats) -> tuple[Floats, Bools]:
        """Return the metres to the nearest candidate, and whether a ray crosses an odd number."""
        places = self._places
        counts, metres, odd = places.counts[cells], np.empty(len(lat)), np.zeros(len(lat), bool)
        wide, high = per_degree(lat)
        # Points with equally many candidates fill a table without gaps.
        for count in np.unique(counts):
            alike = np.flatnonzero(counts == count)
            at_once = max(1, PAIRS_AT_ONCE // int(count))
            for first in range(0, len(alike), at_once):
                rows = alike[first : first + at_once]
                edge = places.edges[np.arange(count)[:, None] + places.firsts[cells[rows]]]
                ends = [one[edge] for one in places.borders]
                at = (lon[rows], lat[rows])
                metres[rows] = _nearest(ends, at, (wide[rows], high[rows]))
                if (places.sides[cells[rows]] == grids.ALL_EDGES).any():
                    odd[rows] = _is_round(ends, at)
        return metres, odd


def _nearest(
    ends: Sequence[Floats], at: tuple[Floats, Floats], scale: tuple[Floats, Floats]
) -> Floats:
    """Return the metres from each of N points to the nearest of its K edges, tables (K, N)."""
    x, y, to_x, to_y = ends
    dx, dy = (at[0] - x) * scale[0], (at[1] - y) * scale[1]
    ex, ey = (to_x - x) * scale[0], (to_y - y) * scale[1]
    share = (dx * ex + dy * ey) / np.maximum(ex * ex + ey * ey, SHORTEST)
    np.clip(share, 0.0, 1.0, out=share)
    dx -= share * ex
    dy -= share * ey
    return np.sqrt((dx * dx + dy * dy).min(axis=0))


def _is_round(ends: Sequence[Floats], at: tuple[Floats, Floats]) -> Bools:
    """Return whether the edges (K, N) lie round each point: a ray crosses an odd number.

    Half open in y: a corner on the ray belongs to one of its two edges, never to both.
    """
    x, y, to_x, to_y = ends
    astride = (y > at[1]) != (to_y > at[1])
    with np.errstate(divide="ignore", invalid="ignore"):
        crossed = astride & (at[0] < x + (at[1] - y) * (to_x - x) / (to_y - y))
    odd: Bools = np.logical_xor.reduce(crossed, axis=0)
    return odd
