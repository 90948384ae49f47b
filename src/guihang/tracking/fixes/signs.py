"""What a device says of itself: battery, strap, calls for help. On at once, off after a while."""

from __future__ import annotations

import numpy as np

from guihang.tracking.fixes.actions import Turn
from guihang.tracking.fixes.columns import Columns, Placed
from guihang.tracking.fixes.memory import Piece, Signs
from guihang.tracking.kinds import Believed
from guihang.tracking.metres import Ints
from guihang.tracking.vocabulary import Sign

LOW, ENOUGH = 15.0, 25.0
"""Per cent: below the first the battery is low, from the second on it is not."""
QUIET = 1800.0
"""Seconds without a sign after which it is over."""
OF_DEVICES = {
    "sos": Sign.CALLED,
    "fall": Sign.FELL,
    "low_battery": Sign.BATTERY,
    "removed": Sign.REMOVED,
}


def turned(piece: Piece, placed: Placed, believed: Ints) -> list[Turn]:
    """Write the signs of a batch into a piece of the memory; return those that went on or off."""
    came, who = placed.came, placed.fixes.who
    loud = np.array([bool(signs) for signs in came.signs], bool)
    with np.errstate(invalid="ignore"):
        loud |= (came.battery < LOW) | (believed == Believed.MOCKED)
    loud |= np.array([bool(signs) for signs in piece.signs], bool)[who]
    rows = np.flatnonzero(loud)
    turns: list[Turn] = []
    for row in rows[np.argsort(came.at[rows], kind="stable")].tolist():
        at, full = float(came.at[row]), bool(came.battery[row] >= ENOUGH)
        of = int(placed.case[row]), int(placed.basis[row])
        moved = _moved(piece.signs[int(who[row])], _seen(came, row, believed), at, full)
        for sign, is_on, since in moved:
            turns.append(Turn(*of, str(sign), "", int(since * 1000), int(at * 1000), is_on))
    return turns


def _seen(came: Columns, row: int, believed: Ints) -> set[Sign]:
    seen = {OF_DEVICES[name] for name in came.signs[row] if name in OF_DEVICES}
    if came.battery[row] < LOW:
        seen.add(Sign.BATTERY)
    if believed[row] == Believed.MOCKED:
        seen.add(Sign.MOCKED)
    return seen


def _moved(signs: Signs, seen: set[Sign], at: float, full: bool) -> list[tuple[str, bool, float]]:
    """Move the signs of one person by one reading; return what went on or off, and since when."""
    moved: list[tuple[str, bool, float]] = []
    for sign in sorted(seen):
        since, last = signs.get(sign, (at, at))
        if sign not in signs:
            moved.append((sign, True, at))
        signs[str(sign)] = (since, max(last, at))
    for sign, (since, last) in list(signs.items()):
        is_over = full if sign == Sign.BATTERY else at - last > QUIET
        if sign not in seen and is_over:
            del signs[sign]
            moved.append((sign, False, since))
    return moved
