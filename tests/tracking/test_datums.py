"""Positions that Chinese maps shift come back to where they are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guihang.tracking.datums import from_wgs84, likely, to_wgs84
from guihang.tracking.kinds import Datum
from guihang.tracking.metres import apart

HOME = (26.4345, 111.6130)

# WGS-84 and the same place in GCJ-02, as published with implementations of the formula.
SHIFTED = [
    (31.1774276, 121.5272106, 31.17530398364597, 121.531541859215),
    (22.543847, 113.912316, 22.540796131694766, 113.9171764808363),
    (39.911954, 116.377817, 39.91334545536069, 116.38404722455657),
]


def arrays(*numbers):
    return tuple(np.array([number], float) for number in numbers)


@pytest.mark.parametrize(("lat", "lon", "to_lat", "to_lon"), SHIFTED)
def test_the_shift_is_the_one_others_reckon(lat, lon, to_lat, to_lon):
    found = from_wgs84(*arrays(lat, lon), Datum.GCJ_02)
    assert apart(*found, to_lat, to_lon)[0] < 0.01


def test_baidu_moves_the_shifted_place_once_more():
    lat, lon = from_wgs84(*to_wgs84(*arrays(39.915, 116.404), Datum.GCJ_02), Datum.BD_09)
    assert apart(lat, lon, 39.92133699351021, 116.41036949371029)[0] < 0.01


@given(st.floats(18.2, 53.5), st.floats(73.6, 134.7), st.sampled_from(list(Datum)))
@settings(deadline=None)
def test_there_and_back_is_the_same_place(lat, lon, datum):
    back = to_wgs84(*from_wgs84(*arrays(lat, lon), datum), datum)
    assert apart(*back, lat, lon)[0] < 0.1


@pytest.mark.parametrize("datum", Datum)
def test_outside_china_nothing_is_moved(datum):
    lat, lon = arrays(37.39, -122.08)
    assert (from_wgs84(lat, lon, datum), to_wgs84(lat, lon, datum)) == ((lat, lon), (lat, lon))


def sent(datum, count=20, spread=30.0):
    dice = np.random.default_rng(4)
    lat = HOME[0] + dice.normal(0, spread / 111_000, count)
    lon = HOME[1] + dice.normal(0, spread / 99_000, count)
    return from_wgs84(lat, lon, datum)


@pytest.mark.parametrize("really", Datum)
@pytest.mark.parametrize("declared", Datum)
def test_fixes_at_home_tell_a_wrong_declaration(really, declared):
    lat, lon = sent(really)
    judged = likely(lat, lon, (np.full(20, HOME[0]), np.full(20, HOME[1])), declared)
    assert judged.likely is really
    assert judged.is_wrong == (really is not declared)


def test_few_fixes_and_fixes_elsewhere_tell_nothing():
    for lat, lon in (
        sent(Datum.GCJ_02, count=4),
        (sent(Datum.GCJ_02)[0] + 1, sent(Datum.GCJ_02)[1]),
    ):
        known = np.full(len(lat), HOME[0]), np.full(len(lat), HOME[1])
        judged = likely(lat, lon, known, Datum.WGS_84)
        assert judged.likely is None and not judged.is_wrong
