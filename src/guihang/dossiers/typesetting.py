"""From a document to typst source; pure, no Django.

Every text travels as a typst string literal, so that nothing written into a field can act as
markup. A character no font has is drawn as its code in a frame, with a footnote.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from guihang.dossiers.forms import Frame
from guihang.dossiers.layout import (
    BLANK_DAY,
    Block,
    Cell,
    Check,
    Document,
    Grid,
    Heading,
    Paragraph,
    Place,
    Points,
    Receipt,
    Recipient,
    Rows,
    Signs,
    Stub,
    numbered,
    texts,
)

SHEET = (files("guihang.dossiers") / "templates" / "sheet.typ").read_text(encoding="utf-8")
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
FIRST_PRINTABLE = 0x20
QR_SAYS = "查验二维码"
KEPT_TOGETHER = 8
STUB = "（存根）"


def literal(text: str) -> str:
    """Write a text as a typst string literal: whatever it contains, it stays text."""
    return '"' + "".join(_escaped(sign) for sign in text) + '"'


def typst_source(
    document: Document, *, families: tuple[str, ...], undrawn: frozenset[str], qr: str, draft: bool
) -> str:
    """Return the whole typst source of a document."""
    pen = _Pen(undrawn)
    day = document.day
    settings = (
        f"title: {literal(_plain(document, undrawn))}, "
        f"day: datetime(year: {day.year}, month: {day.month}, day: {day.day}), "
        f"families: ({''.join(literal(family) + ', ' for family in families)}), "
        f"size: {document.size}pt, "
        f"draft: {literal('草稿') if draft else 'none'}, foot: {pen.words(document.foot)}"
    )
    body = "".join(f"#{call}\n" for call in _calls(document, pen, qr))
    return f"{SHEET}\n#show: sheet.with({settings})\n{body}"


def undrawn_note(sign: str) -> str:
    """What the footnote of a paper says about a character no font has."""
    code = f"U+{ord(sign):04X}"
    return f"框内 {code} 为字库暂缺的字，请对照原件在该处手写补正，由经办人签名。"


class _Pen:
    """Writes text as typst expressions, framing the characters no font has."""

    def __init__(self, undrawn: frozenset[str]) -> None:
        self.undrawn = undrawn

    def words(self, text: str) -> str:
        """Return one line as a typst expression."""
        pieces: list[str] = []
        run = ""
        for sign in text:
            if sign in self.undrawn:
                pieces += [literal(run)] if run else []
                pieces.append(f'undrawn("{ord(sign):04X}")')
                run = ""
            else:
                run += sign
        if run or not pieces:
            pieces.append(literal(run))
        return "[" + "".join(f"#{piece};" for piece in pieces) + "]"

    def stacked(self, each: Iterable[str]) -> str:
        """Return lines one below the other."""
        return "lines(" + "".join(f"{self.words(line)}, " for line in each) + ")"


def _calls(document: Document, pen: _Pen, qr: str) -> Iterable[str]:
    if document.stub:
        yield _stub(document, document.stub, pen)
    yield _head(document, pen)
    for block in document.blocks[:-1]:
        yield _call(block, pen)
    # No page carries the seal alone: the last words go with it.
    yield f"together[#{_call(document.blocks[-1], pen)}]"
    yield _end(document, pen, qr)
    yield f"copies({pen.words(copies_line(document))})"
    notes = [undrawn_note(sign) for sign in sorted(pen.undrawn & set("".join(texts(document))))]
    if notes:
        yield "footnotes(" + "".join(f"{pen.words('注：' + note)}, " for note in notes) + ")"
    if document.receipt:
        yield _receipt(document.receipt, pen)


def _head(document: Document, pen: _Pen) -> str:
    signature = document.signature
    if document.frame is Frame.SHEET:
        each = (document.title, *sheet_head(document))
    else:
        each = (signature.by, document.title, document.number)
    called = "sheet-head" if document.frame is Frame.SHEET else "head"
    return f"{called}({', '.join(pen.words(words) for words in each)})"


def sheet_head(document: Document) -> tuple[str, ...]:
    """What stands above a sheet: who fills it in and seals it there, its number, the day."""
    signature = document.signature
    seal = f"（{signature.seal}）"
    number = f"编号：{document.number}" if document.number else ""
    return (f"单位：{signature.by}{seal}", number, f"填表日期：{signature.day}")


def _end(document: Document, pen: _Pen, qr: str) -> str:
    check, signature = _check(document.check, pen, qr), document.signature
    if document.frame is Frame.SHEET:
        return f"checked({check})"
    words = ", ".join(pen.words(one) for one in (signature.by, signature.day, signature.seal))
    return f"signature({words}, {check})"


def copies_line(document: Document) -> str:
    """Say how many copies there are and who keeps them."""
    copies = document.copies
    if document.stub:
        return f"正本交{'、'.join(copies)}，存根由制发机关存档。"
    if len(copies) == 1:
        return f"本文书一份：{copies[0]}。"
    count = "零一二三四五六七八九十"[len(copies)]
    return f"本文书一式{count}份：{'、'.join(copies)}各一份。"


def check_lines(check: Check | None) -> tuple[str, ...]:
    """What stands beside the QR code."""
    if check is None:
        return ("草稿，未编号，未签发。", "签发后此处印查验二维码。")
    if not check.address:
        return ("随档案现状打印，不单独编号。",)
    return ("扫码查验本文书的编号、日期和签发机关", check.address, f"校验码 {check.digest}")


def _call(block: Block, pen: _Pen) -> str:
    match block:
        case Recipient(text):
            return f"recipient({pen.words(text)})"
        case Paragraph(text):
            return f"paragraph({pen.words(text)})"
        case Heading(text):
            return f"headed({pen.words(text)})"
        case Points(points):
            return f"points({_listed(numbered(points), pen)})"
        case Rows(rows):
            cells = "".join(f"{pen.words(row.label)}, {pen.stacked(row.lines)}, " for row in rows)
            return f"rows({cells})"
        case Grid(widths, rows):
            shares = "".join(f"{width}fr, " for width in widths)
            return f"cells(({shares}), {''.join(_cell(cell, pen) for row in rows for cell in row)})"
        case Signs(text, signs):
            words = pen.words(text) if text else "none"
            return f"signs({words}, ({_listed(signs, pen)}), {pen.words(BLANK_DAY)})"


def _cell(cell: Cell, pen: _Pen) -> str:
    place = "left" if cell.place is Place.FILLED else "center"
    breakable = "true" if cell.down > KEPT_TOGETHER else "false"
    where = f"colspan: {cell.span}, rowspan: {cell.down}, align: {place} + horizon"
    kept = f", breakable: {breakable}" if cell.down > 1 else ""
    return f"table.cell({where}{kept}, {pen.stacked(cell.lines)}), "


def _listed(each: Iterable[str], pen: _Pen) -> str:
    return "".join(f"{pen.words(one)}, " for one in each)


def _stub(document: Document, stub: Stub, pen: _Pen) -> str:
    blocks = "".join(f"#{_call(block, pen)}\n" for block in stub.blocks)
    words = (f"{document.title}{STUB}", document.number, stub.day, cut_line(document))
    listed = ", ".join(pen.words(one) for one in words)
    return f"stub({listed}, ({_listed(stub.signs, pen)}), [{blocks}])"


def cut_line(document: Document) -> str:
    """What stands across the line where the stub is cut off."""
    return f"{document.number}　（骑缝章）"


def _check(check: Check | None, pen: _Pen, qr: str) -> str:
    words = pen.stacked(check_lines(check))
    code = literal(qr) if check and check.address else "none"
    return f"check({code}, {literal(QR_SAYS)}, {words})"


def _receipt(receipt: Receipt, pen: _Pen) -> str:
    return (
        f"receipt({pen.words('回执')}, {pen.words(receipt.recipient)}, "
        f"{pen.words(receipt.text)}, ({_listed(receipt.signs, pen)}), {pen.words(receipt.day)})"
    )


def _plain(document: Document, undrawn: frozenset[str]) -> str:
    named = f"{document.title} {document.number}"
    return "".join("□" if sign in undrawn else sign for sign in named)


def _escaped(sign: str) -> str:
    if sign in ESCAPES:
        return ESCAPES[sign]
    return f"\\u{{{ord(sign):x}}}" if ord(sign) < FIRST_PRINTABLE else sign
