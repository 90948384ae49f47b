"""How entries reach their table: plain statements, since everything that happens passes here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from guihang.ledger import canon

COLUMNS = (*canon.Line._fields, "payload", "digest", "previous", "hash")
_INSERT = (
    f"INSERT INTO ledger_entry ({', '.join(f'"{name}"' for name in COLUMNS)})"  # noqa: S608
    f" VALUES ({', '.join(['%s'] * len(COLUMNS))})"
)


def insert(rows: Sequence[dict[str, Any]]) -> None:
    """Put entries into their table; whoever holds the ends of their chains moves those."""
    moment = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT, [[*(row | {"at": moment(row["at"])}).values()] for row in rows])


def next_ids(count: int) -> Sequence[int]:
    """Return the numbers of the next entries."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # Only one transaction writes at a time (BEGIN IMMEDIATE), so the next are the next.
            cursor.execute("SELECT MAX(id) FROM ledger_entry")
            last = cursor.fetchone()[0] or 0
            return range(last + 1, last + 1 + count)
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('ledger_entry', 'id'))"
            " FROM generate_series(1, %s)",
            [count],
        )
        return [number for (number,) in cursor.fetchall()]
