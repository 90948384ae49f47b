"""What stands around the entries is watched as well: ends of chains, anchors, triggers."""

import pytest
from django.db import connection
from lab import HALL, YARD
from lamps import AT

from guihang.ledger import actions, triggers
from guihang.ledger.models import Anchor, Fingerprint

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

OTHER_END = {
    "seq": 9,
    "hash": b"\x01" * 32,
    "mark": b"\x02" * 32,
    "wrapped": "1:AAAA",
    "destroyed_at": "2026-11-23 02:30:15",
    "chain": "dossier:loft",
}


@pytest.fixture
def anchored(lab):
    """A ledger with three anchors, the last of them behind the last entry."""
    for _count in range(3):
        actions.anchor(at=AT)
        lab.more()
    actions.anchor(at=AT)
    return lab


@pytest.mark.parametrize("column", OTHER_END)
def test_a_head_changed_in_any_column_is_named(lab, column):
    lab.do(
        f"UPDATE ledger_chainhead SET {column} = %s WHERE chain = %s", OTHER_END[column], HALL.key
    )
    found = lab.finding().first_break
    assert (found.kind, found.table) == ("head_changed", "ledger_chainhead")
    assert found.chain == HALL.key


@pytest.mark.parametrize("column", ["seq", "hash", "chain"])
def test_a_head_that_no_longer_agrees_is_found_without_the_keys(lab, column):
    lab.do(
        f"UPDATE ledger_chainhead SET {column} = %s WHERE chain = %s", OTHER_END[column], HALL.key
    )
    assert lab.first(keys=False)[0] == "head_changed"


@pytest.mark.parametrize("seq", [5, 7])
def test_a_head_moved_by_one_is_a_changed_head_not_a_changed_chain(lab, seq):
    lab.do("UPDATE ledger_chainhead SET seq = %s WHERE chain = %s", seq, HALL.key)
    assert lab.first()[:2] == ("head_changed", HALL.key)
    assert lab.first(keys=False)[:2] == ("head_changed", HALL.key)


@pytest.mark.parametrize("key", [HALL.key, "house", "anchors"])
def test_a_deleted_head_is_named(anchored, key):
    anchored.do("DELETE FROM ledger_chainhead WHERE chain = %s", key)
    found = anchored.finding().first_break
    kind = "anchor_broken" if key == "anchors" else "deleted"
    assert (found.kind, found.chain) == (kind, None if key == "anchors" else key)


def test_a_head_set_back_with_its_old_mark_and_the_entries_after_it_is_found_by_the_anchor(lab):
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, hash, mark FROM ledger_chainhead WHERE chain = %s", [HALL.key])
        old = cursor.fetchone()
    (later,) = lab.more(chains=(HALL,))
    actions.anchor(at=AT)
    lab.delete(later)
    lab.do("UPDATE ledger_chainhead SET seq = %s, hash = %s, mark = %s WHERE chain = %s",
           *old, HALL.key)  # fmt: skip
    assert lab.finding().first_break.kind == "deleted"


def test_anchors_are_counted_and_hold(anchored):
    finding = anchored.finding()
    assert finding.whole and finding.anchors == 4


def test_an_anchor_is_taken_only_of_something_new(anchored):
    assert actions.anchor(at=AT) is None
    assert Anchor.objects.count() == 4


@pytest.mark.parametrize(
    ("column", "other"),
    [
        ("seq", 90),
        ("at", "2026-11-23 02:30:15.5"),
        ("upto", 3),
        ("count", 3),
        ("root", b"\x01" * 32),
        ("hash", b"\x01" * 32),
        ("mark", b"\x01" * 32),
    ],
    ids=str,
)
def test_an_anchor_changed_in_any_column_is_named(anchored, column, other):
    anchored.do(f'UPDATE ledger_anchor SET "{column}" = %s WHERE seq = 2', other)
    assert anchored.finding().first_break.kind == "anchor_broken"


@pytest.mark.parametrize("seq", [1, 2, 4])
def test_a_deleted_anchor_is_named(anchored, seq):
    anchored.do("DELETE FROM ledger_anchor WHERE seq = %s", seq)
    for keys in (True, False):
        found = anchored.finding(keys=keys).first_break
        assert (found.kind, found.seq) == ("anchor_broken", seq)


def test_an_altered_check_value_of_a_key_is_named(lab):
    Fingerprint.objects.filter(pk="marking").update(value="0" * 64)
    found = lab.finding().first_break
    assert (found.kind, found.table) == ("changed", "ledger_fingerprint")


WALLS = [wall.name for wall in triggers.WALLS]


@pytest.mark.parametrize("name", WALLS)
def test_a_dropped_trigger_is_named(lab, name):
    if name.endswith("truncate_wall") and connection.vendor == "sqlite":
        assert name not in triggers.missing(connection)
        return
    _drop(name)
    finding = lab.finding()
    assert finding.missing_triggers == (name,)
    assert (finding.first_break.kind, finding.whole) == ("trigger_missing", False)
    assert name in finding.first_break.says


def test_a_trigger_that_was_made_toothless_is_named(lab):
    name = "ledger_entry_update_wall"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            _drop(name)
            cursor.execute(
                f"CREATE TRIGGER {name} BEFORE UPDATE ON ledger_entry WHEN 0"
                " BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END"
            )
        else:
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
                " AS 'BEGIN RETURN NEW; END'"
            )
    assert lab.finding().missing_triggers == (name,)


def test_a_trigger_that_was_switched_off_is_named(lab):
    name = "ledger_entry_delete_wall"
    if connection.vendor == "sqlite":
        assert lab.finding().missing_triggers == ()  # SQLite cannot switch one off
        return
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE ledger_entry DISABLE TRIGGER {name}")
    assert lab.finding().missing_triggers == (name,)


def test_a_changed_entry_is_named_before_the_trigger_that_let_it_happen(lab):
    lab.set(lab.yard[2], by="account:99")
    _drop("ledger_entry_update_wall")
    finding = lab.finding()
    assert finding.first_break.kind == "changed"
    assert finding.missing_triggers == ("ledger_entry_update_wall",)


def test_putting_the_walls_up_again_mends_them(lab):
    _drop("ledger_entry_update_wall")
    triggers.install(connection)
    assert triggers.missing(connection) == () and lab.finding().whole


def test_the_chain_beside_a_broken_one_is_left_in_peace(lab):
    lab.set(lab.hall[2], by="account:99")
    assert lab.first()[1] != YARD.key


def _drop(name):
    table = next(wall.table for wall in triggers.WALLS if wall.name == name)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"DROP TRIGGER {name} ON {table}")
        else:
            cursor.execute(f"DROP TRIGGER {name}")
