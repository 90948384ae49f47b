"""A document to be read instead of looked at: an HTML fragment and plain text; pure, no Django."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from guihang.dossiers.forms import Frame
from guihang.dossiers.layout import (
    BLANK_DAY,
    Block,
    Cell,
    Document,
    Grid,
    Heading,
    Paragraph,
    Place,
    Points,
    Recipient,
    Rows,
    Signs,
    Stub,
    numbered,
)
from guihang.dossiers.typesetting import STUB, check_lines, copies_line, cut_line, sheet_head

CUT = "- - - - - - - -"
SCOPES = {Place.ROW: "row", Place.COLUMN: "col"}


def as_html(document: Document) -> str:
    """Return the paper as an HTML fragment for screen readers, in the order of the paper."""
    parts = [
        *_stub_html(document),
        *_head_html(document),
        *(_html(block) for block in document.blocks),
        *_end_html(document),
        f"<p>{escape(copies_line(document))}</p>",
        _p(check_lines(document.check)),
    ]
    if receipt := document.receipt:
        parts.append(
            f"<h3>回执</h3><p>{escape(receipt.recipient)}</p><p>{escape(receipt.text)}</p>"
            f"{_p(f'{sign}：' for sign in receipt.signs)}"
        )
    parts.append(f"<p>{escape(document.foot)}</p>")
    return "\n".join(parts)


def as_text(document: Document) -> str:
    """Return the paper as plain text, line by line."""
    signature = document.signature
    lines = [*_stub_lines(document)]
    if document.frame is Frame.SHEET:
        lines += [document.title, *sheet_head(document), ""]
    else:
        lines += [signature.by, document.title, document.number, ""]
    for block in document.blocks:
        lines += [*_lines(block), ""]
    if document.frame is Frame.LETTER:
        lines += [signature.by, signature.day, f"（{signature.seal}）", ""]
    lines += [copies_line(document), *check_lines(document.check)]
    if receipt := document.receipt:
        lines += ["", CUT, "回执", receipt.recipient, receipt.text]
        lines += [f"{sign}：" for sign in receipt.signs] + [receipt.day]
    return "\n".join([*lines, "", document.foot, ""])


def _head_html(document: Document) -> tuple[str, ...]:
    title = f"<h2>{escape(document.title)}</h2>"
    if document.frame is Frame.SHEET:
        return (title, _p(sheet_head(document)))
    return (f"<p>{escape(document.signature.by)}</p>", title, f"<p>{escape(document.number)}</p>")


def _end_html(document: Document) -> tuple[str, ...]:
    if document.frame is Frame.SHEET:
        return ()
    signature = document.signature
    return (_p((f"{signature.by}（{signature.seal}）", signature.day)),)


def _stub_html(document: Document) -> tuple[str, ...]:
    if document.stub is None:
        return ()
    return (
        f"<h2>{escape(document.title + STUB)}</h2>",
        f"<p>{escape(document.number)}</p>",
        *(_html(block) for block in document.stub.blocks),
        _p(_stub_signs(document.stub)),
        f"<p>{escape(cut_line(document))}</p>",
    )


def _stub_lines(document: Document) -> list[str]:
    if document.stub is None:
        return []
    blocks = [line for block in document.stub.blocks for line in [*_lines(block), ""]]
    signs = _stub_signs(document.stub)
    head = [document.title + STUB, document.number, ""]
    return [*head, *blocks, *signs, "", f"{CUT} {cut_line(document)} {CUT}", ""]


def _stub_signs(stub: Stub) -> tuple[str, ...]:
    return (*(f"{sign}：" for sign in stub.signs), stub.day)


def _html(block: Block) -> str:
    match block:
        case Recipient(text) | Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Heading(text):
            return f"<h3>{escape(text)}</h3>"
        case Points(points):
            return "".join(f"<p>{escape(point)}</p>" for point in numbered(points))
        case Rows(rows):
            cells = "".join(
                f'<tr><th scope="row">{escape(row.label)}</th>'
                f"<td>{'<br>'.join(escape(line) for line in row.lines)}</td></tr>"
                for row in rows
            )
            return f"<table><tbody>{cells}</tbody></table>"
        case Grid(_, rows):
            each = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
            return f"<table><tbody>{each}</tbody></table>"
        case Signs(text, signs):
            return _p((*([text] if text else []), *(f"{sign}：{BLANK_DAY}" for sign in signs)))


def _cell(cell: Cell) -> str:
    tag = "td" if cell.place is Place.FILLED else "th"
    scope = "" if cell.place is Place.FILLED else f' scope="{SCOPES[cell.place]}"'
    span = f' colspan="{cell.span}"' if cell.span > 1 else ""
    down = f' rowspan="{cell.down}"' if cell.down > 1 else ""
    between = "<br>" if cell.place is Place.FILLED else ""
    words = between.join(escape(line) for line in cell.lines)
    return f"<{tag}{scope}{span}{down}>{words}</{tag}>"


def _said(cell: Cell) -> str:
    return (" / " if cell.place is Place.FILLED else "").join(cell.lines)


def _p(lines: Iterable[str]) -> str:
    return f"<p>{'<br>'.join(escape(line) for line in lines)}</p>"


def _lines(block: Block) -> list[str]:
    match block:
        case Recipient(text) | Paragraph(text) | Heading(text):
            return [text]
        case Points(points):
            return list(numbered(points))
        case Rows(rows):
            return [f"{row.label}：{' / '.join(row.lines)}" for row in rows]
        case Grid(_, rows):
            return [" | ".join(_said(cell) for cell in row) for row in rows]
        case Signs(text, signs):
            return [*([text] if text else []), *(f"{sign}：{BLANK_DAY}" for sign in signs)]
