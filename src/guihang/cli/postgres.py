"""All tables of a PostgreSQL installation out into files and back in, by COPY."""

from __future__ import annotations

from pathlib import Path

from guihang.cli import backup_file

LEFT_OUT = frozenset({"django_migrations", "django_content_type"})


def copy_out(connection, folder: Path) -> dict[str, Path]:
    """Copy every table as of one moment; return the files by their name in the backup."""
    connection.ensure_connection()
    raw = connection.connection
    copied = {}
    with raw.transaction(), raw.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        for table in _tables(connection):
            target = folder / f"{table}.copy"
            with (
                target.open("wb") as file,
                cursor.copy(f'COPY "{table}" ({_columns(cursor, table)}) TO STDOUT') as copy,
            ):
                for block in copy:
                    file.write(block)
            copied[f"{backup_file.TABLES}{table}.copy"] = target
    return copied


def copy_in(connection, files: dict[str, Path]) -> None:
    """Fill freshly migrated tables from such files, in one transaction.

    Foreign keys rest meanwhile (`session_replication_role`), and the ledger's walls are down:
    the rows were whole when they were copied out, and the ledger is verified afterwards.
    """
    from guihang.ledger import triggers

    connection.ensure_connection()
    raw = connection.connection
    with raw.transaction(), raw.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        triggers.remove(connection)
        for table in _tables(connection):
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608
        for table in _tables(connection):
            with (
                files[f"{backup_file.TABLES}{table}.copy"].open("rb") as file,
                cursor.copy(f'COPY "{table}" ({_columns(cursor, table)}) FROM STDIN') as copy,
            ):
                while block := file.read(1 << 20):
                    copy.write(block)
        _move_sequences(connection, cursor)
        triggers.install(connection)


def _tables(connection) -> list[str]:
    return sorted(set(connection.introspection.table_names()) - LEFT_OUT)


def _columns(cursor, table: str) -> str:
    cursor.execute(
        "SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position)"
        " FROM information_schema.columns WHERE table_schema = current_schema()"
        " AND table_name = %s AND is_generated = 'NEVER'",
        [table],
    )
    return cursor.fetchone()[0]


def _move_sequences(connection, cursor) -> None:
    for table in _tables(connection):
        for sequence in connection.introspection.get_sequences(connection.cursor(), table):
            column = sequence["column"]
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'),"  # noqa: S608
                f' COALESCE(MAX("{column}"), 0) + 1, false) FROM "{table}"'
            )
