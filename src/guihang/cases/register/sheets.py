"""Writing sheets: the report of what did not come in, and the template to fill in.

What somebody typed is always written as text: a cell that begins with = is no formula here.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from guihang.cases.register.columns import COLUMNS, Column
from guihang.cases.register.opening import Table
from guihang.cases.register.reading import ROW, Read
from guihang.law.texts import Text

HEAD = PatternFill("solid", fgColor="DDE7F0")
WRONG = PatternFill("solid", fgColor="F8D7DA")
BOLD, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
TYPED = ("=", "+", "-", "@", "\t", "\r")
REASON, PLACE = "原因", "原行号"
BY = "归航"
ENTRY_ROWS = 2000
WIDTH, WIDE = 16, 48


def put(cell: Cell, value: object) -> None:
    """Write a value into a cell; what was typed stays text, whatever it begins with."""
    if not isinstance(value, str):
        plain = value is None or isinstance(value, int | float | date | datetime)
        cell.value = value if plain else str(value)
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    if value.startswith(TYPED):
        cell.data_type = "s"
        cell.quotePrefix = True


def rejects(table: Table, wrong: Sequence[Read]) -> bytes:
    """Return the rows that did not come in as a workbook: why, and every faulty cell marked."""
    book = Workbook()
    sheet = book.active
    sheet.title = "未导入"
    _head(sheet, [REASON, PLACE, *table.titles])
    for row, read in enumerate(wrong, start=2):
        put(sheet.cell(row, 1), _reasons(read))
        sheet.cell(row, 1).alignment = WRAPPED
        sheet.cell(row, 2).value = read.line.place
        for place, value in enumerate(read.line.raw[: len(table.titles)]):
            put(sheet.cell(row, place + 3), value)
        _mark(sheet, row, table, read)
    sheet.column_dimensions["A"].width = WIDE
    return _written(book)


def _reasons(read: Read) -> str:
    return "\n".join(
        f"{fault.title}：{_said(fault.says)}" if fault.title else _said(fault.says)
        for fault in read.faults
    )


def _mark(sheet: Worksheet, row: int, table: Table, read: Read) -> None:
    for fault in read.faults:
        place = table.place_of(fault.key)
        cell = sheet.cell(row, 1 if fault.key == ROW or place is None else place + 3)
        cell.fill = WRONG
        cell.comment = Comment(_said(fault.says), BY, width=260, height=80)


def _said(says: object) -> str:
    # Whoever mends the register reads Chinese; the words of the law are there in both.
    return says.zh if isinstance(says, Text) else str(says)


def template(offices: Sequence[str]) -> bytes:
    """Return an empty register to fill in, with what each column takes and the lists of words."""
    book = Workbook()
    sheet = book.active
    sheet.title = "社区矫正对象登记册"
    _head(sheet, [column.title for column in COLUMNS])
    lists = book.create_sheet("填写说明")
    _explain(lists)
    words = book.create_sheet("代码")
    for place, column in enumerate(COLUMNS, start=1):
        one_of = tuple(offices) if column.key == "office" else column.one_of
        if one_of:
            _choose(sheet, words, place, column, one_of)
        if column.key in {"identity_number", "phone", "judgment_number"}:
            for row in range(2, ENTRY_ROWS + 2):
                sheet.cell(row, place).number_format = "@"
        if column.required:
            sheet.cell(1, place).font = Font(bold=True, color="9B1C1C")
    return _written(book)


def _choose(
    sheet: Worksheet, words: Worksheet, place: int, column: Column, one_of: Sequence[str]
) -> None:
    """Let a column be chosen from a list that stands on the sheet of codes."""
    at = words.max_column + 1 if words["A1"].value else 1
    put(words.cell(1, at), column.title)
    words.cell(1, at).font = BOLD
    for row, word in enumerate(one_of, start=2):
        put(words.cell(row, at), word)
    letter, own = get_column_letter(at), get_column_letter(place)
    choice = DataValidation(
        "list", formula1=f"代码!${letter}$2:${letter}${len(one_of) + 1}", allow_blank=True
    )
    choice.add(f"{own}2:{own}{ENTRY_ROWS + 1}")
    sheet.add_data_validation(choice)


def _explain(sheet: Worksheet) -> None:
    _head(sheet, ["列名", "必填", "怎样填", "示例", "也可写作"])
    for row, column in enumerate(COLUMNS, start=2):
        required = "是" if column.required else ""
        written = (column.title, required, column.says.zh, column.example, "、".join(column.also))
        for place, word in enumerate(written, start=1):
            put(sheet.cell(row, place), word)
            sheet.cell(row, place).alignment = WRAPPED
    for letter, width in zip("ABCDE", (26, 8, WIDE, 26, 60), strict=True):
        sheet.column_dimensions[letter].width = width


def _head(sheet: Worksheet, titles: Iterable[str]) -> None:
    for place, title in enumerate(titles, start=1):
        cell = sheet.cell(1, place)
        put(cell, title)
        cell.font, cell.fill = BOLD, HEAD
        sheet.column_dimensions[get_column_letter(place)].width = WIDTH
    sheet.freeze_panes = "B2"


def _written(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
