"""From the fields of a form to a document: blocks in the order of the paper; pure, no Django.

The same document becomes typst source (typesetting), an HTML fragment and plain text (reading).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from guihang.dossiers.forms import BETWEEN, Entries, Entry, Form, Frame, Kind, Wording
from guihang.dossiers.plans import CellPlan, Part, RowPlan, When

PLACE = re.compile(r"\{([^{}]+)\}")
BLANK_DAY = "　　　年　　月　　日"
TICK = "√"
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


@dataclass(frozen=True, slots=True)
class Heading:
    """What the next part of the paper is about."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """What holds, point by point; the numbers count only what is printed."""

    points: tuple[str, ...]


class Place(StrEnum):
    """What a cell of a grid is: filled in, or the label of its row or its column."""

    FILLED = "filled"
    ROW = "row"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid, and how many columns and rows it takes."""

    lines: tuple[str, ...]
    place: Place
    span: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with several labels in a row; the widths of its columns are shares."""

    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Signs:
    """Who signs by hand, under which words."""

    text: str
    signs: tuple[str, ...]


type Block = Recipient | Paragraph | Heading | Points | Rows | Grid | Signs


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
class Stub:
    """The stub (存根) the agency keeps: cut off above the paper itself."""

    blocks: tuple[Block, ...]
    signs: tuple[str, ...]
    day: str


@dataclass(frozen=True, slots=True)
class Check:
    """How anybody can check the paper: the address behind the QR code, and the short hash."""

    address: str
    digest: str


DRAWN_FROM_THE_FILE = Check("", "")
"""Stands on a sheet that shows the file as it lies: it has no number and nothing to check."""


@dataclass(frozen=True, slots=True)
class Document:
    """One paper, ready to be drawn or read."""

    frame: Frame
    size: int
    title: str
    number: str
    stub: Stub | None
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
    fill = _Fill(form, entries, words)
    return Document(
        frame=form.frame,
        size=form.size,
        title=form.title.zh,
        number=imprint.number,
        stub=_stub(fill),
        blocks=fill.blocks(form.body),
        signature=Signature(
            by=imprint.sealed_by,
            day=_day(imprint),
            seal=form.seal,
        ),
        receipt=_receipt(form, words),
        copies=form.copies,
        check=imprint.check,
        foot=_foot(form),
        day=imprint.day,
    )


def _day(imprint: Imprint) -> str:
    return chinese_day(imprint.day) if imprint.issued else BLANK_DAY


def chinese_day(day: date) -> str:
    """A day as papers write it: 2026年11月23日."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_hash(digest: str) -> str:
    """The beginning of a hash in groups of four, as printed beside the QR code."""
    shown = digest[:HASH_SHOWN].upper()
    return " ".join(shown[at : at + HASH_GROUP] for at in range(0, len(shown), HASH_GROUP))


def texts(document: Document) -> tuple[str, ...]:
    """Return everything a document prints, in reading order."""
    receipt, stub = document.receipt, document.stub
    kept = stub.blocks if stub else ()
    return (
        document.signature.by,
        document.title,
        document.number,
        *(text for block in kept for text in _texts(block)),
        *(stub.signs if stub else ()),
        *(text for block in document.blocks for text in _texts(block)),
        document.signature.day,
        *document.copies,
        *((receipt.recipient, receipt.text, *receipt.signs) if receipt else ()),
        document.foot,
    )


def _texts(block: Block) -> tuple[str, ...]:
    match block:
        case Recipient(text) | Paragraph(text) | Heading(text):
            return (text,)
        case Points(points):
            return numbered(points)
        case Rows(rows):
            return tuple(text for row in rows for text in (row.label, *row.lines))
        case Grid(_, cells):
            return tuple(line for row in cells for cell in row for line in cell.lines)
        case Signs(text, signs):
            return (text, *signs)


def numbered(points: tuple[str, ...]) -> tuple[str, ...]:
    """Return points with their numbers: 1．…"""
    return tuple(f"{at}．{point}" for at, point in enumerate(points, 1))


type Words = Callable[[str], str]


def _words(form: Form, entries: Entries, imprint: Imprint) -> Words:
    """Put every place of a sentence; what a field contains is never read as a place again."""
    known = {"number": imprint.number, "day": _day(imprint), "by": imprint.sealed_by}
    known |= {f"cite:{one.name}": one.cited for one in form.articles}
    known |= {f"quote:{one.name}": one.quote for one in form.articles if one.read}
    known |= {field.name: _line(form, field.name, entries) for field in form.fields}

    def put(sentence: str) -> str:
        return PLACE.sub(lambda place: known[place[1]], sentence)

    return put


class _Fill:
    """Puts the fields of one paper into the parts of its form."""

    def __init__(self, form: Form, entries: Entries, words: Words) -> None:
        self.form, self.entries, self.words = form, entries, words

    def blocks(self, body: tuple[Part, ...]) -> tuple[Block, ...]:
        """Return the parts that are printed, filled in."""
        return tuple(self._block(part) for part in body if self._holds(part.when))

    def _holds(self, when: When) -> bool:
        return all(one.holds(self.entries[one.field]) for one in when)

    def _block(self, part: Part) -> Block:
        match part.block:
            case "recipient":
                return Recipient(self.words(part.text))
            case "paragraph":
                return Paragraph(self.words(part.text))
            case "heading":
                return Heading(self.words(part.text))
            case "points":
                return Points(tuple(point for row in self._kept(part) for point in self._each(row)))
            case "rows":
                return Rows(tuple(self._row(row) for row in self._kept(part)))
            case "grid":
                return Grid(part.widths, tuple(self._grid(part)))
            case "signs":
                return Signs(self.words(part.text), part.signs)
            case unknown:
                raise ValueError(f"{self.form.code} has a block nobody can draw: {unknown}.")

    def _kept(self, part: Part) -> Iterable[RowPlan]:
        return (row for row in part.rows if self._holds(row.when))

    def _each(self, row: RowPlan) -> tuple[str, ...]:
        if row.text:
            return (self.words(row.text),)
        entry = self.entries[row.field]
        return (entry,) if isinstance(entry, str) else tuple(map(_spoken, entry))

    def _row(self, row: RowPlan) -> Row:
        return Row(row.label, self._filled(row.field, row.text))

    def _filled(self, name: str, text: str) -> tuple[str, ...]:
        """A sentence none of whose fields is filled in is as empty as the first of them."""
        named = [one for one in PLACE.findall(text) if one in self.entries]
        if text and (not named or any(self.entries[one] for one in named)):
            return _split(self.words(text))
        field = self.form.field(name or named[0])
        return _lines(field.kind, self.entries[field.name]) or (field.empty,)

    def _grid(self, part: Part) -> Iterable[tuple[Cell, ...]]:
        for row in part.cells:
            if not self._holds(row[0].when):
                continue
            if row[0].columns:
                yield from self._repeated(row[0])
            else:
                yield tuple(cell for plan in row for cell in self._cells(plan))

    def _cells(self, plan: CellPlan) -> Iterable[Cell]:
        if not plan.field and not plan.text:
            yield Cell(_split(plan.label), Place.ROW, plan.span, plan.down)
            return
        if plan.label:
            yield Cell(_split(plan.label), Place.ROW)
        yield Cell(self._said(plan), Place.FILLED, plan.span)

    def _said(self, plan: CellPlan) -> tuple[str, ...]:
        if plan.ticks:
            return (TICK if self.entries[plan.field] == plan.ticks else "",)
        return self._filled(plan.field, plan.text)

    def _repeated(self, plan: CellPlan) -> Iterable[tuple[Cell, ...]]:
        """One row for each item, each column in its cell; what is too much stays in the last."""
        items = tuple(self.entries[plan.field])
        count = max(len(items), plan.least)
        names = zip(plan.columns, plan.spans, strict=True)
        head = tuple(Cell((name,), Place.COLUMN, span) for name, span in names)
        aside = (Cell(_split(plan.label), Place.ROW, down=count + 1),) if plan.label else ()
        yield (*aside, *head)
        for item in (*items, *("",) * (count - len(items))):
            said = item.split(BETWEEN, len(plan.columns) - 1)
            said += [""] * (len(plan.columns) - len(said))
            each = zip(said, plan.spans, strict=True)
            yield tuple(Cell((words.strip(),), Place.FILLED, span) for words, span in each)


def _line(form: Form, name: str, entries: Mapping[str, Entry]) -> str:
    return "；".join(_lines(form.field(name).kind, entries[name])) or form.field(name).empty


def _lines(kind: Kind, entry: Entry) -> tuple[str, ...]:
    if not entry:
        return ()
    if not isinstance(entry, str):
        return numbered(tuple(map(_spoken, entry)))
    if kind is Kind.DAY:
        return (chinese_day(date.fromisoformat(entry)),)
    return tuple(entry.split("\n"))


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n"))


def _spoken(item: str) -> str:
    """Read the columns of an item as one line."""
    return "，".join(words for cell in item.split(BETWEEN) if (words := cell.strip()))


def _stub(fill: _Fill) -> Stub | None:
    plan = fill.form.stub
    if plan is None:
        return None
    return Stub(fill.blocks(plan.body), plan.signs, BLANK_DAY)


def _receipt(form: Form, words: Words) -> Receipt | None:
    plan = form.receipt
    if plan is None:
        return None
    return Receipt(words(plan.recipient), words(plan.text), plan.signs, BLANK_DAY)


def _foot(form: Form) -> str:
    own = form.wording is Wording.OWN
    source = "本文书格式与措辞为自拟" if own else "本文书采用司法部文书格式"
    return f"{source}（{form.code} 第 {form.version} 版）"
