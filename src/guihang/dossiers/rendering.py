"""Drawing a document: PDF/A with tags under a fixed day, and pages as pictures for the screen."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import segno
import typst
from fontTools.ttLib import TTCollection, TTFont

from guihang.dossiers.layout import Document, texts
from guihang.dossiers.typesetting import typst_source

PDF_STANDARDS = ["a-2a", "ua-1"]
NEEDS_NO_GLYPH = frozenset({"\n"})
PRIVATE_USE = "Co"
COMBINING_CHOICE = "VARIATION SELECTOR"


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts at hand: their folders, their families in order, and what they can draw."""

    folders: tuple[Path, ...]
    families: tuple[str, ...]
    covered: frozenset[int]

    def lacks(self, sign: str) -> bool:
        """Whether no font at hand has a character; private use has no meaning on paper."""
        if sign in NEEDS_NO_GLYPH or COMBINING_CHOICE in unicodedata.name(sign, ""):
            return False
        return unicodedata.category(sign) == PRIVATE_USE or ord(sign) not in self.covered


@cache
def fonts(own: Path | None = None) -> Fonts:
    """Return the packaged song typeface, followed by what an installation added in its folder."""
    packaged = pylopdf_fonts_zh_cn.serif_path()
    added = tuple(sorted(own.glob("*.[ot]t[fc]"))) if own and own.is_dir() else ()
    families: list[str] = []
    covered: set[int] = set()
    for path in (packaged, *added):
        for face in _faces(path):
            covered |= face.getBestCmap().keys()
            families.append(str(face["name"].getBestFamilyName()))
    folders = (packaged.parent, own) if added and own else (packaged.parent,)
    return Fonts(folders, tuple(dict.fromkeys(families)), frozenset(covered))


def undrawn(document: Document, at_hand: Fonts) -> frozenset[str]:
    """Return the characters of a document that no font at hand can draw."""
    return frozenset(sign for sign in set("".join(texts(document))) if at_hand.lacks(sign))


def pdf(document: Document, at_hand: Fonts, *, draft: bool = False) -> bytes:
    """Draw a document as tagged PDF/A; the same document always gives the same bytes."""
    day = datetime.combine(document.day, time(), tzinfo=UTC)
    return bytes(
        typst.compile(
            _source(document, at_hand, draft=draft),
            font_paths=[str(folder) for folder in at_hand.folders],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=PDF_STANDARDS,
            timestamp=int(day.timestamp()),
        )
    )


def pages(document: Document, at_hand: Fonts) -> tuple[bytes, ...]:
    """Draw a document as one SVG picture a page: the very document, for the screen."""
    drawn = typst.compile(
        _source(document, at_hand, draft=False),
        font_paths=[str(folder) for folder in at_hand.folders],
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
        qr=qr(document.check.address) if document.check else "",
        draft=draft,
    )
    return source.encode()


def _faces(path: Path) -> tuple[TTFont, ...]:
    if path.suffix == ".ttc":
        return tuple(TTCollection(path, lazy=True).fonts)
    return (TTFont(path, lazy=True),)
