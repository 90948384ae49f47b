"""Papers and files bound into one PDF with page numbers, to be printed and sewn (装订).

A sheet about the file as it stands (a catalogue, a list) is drawn without a number of its own.
What cannot be printed, like a table or a locked PDF, is stood for by one page that names it.
"""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from guihang.dossiers import drawing, forms, layout, rendering
from guihang.dossiers.contents import MIME, Media
from guihang.dossiers.forms import Entry
from guihang.dossiers.layout import DRAWN_FROM_THE_FILE, Imprint
from guihang.dossiers.typesetting import literal

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

BROKEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
PICTURES = frozenset({Media.JPEG, Media.PNG})
A4 = (595.0, 842.0)
STANDS_FOR = "本页代替不能打印的电子文件，原件随卷另附。"


@dataclass(frozen=True, slots=True)
class Scan:
    """A file of a dossier as it is bound in: its name, its kind, its bytes."""

    name: str
    media: str
    content: bytes


def sheet(form: str, entries: Mapping[str, Entry], *, agency: str, on: date) -> bytes:
    """Draw a sheet about the file as it stands on a day; it has no number and no check."""
    plan = forms.form(form)
    whole = {field.name: entries.get(field.name, "") for field in plan.fields}
    imprint = Imprint("", on, agency, DRAWN_FROM_THE_FILE)
    return rendering.pdf(layout.lay_out(plan, whole, imprint), drawing.at_hand())


def printable(scan: Scan) -> bytes:
    """Return a file as PDF: itself, a picture on a page, or a page that stands for it."""
    if scan.media == Media.PDF and _is_readable(scan.content):
        return scan.content
    if scan.media in PICTURES:
        return _drawn(_picture(scan))
    return _drawn(_stand_in(scan))


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(_reader(pdf).pages)


def bound(front: Iterable[bytes], leaves: Iterable[bytes]) -> bytes:
    """Return one PDF: the sheets in front, then the leaves, numbered through from 1."""
    # As the typesetter: a process that binds nothing does without it.
    from pypdf import PdfWriter, Transformation

    writer = PdfWriter()
    for pdf in front:
        writer.append(io.BytesIO(pdf), import_outline=False)
    before = len(writer.pages)
    for pdf in leaves:
        writer.append(io.BytesIO(pdf), import_outline=False)
    pages = list(writer.pages)[before:]
    for page, number in zip(pages, _numbers(pages), strict=True):
        page.transfer_rotation_to_content()
        left, bottom = float(page.mediabox.left), float(page.mediabox.bottom)
        page.merge_transformed_page(number, Transformation().translate(left, bottom))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _reader(pdf: bytes) -> PdfReader:
    from pypdf import PdfReader

    return PdfReader(io.BytesIO(pdf))


def _numbers(pages: Sequence[PageObject]) -> Iterator[PageObject]:
    """Draw the numbers alone, each on a page of the size it is laid over (右上角)."""
    if not pages:
        return iter(())
    each = "".join(
        f"#page(width: {width}pt, height: {height}pt, margin: 0pt)"
        f"[#place(top + right, dx: -18pt, dy: 14pt, box(fill: white, inset: 2pt, [{number}]))]\n"
        for number, (width, height) in enumerate(map(_size, pages), 1)
    )
    return iter(_reader(_drawn(each)).pages)


def _size(page: PageObject) -> tuple[float, float]:
    sides = float(page.mediabox.width), float(page.mediabox.height)
    return (sides[1], sides[0]) if page.rotation % 180 else sides


def _is_readable(content: bytes) -> bool:
    """Whether every page of a PDF can be laid under a number; a locked one cannot."""
    from pypdf.errors import PyPdfError

    try:
        reader = _reader(content)
        if reader.is_encrypted or not len(reader.pages):
            return False
        bound((), (content,))
    except (PyPdfError, *BROKEN):
        return False
    return True


def _picture(scan: Scan) -> str:
    """Return typst source with a picture on a page: a vector graphic that carries it inside."""
    width, height = A4
    inside = f"data:{MIME[Media(scan.media)]};base64,{base64.b64encode(scan.content).decode()}"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}"><image href="{inside}" x="40" y="50" '
        f'width="{width - 80}" height="{height - 100}"/></svg>'
    )
    return (
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n"
        f'#image(bytes({literal(svg)}), format: "svg", width: 100%)\n'
    )


def _stand_in(scan: Scan) -> str:
    digest = hashlib.sha256(scan.content).hexdigest()
    lines = (STANDS_FOR, f"文件名：{scan.name}", f"大小：{len(scan.content)} 字节", "SHA-256：",
             digest)  # fmt: skip
    width, height = A4
    said = "".join(f"#par(text({literal(line)}))\n" for line in lines)
    return f"#set page(width: {width}pt, height: {height}pt, margin: 60pt)\n{said}"


def _drawn(source: str) -> bytes:
    import typst

    at_hand = drawing.at_hand()
    families = "".join(f"{literal(family)}, " for family in at_hand.families)
    return bytes(
        typst.compile(
            f"#set text(font: ({families}), size: 11pt)\n{source}".encode(),
            font_paths=at_hand.loaded,
            ignore_system_fonts=True,
            format="pdf",
        )
    )
