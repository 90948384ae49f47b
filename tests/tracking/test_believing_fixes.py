"""Which fixes are believed, and how nobody is locked out by a wrong one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guihang.tracking import gating
from guihang.tracking.gating import Fixes, Trail
from guihang.tracking.kinds import Believed
from guihang.tracking.metres import per_degree

HIGH = float(per_degree(np.asarray(26.42))[1])
YES, LATE, TWICE, JUMPED = Believed.YES, Believed.LATE, Believed.TWICE, Believed.JUMPED


def track(rows, who=0):
    """Fixes from (seconds, metres north of a place)."""
    at, north = np.array(rows, float).reshape(-1, 2).T
    count = len(at)
    accuracy, lon = np.full(count, 10.0), np.full(count, 111.61)
    return Fixes(np.full(count, who), at, 26.42 + north / HIGH, lon, accuracy)


def judged(rows, trail=None, **how):
    return list(gating.gate(trail or Trail.of_nobody_yet(1), track(rows), **how)[1])


def test_walking_and_driving_are_believed():
    assert judged([(0, 0), (60, 80), (120, 3000), (180, 6000)]) == [YES] * 4


def test_a_jump_is_flagged_and_the_way_back_is_believed():
    assert judged([(0, 0), (60, 50_000), (120, 10)]) == [YES, JUMPED, YES]


@pytest.mark.parametrize(("metres", "verdict"), [(719, YES), (722, JUMPED)])
def test_what_the_accuracies_explain_is_no_speed(metres, verdict):
    assert judged([(0, 0), (10, metres)])[1] == verdict


def test_a_line_for_fast_trains_allows_more():
    assert judged([(0, 0), (10, 900)], fastest=100.0) == [YES, YES]


def test_three_that_agree_are_believed_against_the_one_before():
    rows = [(0, 0), (60, 50_000), (120, 50_050), (180, 50_100), (240, 50_150)]
    assert judged(rows) == [YES, JUMPED, JUMPED, YES, YES]


def test_three_that_do_not_agree_are_not_believed():
    rows = [(0, 0), (60, 50_000), (120, 90_000), (180, 150_000), (240, 10)]
    assert judged(rows) == [YES, JUMPED, JUMPED, JUMPED, YES]


@pytest.mark.parametrize(("after", "verdict"), [(899, JUMPED), (900, YES)])
def test_after_a_quarter_of_an_hour_any_place_is_believed(after, verdict):
    assert judged([(0, 0), (after, 200_000)])[1] == verdict


def test_the_same_moment_counts_once_and_the_past_not_at_all():
    trail, _verdicts = gating.gate(Trail.of_nobody_yet(1), track([(100, 0)]))
    assert judged([(100, 0)], trail) == [TWICE]
    assert judged([(40, 0)], trail) == [LATE]
    assert judged([(160, 0), (160, 5)], trail) == [YES, TWICE]


def test_within_a_batch_fixes_are_put_in_order():
    assert judged([(120, 6000), (0, 0), (60, 3000)]) == [YES] * 3


def test_people_do_not_disturb_each_other():
    one, other = track([(0, 0), (60, 10)]), track([(30, 80_000), (90, 80_010)], who=1)
    both = Fixes(*(np.concatenate((getattr(one, n), getattr(other, n))) for n in one.__slots__))
    assert list(gating.gate(Trail.of_nobody_yet(2), both)[1]) == [YES] * 4


@given(
    st.lists(st.tuples(st.floats(0.5, 2000), st.sampled_from([0, 10, 500, 50_000])), max_size=40),
    st.integers(1, 9),
)
@settings(max_examples=100, deadline=None)
def test_batches_are_judged_as_the_whole(steps, size):
    at = np.cumsum([one[0] for one in steps])
    rows = [(when, step[1]) for when, step in zip(at, steps, strict=True)]
    trail, parts = Trail.of_nobody_yet(1), []
    for first in range(0, len(rows), size):
        trail, verdicts = gating.gate(trail, track(rows[first : first + size]))
        parts += list(verdicts)
    assert parts == judged(rows)


def test_a_missing_accuracy_is_assumed_by_source_and_none_is_too_fine():
    given = gating.with_accuracy(np.array([np.nan, 0.0, 0.4, 25.0]))
    assert list(given) == [100.0, 100.0, 3.0, 25.0]
    assert gating.with_accuracy(np.array([np.nan]), gating.MISSING_ACCURACY["cell"])[0] == 800


def test_no_place_is_none():
    lat = np.array([91.0, 0.0, np.nan, 26.42, 26.42])
    lon = np.array([111.0, 0.0, 111.0, 111.61, 111.61])
    accuracy = np.array([5.0, 5.0, 5.0, -1.0, np.nan])
    assert list(gating.has_place(lat, lon, accuracy)) == [False] * 4 + [True]


def test_a_clock_years_off_is_found_out():
    received = 1.8e9
    at = received + np.array([-366.1 * 86_400, -86_400, 0, 299, 301, np.nan])
    expected = [False, True, True, True, False, False]
    assert list(gating.has_clock(at, np.full(6, received))) == expected
