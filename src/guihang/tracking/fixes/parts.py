"""The days of the fixes on PostgreSQL: a part of the table for each, made before it is filled."""

from __future__ import annotations

from collections.abc import Iterable

A_DAY = 86_400_000
"""Milliseconds."""
_there: set[tuple[str, int]] = set()


def demand_parts(cursor, days: Iterable[int]) -> None:
    """Make the parts for some days (since 1970) where they do not stand; SQLite has none."""
    if cursor.db.vendor != "postgresql":
        return
    name = cursor.db.settings_dict["NAME"]
    for day in days:
        if (name, day) in _there:
            continue
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", (day,))
        cursor.execute("SELECT to_regclass(%s)", (f"fix_{day}",))
        if cursor.fetchone()[0] is None:
            cursor.execute(
                f"CREATE TABLE fix_{day:d} PARTITION OF fix"
                f" FOR VALUES FROM ({day * A_DAY:d}) TO ({(day + 1) * A_DAY:d})"
            )
            continue
        # Only what others committed is sure to be there the next time.
        _there.add((name, day))
