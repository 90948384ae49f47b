"""How probable it is that somebody is outside a zone, from the distance and its uncertainty."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from guihang.tracking.metres import Floats

FURTHEST_SIGMA = 8.0
"""Beyond this many sigma the normal distribution is 0 or 1 to fifteen places."""
STEPS_PER_SIGMA = 1024
"""Reading between the steps errs by less than 1e-7, and never turns back."""
SMALL_RADII = 3.0
"""A zone with a radius below so many sigma is too small to pass for a straight border."""
NODES = 8
"""Points of the Gauss-Legendre sum over a disc of at most three sigma; errs below 1e-8."""

_SIGMAS = np.linspace(
    -FURTHEST_SIGMA, FURTHEST_SIGMA, round(2 * FURTHEST_SIGMA * STEPS_PER_SIGMA) + 1
)
_SHARES = np.array([NormalDist().cdf(one) for one in _SIGMAS])
_AT, _WEIGHTS = np.polynomial.legendre.leggauss(NODES)


def normal(z: Floats) -> Floats:
    """Return the share of a normal distribution below z, any shape; errs by less than 1e-7."""
    share: Floats = np.interp(z, _SIGMAS, _SHARES)
    return share


def in_disc(away: Floats, radius: Floats) -> Floats:
    """Return the probability that a round normal error of one sigma ends inside a disc.

    `away` (from the centre of the disc) and `radius` in sigma, shape (N,), radius at most 3:
    the non-central chi-square distribution with two degrees of freedom, as an integral.
    """
    ends = np.minimum(radius, SMALL_RADII)[:, None]
    at = ends * (_AT + 1.0) / 2.0
    near = np.minimum(away, FURTHEST_SIGMA + SMALL_RADII)[:, None]
    dense = at * np.exp(-(at**2 + near**2) / 2.0) * np.i0(at * near)
    total = np.sum(dense * _WEIGHTS, axis=1) * ends[:, 0] / 2.0
    inside: Floats = np.clip(total, 0.0, 1.0)
    return inside


def outside(distance: Floats, sigma: Floats, radius: Floats) -> Floats:
    """Return the probability of being outside a zone, shape (N,).

    `distance` in metres to the border, negative inside; `sigma` in metres, above 0; `radius` of
    the zone (of a circle) or of the largest circle in it (of a region), metres. A wide zone has a
    straight border as far as one fix can see; a zone under three sigma counts as a disc.
    """
    share = normal(distance / sigma)
    small = np.flatnonzero((radius < SMALL_RADII * sigma) & (distance < FURTHEST_SIGMA * sigma))
    if small.size:
        reach, spread = radius[small], sigma[small]
        away = np.maximum(reach + distance[small], 0.0) / spread
        share[small] = 1.0 - in_disc(away, reach / spread)
    return share
