"""Property: whatever single byte of whatever stored column is altered, it is found."""

import pytest
from django.db import DataError, IntegrityError, connection
from django.db.transaction import atomic, set_rollback
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lamps import AT

from guihang.ledger import actions
from guihang.ledger.models import Anchor, ChainHead, Entry

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

TABLES = {
    model._meta.db_table: [field.column for field in model._meta.local_fields]
    for model in (Entry, ChainHead, Anchor)
}
PLACES = [(table, column) for table, columns in TABLES.items() for column in columns]


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.sampled_from(PLACES), at=st.integers(0, 10**6), bit=st.integers(0, 7))
def test_any_altered_byte_of_any_column_is_found(lab, place, at, bit):
    if not Anchor.objects.exists():
        actions.anchor(at=AT)
    table, column = place
    with atomic():
        key, stored = _pick(table, column, at)
        altered = _altered(stored, at, bit)
        assume(altered is not None and altered != stored)
        _write(lab, table, column, key, altered)
        assume(_was_taken(table, column, key, stored))
        finding = lab.finding()
        set_rollback(True)
    assert not finding.whole, f"{table}.{column} of {key}: {stored!r} became {altered!r}"


def _pick(table, column, at):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{TABLES[table][0]}" FROM {table} ORDER BY 1')
        keys = [key for (key,) in cursor.fetchall()]
    key = keys[at % len(keys)]
    return key, _read(table, column, key)


def _read(table, column, key):
    shown = f'"{column}"'
    if column in ("at", "destroyed_at"):
        kind = "BLOB" if connection.vendor == "sqlite" else "TEXT"
        shown = f"CAST({shown} AS {kind})"
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {shown} FROM {table} WHERE "{TABLES[table][0]}" = %s', [key])
        (stored,) = cursor.fetchone()
    return stored


def _was_taken(table, column, key, stored):
    """PostgreSQL reads some times written otherwise as the very same time."""
    is_key = column == TABLES[table][0]
    return connection.vendor == "sqlite" or is_key or _read(table, column, key) != stored


def _altered(stored, at, bit):
    if stored is None:
        return "2026-11-23 02:30:15"
    if isinstance(stored, int):
        return stored ^ (1 << bit)
    content = bytearray(stored.encode() if isinstance(stored, str) else bytes(stored))
    if not content:
        return "x"
    content[at % len(content)] ^= 1 << bit
    if isinstance(stored, str) and connection.vendor == "postgresql":
        # PostgreSQL takes no text that is not text.
        words = content.decode(errors="replace")
        return words if words.isprintable() and words.isascii() else None
    return bytes(content)


def _write(lab, table, column, key, altered):
    value = "%s"
    if connection.vendor == "sqlite" and _is_text(table, column):
        value = "CAST(%s AS TEXT)"
    statement = f'UPDATE {table} SET "{column}" = {value} WHERE "{TABLES[table][0]}" = %s'
    try:
        with atomic():
            lab.do(statement, altered, key)
    except (IntegrityError, DataError):
        assume(False)  # the database itself does not take it


def _is_text(table, column):
    model = next(one for one in (Entry, ChainHead, Anchor) if one._meta.db_table == table)
    kind = next(field for field in model._meta.local_fields if field.column == column)
    return kind.get_internal_type() in ("CharField", "TextField", "DateTimeField")
