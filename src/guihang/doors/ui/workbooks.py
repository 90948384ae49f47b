"""Lists as Excel workbooks: what it is, for what, by whom, and rows that hold no formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.http import HttpResponse

from guihang.doors.ui import wording

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet.worksheet import Worksheet

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAYS, TEXT = "yyyy-mm-dd", "s"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, and how wide it is in characters."""

    head: object
    width: int = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list: its title, the lines over it, its columns and its rows."""

    title: object
    notes: Sequence[object]
    columns: Sequence[Column]
    rows: Iterable[Sequence[object]]


def answer(sheet: Sheet, *, name: str) -> HttpResponse:
    """Answer a list as a workbook to be kept under a name."""
    response = HttpResponse(written(sheet), content_type=TYPE)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    response["Cache-Control"] = "no-store"
    return response


def written(sheet: Sheet) -> bytes:
    """Return a list as the bytes of a workbook."""
    # Rarely needed and large: loaded by the first list that is taken out.
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    page = book.create_sheet(wording.said(sheet.title)[:31])
    for number, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    page.freeze_panes = f"A{len(sheet.notes) + 3}"
    page.append([_cell(page, sheet.title, bold=True)])
    for note in sheet.notes:
        page.append([_cell(page, note)])
    page.append([_cell(page, column.head, bold=True) for column in sheet.columns])
    for row in sheet.rows:
        page.append([_cell(page, value) for value in row])
    into = BytesIO()
    book.save(into)
    return into.getvalue()


def _cell(page: Worksheet, value: object, *, bold: bool = False) -> WriteOnlyCell:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    if isinstance(value, (int, float, date)):
        cell = WriteOnlyCell(page, value)
        if isinstance(value, date):
            cell.number_format = DAYS
        return cell
    cell = WriteOnlyCell(page, wording.said(value))
    # What somebody typed must not become a formula on the reader's machine.
    cell.data_type = TEXT
    if bold:
        cell.font = Font(bold=True)
    return cell
