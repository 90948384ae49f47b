"""The borders of counties: known places lie where they belong, and a city is its districts."""

import numpy as np
import pytest

from guihang.tracking import boundaries

LENGSHUITAN, LINGLING, QIYANG, ELSEWHERE = "431103", "431102", "431181", "430103"
STATION = (26.456, 111.599)
"""The town of Lengshuitan, by its railway station."""
TEMPLE = (26.221, 111.625)
"""Liuzi Temple (柳子庙) in Lingling."""


def metres(region, place):
    lat, lon = (np.array([one]) for one in place)
    return float(region.signed_distance(lat, lon)[0])


def test_known_places_lie_inside_their_county_and_outside_the_neighbour():
    here, there = boundaries.county(LENGSHUITAN), boundaries.county(LINGLING)
    assert metres(here, STATION) < 0 < metres(there, STATION)
    assert metres(there, TEMPLE) < 0 < metres(here, TEMPLE)


def test_two_districts_joined_have_no_border_between_them():
    both = boundaries.counties((LINGLING, LENGSHUITAN))
    assert metres(both, STATION) < 0 and metres(both, TEMPLE) < 0
    assert boundaries.county(LENGSHUITAN).area.area < both.area.area


def test_the_way_between_two_counties_is_inside_what_lies_around_them():
    way = boundaries.around((LENGSHUITAN, ELSEWHERE))
    assert metres(way, (27.3, 112.3)) < 0


def test_a_city_knows_all_its_counties():
    assert {LENGSHUITAN, LINGLING, QIYANG} <= set(boundaries.within(LENGSHUITAN[:4]))
    assert ELSEWHERE not in boundaries.within(LENGSHUITAN[:4])
    assert boundaries.name(LENGSHUITAN) == "冷水滩区"


def test_a_county_the_map_does_not_know_is_told_by_its_code():
    with pytest.raises(boundaries.NoBorderError, match="999999"):
        boundaries.county("999999")
