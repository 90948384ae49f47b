"""Behind the second wall: work on PostgreSQL as a web process does, for one person."""

from contextlib import contextmanager

from django.db import connection

from guihang.agencies import walls


@contextmanager
def confined(actor):
    """Work as a role without rights over the tables, within somebody's reach."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {walls.ROLE}")
    try:
        with walls.within(actor):
            yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
