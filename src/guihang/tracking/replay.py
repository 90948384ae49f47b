"""A whole track held against zones: the episodes the rule would have raised, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from guihang.tracking import evidence, gating
from guihang.tracking.evidence import RULE, Answer, Rule
from guihang.tracking.gating import Fixes
from guihang.tracking.geometry import Circle, Region
from guihang.tracking.kinds import Believed
from guihang.tracking.metres import Ints


@dataclass(frozen=True, slots=True)
class Zone:
    """A shape and what is asked of it."""

    shape: Circle | Region
    keep_out: bool = False
    """A place not to enter; otherwise one to stay in."""
    border: float = 0.0
    """Metres, one sigma: how uncertain the border itself is."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One fix of an episode, with all the rule made of it."""

    at: float
    lat: float
    lon: float
    accuracy: float
    distance: float
    """Metres to the border, negative inside."""
    z: float
    """The distance in sigma, positive on the violating side."""
    probability: float
    answer: Answer
    points: float
    total: float


@dataclass(frozen=True, slots=True)
class Episode:
    """From the first point to the end of one alarm, in epoch seconds."""

    start: float
    raised: float
    cleared: float | None
    proofs: tuple[Proof, ...]
    """Every believed fix from the first point to the alarm: the alarm can be recomputed."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of a track."""

    believed: Ints
    """`Believed` of every fix, in the order given."""
    episodes: tuple[tuple[Episode, ...], ...]
    """Of each zone, in the order given."""


def replay(fixes: Fixes, zones: Sequence[Zone], rule: Rule = RULE) -> Replayed:
    """Gate the track of one person and weigh it against every zone; time and order as given.

    A fix whose accuracy is missing counts as `gating.MISSING_ACCURACY`; one without a place is
    not believed. Fixes out of order are put in order first.
    """
    placed = gating.has_place(fixes.lat, fixes.lon, fixes.accuracy) & np.isfinite(fixes.at)
    known = np.flatnonzero(placed)
    accuracy = gating.with_accuracy(fixes.accuracy)
    whole = Fixes(np.zeros(len(placed), np.intp), fixes.at, fixes.lat, fixes.lon, accuracy)
    believed = np.full(len(placed), int(Believed.NO_PLACE))
    believed[known] = gating.gate(gating.Trail.of_nobody_yet(1), whole.take(known))[1]
    good = whole.take(np.flatnonzero(believed == Believed.YES))
    good = good.take(np.argsort(good.at, kind="stable"))
    return Replayed(believed, _against(good, zones, rule))


def _against(good: Fixes, zones: Sequence[Zone], rule: Rule) -> tuple[tuple[Episode, ...], ...]:
    count = len(good.at)
    distance = [zone.shape.signed_distance(good.lat, good.lon) for zone in zones]
    sigma = [evidence.join(good.accuracy, zone.border) for zone in zones]
    sight = evidence.see(
        np.concatenate(distance),
        np.concatenate(sigma),
        np.repeat([zone.shape.radius for zone in zones], count),
        np.repeat([zone.keep_out for zone in zones], count),
        rule,
    )
    _standing, weighed = evidence.weigh(
        evidence.Standing.of_nobody_yet(len(zones)),
        np.repeat(np.arange(len(zones)), count),
        np.tile(good.at, len(zones)),
        sight,
        rule,
    )
    return tuple(
        _episodes(good, _part(sight, number, count), _part(weighed, number, count))
        for number in range(len(zones))
    )


def _part[T: (evidence.Sight, evidence.Weighed)](whole: T, number: int, count: int) -> T:
    rows = slice(number * count, (number + 1) * count)
    return type(whole)(**{name: getattr(whole, name)[rows] for name in whole.__slots__})


def _episodes(good: Fixes, sight: evidence.Sight, weighed: evidence.Weighed) -> tuple[Episode, ...]:
    found = []
    ends = np.flatnonzero(weighed.cleared)
    for on in np.flatnonzero(weighed.raised):
        off = ends[np.searchsorted(ends, on) :][:1]
        start = weighed.since[on]
        first = int(np.searchsorted(good.at, start))
        found.append(
            Episode(
                start=float(start),
                raised=float(good.at[on]),
                cleared=float(good.at[off[0]]) if len(off) else None,
                proofs=tuple(_proof(good, sight, weighed, row) for row in range(first, on + 1)),
            )
        )
    return tuple(found)


def _proof(good: Fixes, sight: evidence.Sight, weighed: evidence.Weighed, row: int) -> Proof:
    return Proof(
        at=float(good.at[row]),
        lat=float(good.lat[row]),
        lon=float(good.lon[row]),
        accuracy=float(good.accuracy[row]),
        distance=float(sight.distance[row]),
        z=float(sight.z[row]),
        probability=float(sight.violating[row]),
        answer=Answer(int(sight.answers[row])),
        points=float(weighed.points[row]),
        total=float(weighed.total[row]),
    )
