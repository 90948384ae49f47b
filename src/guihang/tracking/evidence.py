"""Evidence that somebody is where he must not be: points that are earned, kept and lost.

An accuracy-scaled CUSUM with a dead zone and a dwell (docs/explanation/alarm-rule.md). Each fix
says inside, outside or cannot tell; points grow only with fixes that can tell, at most so many a
minute, and an alarm needs enough of them, from more than one fix, over two minutes.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np

from guihang.tracking import probability
from guihang.tracking.metres import Bools, Floats, Ints
from guihang.tracking.rounds import rounds


@dataclass(frozen=True, slots=True)
class Rule:
    """The knobs of the rule, chosen on phones at rest and on trips."""

    doubt: float = 0.05
    """Share of fixes believed to be wrong in any way: one fix never earns more than ln 39."""
    dead_zone: float = 1.5
    """Sigma: nearer to the border than this a fix cannot tell."""
    pace: float = 60.0
    """Seconds: points of one fix are full only so long after the fix before it."""
    most: float = 11.0
    """Points: nobody owes more than four clear fixes to be cleared again."""
    enough: float = 7.0
    """Points: an alarm. Two clear fixes are worth 7.33."""
    fixes: int = 2
    """Fixes that earned points: one alone never alarms."""
    dwell: float = 120.0
    """Seconds since the first point was earned: a short step over the border is none."""
    jitter: float = 10.0
    """Seconds the dwell may fall short: of a fix a minute, the third comes after 119 as often as
    after 121, and waiting for a fourth would cost a minute. An assumption about phones."""


RULE = Rule()


class Answer(IntEnum):
    """What one fix says about one zone."""

    INSIDE = -1
    CANNOT_TELL = 0
    OUTSIDE = 1


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the evidence stands, for W watches (a person and a zone each); every array is (W,)."""

    points: Floats
    since: Floats
    """Seconds: when points were first earned; NaN without points."""
    grown: Ints
    """How many fixes earned points since then."""
    met: Floats
    """Seconds: the last fix that was weighed; NaN before the first."""
    raised: Bools
    """Whether an alarm is on."""

    @classmethod
    def of_nobody_yet(cls, watches: int) -> Standing:
        """Return the standing before the first fix."""
        none = np.full(watches, np.nan)
        return cls(
            np.zeros(watches),
            none,
            np.zeros(watches, np.intp),
            none.copy(),
            np.zeros(watches, bool),
        )

    def take(self, which: Ints) -> Standing:
        """Return the standing of some watches, as a copy."""
        return Standing(*(getattr(self, one.name)[which] for one in fields(self)))

    def copy(self) -> Standing:
        """Return a standing that can be written to without changing this one."""
        return Standing(*(getattr(self, one.name).copy() for one in fields(self)))

    def put(self, which: Ints, news: Standing) -> None:
        """Write the standing of some watches."""
        for one in fields(self):
            getattr(self, one.name)[which] = getattr(news, one.name)


@dataclass(frozen=True, slots=True)
class Sight:
    """What fixes say about zones, before time comes into it; every array is (N,)."""

    distance: Floats
    """Metres to the border, negative inside."""
    sigma: Floats
    """Metres: accuracy and border together."""
    z: Floats
    """Distance in sigma; positive on the violating side."""
    violating: Floats
    """Probability of being on the violating side, never below half the doubt."""
    answers: Ints
    """`Answer`s about inside and outside, whichever of them is the violating side."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What each fix came to, in the order the fixes were given; every array is (N,)."""

    points: Floats
    """Points this fix earned or cost, before the sum is held between nothing and the most."""
    total: Floats
    """The sum after it."""
    since: Floats
    """When the points of the sum were first earned; NaN where there are none."""
    raised: Bools
    """Whether the alarm went on with this fix."""
    cleared: Bools
    """Whether the alarm ended with this fix."""


def see(
    distance: Floats,
    sigma: Floats,
    radius: Floats,
    keep_out: Bools,
    rule: Rule = RULE,
) -> Sight:
    """Return what fixes say about zones: shape (N,) each, metres.

    `sigma` joins the accuracy of the fix and the uncertainty of the border (`join`); `radius` is
    that of the zone or of the largest circle in it; `keep_out` tells a prohibited place from a
    zone to stay in. A distance or sigma that is no number cannot tell.
    """
    known = np.isfinite(distance) & np.isfinite(sigma) & (sigma > 0)
    far, spread = np.where(known, distance, 0.0), np.where(known, sigma, 1.0)
    out = probability.outside(far, spread, np.asarray(radius, np.float64))
    share = np.where(keep_out, 1.0 - out, out)
    straight = far / spread
    clear = np.where(np.abs(straight) >= rule.dead_zone, np.sign(straight), 0).astype(np.intp)
    return Sight(
        distance=distance,
        sigma=sigma,
        z=np.where(keep_out, -straight, straight),
        violating=(1.0 - rule.doubt) * share + rule.doubt / 2.0,
        answers=clear,
    )


def join(accuracy: Floats, border: Floats | float) -> Floats:
    """Return the sigma of the distance, metres: the fix and the border err apart from another."""
    return np.hypot(accuracy, border)


def step(
    standing: Standing, at: Floats, sight: Sight, rule: Rule = RULE
) -> tuple[Standing, Weighed]:
    """Weigh one fix of each watch: all arrays (W,), `at` in seconds; nothing given is changed.

    A clear fix that meets no points counts in full; later ones by the time since the fix before,
    so that a stream of fixes that all err alike counts no more than one a minute.
    """
    tells = sight.answers != 0
    waited = np.where(np.isnan(standing.met), rule.pace, at - standing.met)
    weight = np.where(standing.points > 0, np.clip(waited / rule.pace, 0.0, 1.0), 1.0)
    odds = np.log(sight.violating / (1.0 - sight.violating))
    points = np.where(tells, weight * odds, 0.0)
    total = np.clip(standing.points + points, 0.0, rule.most)
    left = (standing.points == 0) & (total > 0)
    since = np.where(total == 0, np.nan, np.where(left, at, standing.since))
    grown = np.where(total == 0, 0, standing.grown + (total > standing.points))
    enough = (
        (total >= rule.enough) & (grown >= rule.fixes) & (at - since >= rule.dwell - rule.jitter)
    )
    raised = (standing.raised | enough) & (total > 0)
    news = Standing(total, since, grown, at.copy(), raised)
    return news, Weighed(points, total, since, raised & ~standing.raised, standing.raised & ~raised)


def weigh(
    standing: Standing, watch: Ints, at: Floats, sight: Sight, rule: Rule = RULE
) -> tuple[Standing, Weighed]:
    """Weigh a batch: N fixes of any watches, (N,) each; `watch` numbers them in the standing.

    The same fixes give the same standing and the same alarms one by one, in batches or at once.
    """
    after, count = standing.copy(), len(watch)
    none = np.full(count, np.nan)
    all_of_it = Weighed(
        none, none.copy(), none.copy(), np.zeros(count, bool), np.zeros(count, bool)
    )
    for turn in rounds(watch, at):
        seen = Sight(*(getattr(sight, one.name)[turn] for one in fields(sight)))
        news, weighed = step(after.take(watch[turn]), at[turn], seen, rule)
        after.put(watch[turn], news)
        for one in fields(weighed):
            getattr(all_of_it, one.name)[turn] = getattr(weighed, one.name)
    return after, all_of_it


def forget(standing: Standing, which: Ints) -> Standing:
    """Return the standing with some watches begun anew: a zone changed, a permit began."""
    after = standing.copy()
    after.put(which, Standing.of_nobody_yet(len(which)))
    return after
