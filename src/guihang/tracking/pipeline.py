"""What a batch of fixes goes through, step by step: arrays in, arrays out, state beside it.

Basis, place and clock, order and gate, zones, evidence. Nothing is read, stored or sent here: who
calls gives the state as it was, and stores what comes back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from guihang.tracking import evidence, gating
from guihang.tracking.evidence import RULE, Rule, Sight, Standing, Weighed
from guihang.tracking.gating import Fixes, Trail
from guihang.tracking.geometry import Regions, circle_distance
from guihang.tracking.kinds import Believed
from guihang.tracking.metres import Bools, Floats, Ints

NO_REGION = -1
COUNTY_BORDER = 150.0
"""Metres, one sigma: two published maps of the counties differ by 106 m in the middle."""


@dataclass(frozen=True, slots=True)
class Watches:
    """W watches, each one person and one zone in force for a while; every array is (W,).

    A leave ends the watch on the county and begins one on the county and the way together; a place
    that a prohibition order (禁止令) closes at night has one watch a night.
    """

    who: Ints
    """The number of the person, as in the fixes."""
    region: Ints
    """The number of the region, or `NO_REGION` where the zone is a circle."""
    lat: Floats
    lon: Floats
    radius: Floats
    """Of the circle; of a region the largest circle in it: `Regions.radius`."""
    keep_out: Bools
    border: Floats
    """Metres, one sigma: `COUNTY_BORDER`, or 0 for what an officer drew."""
    begins: Floats
    """Seconds since 1970: the first moment at which the zone binds."""
    ends: Floats
    """Seconds since 1970: the first moment at which it no longer binds; inf while it lasts."""


@dataclass(frozen=True, slots=True)
class State:
    """What is known of everybody before a batch: the trail by person, the evidence by watch."""

    trail: Trail
    standing: Standing


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch under way; the steps fill it."""

    fixes: Fixes
    received: Floats
    """Seconds since 1970, by our clock, (N,)."""
    mocked: Bools
    """The device says that the place was made up, (N,)."""
    based: Bools
    """A legal basis was in force at the time of the fix, (N,)."""
    believed: Ints
    """`Believed` so far, (N,)."""
    fix: Ints
    """Of each pair of a fix and a watch the number of the fix, (K,)."""
    watch: Ints
    """Of each pair the number of the watch, (K,)."""
    sight: Sight | None = None
    weighed: Weighed | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """What does not change within a batch."""

    watches: Watches
    regions: Regions | None
    """None where every zone is a circle."""
    rule: Rule = RULE
    fastest: float = gating.FASTEST


Step = Callable[[State, Batch, Ground], tuple[State, Batch]]


def run(state: State, batch: Batch, ground: Ground) -> tuple[State, Batch]:
    """Take a batch through every step; what is given stays as it was."""
    for step in STEPS:
        state, batch = step(state, batch, ground)
    return state, batch


def begin(fixes: Fixes, *, received: Floats, mocked: Bools, based: Bools) -> Batch:
    """Return a batch before the first step."""
    none = np.zeros(0, np.intp)
    believed = np.full(len(fixes.at), int(Believed.YES))
    return Batch(fixes, received, mocked, based, believed, none, none)


def drop_without_basis(state: State, batch: Batch, _ground: Ground) -> tuple[State, Batch]:
    """A fix without a legal basis at its time leaves no trace: not kept, not weighed (CCL 29)."""
    kept = np.flatnonzero(batch.based)
    return state, replace(
        batch,
        fixes=batch.fixes.take(kept),
        received=batch.received[kept],
        mocked=batch.mocked[kept],
        based=batch.based[kept],
        believed=batch.believed[kept],
    )


def place_and_clock(state: State, batch: Batch, _ground: Ground) -> tuple[State, Batch]:
    """Flag what has no place or no true time, or says itself that it is made up."""
    fixes, believed = batch.fixes, batch.believed.copy()
    believed[batch.mocked] = Believed.MOCKED
    believed[~gating.has_clock(fixes.at, batch.received)] = Believed.WRONG_CLOCK
    believed[~gating.has_place(fixes.lat, fixes.lon, fixes.accuracy)] = Believed.NO_PLACE
    fixes = replace(fixes, accuracy=gating.with_accuracy(fixes.accuracy))
    return state, replace(batch, fixes=fixes, believed=believed)


def gate(state: State, batch: Batch, ground: Ground) -> tuple[State, Batch]:
    """Flag what is late, told twice or not to be reached."""
    rows = np.flatnonzero(batch.believed == Believed.YES)
    trail, verdicts = gating.gate(state.trail, batch.fixes.take(rows), ground.fastest)
    believed = batch.believed.copy()
    believed[rows] = verdicts
    return replace(state, trail=trail), replace(batch, believed=believed)


def look(state: State, batch: Batch, ground: Ground) -> tuple[State, Batch]:
    """Pair believed fixes with the watches in force at their time, and measure."""
    fix, watch = _pairs(batch, ground.watches)
    fixes, zones = batch.fixes.take(fix), ground.watches
    distance = circle_distance(
        fixes.lat, fixes.lon, (zones.lat[watch], zones.lon[watch]), zones.radius[watch]
    )
    shaped = np.flatnonzero(zones.region[watch] != NO_REGION)
    if shaped.size and ground.regions is not None:
        distance[shaped] = ground.regions.signed_distance(
            zones.region[watch[shaped]], fixes.lat[shaped], fixes.lon[shaped]
        )
    sigma = evidence.join(fixes.accuracy, zones.border[watch])
    sight = evidence.see(distance, sigma, zones.radius[watch], zones.keep_out[watch], ground.rule)
    return state, replace(batch, fix=fix, watch=watch, sight=sight)


def weigh(state: State, batch: Batch, ground: Ground) -> tuple[State, Batch]:
    """Let every pair earn or cost points."""
    if batch.sight is None:
        raise ValueError("weigh comes after look")
    at = batch.fixes.at[batch.fix]
    standing, weighed = evidence.weigh(state.standing, batch.watch, at, batch.sight, ground.rule)
    return replace(state, standing=standing), replace(batch, weighed=weighed)


STEPS: tuple[Step, ...] = (
    drop_without_basis,
    place_and_clock,
    gate,
    look,
    weigh,
)


def _pairs(batch: Batch, watches: Watches) -> tuple[Ints, Ints]:
    """Return the numbers of fixes and of watches that belong together, (K,) each."""
    rows = np.flatnonzero(batch.believed == Believed.YES)
    order = np.argsort(watches.who, kind="stable")
    people = watches.who[order]
    first = np.searchsorted(people, batch.fixes.who[rows], "left")
    count = np.searchsorted(people, batch.fixes.who[rows], "right") - first
    fix = np.repeat(rows, count)
    before = np.repeat(np.cumsum(count) - count - first, count)
    watch = order[np.arange(len(fix)) - before]
    at = batch.fixes.at[fix]
    binding = (watches.begins[watch] <= at) & (at < watches.ends[watch])
    return fix[binding], watch[binding]
