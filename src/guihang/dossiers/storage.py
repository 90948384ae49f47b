"""Sealed files on the disk: written whole or not at all, opened piece by piece.

Each piece is bound to what it is about, to its place, and to whether it is the last; so a file
that was cut, reordered or swapped does not open.
"""

from __future__ import annotations

import os
import struct
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from django.conf import settings

from guihang.ledger.vault import CannotOpen, Cipher

PIECE = 1024 * 1024
MARK = b"GHS1"
LENGTH = struct.Struct(">I")
SUFFIX = ".sealed"
UNFINISHED = ".unfinished"
ORPHAN_AGE = 24 * 60 * 60


def place(kind: str, key: UUID) -> Path:
    """Return where a file lies: `attachments` or `papers`, by its key, never by its name."""
    return Path(settings.GUIHANG_FILES) / kind / key.hex[:2] / f"{key}{SUFFIX}"


def keep(path: Path, content: bytes, *, cipher: Cipher, about: str) -> None:
    """Seal a file and put it in its place; when anything fails, nothing is left."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent, suffix=UNFINISHED)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(MARK)
            for piece in _sealed(content, cipher, about):
                file.write(LENGTH.pack(len(piece)) + piece)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
        _settle(path.parent)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(unfinished)
        raise


def opened(path: Path, *, cipher: Cipher, about: str) -> Iterator[bytes]:
    """Return a file piece by piece; refuse at the first piece that was altered."""
    with path.open("rb") as file:
        if file.read(len(MARK)) != MARK:
            raise CannotOpen("a stored file is not one of ours")
        at, piece = 0, _piece(file)
        while piece is not None:
            following = _piece(file)
            yield cipher.open(piece, about=_bound(about, at, last=following is None))
            at, piece = at + 1, following


def remove(path: Path) -> None:
    """Remove a file that no row speaks of."""
    with suppress(FileNotFoundError):
        path.unlink()


def orphans(kind: str, known: set[UUID]) -> tuple[Path, ...]:
    """Return files older than a day that no row speaks of, and writings that never finished."""
    folder = Path(settings.GUIHANG_FILES) / kind
    if not folder.is_dir():
        return ()
    newest = _moment_on_disk(folder) - ORPHAN_AGE
    names = {str(key) for key in known}
    return tuple(
        path
        for path in folder.rglob("*")
        if path.suffix in {SUFFIX, UNFINISHED}
        and path.stem not in names
        and path.stat().st_mtime < newest
    )


def _sealed(content: bytes, cipher: Cipher, about: str) -> Iterator[bytes]:
    count = max(1, -(-len(content) // PIECE))
    for at in range(count):
        plain = content[at * PIECE : (at + 1) * PIECE]
        yield cipher.seal(plain, about=_bound(about, at, last=at == count - 1))


def _bound(about: str, at: int, *, last: bool) -> bytes:
    return f"{about}:{at}:{'last' if last else 'more'}".encode()


def _piece(file) -> bytes | None:
    head = file.read(LENGTH.size)
    if not head:
        return None
    if len(head) < LENGTH.size:
        raise CannotOpen("a stored file was cut short")
    return file.read(LENGTH.unpack(head)[0])


def _settle(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _moment_on_disk(folder: Path) -> float:
    # The disk's own time: a demo on a fixed day must not take today's files for old ones.
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".probe") as probe:
        return os.fstat(probe.fileno()).st_mtime
