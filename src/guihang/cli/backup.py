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
from guihang.cli import archive
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
            "tables": {name: archive.digest(path) for name, path in tables.items()},
        }
        archive.add_bytes(tar, archive.MANIFEST, json.dumps(manifest, indent=1).encode())
        for name, path in tables.items():
            archive.add_file(tar, name, path)
        # Files come after the tables: a file is always written before the row that names it.
        for path in archive.sealed_files(here.files):
            archive.add_file(tar, archive.FILES + str(path.relative_to(here.files)), path)
        settings = here.home / archive.SETTINGS
        if settings.exists():
            archive.add_file(tar, archive.SETTINGS, settings)
        if passphrase:
            sealed = archive.seal_keys(here.keyring.read_bytes(), passphrase)
            archive.add_bytes(tar, archive.KEYS, sealed)
    with target.open("rb") as written:
        os.fsync(written.fileno())


def _tables(here: installation.Installation, folder: Path) -> dict[str, Path]:
    import django

    django.setup()
    from django.db import connection

    if connection.vendor == "sqlite":
        target = folder / "guihang.db"
        archive.copy_sqlite(Path(connection.settings_dict["NAME"]), target)
        return {archive.SQLITE_FILE: target}
    from guihang.cli import postgres

    return postgres.copy_out(connection, folder)


def _migrations() -> list[str]:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(".".join(name) for name in applied)
