"""How the body of a form is planned in form.toml, as frozen values; pure, no Django."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from guihang.law.texts import Text

type Table = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Condition:
    """When a part is printed: its field is filled in, or says one of these.

    `lacking` turns it round: printed when the field is empty, or says something else.
    """

    field: str
    says: tuple[str, ...]
    lacking: bool

    def holds(self, entry: object) -> bool:
        """Tell whether the part is printed, by what its field contains."""
        met = entry in self.says if self.says else bool(entry)
        return met is not self.lacking


type When = tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class CellPlan:
    """One place of a grid: a label and its field, sentence or repeated lines.

    `span` counts the columns of what is filled in, `down` the rows of a place without a field;
    `ticks` is the choice whose place is ticked; `when`, on the first place, is that of its row.
    """

    label: str
    field: str
    text: str
    span: int
    down: int
    ticks: str
    columns: tuple[str, ...]
    spans: tuple[int, ...]
    least: int
    when: When


@dataclass(frozen=True, slots=True)
class RowPlan:
    """One row of a table form: its label, and a field or a sentence with places in it."""

    label: str
    field: str
    text: str
    when: When


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a form's body, in the order of the paper."""

    block: str
    text: str
    rows: tuple[RowPlan, ...]
    cells: tuple[tuple[CellPlan, ...], ...]
    widths: tuple[int, ...]
    signs: tuple[str, ...]
    when: When


@dataclass(frozen=True, slots=True)
class StubPlan:
    """The stub (存根) the agency keeps, cut off above the paper itself."""

    body: tuple[Part, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReceiptPlan:
    """The tear-off receipt (回执) of a form."""

    recipient: str
    text: str
    signs: tuple[str, ...]


def part(read: Table) -> Part:
    """Read one part of a body."""
    grid = read.get("cells")
    return Part(
        block=string(read, "block"),
        text=string(read, "text"),
        rows=tuple(_row(one) for one in tables(read, "rows")),
        cells=tuple(tuple(_cell(one) for one in row) for row in grid)
        if isinstance(grid, list)
        else (),
        widths=wholes(read, "widths"),
        signs=strings(read, "signs"),
        when=_when(read),
    )


def stub(read: Table) -> StubPlan:
    """Read the stub of a form."""
    return StubPlan(tuple(part(one) for one in tables(read, "body")), strings(read, "signs"))


def receipt(read: Table) -> ReceiptPlan:
    """Read the tear-off receipt of a form."""
    return ReceiptPlan(string(read, "recipient"), string(read, "text"), strings(read, "signs"))


def _row(read: Table) -> RowPlan:
    return RowPlan(
        label=string(read, "label"),
        field=string(read, "field"),
        text=string(read, "text"),
        when=_when(read),
    )


def _cell(read: Table) -> CellPlan:
    return CellPlan(
        label=string(read, "label"),
        field=string(read, "field"),
        text=string(read, "text"),
        span=whole(read, "span", 1),
        down=whole(read, "down", 1),
        ticks=string(read, "ticks"),
        columns=strings(read, "columns"),
        spans=wholes(read, "spans"),
        least=whole(read, "least", 1),
        when=_when(read),
    )


def _when(read: Table) -> When:
    """One condition, or several that must all hold."""
    one = read.get("when")
    return tuple(map(_condition, [one] if isinstance(one, dict) else tables(read, "when")))


def _condition(read: Table) -> Condition:
    lacking = bool(read.get("lacking", False))
    return Condition(string(read, "field"), strings(read, "says"), lacking)


def label(read: Table, name: str) -> Text:
    """Read a label in both languages."""
    both = table(read, name)
    return Text(zh=string(both, "zh"), en=string(both, "en"))


def string(read: Table, name: str) -> str:
    """Read a text; empty when it is not there."""
    return str(read.get(name, ""))


def whole(read: Table, name: str, otherwise: int) -> int:
    """Read a whole number."""
    value = read.get(name)
    return value if isinstance(value, int) else otherwise


def wholes(read: Table, name: str) -> tuple[int, ...]:
    """Read whole numbers."""
    value = read.get(name)
    return tuple(int(one) for one in value) if isinstance(value, list) else ()


def strings(read: Table, name: str) -> tuple[str, ...]:
    """Read texts."""
    value = read.get(name)
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


def table(read: Table, name: str) -> Table:
    """Read a table; an empty one when it is not there."""
    value = read.get(name)
    return value if isinstance(value, dict) else {}


def tables(read: Table, name: str) -> tuple[Table, ...]:
    """Read tables."""
    value = read.get(name)
    return tuple(value) if isinstance(value, list) else ()
