"""`guihang backup FILE`: everything an installation has, in one file, while it runs."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tarfile
import tempfile
from pathlib import Path

from guihang import __version__, installation
from guihang.cli import backup_file
from guihang.cli.serve import use_home


def main(arguments: list[str]) -> int:
    """Write a backup beside the target and move it there when it is whole."""
    options = _parser().parse_args(arguments)
    here = installation.read(use_home(options.home))
    passphrase = options.passphrase_file and options.passphrase_file.read_text().strip()
    unfinished = options.file.with_name(options.file.name + ".part")
    try:
        _write(here, unfinished, passphrase)
        os.replace(unfinished, options.file)
    except OSError as fault:
        unfinished.unlink(missing_ok=True)
        print(f"guihang: no backup was made: {fault.strerror or fault}.", file=sys.stderr)
        return 1
    print(f"The backup is {options.file} ({options.file.stat().st_size:,} bytes).")
    if not passphrase:
        print(f"The keys are not in it: keep {here.keyring} in another safe place.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="guihang backup", description=__doc__)
    parser.add_argument("file", type=Path, help="the backup to write")
    parser.add_argument("--home", type=Path)
    parser.add_argument(
        "--passphrase-file", type=Path, help="seal the keys into the backup under this passphrase"
    )
    return parser


def _write(here: installation.Installation, target: Path, passphrase: str | None) -> None:
    with tempfile.TemporaryDirectory(dir=target.parent) as folder, tarfile.open(target, "w") as tar:
        tables = _tables(here, Path(folder))
        manifest = {
            "product": "guihang",
            "version": __version__,
            "engine": here.database.split(":", 1)[0],
            "migrations": _migrations(),
            "tables": {name: backup_file.digest(path) for name, path in tables.items()},
        }
        backup_file.add_bytes(tar, backup_file.MANIFEST, json.dumps(manifest, indent=1).encode())
        for name, path in tables.items():
            backup_file.add_file(tar, name, path)
        # Files come after the tables: a file is always written before the row that names it.
        for path in backup_file.sealed_files(here.files):
            backup_file.add_file(tar, backup_file.FILES + str(path.relative_to(here.files)), path)
        settings = here.home / backup_file.SETTINGS
        if settings.exists():
            backup_file.add_file(tar, backup_file.SETTINGS, settings)
        if passphrase:
            sealed = backup_file.seal_keys(here.keyring.read_bytes(), passphrase)
            backup_file.add_bytes(tar, backup_file.KEYS, sealed)
    with target.open("rb") as written:
        os.fsync(written.fileno())


def _tables(here: installation.Installation, folder: Path) -> dict[str, Path]:
    import django

    django.setup()
    from django.db import connections

    # Positions first: a fix that comes meanwhile has its basis in the tables copied after it.
    found = _positions(connections["positions"], folder)
    connection = connections["default"]
    if connection.vendor == "sqlite":
        target = folder / "guihang.db"
        backup_file.copy_sqlite(Path(connection.settings_dict["NAME"]), target)
        return {**found, backup_file.SQLITE_FILE: target}
    from guihang.cli import postgres

    return {**found, **postgres.copy_out(connection, folder)}


def _positions(database, folder: Path) -> dict[str, Path]:
    if database.vendor != "sqlite":
        print("The positions are in a database of their own: back it up with pg_dump.")
        return {}
    target = folder / "positions.db"
    backup_file.copy_sqlite(Path(database.settings_dict["NAME"]), target)
    return {backup_file.POSITIONS_FILE: target}


def _migrations() -> list[str]:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(".".join(name) for name in applied)
