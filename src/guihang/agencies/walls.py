"""The second wall: PostgreSQL itself shows a request no row outside the reach of who asks.

Every query is scoped in Python already; this holds where a query forgets it. A web process is
`confined`: it works as a role without rights over the tables, and a connection that was told no
scope shows nothing. Commands and sweeps see everything. SQLite has no such wall.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import DatabaseError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from guihang.agencies.authority import Actor

log = logging.getLogger(__name__)

ROLE = "guihang_app"
EVERYTHING = "*"
NOTHING = "-"  # may add to the ledger, sees none of it
FILES, LEDGER, ACCOUNT = "guihang.files", "guihang.ledger", "guihang.account"
SETTINGS = (FILES, LEDGER, ACCOUNT)

type Scope = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Wall:
    """One protected table: by its own column, or through the row it belongs to.

    `own` names the column of the account that may see a row whatever his reach; `also` a second
    column of a unit that sees it too, where two agencies deal with one thing.
    """

    table: str
    column: str = "unit_path"
    through: str = ""
    scope: str = FILES
    append_only: bool = False
    own: str = ""
    also: str = ""


_walls: dict[str, Wall] = {}
_confined = False


def protect(
    table: str,
    column: str = "unit_path",
    *,
    through: str = "",
    own: str = "",
    also: str = "",
) -> None:
    """Put a table behind the wall: rows whose unit lies in reach, or whose parent row is seen.

    `protect("dossiers_dossier")`, or `protect("dossiers_paper", "dossier_id",
    through="dossiers_dossier")`. With `own`, a person under correction also sees, and only sees,
    the rows that name his account; with `also`, two units see and write a row.
    """
    _walls[table] = Wall(table, column, through, own=own, also=also)


def _protect_ledger() -> None:
    _walls["ledger_entry"] = Wall("ledger_entry", scope=LEDGER, append_only=True)


_protect_ledger()


def confine() -> None:
    """Make this process one that serves requests: every new connection starts without a scope."""
    global _confined
    _confined = True


def on_connection(connection: BaseDatabaseWrapper, **_signal: object) -> None:
    """Give a new connection the rights of its process."""
    if connection.vendor != "postgresql":
        return
    if not _confined:
        _say(connection, (EVERYTHING, EVERYTHING, ""))
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {ROLE}")
    except DatabaseError:
        # The owner of the tables is held by the policies too; only a superuser is not.
        log.warning("PostgreSQL has no role %s for this user; run `guihang migrate`.", ROLE)
    _say(connection, ("", "", ""))


@contextmanager
def everything() -> Iterator[None]:
    """See everything for a while: sweeps, and bookkeeping that crosses units."""
    with _scope((EVERYTHING, EVERYTHING, "")):
        yield


@contextmanager
def within(by: Actor | None) -> Iterator[None]:
    """Show what one actor may see, for as long as his request lasts; nobody sees nothing."""
    files = ",".join(by.reach) if by else ""
    ledger = ",".join(by.ledger_reach) if by else ""
    account = str(by.account_id) if by and by.is_person else ""
    with _scope((files, ledger or NOTHING, account)):
        yield


@contextmanager
def _scope(scope: Scope) -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    before = _said(connection)
    _say(connection, scope)
    try:
        yield
    finally:
        try:
            _say(connection, before)
        except DatabaseError:
            # The transaction has failed; its end takes the scope back by itself.
            log.debug("The scope ends with the transaction.")


def _said(connection: BaseDatabaseWrapper) -> Scope:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting(%s, true), current_setting(%s, true),"
            " current_setting(%s, true)",
            SETTINGS,
        )
        files, ledger, account = (said or "" for said in cursor.fetchone())
    return files, ledger, account


def _say(connection: BaseDatabaseWrapper, scope: Scope) -> None:
    named = [one for pair in zip(SETTINGS, scope, strict=True) for one in pair]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config(%s, %s, false), set_config(%s, %s, false),"
            " set_config(%s, %s, false)",
            named,
        )


def install(*, using: str = "default") -> None:
    """Put the policies up; makes the role where the database user may make roles."""
    database = connections[using]
    if database.vendor != "postgresql":
        return
    has_role = _make_role(database)
    there = set(database.introspection.table_names())
    with transaction.atomic(using=using), database.cursor() as cursor:
        cursor.execute(_WITHIN)
        cursor.execute(_ADDING)
        for wall in _walls.values():
            if wall.table in there:
                for statement in _building(wall):
                    cursor.execute(statement)
        for statement in _granting(there) if has_role else ():
            cursor.execute(statement)


def missing(*, using: str = "default") -> tuple[str, ...]:
    """Name the protected tables whose policies do not stand or are not forced."""
    database = connections[using]
    if database.vendor != "postgresql":
        return ()
    with database.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c WHERE c.relrowsecurity AND c.relforcerowsecurity"
            " AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid"
            " AND p.polname = c.relname || '_seen')"
        )
        standing = {name for (name,) in cursor.fetchall()}
    there = set(database.introspection.table_names())
    return tuple(sorted(there & set(_walls) - standing))


def _make_role(database: BaseDatabaseWrapper) -> bool:
    """Make the role and become a member of it; say so when the database user may not."""
    with database.cursor() as cursor:
        cursor.execute("SELECT pg_has_role(oid, 'MEMBER') FROM pg_roles WHERE rolname = %s", [ROLE])
        found = cursor.fetchone()
    wanted = [] if found else [f"CREATE ROLE {ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS"]
    if not found or not found[0]:
        wanted.append(f"GRANT {ROLE} TO CURRENT_USER")
    try:
        with transaction.atomic(using=database.alias), database.cursor() as cursor:
            for statement in wanted:
                cursor.execute(statement)
    except DatabaseError:
        log.warning("The database user may not use the role %s; ask for it to be granted.", ROLE)
        return False
    return True


_ADDING = """
CREATE OR REPLACE FUNCTION guihang_adding() RETURNS trigger LANGUAGE plpgsql AS $adding$
BEGIN PERFORM set_config('guihang.adding', NEW.id::text, true); RETURN NEW; END $adding$"""
_WITHIN = """
CREATE OR REPLACE FUNCTION guihang_within(path text, scope text) RETURNS boolean
LANGUAGE sql STABLE AS $within$
    SELECT coalesce(scope, '') = '*' OR EXISTS (
        SELECT 1 FROM unnest(string_to_array(coalesce(scope, ''), ',')) AS reach
        WHERE reach <> '' AND starts_with(path, reach))
$within$"""


def _building(wall: Wall) -> list[str]:
    table, seen = wall.table, _condition(wall)
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        *(f"DROP POLICY IF EXISTS {table}_{policy} ON {table}" for policy in _POLICIES),
        *(_only_added(wall, seen) if wall.append_only else _free(wall, seen)),
    ]


def _free(wall: Wall, seen: str) -> list[str]:
    """Rows are written where they are seen; what is only one's own is read and never written."""
    table, parent = wall.table, _walls.get(wall.through)
    written = _beyond_own(wall, parent) if parent and parent.own else seen
    own = f" OR {wall.own}::text = current_setting('{ACCOUNT}', true)" if wall.own else ""
    return [
        f"CREATE POLICY {table}_seen ON {table} FOR SELECT USING ({seen}{own})",
        f"CREATE POLICY {table}_added ON {table} FOR INSERT WITH CHECK ({written})",
        f"CREATE POLICY {table}_changed ON {table} FOR UPDATE USING ({written})",
        f"CREATE POLICY {table}_removed ON {table} FOR DELETE USING ({written})",
    ]


def _beyond_own(wall: Wall, parent: Wall) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {parent.table} p WHERE p.id = {wall.table}.{wall.column}"  # noqa: S608
        f" AND guihang_within(p.{parent.column}, current_setting('{parent.scope}', true)))"
    )


def _only_added(wall: Wall, seen: str) -> list[str]:
    """What happened is recorded where it belongs, also beyond the reach of who did it.

    INSERT … RETURNING asks whether the new row may be seen: the one just added may.
    """
    table = wall.table
    just_added = "id::text = current_setting('guihang.adding', true)"
    some_scope = f"coalesce(current_setting('{wall.scope}', true), '') <> ''"
    return [
        f"CREATE POLICY {table}_seen ON {table} FOR SELECT USING ({seen} OR {just_added})",
        f"CREATE POLICY {table}_added ON {table} FOR INSERT WITH CHECK ({some_scope})",
        f"DROP TRIGGER IF EXISTS {table}_adding ON {table}",
        f"CREATE TRIGGER {table}_adding BEFORE INSERT ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION guihang_adding()",
    ]


_POLICIES = ("seen", "added", "changed", "removed")


def _condition(wall: Wall) -> str:
    if wall.through:
        # The parent's own policy decides: its row is only found when it may be seen.
        own = f"{wall.table}.{wall.column}"
        return f"EXISTS (SELECT 1 FROM {wall.through} p WHERE p.id = {own})"  # noqa: S608
    columns = filter(None, (wall.column, wall.also))
    return " OR ".join(
        f"guihang_within({column}, current_setting('{wall.scope}', true))" for column in columns
    )


def _granting(there: Iterable[str]) -> list[str]:
    kept = [table for table in ("ledger_entry", "ledger_anchor") if table in there]
    return [
        f"GRANT USAGE ON SCHEMA public TO {ROLE}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {ROLE}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {ROLE}",
        *(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {ROLE}" for table in kept),
    ]
