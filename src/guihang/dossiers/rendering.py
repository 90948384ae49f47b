"""Drawing a document: PDF/A with tags under a fixed day, and pages as pictures for the screen."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import segno

from guihang.dossiers.layout import Document, texts
from guihang.dossiers.typesetting import typst_source

if TYPE_CHECKING:
    import typst

PDF_STANDARDS = ["a-2a", "ua-1"]
NEEDS_NO_GLYPH = frozenset({"\n"})
PRIVATE_USE = "Co"
COMBINING_CHOICE = "VARIATION SELECTOR"


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts at hand, their families in order, and what they can draw."""

    loaded: typst.Fonts
    families: tuple[str, ...]
    covered: frozenset[int]

    def lacks(self, sign: str) -> bool:
        """Whether no font at hand has a character; private use has no meaning on paper."""
        if sign in NEEDS_NO_GLYPH or COMBINING_CHOICE in unicodedata.name(sign, ""):
            return False
        return unicodedata.category(sign) == PRIVATE_USE or ord(sign) not in self.covered


@cache
def fonts(own: Path | None = None) -> Fonts:
    """Return the packaged song typeface, followed by what an installation added in its folder.

    A file the typesetter cannot load does not count: what it seems to cover would stop a paper.
    """
    # The typesetter takes as much memory as a room: a process that draws nothing does without it.
    import pylopdf_fonts_zh_cn
    import typst

    packaged = pylopdf_fonts_zh_cn.serif_path()
    folders = [packaged.parent, *([own] if own and own.is_dir() else [])]
    loaded = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders],
    )
    faces = [face for face in loaded.fonts() if _is_ours(Path(face.path), packaged)]
    faces.sort(key=lambda face: (Path(face.path) != packaged, face.path))
    covered = {code for face in faces for code in _codes(Path(face.path), face.index)}
    families = tuple(dict.fromkeys(face.family for face in faces))
    return Fonts(loaded, families, frozenset(covered))


def undrawn(document: Document, at_hand: Fonts) -> frozenset[str]:
    """Return the characters of a document that no font at hand can draw."""
    return frozenset(sign for sign in set("".join(texts(document))) if at_hand.lacks(sign))


def pdf(document: Document, at_hand: Fonts, *, draft: bool = False) -> bytes:
    """Draw a document as tagged PDF/A; the same document always gives the same bytes."""
    import typst

    day = datetime.combine(document.day, time(), tzinfo=UTC)
    return bytes(
        typst.compile(
            _source(document, at_hand, draft=draft),
            font_paths=at_hand.loaded,
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=PDF_STANDARDS,
            timestamp=int(day.timestamp()),
        )
    )


def pages(document: Document, at_hand: Fonts) -> tuple[bytes, ...]:
    """Draw a document as one SVG picture a page: the very document, for the screen."""
    import typst

    drawn = typst.compile(
        _source(document, at_hand, draft=False),
        font_paths=at_hand.loaded,
        ignore_system_fonts=True,
        format="svg",
    )
    return tuple(drawn) if isinstance(drawn, list) else (drawn,)


def qr(address: str) -> str:
    """Return the QR code of an address as SVG."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=2, xmldecl=False, svgns=True, omitsize=True
    )
    return out.getvalue().decode()


def _source(document: Document, at_hand: Fonts, *, draft: bool) -> bytes:
    source = typst_source(
        document,
        families=at_hand.families,
        undrawn=undrawn(document, at_hand),
        qr=qr(document.check.address) if document.check and document.check.address else "",
        draft=draft,
    )
    return source.encode()


def _is_ours(path: Path, packaged: Path) -> bool:
    return path == packaged or path.parent != packaged.parent


def _codes(path: Path, index: int) -> Iterable[int]:
    from fontTools.ttLib import TTFont

    face = TTFont(path, fontNumber=index, lazy=True)
    return face.getBestCmap() or ()
