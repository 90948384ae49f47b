"""PostgreSQL itself shows no row outside the reach of who asks, even to a query that forgot."""

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import override_settings

import cast as the_cast
from guihang.agencies import actions, walls
from guihang.ledger.chains import SYSTEM

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("cast")]


@contextmanager
def as_the_application(scope="", ledger=""):
    """Work as the role of a web process; the tests' own user may see through every wall."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {walls.ROLE}")
        walls._say(connection, (scope, ledger, ""))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def units_in_the_ledger():
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT unit_path FROM ledger_entry")
        return {path for (path,) in cursor.fetchall()}


def raw(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_raw_query_shows_an_office_nothing_of_its_neighbour(cast, postgres_only):
    officer = cast.actor("township_officer")
    with as_the_application(), walls.within(officer):
        seen = units_in_the_ledger()
    assert cast.unit("office").path in seen
    assert cast.unit("second_office").path not in seen
    assert all(path.startswith(cast.unit("office").path) for path in seen)


def test_a_connection_that_was_told_no_scope_shows_nothing(postgres_only):
    with as_the_application():
        assert units_in_the_ledger() == set()


def test_nobody_signed_in_may_add_to_the_ledger_and_sees_none_of_it(cast, postgres_only):
    with as_the_application(), walls.within(None):
        account = cast.account("township_officer")
        actions.set_preferences(
            account=account,
            preferences=actions.Preferences("en", "dark", shortcuts=True),
            by=account,
            at=the_cast.NOW,
        )
        assert units_in_the_ledger() <= {cast.unit("office").path}  # the one row just added


def test_a_sweep_sees_everything(cast, postgres_only):
    with as_the_application(), walls.everything():
        assert cast.unit("next_office").path in units_in_the_ledger()


def test_the_scope_ends_with_the_block(cast, postgres_only):
    with as_the_application():
        with walls.within(cast.actor("bureau_head")):
            assert units_in_the_ledger()
        assert units_in_the_ledger() == set()


def test_the_scope_ends_with_the_block_when_its_transaction_fails(cast, postgres_only):
    with as_the_application():
        with pytest.raises(DatabaseError), transaction.atomic(), walls.everything():
            raw("SELECT 1/0")
        assert units_in_the_ledger() == set()


def test_the_application_cannot_change_what_is_in_the_ledger(postgres_only):
    for statement in ("UPDATE ledger_entry SET by = 'x'", "DELETE FROM ledger_entry"):
        refused = pytest.raises(DatabaseError, match="permission denied")
        with as_the_application("*", "*"), refused, transaction.atomic():
            raw(statement)


def test_an_action_records_beyond_the_reach_of_who_acts(cast, postgres_only):
    leader = cast.actor("squad_leader")
    cover = actions.Cover(
        cast.post("squad_leader"),
        cast.account("squad_leader"),
        cast.account("squad_officer"),
        the_cast.TODAY,
        the_cast.TODAY,
        "培训",
    )
    with as_the_application(), walls.within(leader):
        actions.name_deputy(cover=cover, by=leader, at=the_cast.NOW)
        actions.name_area(
            code="431103003", name="肖家园街道", parent=None, by=SYSTEM, at=the_cast.NOW
        )


def test_every_protected_table_stands_behind_its_policy(postgres_only):
    assert walls.missing() == ()


def test_a_policy_that_was_dropped_is_missed_and_put_back(postgres_only):
    raw("DROP POLICY ledger_entry_seen ON ledger_entry")
    assert walls.missing() == ("ledger_entry",)
    walls.install()
    assert walls.missing() == ()


def test_on_sqlite_there_is_no_wall_and_none_is_claimed(cast):
    if connection.vendor == "sqlite":
        assert walls.missing() == ()
    with walls.within(cast.actor("township_officer")), walls.everything():
        assert units_in_the_ledger()


@override_settings(GUIHANG_DEMO=True)
def test_a_process_that_serves_requests_begins_without_a_scope(postgres_only, monkeypatch):
    monkeypatch.setattr(walls, "_confined", True)
    fresh = connection.copy()
    try:
        with fresh.cursor() as cursor:
            cursor.execute("SELECT current_user, current_setting('guihang.files', true)")
            assert cursor.fetchone() == (walls.ROLE, "")
    finally:
        fresh.close()
