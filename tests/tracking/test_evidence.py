"""How evidence grows, what it takes for an alarm, and when it ends."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guihang.tracking import evidence, probability
from guihang.tracking.evidence import RULE, Answer, Standing

WIDE = 1e9


def see(distance, accuracy, *, radius=WIDE, keep_out=False, border=0.0):
    distance, accuracy = np.atleast_1d(np.asarray(distance, float)), np.asarray(accuracy, float)
    sigma = evidence.join(np.broadcast_to(accuracy, distance.shape), border)
    return evidence.see(
        distance, sigma, np.full(len(distance), radius), np.full(len(distance), keep_out)
    )


def weigh(at, distance, accuracy, standing=None, **how):
    at = np.asarray(at, float)
    start = standing or Standing.of_nobody_yet(1)
    return evidence.weigh(start, np.zeros(len(at), int), at, see(distance, accuracy, **how))


def raised(at, distance, accuracy, **how):
    weighed = weigh(at, distance, accuracy, **how)[1]
    return list(np.asarray(at, float)[weighed.raised])


def same(one, other):
    return all(
        np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True)
        for name in one.__slots__
    )


def test_two_clear_fixes_two_minutes_apart_are_an_alarm():
    assert raised([0, 120], [500, 500], 10) == [120]


def test_they_are_one_as_well_after_a_stream_of_fixes_inside():
    at = [*range(0, 100, 5), 101, 221]
    assert raised(at, [-500] * 20 + [500, 500], 10) == [221]


@pytest.mark.parametrize(("z", "alarms"), [(2.55, 0), (2.65, 1)])
def test_two_fixes_suffice_only_where_they_are_clear(z, alarms):
    assert len(raised([0, 120], [10 * z] * 2, 10)) == alarms


@pytest.mark.parametrize(("after", "share"), [(15, 0.25), (59, 59 / 60), (60, 1), (600, 1)])
def test_a_fix_counts_by_the_time_since_the_one_before(after, share):
    total = weigh([0, after], [500, 500], 10)[1].total
    assert total[1] == pytest.approx((1 + share) * np.log(39), abs=1e-6)


def test_a_stream_of_fixes_that_err_alike_counts_no_more_than_one_a_minute():
    stream = weigh(np.arange(0, 61.0), np.full(61, 500.0), 10)[1].total[-1]
    assert stream == pytest.approx(weigh([0, 60], [500, 500], 10)[1].total[-1], abs=1e-9)


def test_a_single_fix_never_alarms_however_far():
    assert raised([0], [1e6], 3) == []


@pytest.mark.parametrize(("apart", "alarms"), [(109, 0), (110, 1), (120, 1)])
def test_the_dwell_allows_for_a_fix_that_comes_early(apart, alarms):
    assert len(raised([0, 60, apart], [500] * 3, 10)) == alarms


@pytest.mark.parametrize(
    ("z", "answer"),
    [(1.51, Answer.OUTSIDE), (1.49, Answer.CANNOT_TELL), (-1.49, Answer.CANNOT_TELL),
     (-1.51, Answer.INSIDE), (1.5, Answer.OUTSIDE), (-1.5, Answer.INSIDE)],
)  # fmt: skip
def test_a_fix_near_the_border_cannot_tell(z, answer):
    assert see(z * 100, 100).answers[0] == answer


def test_the_same_coarse_fix_in_the_dead_zone_never_alarms():
    at = np.arange(0, 20_000 * 60, 60.0)
    _standing, weighed = weigh(at, np.full(len(at), 1_490.0), 1_000)
    assert not weighed.raised.any() and not weighed.total.any()


def test_an_uncertain_border_makes_a_fix_less_sure():
    assert see(250, 10).answers[0] == Answer.OUTSIDE
    assert see(200, 10, border=150).answers[0] == Answer.CANNOT_TELL


def test_coming_back_ends_the_alarm():
    at = np.arange(0, 1200, 60.0)
    distance = np.where(at < 600, 500.0, -500.0)
    weighed = weigh(at, distance, 10)[1]
    assert list(at[weighed.raised]) == [120.0]
    assert list(at[weighed.cleared]) == [780.0]


def test_an_alarm_stays_on_while_nothing_can_be_told():
    at = np.arange(0, 3600, 60.0)
    distance = np.where(at < 300, 500.0, 5.0)
    standing, weighed = weigh(at, distance, 10)
    assert standing.raised[0] and not weighed.cleared.any()


def test_points_that_are_gone_are_forgotten():
    standing, weighed = weigh([0, 60], [500, -500], 10)
    assert weighed.total[0] > 3 and standing.points[0] == 0
    assert np.isnan(standing.since[0]) and standing.grown[0] == 0


def test_one_fix_never_earns_more_than_the_doubt_allows():
    assert weigh([0], [1e9], 3)[1].points[0] == pytest.approx(np.log(39), abs=1e-9)


def test_a_fix_without_a_number_cannot_tell_and_costs_nothing():
    for distance, accuracy in ((np.nan, 10), (500, np.nan), (500, np.inf), (np.inf, 10)):
        seen = see(distance, accuracy)
        assert seen.answers[0] == Answer.CANNOT_TELL
        assert np.isfinite(seen.violating[0])


def test_a_place_to_keep_out_of_is_the_mirror_of_one_to_stay_in():
    dice = np.random.default_rng(5)
    at, distance = np.arange(0, 60_000, 60.0), dice.normal(0, 300, 1000)
    stay, out = weigh(at, distance, 60)[1], weigh(at, -distance, 60, keep_out=True)[1]
    assert stay.total == pytest.approx(out.total, abs=1e-9)
    assert np.array_equal(stay.raised, out.raised) and stay.raised.any()


def test_a_prohibited_place_smaller_than_the_error_is_never_said_to_be_entered():
    at = np.arange(0, 36_000, 60.0)
    assert not weigh(at, np.full(600, -80.0), 100, radius=80.0, keep_out=True)[1].raised.any()


@given(st.floats(10, 5000), st.floats(3, 500), st.floats(3, 500))
@settings(deadline=None)
def test_a_more_accurate_fix_on_the_same_side_is_never_less_sure(distance, one, other):
    fine, coarse = sorted((one, other))
    assert see(distance, fine).violating[0] >= see(distance, coarse).violating[0]
    assert see(-distance, fine).violating[0] <= see(-distance, coarse).violating[0]


@given(st.floats(-5000, 5000), st.floats(0, 1000), st.floats(3, 2000))
@settings(deadline=None)
def test_further_out_is_never_less_probably_outside(distance, more, accuracy):
    assert see(distance + more, accuracy).violating >= see(distance, accuracy).violating


@given(st.floats(-5000, 5000), st.floats(3, 2000))
@settings(deadline=None)
def test_both_sides_of_a_straight_border_are_alike(distance, accuracy):
    both = see(distance, accuracy).violating[0] + see(-distance, accuracy).violating[0]
    assert both == pytest.approx(1, abs=1e-9)


@given(st.floats(-5000, 5000), st.floats(3, 500), st.floats(0, 300), st.floats(0.1, 10))
@settings(deadline=None)
def test_only_the_proportion_of_distance_and_error_counts(distance, accuracy, border, times):
    one = see(distance, accuracy, border=border)
    other = see(distance * times, accuracy * times, border=border * times)
    assert one.z == pytest.approx(other.z, rel=1e-9, abs=1e-12)


fixes = st.lists(
    st.tuples(
        st.integers(0, 3), st.floats(1, 400), st.floats(-800, 800), st.sampled_from([5, 50, 500])
    ),
    max_size=60,
)


@given(fixes, st.integers(1, 20))
@settings(max_examples=150, deadline=None)
def test_one_by_one_in_batches_or_at_once_the_alarms_are_the_same(rows, size):
    watch = np.array([row[0] for row in rows], int)
    at = np.cumsum([row[1] for row in rows])
    sight = see([row[2] for row in rows], [row[3] for row in rows])
    whole, weighed = evidence.weigh(Standing.of_nobody_yet(4), watch, at, sight)
    parts, standing = [], Standing.of_nobody_yet(4)
    for first in range(0, len(rows), size):
        part = slice(first, first + size)
        seen = replace(sight, **{name: getattr(sight, name)[part] for name in sight.__slots__})
        standing, some = evidence.weigh(standing, watch[part], at[part], seen)
        parts.append(some)
    assert same(whole, standing)
    for name in weighed.__slots__:
        joined = np.concatenate(
            [getattr(weighed, name)[:0], *(getattr(one, name) for one in parts)]
        )
        assert np.array_equal(getattr(weighed, name), joined, equal_nan=True)


def test_weighing_changes_nothing_it_was_given():
    standing = Standing.of_nobody_yet(1)
    weigh([0, 120], [500, 500], 10, standing=standing)
    assert same(standing, Standing.of_nobody_yet(1))


def test_a_watch_begun_anew_knows_nothing():
    standing = evidence.forget(weigh([0, 120], [500, 500], 10)[0], np.array([0]))
    assert same(standing, Standing.of_nobody_yet(1))


@pytest.mark.parametrize("seed", range(5))
def test_a_phone_at_rest_raises_nothing(seed):
    dice = np.random.default_rng(seed)
    at = np.cumsum(dice.uniform(1, 90, 8000))
    accuracy = dice.choice([8.0, 20.0, 65.0], 8000)
    drift = np.zeros(8000)
    for row in range(1, 8000):
        drift[row] = 0.95 * drift[row - 1] + 0.3 * dice.normal()
    error = accuracy * drift * 0.6
    cell = (np.arange(8000) // 200) % 5 == 0
    accuracy[cell], error[cell] = 900.0, dice.choice([-700.0, 700.0])
    _standing, weighed = weigh(at, error - 30, accuracy)
    assert not weighed.raised.any()


def test_somebody_who_leaves_on_foot_is_noticed_within_five_minutes():
    dice = np.random.default_rng(2)
    at = np.arange(0, 3600, 60.0)
    distance = -300 + np.clip(at - 1200, 0, 1200) * 1.4 + dice.normal(0, 10, 60)
    crossing = 1200 + 300 / 1.4
    (alarm,) = raised(at, distance, 15)
    assert crossing < alarm <= crossing + 300


def test_the_probability_of_a_disc_is_that_of_its_known_cases():
    centre = probability.in_disc(np.zeros(3), np.array([0.5, 1.0, 3.0]))
    assert centre == pytest.approx(1 - np.exp(-(np.array([0.5, 1.0, 3.0]) ** 2) / 2), abs=1e-8)
    dice = np.random.default_rng(1)
    cloud = dice.normal(0, 1, (400_000, 2)) + [1.7, 0]
    counted = (np.hypot(*cloud.T) <= 1.2).mean()
    assert probability.in_disc(np.array([1.7]), np.array([1.2]))[0] == pytest.approx(
        counted, abs=3e-3
    )


def test_the_rule_is_the_published_one():
    assert (RULE.doubt, RULE.dead_zone, RULE.pace) == (0.05, 1.5, 60.0)
    assert (RULE.most, RULE.enough, RULE.fixes, RULE.dwell) == (11.0, 7.0, 2, 120.0)
