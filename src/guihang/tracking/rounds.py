"""The order a batch is gone through: each round takes the next fix of everybody who has one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from guihang.tracking.metres import Floats, Ints


def rounds(who: Ints, at: Floats) -> Iterator[Ints]:
    """Yield, round by round, the numbers of the fixes that come next, one a person at most.

    `who` (N,) numbers the persons, `at` (N,) is the time; at the same time what came first goes
    first. However a track is cut into batches, each person's fixes are met in the same order.
    """
    order = np.lexsort((at, who))
    people = who[order]
    firsts = np.flatnonzero(np.diff(people, prepend=-1))
    lengths = np.diff(firsts, append=len(people))
    for turn in range(int(lengths.max(initial=0))):
        going = lengths > turn
        yield order[firsts[going] + turn]
