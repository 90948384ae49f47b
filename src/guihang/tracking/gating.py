"""Which fixes can be believed: in time, once, with a place, and reachable from the one before.

Nothing is dropped: every fix gets a verdict and is kept with it; only the good ones are weighed.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from guihang.tracking.kinds import Believed
from guihang.tracking.metres import Bools, Floats, Ints, apart
from guihang.tracking.rounds import rounds

FASTEST = 70.0
"""Metres a second (252 km/h): faster than a road; set 100 where a high-speed line passes."""
AGREEING = 3
"""So many fixes in a row that agree with each other are believed against the one before them."""
LOCKED_OUT = 900.0
"""Seconds after which any fix is believed again: nobody is locked out by one wrong fix."""
SHORTEST_STEP = 1.0
"""Seconds: many phones tell whole seconds only, so no step counts as shorter."""
FINEST = 3.0
"""Metres: no phone in the open is more accurate, whatever it says."""
CLOCK_AHEAD = 300.0
"""Seconds a device's clock may run ahead of ours."""
OLDEST = 366 * 86_400.0
"""Seconds: what says it is older than a year was written by a wrong clock."""
MISSING_ACCURACY = {"gnss": 15.0, "wifi": 60.0, "cell": 800.0, "cell-2g": 1_500.0, "": 100.0}
"""Metres by source, where a device says none: assumptions, not measured; settings by model."""


@dataclass(frozen=True, slots=True)
class Fixes:
    """N fixes of any persons, every array (N,)."""

    who: Ints
    """The number of the person in the state."""
    at: Floats
    """Seconds since 1970, by the device."""
    lat: Floats
    lon: Floats
    accuracy: Floats
    """Metres, one sigma; `with_accuracy` fills what is missing."""

    def take(self, which: Ints) -> Fixes:
        """Return some of the fixes."""
        return Fixes(*(getattr(self, one.name)[which] for one in fields(self)))


@dataclass(frozen=True, slots=True)
class Trail:
    """The last believed fix of each person, and the last ones that were not: every array (P,)."""

    at: Floats
    lat: Floats
    lon: Floats
    accuracy: Floats
    met: Floats
    """Seconds of the newest fix that was looked at, believed or not; NaN before the first."""
    other_at: Floats
    other_lat: Floats
    other_lon: Floats
    other_accuracy: Floats
    agreeing: Ints
    """How many fixes in a row were not believed and agreed with each other."""

    @classmethod
    def of_nobody_yet(cls, persons: int) -> Trail:
        """Return the trail before the first fix."""
        trail = cls(*(np.full(persons, np.nan) for _ in fields(cls)))
        return replace(trail, agreeing=np.zeros(persons, np.intp))

    def copy(self) -> Trail:
        """Return a trail that can be written to without changing this one."""
        return Trail(*(getattr(self, one.name).copy() for one in fields(self)))

    def take(self, who: Ints) -> Trail:
        """Return the trail of some persons, as a copy."""
        return Trail(*(getattr(self, one.name)[who] for one in fields(self)))

    def put(self, who: Ints, news: Trail) -> None:
        """Write the trail of some persons."""
        for one in fields(self):
            getattr(self, one.name)[who] = getattr(news, one.name)


def with_accuracy(accuracy: Floats, missing: Floats | float = MISSING_ACCURACY[""]) -> Floats:
    """Return accuracies in metres that can be reckoned with, shape (N,).

    What is missing (NaN, or the 0 some phones send instead) becomes `missing`; nothing is finer
    than `FINEST`.
    """
    given = np.where(np.isnan(accuracy) | (accuracy == 0), missing, accuracy)
    return np.maximum(given, FINEST)


def has_place(lat: Floats, lon: Floats, accuracy: Floats) -> Bools:
    """Return which fixes name a place: on earth, not 0/0, not called invalid (accuracy < 0)."""
    with np.errstate(invalid="ignore"):
        on_earth = (np.abs(lat) <= 90.0) & (np.abs(lon) <= 180.0)
        placed: Bools = on_earth & ~((lat == 0) & (lon == 0)) & ~(accuracy < 0)
    return placed


def has_clock(at: Floats, received: Floats) -> Bools:
    """Return which fixes have a time that can be true, by when we received them (seconds)."""
    with np.errstate(invalid="ignore"):
        true: Bools = (at <= received + CLOCK_AHEAD) & (at >= received - OLDEST)
    return true


def gate(trail: Trail, fixes: Fixes, fastest: float = FASTEST) -> tuple[Trail, Ints]:
    """Judge a batch of fixes that have a place and a clock: the new trail, `Believed` (N,).

    Within a batch everybody's fixes are put in order of time; against an earlier batch a fix is
    late. `fastest` in metres a second.
    """
    after, verdicts = trail.copy(), np.zeros(len(fixes.who), np.intp)
    for turn in rounds(fixes.who, fixes.at):
        verdicts[turn] = _one_each(after, fixes.take(turn), fastest)
    return after, verdicts


def _one_each(trail: Trail, new: Fixes, fastest: float) -> Ints:
    who = new.who
    first = np.isnan(trail.met[who])
    late, twice = new.at < trail.met[who], new.at == trail.met[who]
    looked = ~late & ~twice
    last = Fixes(who, trail.at[who], trail.lat[who], trail.lon[who], trail.accuracy[who])
    reachable = first | _reach(last, new, fastest) | (new.at - last.at >= LOCKED_OUT)
    others = Fixes(
        who,
        trail.other_at[who],
        trail.other_lat[who],
        trail.other_lon[who],
        trail.other_accuracy[who],
    )
    agrees = (trail.agreeing[who] > 0) & _reach(others, new, fastest)
    row = np.where(agrees, trail.agreeing[who] + 1, 1)
    good = looked & (reachable | (row >= AGREEING))
    _keep(trail, new, good, looked & ~good, row)
    jumped = np.where(good, Believed.YES, Believed.JUMPED)
    return np.where(late, Believed.LATE, np.where(twice, Believed.TWICE, jumped))


def _reach(one: Fixes, other: Fixes, fastest: float) -> Bools:
    """Return whether somebody can have gone from one place to the other in the time between."""
    metres = apart(one.lat, one.lon, other.lat, other.lon) - one.accuracy - other.accuracy
    reach: Bools = metres <= fastest * np.maximum(other.at - one.at, SHORTEST_STEP)
    return reach


def _keep(trail: Trail, new: Fixes, good: Bools, bad: Bools, row: Ints) -> None:
    who = new.who
    for name in ("at", "lat", "lon", "accuracy"):
        fresh = getattr(new, name)
        getattr(trail, name)[who[good]] = fresh[good]
        getattr(trail, f"other_{name}")[who[bad]] = fresh[bad]
    trail.met[who[good | bad]] = new.at[good | bad]
    trail.agreeing[who[good]] = 0
    trail.agreeing[who[bad]] = row[bad]
