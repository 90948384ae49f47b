"""The walls inside the database: entries and anchors only ever added, heads only moved forward.

Django drops the triggers of a table it rebuilds and says nothing, so they are put back after
every migrate, and `guihang ledger verify` looks whether they stand.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

SAYS = "the ledger is only ever added to"
_ROW, _BEFORE, _INSERT, _DELETE, _UPDATE, _TRUNCATE = 1, 2, 4, 8, 16, 32
_EVENTS = {"INSERT": _INSERT, "DELETE": _DELETE, "UPDATE": _UPDATE, "TRUNCATE": _TRUNCATE}

# Where an entry may stand is asked of the head, not of the entries: those may lie behind a wall
# of their own for who writes (row-level security).
_ENTRY_OUT_OF_PLACE = """NOT EXISTS (SELECT 1 FROM ledger_chainhead head
    WHERE head.chain = NEW.chain AND head.seq + 1 = NEW.seq AND head.hash = NEW.previous)
  OR EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.id)"""
_ANCHOR_OUT_OF_PLACE = "NEW.seq <> 1 + coalesce((SELECT max(seq) FROM ledger_anchor), 0)"
_HEAD_OUT_OF_PLACE = """NEW.seq <> 0
  OR EXISTS (SELECT 1 FROM ledger_chainhead WHERE chain = NEW.chain)"""
# Forward by one entry; or, standing still, a key wrapped anew or destroyed for good.
_HEAD_NOT_FORWARD = """NOT (NEW.chain = OLD.chain AND (
    (NEW.seq = OLD.seq + 1 AND NEW.wrapped = OLD.wrapped
      AND NEW.destroyed_at IS NULL AND OLD.destroyed_at IS NULL)
    OR (NEW.seq = OLD.seq AND NEW.hash = OLD.hash AND (OLD.destroyed_at IS NULL
      OR (NEW.destroyed_at = OLD.destroyed_at AND NEW.wrapped = OLD.wrapped)))))"""


@dataclass(frozen=True, slots=True)
class Wall:
    """One trigger: which table, before what, and when it refuses (always, if nothing is said)."""

    table: str
    before: str
    when: str = ""

    @property
    def name(self) -> str:
        """The trigger's name in the database."""
        return f"{self.table}_{self.before.lower()}_wall"


WALLS = (
    Wall("ledger_entry", "INSERT", _ENTRY_OUT_OF_PLACE),
    Wall("ledger_entry", "UPDATE"),
    Wall("ledger_entry", "DELETE"),
    Wall("ledger_entry", "TRUNCATE"),
    Wall("ledger_anchor", "INSERT", _ANCHOR_OUT_OF_PLACE),
    Wall("ledger_anchor", "UPDATE"),
    Wall("ledger_anchor", "DELETE"),
    Wall("ledger_anchor", "TRUNCATE"),
    Wall("ledger_chainhead", "INSERT", _HEAD_OUT_OF_PLACE),
    Wall("ledger_chainhead", "UPDATE", _HEAD_NOT_FORWARD),
    Wall("ledger_chainhead", "DELETE"),
    Wall("ledger_chainhead", "TRUNCATE"),
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put up every wall that is missing or was altered; the caller holds the transaction."""
    lacking = set(missing(connection))
    with connection.cursor() as cursor:
        for wall in _walls(connection):
            if wall.name in lacking:
                for statement in _dropping(wall, connection) + _building(wall, connection):
                    cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the walls down: to rewrite a table in a migration, to fill it from a backup."""
    with connection.cursor() as cursor:
        for wall in _walls(connection):
            for statement in _dropping(wall, connection):
                cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """Name the walls that are not there, are switched off, or do not say what they should."""
    standing = _standing(connection)
    return tuple(
        wall.name
        for wall in _walls(connection)
        if standing.get(wall.name) != _expected(wall, connection)
    )


def _walls(connection: BaseDatabaseWrapper) -> list[Wall]:
    # SQLite has no TRUNCATE.
    return [
        wall for wall in WALLS if connection.vendor == "postgresql" or wall.before != "TRUNCATE"
    ]


def _building(wall: Wall, connection: BaseDatabaseWrapper) -> list[str]:
    if connection.vendor == "sqlite":
        return [_sqlite_trigger(wall)]
    scope = "STATEMENT" if wall.before == "TRUNCATE" else "ROW"
    return [
        f"CREATE OR REPLACE FUNCTION {wall.name}() RETURNS trigger LANGUAGE plpgsql"
        f" AS $wall${_body(wall)}$wall$",
        f"CREATE TRIGGER {wall.name} BEFORE {wall.before} ON {wall.table}"
        f" FOR EACH {scope} EXECUTE FUNCTION {wall.name}()",
        f"ALTER TABLE {wall.table} ENABLE ALWAYS TRIGGER {wall.name}",
    ]


def _dropping(wall: Wall, connection: BaseDatabaseWrapper) -> list[str]:
    on_table = f" ON {wall.table}" if connection.vendor == "postgresql" else ""
    return [f"DROP TRIGGER IF EXISTS {wall.name}{on_table}"]


def _sqlite_trigger(wall: Wall) -> str:
    when = f"\nWHEN {wall.when}" if wall.when else ""
    return (
        f"CREATE TRIGGER {wall.name} BEFORE {wall.before} ON {wall.table}{when}\n"
        f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    )


def _body(wall: Wall) -> str:
    refuse = f"RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'restrict_violation';"
    if not wall.when:
        return f" BEGIN {refuse} END "
    return f" BEGIN IF {wall.when} THEN {refuse} END IF; RETURN NEW; END "


def _expected(wall: Wall, connection: BaseDatabaseWrapper) -> tuple[object, ...]:
    if connection.vendor == "sqlite":
        return (wall.table, _sqlite_trigger(wall))
    scope = 0 if wall.before == "TRUNCATE" else _ROW
    kind = scope | _BEFORE | _EVENTS[wall.before]
    return (wall.table, "A", kind, True, wall.name, "plpgsql", _body(wall))


def _standing(connection: BaseDatabaseWrapper) -> dict[str, tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_STANDING[connection.vendor])
        return {name: tuple(rest) for name, *rest in cursor.fetchall()}


_STANDING = {
    "sqlite": "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'",
    # A trigger may be there and yet do nothing: switched off, narrowed to some columns or rows,
    # or with the body of its function replaced.
    "postgresql": """
        SELECT t.tgname, c.relname, t.tgenabled::text, t.tgtype::int,
               t.tgqual IS NULL AND cardinality(t.tgattr::smallint[]) = 0 AND t.tgnargs = 0,
               p.proname, l.lanname, p.prosrc
          FROM pg_trigger t
          JOIN pg_class c ON c.oid = t.tgrelid
          JOIN pg_proc p ON p.oid = t.tgfoid
          JOIN pg_language l ON l.oid = p.prolang
         WHERE NOT t.tgisinternal AND c.oid IN (to_regclass('ledger_entry'),
               to_regclass('ledger_anchor'), to_regclass('ledger_chainhead'))""",
}
