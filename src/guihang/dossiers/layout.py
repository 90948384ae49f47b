"""From the fields of a form to a document: blocks in the order of the paper; pure, no Django.

The same document becomes typst source (typesetting), an HTML fragment and plain text (reading).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from guihang.dossiers.forms import Entries, Entry, Form, Kind, Part, RowPlan, Wording

PLACE = re.compile(r"\{([^{}]+)\}")
BLANK_DAY = "　　　年　　月　　日"
HASH_SHOWN = 16
HASH_GROUP = 4


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom the paper is addressed."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table form: a label and its lines."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table form."""

    rows: tuple[Row, ...]


type Block = Recipient | Paragraph | Rows


@dataclass(frozen=True, slots=True)
class Signature:
    """Who seals, on which day, and which seal goes over it."""

    by: str
    day: str
    seal: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """The tear-off receipt (回执)."""

    recipient: str
    text: str
    signs: tuple[str, ...]
    day: str


@dataclass(frozen=True, slots=True)
class Check:
    """How anybody can check the paper: the address behind the QR code, and the short hash."""

    address: str
    digest: str


@dataclass(frozen=True, slots=True)
class Document:
    """One paper, ready to be drawn or read."""

    title: str
    number: str
    blocks: tuple[Block, ...]
    signature: Signature
    receipt: Receipt | None
    copies: tuple[str, ...]
    check: Check | None
    foot: str
    day: date


@dataclass(frozen=True, slots=True)
class Imprint:
    """What issuing adds to the fields: number, day, who seals, and the public check."""

    number: str
    day: date
    sealed_by: str
    check: Check | None

    @property
    def issued(self) -> bool:
        """A draft has neither a number of its own nor a check."""
        return self.check is not None


def lay_out(form: Form, entries: Entries, imprint: Imprint) -> Document:
    """A paper says what its form says, with the fields in their places and nothing else."""
    words = _words(form, entries, imprint)
    return Document(
        title=form.title.zh,
        number=imprint.number,
        blocks=tuple(_block(part, form, entries, words) for part in form.body),
        signature=Signature(
            by=imprint.sealed_by,
            day=chinese_day(imprint.day) if imprint.issued else BLANK_DAY,
            seal=form.seal,
        ),
        receipt=_receipt(form, words),
        copies=form.copies,
        check=imprint.check,
        foot=_foot(form),
        day=imprint.day,
    )


def chinese_day(day: date) -> str:
    """A day as papers write it: 2026年11月23日."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_hash(digest: str) -> str:
    """The beginning of a hash in groups of four, as printed beside the QR code."""
    shown = digest[:HASH_SHOWN].upper()
    return " ".join(shown[at : at + HASH_GROUP] for at in range(0, len(shown), HASH_GROUP))


def texts(document: Document) -> tuple[str, ...]:
    """Return everything a document prints, in reading order."""
    receipt = document.receipt
    return (
        document.signature.by,
        document.title,
        document.number,
        *(text for block in document.blocks for text in _texts(block)),
        document.signature.day,
        *document.copies,
        *((receipt.recipient, receipt.text, *receipt.signs) if receipt else ()),
        document.foot,
    )


def _texts(block: Block) -> tuple[str, ...]:
    match block:
        case Recipient(text) | Paragraph(text):
            return (text,)
        case Rows(rows):
            return tuple(text for row in rows for text in (row.label, *row.lines))


type Words = Callable[[str], str]


def _words(form: Form, entries: Entries, imprint: Imprint) -> Words:
    """Put every place of a sentence; what a field contains is never read as a place again."""
    known = {"number": imprint.number, "day": chinese_day(imprint.day)}
    known |= {f"cite:{one.name}": one.cited for one in form.articles}
    known |= {f"quote:{one.name}": one.quote for one in form.articles if one.read}
    known |= {field.name: _line(form, field.name, entries) for field in form.fields}

    def put(sentence: str) -> str:
        return PLACE.sub(lambda place: known[place[1]], sentence)

    return put


def _block(part: Part, form: Form, entries: Entries, words: Words) -> Block:
    match part.block:
        case "recipient":
            return Recipient(words(part.text))
        case "paragraph":
            return Paragraph(words(part.text))
        case "rows":
            return Rows(tuple(_row(row, form, entries, words) for row in part.rows))
        case unknown:
            raise ValueError(f"The form {form.code} has a block nobody can draw: {unknown}.")


def _row(row: RowPlan, form: Form, entries: Entries, words: Words) -> Row:
    if row.text:
        return Row(row.label, (words(row.text),))
    field = form.field(row.field)
    return Row(row.label, _lines(field.kind, entries[field.name]) or (field.empty,))


def _line(form: Form, name: str, entries: Mapping[str, Entry]) -> str:
    return "；".join(_lines(form.field(name).kind, entries[name])) or form.field(name).empty


def _lines(kind: Kind, entry: Entry) -> tuple[str, ...]:
    if not entry:
        return ()
    if not isinstance(entry, str):
        return tuple(f"{at}．{item}" for at, item in enumerate(entry, 1))
    if kind is Kind.DAY:
        return (chinese_day(date.fromisoformat(entry)),)
    return tuple(entry.split("\n"))


def _receipt(form: Form, words: Words) -> Receipt | None:
    plan = form.receipt
    if plan is None:
        return None
    return Receipt(words(plan.recipient), words(plan.text), plan.signs, BLANK_DAY)


def _foot(form: Form) -> str:
    own = form.wording is Wording.OWN
    source = "本文书格式与措辞为自拟" if own else "本文书采用司法部文书格式"
    return f"{source}（{form.code} 第 {form.version} 版）"
