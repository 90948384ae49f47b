"""Distance and probability for 30,000 people at once, beside shapely point by point, in one run.

Everybody has the county and three zones of his own. The county is made up, with as many corners
as a detailed one; give a GeoJSON file to take its border instead.
"""

import argparse
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import shapely

from guihang.tracking import evidence
from guihang.tracking.geometry import Region, Regions, circle_distance
from guihang.tracking.shapes import region

PERSONS, OWN, CORNERS = 30_000, 3, 500
ONE_BY_ONE = 2_000
BORDER = 150.0


def ring(lat: float, lon: float, size: float, corners: int, dice) -> shapely.Polygon:
    """Return a border with corners."""
    angle = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    far = size * (1 + 0.2 * np.sin(5 * angle) + 0.02 * dice.normal(size=corners))
    return shapely.Polygon(np.column_stack((lon + far * np.cos(angle), lat + far * np.sin(angle))))


def best(act: Callable[[], object], times: int = 7) -> float:
    """Return the seconds of the fastest of several runs."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return min(taken)


class Crowd:
    """People in a county, each with three zones: so many circles, the rest polygons."""

    def __init__(self, county: Region, round_ones: int) -> None:
        dice = np.random.default_rng(1)
        west, south, east, north = county.area.bounds
        self.lat, self.lon = dice.uniform(south, north, PERSONS), dice.uniform(west, east, PERSONS)
        self.accuracy = dice.choice(
            [5.0, 10.0, 20.0, 65.0, 800.0], PERSONS, p=[0.3, 0.3, 0.2, 0.1, 0.1]
        )
        near = dice.normal(0, 0.03, (2, PERSONS, OWN))
        self.centre = (
            (self.lat[:, None] + near[0])[:, :round_ones],
            (self.lon[:, None] + near[1])[:, :round_ones],
        )
        self.radius = dice.uniform(50, 500, (PERSONS, round_ones))
        self.county = Regions([county])
        self.places = [
            Region(ring(26.42, 111.61, dice.uniform(0.001, 0.004), 8, dice)) for _ in range(1000)
        ]
        self.own = Regions(self.places)
        self.which = dice.integers(0, len(self.places), (PERSONS, OWN - round_ones))
        self.nobody = np.zeros(PERSONS, int)

    def look(self) -> evidence.Sight:
        """Return what everybody's fix says about all four zones."""
        lat, lon, others = self.lat, self.lon, self.which.shape[1]
        county = self.county.signed_distance(self.nobody, lat, lon)
        circles = circle_distance(lat[:, None], lon[:, None], self.centre, self.radius)
        shapes = self.own.signed_distance(
            self.which.ravel(), np.repeat(lat, others), np.repeat(lon, others)
        )
        distance = np.concatenate((county, circles.ravel(), shapes))
        radius = np.concatenate(
            (
                np.full(PERSONS, self.county.radius[0]),
                self.radius.ravel(),
                self.own.radius[self.which.ravel()],
            )
        )
        spread = np.concatenate(
            (
                evidence.join(self.accuracy, BORDER),
                np.repeat(self.accuracy, self.radius.shape[1]),
                np.repeat(self.accuracy, others),
            )
        )
        return evidence.see(distance, spread, radius, np.arange(len(distance)) >= PERSONS)

    def one_by_one(self) -> None:
        """Measure the first people with shapely, in degrees, a call for each distance."""
        areas = [self.county.regions[0].area, *(one.area for one in self.places[:OWN])]
        for at in zip(self.lon[:ONE_BY_ONE], self.lat[:ONE_BY_ONE], strict=True):
            point = shapely.Point(at)
            for area in areas:
                area.contains(point)
                area.boundary.distance(point)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("county", nargs="?", type=Path, metavar="COUNTY.geojson")
    options = parser.parse_args()
    dice = np.random.default_rng(2)
    county = Region(ring(26.42, 111.61, 0.3, CORNERS, dice))
    if options.county:
        county = region(json.loads(options.county.read_text(encoding="utf-8")))
    begun = time.perf_counter()
    corners, _grid = len(county.edges), county.grid
    print(f"{os.cpu_count()} cores, one used; county of {corners} corners, its grid laid once in ")
    print(f"{(time.perf_counter() - begun) * 1000:.0f} ms; {PERSONS:,} people, four zones each")
    for circles in (3, 2, 0):
        crowd = Crowd(county, circles)
        taken = best(crowd.look)
        print(f"  {circles} circles and {OWN - circles} polygons of 8 corners: ", end="")
        print(f"{PERSONS / taken:>11,.0f} positions/s ({PERSONS * 4 / taken:,.0f} pairs/s)")
    slow = ONE_BY_ONE / best(crowd.one_by_one, 3)
    print(f"  baseline, shapely call by call, no probability: {slow:>11,.0f} positions/s")
    print("  PostGIS: not measured here")


if __name__ == "__main__":
    main()
