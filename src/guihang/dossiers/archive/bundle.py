"""Writing a bundle: one file after the other, in the one layout `verify.py` knows; no Django."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from importlib.resources import files
from typing import IO

from guihang.dossiers.archive import verify
from guihang.law.refusals import BadFacts
from guihang.law.texts import Text

VERSION = 1
LARGEST = 2**32 - 1
MOST_FILES = 2**16 - 1
VERIFIER = "verify.py"
FORBIDDEN = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))


class Writer:
    """Writes the files of a bundle to a stream, and at the end what binds them together."""

    def __init__(self, out: IO[bytes]) -> None:
        """Begin a bundle on an empty stream."""
        self._out = out
        self._sum = hashlib.sha256()
        self._at = 0
        self._parts: list[verify.Part] = []
        self._rows: list[dict[str, object]] = []

    def add(self, name: str, content: bytes, says: Text) -> str:
        """Put a file in; return the SHA-256 of its content."""
        digest = hashlib.sha256(content).hexdigest()
        row = {"name": name, "size": len(content), "sha256": digest}
        self._rows.append(row | {"zh": says.zh, "en": says.en})
        self._put_in(name, content)
        return digest

    @property
    def count(self) -> int:
        """How many files were put in so far."""
        return len(self._rows)

    def contents(self) -> str:
        """Return one digest over all files put in so far, as the ledger keeps it."""
        return hashlib.sha256(canonical(self._rows)).hexdigest()

    def finish(self, about: Mapping[str, object]) -> str:
        """Put in the manifest, the directory and the seal; return the digest of the whole."""
        manifest = {"bundle": VERSION, **about, "files": self._rows}
        self._put_in(verify.MANIFEST, canonical(manifest))
        begins = self._at
        for part in self._parts:
            self._write(verify.central_header(part))
        self._write(verify.end_record(len(self._parts), self._at - begins, begins))
        self._write(verify.SEAL + self._sum.hexdigest().encode())
        return self._sum.hexdigest()

    def _put_in(self, name: str, content: bytes) -> None:
        part = verify.Part(name.encode(), zlib.crc32(content), len(content), self._at)
        if part.ends > LARGEST or len(self._parts) >= MOST_FILES:
            raise BadFacts(
                "dossier",
                why=Text("卷宗过大，超过档案包的上限。", "The dossier is too large for a bundle."),
                ground="house:bundles",
                remedy=Text("请分卷移交原件。", "Hand the originals over volume by volume."),
            )
        self._parts.append(part)
        self._write(verify.local_header(part))
        self._write(content)

    def _write(self, content: bytes) -> None:
        self._out.write(content)
        self._sum.update(content)
        self._at += len(content)


def canonical(values: object) -> bytes:
    """Return values as JSON that is always the same: keys in order, in UTF-8, for people too."""
    return (json.dumps(values, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def named(folder: str, order: int, title: str) -> str:
    """Return the name of a file in a volume: its place, and what it is called."""
    return f"{folder.translate(FORBIDDEN)}/{order:03d} {title.translate(FORBIDDEN).strip(' .')}"


def verifier() -> bytes:
    """Return the verifier, as it lies in every bundle."""
    return (files("guihang.dossiers.archive") / VERIFIER).read_bytes()
