"""Reading the rows of a register: each becomes a notice to take in, or says what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from guihang.cases.actions.receiving import Receipt, check_lawful, completed
from guihang.cases.facts import facts_of_draft, law
from guihang.cases.register.cells import UnreadableError
from guihang.cases.register.columns import BY_KEY
from guihang.cases.register.drafting import Faulty, Wishes, drafted
from guihang.cases.register.opening import Line, Table
from guihang.law.refusals import BadFacts
from guihang.law.rules import terms
from guihang.law.texts import Text
from guihang.law.verdicts import CannotSay

ROW = ""
"""The key of a fault that is no single cell's."""
FIELDS = {
    "file": ROW,
    "sides": "prohibition_ends",
    "order_ends": "prohibition_ends",
    "organ": "organ_name",
    "days": ROW,
    "final_on": "effective_on",
}
"""What the law calls a field, where the column is called otherwise."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing about a row: in which column (none: the row), and what it is."""

    key: str
    says: object

    @property
    def title(self) -> str:
        """The title of its column."""
        return BY_KEY[self.key].title if self.key in BY_KEY else ""


@dataclass(slots=True)
class Read:
    """One row as it was read: what it asks to take in, what is wrong, what is only odd."""

    line: Line
    receipt: Receipt | None = None
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        """Whether the row can come in."""
        return self.receipt is not None and not self.faults

    def fault(self, key: str, says: object) -> None:
        """Keep what is wrong with a cell; the first thing said of it stands."""
        if all(one.key != key or key == ROW for one in self.faults):
            self.faults.append(Fault(key, says))


def rows(table: Table, wishes: Wishes, *, on: date) -> Iterator[Read]:
    """Read every row of a register against the law of a day."""
    for line in table.lines:
        read = Read(line)
        values = _values(table, read)
        _draft(read, values, wishes, on)
        yield read


EXCEL_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})


def _values(table: Table, read: Read) -> dict[str, object]:
    """Return what the cells of a row say, by column."""
    found: dict[str, object] = {}
    for place, column in table.columns.items():
        value = read.line.cells.get(column.key)
        row = read.line.place
        if table.merged and table.is_merged(row, place):
            read.fault(
                column.key,
                Text(
                    "这里是合并单元格；请取消合并，每行分别填写。",
                    "This is a merged cell; part it and fill in every row.",
                ),
            )
        elif (row, place) in table.formulas and value is None:
            read.fault(
                column.key,
                Text(
                    "这里是没有计算结果的公式；请改为填写数值。",
                    "This is a formula without a result; write the value instead.",
                ),
            )
        elif isinstance(value, str) and value in EXCEL_ERRORS:
            read.fault(
                column.key, Text(f"公式出错（{value}）。", f"The formula has failed ({value}).")
            )
        else:
            found |= _told(read, column.key, value)
    return found


def _told(read: Read, key: str, value: object) -> dict[str, object]:
    try:
        return {key: BY_KEY[key].read(value)}
    except UnreadableError as unreadable:
        read.fault(key, unreadable.says)
        return {}


def _draft(read: Read, values: Mapping[str, object], wishes: Wishes, on: date) -> None:
    try:
        receipt = drafted(values, wishes, on)
    except Faulty as faulty:
        for key, says in faulty.faults.items():
            read.fault(key, says)
        receipt = faulty.receipt
    if receipt is None:
        return
    try:
        receipt = replace(receipt, person=completed(receipt.person))
        check_lawful(receipt, on)
        read.receipt = receipt
    except BadFacts as refused:
        read.fault(_key_of(refused.field), refused.why)
        return
    _compare(read, receipt, on)


def _key_of(named: str) -> str:
    """Return the column a refusal is about."""
    named = named.partition("[")[0].partition(".")[0]
    key = FIELDS.get(named, named)
    return key if key in BY_KEY else ROW


def _compare(read: Read, receipt: Receipt, on: date) -> None:
    """Keep it as odd where the paper has other days than the law, or the term is over."""
    ends = receipt.order.paper_ends
    if ends and ends < on:
        over = Text(
            "期限已满；导入后列入解除待办。", "The term is over; it will stand on the docket."
        )
        read.warnings.append(Fault("paper_ends", over))
    facts = facts_of_draft(receipt)
    answer = terms.term_of(facts, law(on, facts.place or ""))
    if isinstance(answer, CannotSay) or answer.outcome.agrees is not False:
        return
    computed = answer.outcome.computed
    says = Text(
        f"文书载明的止日与依法推算的 {computed} 不一致；以文书为准，请核对。",
        f"The paper's last day is not {computed}, which the law gives; the paper rules, check it.",
    )
    read.warnings.append(Fault("paper_ends", says))
