"""What a backup file is: a tar of the tables, the sealed files, the settings and a manifest.

The keys are not in it unless a passphrase is given, which seals them (scrypt, AES-GCM): who
finds the file cannot read anybody's particulars.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sqlite3
import tarfile
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MANIFEST = "manifest.json"
KEYS = "keys.sealed"
TABLES = "tables/"
SQLITE_FILE = TABLES + "guihang.db"
POSITIONS_FILE = TABLES + "positions.db"
FILES = "files/"
SETTINGS = "settings.toml"
SALT_BYTES, NONCE_BYTES = 16, 12


class Unreadable(SystemExit):
    """The backup cannot be used; the message says why."""


def seal_keys(keys: bytes, passphrase: str) -> bytes:
    """Seal the key file under a passphrase."""
    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    return salt + nonce + AESGCM(_derive(passphrase, salt)).encrypt(nonce, keys, KEYS.encode())


def open_keys(sealed: bytes, passphrase: str) -> bytes:
    """Open what `seal_keys` sealed, or say that the passphrase is another."""
    salt, rest = sealed[:SALT_BYTES], sealed[SALT_BYTES:]
    nonce, body = rest[:NONCE_BYTES], rest[NONCE_BYTES:]
    try:
        return AESGCM(_derive(passphrase, salt)).decrypt(nonce, body, KEYS.encode())
    except InvalidTag:
        raise Unreadable("guihang: the passphrase does not open the keys in this backup.") from None


def _derive(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(passphrase.encode())


def add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    """Put a piece of content into the file under a name."""
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    tar.addfile(member, io.BytesIO(content))


def add_file(tar: tarfile.TarFile, name: str, path: Path) -> None:
    """Put a file of any size into the backup under a name."""
    tar.add(path, arcname=name, recursive=False)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file without holding it in memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a SQLite database that may be in use into one consistent file."""
    with sqlite3.connect(source, timeout=60) as live, sqlite3.connect(target) as copy:
        live.backup(copy)


def manifest_of(tar: tarfile.TarFile) -> dict[str, object]:
    """Read what the backup says of itself."""
    try:
        member = tar.extractfile(MANIFEST)
        assert member is not None  # noqa: S101
        return json.loads(member.read())
    except (KeyError, ValueError, AssertionError):
        raise Unreadable("guihang: this file is not a Guihang backup.") from None


def sealed_files(folder: Path) -> Iterator[Path]:
    """Yield the sealed attachments and papers, never a half-written one."""
    if folder.is_dir():
        yield from (
            path
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.name.endswith(".part")
        )
