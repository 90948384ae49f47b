"""Writing fixes and all they changed, in one commit; counting what was not taken; forgetting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db import connections
from django.db.transaction import atomic

from guihang.tracking.fixes.kept import Kept
from guihang.tracking.fixes.parts import demand_parts

POSITIONS = "positions"
FIX = (
    "INSERT INTO fix (device, at, sequence, basis, lat, lon, given_lat, given_lon, accuracy,"
    " speed, battery, mock, archive, believed, received)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
    " ON CONFLICT DO NOTHING"
)
STATE = (
    "INSERT INTO state (who, trail, watches, standing, signs, heard)"
    " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (who) DO UPDATE SET trail = excluded.trail,"
    " watches = excluded.watches, standing = excluded.standing, signs = excluded.signs,"
    " heard = excluded.heard"
)
CROSSING = (
    "INSERT INTO crossing (who, basis, sign, zone, since, at, is_on, told)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, FALSE) ON CONFLICT DO NOTHING"
)
REFUSED = (
    "INSERT INTO refused (day, device, why, count) VALUES (%s, %s, %s, %s)"
    " ON CONFLICT (day, device, why) DO UPDATE SET count = refused.count + excluded.count"
)


class Turn(NamedTuple):
    """An alarm that went on or off (milliseconds since 1970)."""

    who: int
    basis: int
    sign: str
    zone: str
    since: int
    at: int
    is_on: bool


def keep(
    fixes: Sequence[tuple], states: Iterable[Kept], turns: Sequence[Turn], parts: Iterable[int]
) -> None:
    """Keep fixes, the states they led to and the alarms they turned, all or nothing.

    `fixes` in the order of the columns of the table; `parts` names their days, since 1970. What is
    kept already stays as it is.
    """
    with atomic(using=POSITIONS), connections[POSITIONS].cursor() as cursor:
        demand_parts(cursor, parts)
        cursor.executemany(FIX, fixes)
        cursor.executemany(STATE, list(states))
        if turns:
            cursor.executemany(CROSSING, turns)


def count_refused(day: date, counts: Mapping[tuple[str, str], int]) -> None:
    """Add to the counts of what was not taken: by device and reason; nothing else is kept of it."""
    rows = [(day, device[:60], why, count) for (device, why), count in counts.items()]
    with atomic(using=POSITIONS), connections[POSITIONS].cursor() as cursor:
        cursor.executemany(REFUSED, rows)


def mark_told(numbers: Sequence[int]) -> None:
    """Note that the office knows of some crossings."""
    with atomic(using=POSITIONS), connections[POSITIONS].cursor() as cursor:
        cursor.executemany(
            "UPDATE crossing SET told = TRUE WHERE id = %s", [(number,) for number in numbers]
        )


def erase(basis: int, device: int, *, since: int, until: int) -> int:
    """Erase the fixes of a basis between two moments (milliseconds); return how many there were."""
    with atomic(using=POSITIONS), connections[POSITIONS].cursor() as cursor:
        cursor.execute(
            "DELETE FROM fix WHERE device = %s AND at >= %s AND at < %s AND basis = %s",
            (device, since, until, basis),
        )
        return cursor.rowcount
