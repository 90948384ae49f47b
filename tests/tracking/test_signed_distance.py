"""How far a fix is from a border, and on which side."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from guihang.tracking.geometry import Circle, Region, Regions, circle_distance
from guihang.tracking.metres import apart, per_degree

# (lat, lon, to lat, to lon, metres): one degree along the meridian and along the parallel of
# WGS-84, from the lengths the ellipsoid's radii give (Snyder, Map Projections, tables 3 and 4).
LENGTHS = [
    (0.0, 110.0, 0.0, 111.0, 111_319.49),
    (-0.5, 110.0, 0.5, 110.0, 110_574.30),
    (44.5, 110.0, 45.5, 110.0, 111_131.78),
    (60.0, 179.5, 60.0, -179.5, 55_799.98),
]


def wavy(corners, seed=3, lat=26.42, lon=111.61, size=0.25):
    """A border like a county's, of so many corners, with a lake in it."""
    dice = np.random.default_rng(seed)
    angle = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    far = size * (1 + 0.25 * np.sin(5 * angle) + 0.05 * dice.normal(size=corners))
    ring = np.column_stack((lon + far * np.cos(angle), lat + far * np.sin(angle)))
    lake = [(lon + x, lat + y) for x, y in ((0.02, 0.02), (0.05, 0.02), (0.04, 0.06))]
    return Region(shapely.make_valid(shapely.Polygon(ring, [lake])))


def measured_one_by_one(region, lat, lon):
    """What shapely says about one point, with the degrees as long as they are there."""
    scale = np.array(per_degree(np.asarray(lat)))
    border = shapely.transform(region.area.boundary, lambda at: (at - (lon, lat)) * scale)
    metres = shapely.distance(border, shapely.Point(0, 0))
    return -metres if region.area.contains(shapely.Point(lon, lat)) else metres


@pytest.mark.parametrize(("lat", "lon", "to_lat", "to_lon", "metres"), LENGTHS)
def test_a_degree_is_as_long_as_on_the_ellipsoid(lat, lon, to_lat, to_lon, metres):
    assert apart(lat, lon, to_lat, to_lon) == pytest.approx(metres, abs=0.5)


@pytest.mark.parametrize("corners", [5, 12, 24, 60, 137, 881])
def test_a_border_of_any_length_is_measured_as_shapely_measures_it(corners):
    region = wavy(corners)
    west, south, east, north = region.area.bounds
    dice = np.random.default_rng(corners)
    lon = dice.uniform(2 * west - east, 2 * east - west, 400)
    lat = dice.uniform(2 * south - north, 2 * north - south, 400)
    found = region.signed_distance(lat, lon)
    expected = [measured_one_by_one(region, *at) for at in zip(lat, lon, strict=True)]
    assert found == pytest.approx(np.array(expected), abs=1e-6)
    assert (found < 0).any() and (found > 0).any()


def test_a_region_in_parts_is_as_far_as_its_nearest_part():
    parts = [wavy(40), wavy(40, lon=113.0)]
    both = Region(shapely.union_all([one.area for one in parts]))
    lat, lon = np.full(3, 26.42), np.array([111.7, 113.1, 112.3])
    apart_each = np.array([one.signed_distance(lat, lon) for one in parts])
    assert both.signed_distance(lat, lon) == pytest.approx(apart_each.min(axis=0), abs=1e-6)


def test_a_hole_is_outside():
    assert wavy(60).signed_distance(np.array([26.45]), np.array([111.65]))[0] > 0


def test_a_point_on_the_ray_of_a_corner_is_on_one_side_only():
    square = Region(shapely.Polygon([(0, 0), (1, 1), (2, 0), (1, -1)]))
    lon = np.array([-0.5, 0.5, 1.0, 1.5, 2.5])
    assert list(square.signed_distance(np.zeros(5), lon) < 0) == [False, True, True, True, False]


def test_many_regions_at_once_are_as_each_alone():
    regions = [wavy(corners, seed=corners) for corners in (8, 30, 200, 9)]
    dice = np.random.default_rng(1)
    which = dice.integers(0, 4, 500)
    lat, lon = 26.42 + dice.normal(0, 0.3, 500), 111.61 + dice.normal(0, 0.3, 500)
    together = Regions(regions).signed_distance(which, lat, lon)
    alone = np.array([one.signed_distance(lat, lon) for one in regions])[which, np.arange(500)]
    assert np.array_equal(together, alone)


def test_no_place_has_no_distance():
    lat, lon = np.array([np.nan, 26.42, 26.42]), np.array([111.61, np.nan, 111.61])
    for shape in (wavy(60), Circle(26.42, 111.61, 500.0)):
        assert list(np.isnan(shape.signed_distance(lat, lon))) == [True, True, False]


@given(st.floats(-60, 60), st.floats(-180, 180), st.floats(1, 20_000), st.floats(0, 360))
@settings(max_examples=200, deadline=None)
def test_a_circle_is_left_after_its_radius_in_every_direction(lat, lon, radius, bearing):
    wide, high = per_degree(np.asarray(lat))
    east, north = np.sin(np.radians(bearing)), np.cos(np.radians(bearing))
    edge_lat = lat + radius * north / high
    edge_lon = lon + radius * east / per_degree(np.asarray((lat + edge_lat) / 2))[0]
    assert circle_distance(edge_lat, edge_lon, (lat, lon), radius) == pytest.approx(0, abs=25.0)
    assert circle_distance(lat, lon, (lat, lon), radius) == -radius
    assert wide > 0


@given(st.floats(-0.4, 0.4), st.floats(-0.4, 0.4))
@settings(max_examples=200, deadline=None)
def test_turning_the_ring_round_changes_nothing(up, across):
    region = wavy(60)
    turned = Region(shapely.reverse(region.area))
    at = np.array([26.42 + up]), np.array([111.61 + across])
    assert region.signed_distance(*at) == pytest.approx(turned.signed_distance(*at), abs=1e-6)


def test_the_largest_circle_in_a_region_touches_its_nearest_border():
    box = Region(shapely.box(111.60, 26.40, 111.64, 26.41))
    high = per_degree(np.asarray(26.405))[1]
    assert box.radius == pytest.approx(0.005 * high, rel=0.01)


def test_a_zone_without_an_area_is_refused():
    with pytest.raises(ValueError, match="no area"):
        Region(shapely.Polygon())
