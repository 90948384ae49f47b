"""On which basis each reading rests, and which go beyond what their basis allows."""

from __future__ import annotations

import numpy as np

from guihang.tracking.fixes import queries
from guihang.tracking.fixes.columns import UNKNOWN, Columns
from guihang.tracking.fixes.roster import NO_BASIS, Bases, Roster
from guihang.tracking.metres import Ints

NONE = -1
NOT_KNOWN, TOO_SOON = "not_known", "too_soon"

type Refusals = dict[str, list[int]]
"""Why readings were not taken, with their numbers."""


def based(came: Columns, roster: Roster) -> tuple[Ints, Refusals]:
    """Return the number of the basis of each reading, or `NONE`, (N,), and what has none.

    What says no time cannot lie within a basis, so it has none.
    """
    bases = roster.bases
    basis = np.full(len(came.at), NONE, np.intp)
    firsts = np.searchsorted(bases.device, came.device, "left")
    counts = np.searchsorted(bases.device, came.device, "right") - firsts
    for turn in range(int(counts.max(initial=0))):
        rows = np.flatnonzero((counts > turn) & (basis == NONE) & (came.device != UNKNOWN))
        one = firsts[rows] + turn
        within = (bases.begins[one] <= came.at[rows]) & (came.at[rows] < bases.ends[one])
        basis[rows[within]] = one[within]
    refused: Refusals = {}
    for why, which in (
        (NOT_KNOWN, came.device == UNKNOWN),
        (NO_BASIS, (came.device != UNKNOWN) & (basis == NONE)),
    ):
        if which.any():
            refused[why] = np.flatnonzero(which).tolist()
    return basis, refused


def within_limits(came: Columns, basis: Ints, roster: Roster, refused: Refusals) -> Ints:
    """Return the readings that are taken; what comes too soon or too often is added to `refused`.

    A spot check takes one place, sharing one in fifteen minutes; an order knows no such limit.
    """
    bases = roster.bases
    rows = np.flatnonzero(basis != NONE)
    held = (bases.spacing[basis[rows]] > 0) | (bases.most[basis[rows]] > 0)
    if not held.any():
        return rows
    over = set()
    for one in np.unique(basis[rows[held]]).tolist():
        mine = rows[basis[rows] == one]
        mine = mine[np.argsort(came.at[mine], kind="stable")]
        over.update(_over(came, mine.tolist(), one, roster))
    if over:
        refused.setdefault(TOO_SOON, []).extend(sorted(over))
    return np.array([row for row in rows.tolist() if row not in over], np.intp)


def _over(came: Columns, rows: list[int], one: int, roster: Roster) -> list[int]:
    """Return which of the readings of one basis go beyond it; what has no place counts for none."""
    bases: Bases = roster.bases
    device = int(roster.devices[bases.device[one]])
    count, last = queries.last_taken(int(bases.number[one]), device)
    most, over = int(bases.most[one]), []
    for row in rows:
        at = came.at[row] * 1000
        soon = last and 0 <= at - last < bases.spacing[one] * 1000
        if np.isnan(came.lat[row]) or soon or (most and count >= most):
            over.append(row)
            continue
        count, last = count + 1, at
    return over
