"""A document to be read instead of looked at: an HTML fragment and plain text; pure, no Django."""

from __future__ import annotations

from html import escape

from guihang.dossiers.layout import Block, Document, Paragraph, Recipient, Rows
from guihang.dossiers.typesetting import check_lines, copies_line


def as_html(document: Document) -> str:
    """Return the paper as an HTML fragment for screen readers, in the order of the paper."""
    signature = document.signature
    parts = [
        f"<p>{escape(signature.by)}</p>",
        f"<h2>{escape(document.title)}</h2>",
        f"<p>{escape(document.number)}</p>",
        *(_html(block) for block in document.blocks),
        f"<p>{escape(signature.by)}（{escape(signature.seal)}）<br>{escape(signature.day)}</p>",
        f"<p>{escape(copies_line(document.copies))}</p>",
        "<p>" + "<br>".join(escape(line) for line in check_lines(document.check)) + "</p>",
    ]
    if receipt := document.receipt:
        signs = "<br>".join(f"{escape(sign)}：" for sign in receipt.signs)
        parts.append(
            f"<h3>回执</h3><p>{escape(receipt.recipient)}</p><p>{escape(receipt.text)}</p>"
            f"<p>{signs}</p>"
        )
    parts.append(f"<p>{escape(document.foot)}</p>")
    return "\n".join(parts)


def as_text(document: Document) -> str:
    """Return the paper as plain text, line by line."""
    signature = document.signature
    lines = [signature.by, document.title, document.number, ""]
    for block in document.blocks:
        lines += [*_lines(block), ""]
    lines += [signature.by, signature.day, f"（{signature.seal}）", ""]
    lines += [copies_line(document.copies), *check_lines(document.check)]
    if receipt := document.receipt:
        lines += ["", "- - - - - - - -", "回执", receipt.recipient, receipt.text]
        lines += [f"{sign}：" for sign in receipt.signs] + [receipt.day]
    return "\n".join([*lines, "", document.foot, ""])


def _html(block: Block) -> str:
    match block:
        case Recipient(text) | Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Rows(rows):
            cells = "".join(
                f'<tr><th scope="row">{escape(row.label)}</th>'
                f"<td>{'<br>'.join(escape(line) for line in row.lines)}</td></tr>"
                for row in rows
            )
            return f"<table><tbody>{cells}</tbody></table>"


def _lines(block: Block) -> list[str]:
    match block:
        case Recipient(text) | Paragraph(text):
            return [text]
        case Rows(rows):
            return [f"{row.label}：{' / '.join(row.lines)}" for row in rows]
