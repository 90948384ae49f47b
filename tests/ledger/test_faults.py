"""A full disk, a locked or missing database: one clear sentence, and nothing half written."""

import errno
import sqlite3

import pytest
from django.db import DatabaseError, OperationalError, connection
from django.db.transaction import atomic
from lamps import AT, LampLit, Somebody

from guihang.ledger import actions, elsewhere, faults
from guihang.ledger.models import Entry


def refusal_of(act):
    with pytest.raises(DatabaseError) as raised:
        act()
    return faults.of(raised.value)


def test_a_full_database_is_said_to_be_full(tmp_path):
    database = sqlite3.connect(tmp_path / "small.db")
    database.execute("PRAGMA max_page_count = 4")
    database.execute("CREATE TABLE t (x)")
    with pytest.raises(sqlite3.OperationalError) as raised:
        for _count in range(100):
            database.execute("INSERT INTO t VALUES (zeroblob(4000))")
    assert isinstance(faults.of(raised.value), faults.NoRoom)


def test_a_locked_database_is_said_to_be_busy(tmp_path):
    first = sqlite3.connect(tmp_path / "x.db", isolation_level=None)
    second = sqlite3.connect(tmp_path / "x.db", isolation_level=None, timeout=0)
    first.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as raised:
        second.execute("BEGIN IMMEDIATE")
    assert isinstance(faults.of(raised.value), faults.Busy)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url", ["sqlite:////no/such/folder/x.db", "postgresql://root@127.0.0.1:1/none"]
)
def test_a_database_that_does_not_answer_is_said_to_be_away(url):
    there = elsewhere.connect(url)
    assert isinstance(refusal_of(there.ensure_connection), faults.Unreachable)


def test_a_full_disk_under_a_file_is_said_to_be_full():
    assert isinstance(faults.of(OSError(errno.ENOSPC, "No space left")), faults.NoRoom)


@pytest.mark.parametrize("error", [ValueError("x"), OperationalError("no such table: x")])
def test_a_fault_of_ours_is_not_dressed_up_as_the_machines(error):
    assert faults.of(error) is None


def test_every_fault_says_why_under_what_and_what_to_do():
    for kind in (faults.Busy, faults.NoRoom, faults.Unreachable):
        refusal = faults._said(kind)
        assert str(refusal) and refusal.ground and str(refusal.remedy)


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases
def test_an_act_that_meets_a_full_database_leaves_the_ledger_as_it_was(chain):
    with atomic():
        actions.record(LampLit("hall"), chain=chain, by=Somebody(), at=AT)
    if connection.vendor != "sqlite":
        pytest.skip("a full PostgreSQL cannot be had for a test")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
    try:
        refusal = refusal_of(lambda: write_much(chain))
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert isinstance(refusal, faults.NoRoom)
    assert Entry.objects.filter(chain=chain.key).count() == 1


@atomic
def write_much(chain):
    for count in range(2000):
        actions.record(LampLit(str(count) * 20), chain=chain, by=Somebody(), at=AT)
