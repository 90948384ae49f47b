"""A batch goes through its steps, and however it is cut, the same comes out."""

from dataclasses import fields, replace

import numpy as np
import pytest
import shapely

from guihang.tracking import pipeline
from guihang.tracking.evidence import Standing
from guihang.tracking.gating import Fixes, Trail
from guihang.tracking.geometry import Region, Regions
from guihang.tracking.kinds import Believed
from guihang.tracking.pipeline import NO_REGION, Ground, State, Watches

COUNTY = Region(shapely.box(111.4, 26.2, 111.8, 26.6))
T0 = 1.76e9
HOUR = 3600.0


def watches(*rows):
    """(who, region or circle, keep out, border, begins, ends), the circle as lat, lon, radius."""
    columns = []
    for who, zone, keep_out, border, begins, ends in rows:
        region, circle = (zone, (0.0, 0.0, COUNTY.radius)) if zone == 0 else (NO_REGION, zone)
        columns.append((who, region, *circle, keep_out, border, begins, ends))
    who, region, lat, lon, radius, out, border, begins, ends = np.array(columns, float).T
    return Watches(
        who.astype(int),
        region.astype(int),
        lat,
        lon,
        radius,
        out.astype(bool),
        border,
        begins,
        ends,
    )


def track(who, lat, lon, every=60.0):
    count = len(lat)
    at = T0 + np.arange(count) * every
    return Fixes(np.full(count, who), at, np.array(lat), np.full(count, lon), np.full(count, 10.0))


def batch(fixes, **how):
    count = len(fixes.at)
    return pipeline.begin(
        fixes,
        received=how.get("received", fixes.at + 1),
        mocked=how.get("mocked", np.zeros(count, bool)),
        based=how.get("based", np.ones(count, bool)),
    )


def nobody_yet(zones, persons=3):
    return State(Trail.of_nobody_yet(persons), Standing.of_nobody_yet(len(zones.who)))


def run(fixes, zones, **how):
    ground = Ground(zones, Regions([COUNTY]))
    return pipeline.run(nobody_yet(zones), batch(fixes, **how), ground)[1]


def alarms(done):
    """(watch, seconds) of every alarm that went on."""
    rows = np.flatnonzero(done.weighed.raised)
    at = done.fixes.at[done.fix[rows]] - T0
    return sorted(zip(done.watch[rows].tolist(), at.tolist(), strict=True))


def out_of_the_county(count=10):
    """Half of the time at home, half of it beyond the border."""
    return track(0, [26.58] * (count // 2) + [26.61] * (count - count // 2), 111.6)


def test_who_leaves_the_county_is_noticed():
    assert alarms(run(out_of_the_county(), watches((0, 0, 0, 150, 0, np.inf)))) == [(0, 420.0)]


def test_a_fix_without_a_basis_leaves_no_trace():
    fixes = out_of_the_county()
    done = run(fixes, watches((0, 0, 0, 150, 0, np.inf)), based=np.arange(10) < 6)
    assert len(done.fixes.at) == 6 and alarms(done) == []


def test_what_cannot_be_believed_is_kept_with_the_reason():
    fixes = track(0, [26.4, 26.4, 95.0, 26.4, 26.4], 111.6)
    received = fixes.at + np.array([1, -HOUR, 1, 1, 1])
    mocked = np.array([False, False, False, True, False])
    done = run(fixes, watches((0, 0, 0, 150, 0, np.inf)), received=received, mocked=mocked)
    expected = [
        Believed.YES,
        Believed.WRONG_CLOCK,
        Believed.NO_PLACE,
        Believed.MOCKED,
        Believed.YES,
    ]
    assert list(done.believed) == expected
    assert list(done.fix) == [0, 4]


def test_while_a_leave_is_in_force_the_county_does_not_bind():
    leave = (26.6, 111.6, 30_000.0)
    begins, ends = T0 + 200, T0 + 20 * HOUR
    zones = watches(
        (0, 0, 0, 150, 0, begins), (0, leave, 0, 0, begins, ends), (0, 0, 0, 150, ends, np.inf)
    )
    assert alarms(run(out_of_the_county(), zones)) == []
    fixes = out_of_the_county()
    later = replace(fixes, at=fixes.at + 20 * HOUR)
    assert alarms(run(later, zones)) == [(2, 20 * HOUR + 420.0)]


def test_a_place_closed_for_some_hours_is_open_before_and_after():
    fixes = track(0, [26.4] * 60, 111.6)
    night = (T0 + 1200, T0 + 2400)
    done = run(fixes, watches((0, (26.4, 111.6, 200.0), 1, 0, *night)))
    assert alarms(done) == [(0, 1320.0)]
    at = done.fixes.at[done.fix]
    assert at.min() == night[0] and at.max() < night[1]


def test_everybody_is_held_against_his_own_zones_only():
    zones = watches(
        (0, 0, 0, 150, 0, np.inf), (1, (26.4, 111.6, 500.0), 1, 0, 0, np.inf), (2, 0, 0, 150, 0, 1)
    )
    one, other = out_of_the_county(), track(1, [26.4] * 10, 111.6)
    both = Fixes(*(np.concatenate((getattr(one, f.name), getattr(other, f.name)))
                   for f in fields(Fixes)))  # fmt: skip
    assert alarms(run(both, zones)) == [(0, 420.0), (1, 120.0)]


@pytest.mark.parametrize("size", [1, 2, 7, 33])
def test_batches_of_any_size_come_to_the_same(size):
    dice = np.random.default_rng(size)
    zones = watches(
        (0, 0, 0, 150, 0, np.inf), (1, (26.4, 111.6, 500.0), 1, 0, T0 + 900, np.inf),
        (1, 0, 0, 150, 0, T0 + 4000), (2, 0, 0, 150, 0, np.inf),
    )  # fmt: skip
    count = 200
    fixes = Fixes(
        dice.integers(0, 3, count),
        T0 + np.cumsum(dice.uniform(5, 60, count)),
        26.55 + np.cumsum(dice.normal(0, 0.004, count)),
        np.full(count, 111.6),
        dice.choice([5.0, 50.0, 500.0, np.nan], count),
    )
    ground = Ground(zones, Regions([COUNTY]))
    whole, done = pipeline.run(nobody_yet(zones), batch(fixes), ground)
    state, raised, believed = nobody_yet(zones), [], []
    for first in range(0, count, size):
        rows = np.arange(first, min(count, first + size))
        state, part = pipeline.run(state, batch(fixes.take(rows)), ground)
        raised += alarms(part)
        believed += list(part.believed)
    assert sorted(raised) == alarms(done) and believed == list(done.believed)
    for one, other in ((whole.trail, state.trail), (whole.standing, state.standing)):
        for name in one.__slots__:
            assert np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True)
