"""What the database knows of its own tables, so that it chooses its indexes well."""

from __future__ import annotations

from django.db import connection

LOOKED_AT = 1000
"""So many rows of an index are looked at: enough to choose by, and done in a moment."""


def gather() -> None:
    """Let SQLite look at how its tables are filled; PostgreSQL does so by itself."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={LOOKED_AT}")
        cursor.execute("ANALYZE")
