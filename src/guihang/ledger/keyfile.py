"""The key file of an installation: made once, kept outside the database, never logged."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path


class NoKeys(SystemExit):
    """The installation has no readable key file."""


@dataclass(frozen=True, slots=True, repr=False)
class Keyring:
    """All secrets of one installation.

    `sealing` maps a key number to 32 bytes (hex); `active` is the number new values are sealed
    with. `index` keys the search digests, `marking` the heads of the ledger, `django` signs
    cookies.
    """

    sealing: dict[str, str]
    active: str
    index: str
    marking: str
    django: str

    def __repr__(self) -> str:
        return f"<Keyring {', '.join(self.sealing)}, active {self.active}>"

    def __reduce__(self) -> str:
        raise TypeError("keys are written to the key file only")


def make(path: Path) -> Keyring:
    """Make a new key file that only its owner can read; an existing one is never touched."""
    keyring = Keyring(
        sealing={"1": secrets.token_hex(32)},
        active="1",
        index=secrets.token_hex(32),
        marking=secrets.token_hex(32),
        django=secrets.token_urlsafe(50),
    )
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write_new(path, keyring)
    return keyring


def read(path: Path) -> Keyring:
    """Read the key file, or say in one sentence what is missing."""
    try:
        return Keyring(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise NoKeys(f"There are no keys at {path}. Run `guihang init` first.") from None
    except (OSError, ValueError, TypeError) as fault:
        raise NoKeys(f"The key file {path} cannot be read: {fault}.") from None


def add_sealing_key(path: Path) -> Keyring:
    """Add a sealing key and make it the active one; the older keys stay for what they sealed."""
    old = read(path)
    number = str(max(int(key) for key in old.sealing) + 1)
    new = Keyring(
        sealing={**old.sealing, number: secrets.token_hex(32)},
        active=number,
        index=old.index,
        marking=old.marking,
        django=old.django,
    )
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    _write_new(beside, new)
    os.replace(beside, path)
    _make_durable(path.parent)
    return new


def secret(path: Path, name: str) -> str:
    """Return one secret of the key file by name."""
    return str(getattr(read(path), name))


def _write_new(path: Path, keyring: Keyring) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({name: getattr(keyring, name) for name in Keyring.__slots__}, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    _make_durable(path.parent)


def _make_durable(folder: Path) -> None:
    # A key must have reached the disk before anything sealed with it does.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
