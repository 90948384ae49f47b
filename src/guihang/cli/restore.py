"""`guihang restore FILE --home FOLDER`: an installation again, verified before it is called so."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tarfile
import tempfile
from pathlib import Path

from guihang import installation
from guihang.cli import backup_file
from guihang.cli.serve import use_home

OLD_DATABASE = re.compile(r"(?m)^\s*database\s*=.*\n?")


def main(arguments: list[str]) -> int:
    """Restore into a new folder (and an empty database), then verify the ledger."""
    options = _parser().parse_args(arguments)
    home = options.home.resolve()
    if home.exists() and any(home.iterdir()):
        print(f"guihang: {home} is not empty; nothing was changed.", file=sys.stderr)
        return 1
    if options.database:
        os.environ[installation.DATABASE_VARIABLE] = options.database
    try:
        with tarfile.open(options.file) as tar:
            manifest = backup_file.manifest_of(tar)
            with tempfile.TemporaryDirectory() as folder:
                tar.extractall(folder, filter="data")
                _restore(Path(folder), manifest, home, options)
    except (OSError, tarfile.TarError) as fault:
        print(f"guihang: the backup cannot be read: {fault}.", file=sys.stderr)
        return 1
    return _verify()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="guihang restore", description=__doc__)
    parser.add_argument("file", type=Path, help="the backup")
    parser.add_argument("--home", type=Path, required=True, help="a new or empty folder")
    parser.add_argument("--database", help="an empty PostgreSQL database, when it was one")
    parser.add_argument("--keys", type=Path, help="the key file, when it is not in the backup")
    parser.add_argument("--passphrase-file", type=Path, help="opens the keys in the backup")
    return parser


def _restore(folder: Path, manifest: dict, home: Path, options: argparse.Namespace) -> None:
    tables = {name: folder / name for name in manifest["tables"]}
    for name, path in tables.items():
        if not path.exists() or backup_file.digest(path) != manifest["tables"][name]:
            raise backup_file.Unreadable(f"guihang: {name} in the backup is damaged.")
    keys = _keys(folder, options)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    (home / "keys").mkdir(mode=0o700)
    descriptor = os.open(home / "keys" / "keyring.json", os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(keys)
    if (folder / backup_file.FILES).exists():
        shutil.move(folder / backup_file.FILES, home / backup_file.FILES)
    if (folder / backup_file.SETTINGS).exists():
        written = (folder / backup_file.SETTINGS).read_text(encoding="utf-8")
        (home / backup_file.SETTINGS).write_text(
            _at_home(written, options.database), encoding="utf-8"
        )
    use_home(home)
    _fill(tables, manifest)


def _at_home(settings: str, database: str | None) -> str:
    """Return the settings with this installation's database instead of the old one's."""
    kept = OLD_DATABASE.sub("", settings)
    return kept + (f'database = "{database}"\n' if database else "")


def _keys(folder: Path, options: argparse.Namespace) -> bytes:
    if options.keys:
        return options.keys.read_bytes()
    sealed = folder / backup_file.KEYS
    if sealed.exists() and options.passphrase_file:
        return backup_file.open_keys(
            sealed.read_bytes(), options.passphrase_file.read_text().strip()
        )
    raise backup_file.Unreadable(
        "guihang: give the keys with --keys FILE, or --passphrase-file when they are in the backup."
    )


def _fill(tables: dict[str, Path], manifest: dict) -> None:
    import django

    django.setup()
    from django.db import connection, connections

    from guihang.cli.migrate import migrate

    positions = connections["positions"]
    if positions.vendor == "sqlite" and backup_file.POSITIONS_FILE in tables:
        shutil.move(tables[backup_file.POSITIONS_FILE], positions.settings_dict["NAME"])

    if connection.vendor == "sqlite":
        if manifest["engine"] != "sqlite":
            raise backup_file.Unreadable("guihang: this backup is of PostgreSQL; give --database.")
        shutil.move(tables[backup_file.SQLITE_FILE], connection.settings_dict["NAME"])
        migrate()
        return
    from guihang.cli import postgres

    migrate()
    postgres.copy_in(connection, tables)


def _verify() -> int:
    from guihang.cli import ledger

    return ledger.main(["verify"])
