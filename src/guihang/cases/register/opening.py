"""Opening a register: what is no readable Excel file is refused in one sentence, before any row.

Values are read as Excel last saved them; formulas are never worked out here.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from guihang.cases.register.columns import (
    BOTH_DAYS,
    COLUMNS,
    DAYS,
    ENOUGH,
    OUR_OWN,
    Column,
    column_called,
)
from guihang.dossiers import contents
from guihang.law.refusals import BadFacts
from guihang.law.texts import Text

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

FIELD, GROUND = "file", "house:register"
MOST_ROWS, MOST_COLUMNS = 20_000, 200
HEAD_WITHIN = 20
LARGEST_SHEET = 120 * contents.MEBIBYTE
OLE, ENCRYPTED = b"\xd0\xcf\x11\xe0", "EncryptedPackage".encode("utf-16-le")
AS_XLSX = Text(
    "请在 Excel 或 WPS 中“另存为”Excel 工作簿（.xlsx）后再导入。",
    "Save it as an Excel workbook (.xlsx) in Excel or WPS, then import that.",
)
FORMULA = re.compile(rb'<c r="([A-Z]{1,3}\d+)"[^>]*><f[ />]')
MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3}\d+:[A-Z]{1,3}\d+)"')
DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a register as it was written: its place in the file, and its cells by column."""

    place: int
    cells: Mapping[str, object]
    raw: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A register whose head was found: its titles, which column each means, and its rows."""

    sheet: str
    titles: tuple[str, ...]
    columns: Mapping[int, Column]
    lines: tuple[Line, ...]
    formulas: frozenset[tuple[int, int]]
    merged: tuple[tuple[int, int, int, int], ...]

    @property
    def not_read(self) -> tuple[str, ...]:
        """The titles that mean no column of a register."""
        return tuple(
            title
            for place, title in enumerate(self.titles)
            if title and place not in self.columns and title not in OUR_OWN
        )

    def place_of(self, key: str) -> int | None:
        """Return at which place of a row a column stands."""
        return next((place for place, one in self.columns.items() if one.key == key), None)

    def is_merged(self, row: int, place: int) -> bool:
        """Tell whether a cell is part of a merged one."""
        return any(
            first <= row <= last and left <= place + 1 <= right
            for left, first, right, last in self.merged
        )


def opened(name: str, content: bytes) -> Table:
    """Open a file somebody named, and find the register in it."""
    # Rarely needed and large: loaded by the first register that is opened.
    from openpyxl import load_workbook

    _demand_workbook(name, content)
    content = contents.check(name, content).content
    _demand_harmless(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        found = [(sheet, head) for sheet in _sheets(book) if (head := _head(sheet))]
        sheet, head = _only(found, book.sheetnames)
        return _table(sheet, head, content)
    except BadFacts:
        raise
    except Exception as broken:
        # openpyxl raises whatever its parsers meet in a broken file.
        raise _refused(
            Text("文件已损坏，打不开。", "The file is broken and cannot be opened."), AS_XLSX
        ) from broken


def _demand_workbook(name: str, content: bytes) -> None:
    """Say in plain words what the usual wrong files are, before the short list refuses them."""
    contents.demand_size(len(content))
    start = content[:1024].lstrip().lower()
    suffix = PurePosixPath(name.lower()).suffix
    if content.startswith(OLE) and ENCRYPTED in content:
        raise _refused(
            Text("文件设有打开密码。", "The file is locked with a password."),
            Text("请去掉密码后再导入。", "Take the password off, then import it."),
        )
    if content.startswith(OLE):
        why = Text("这是旧格式的 Excel 文件（.xls）。", "This is an Excel file of the old kind.")
    elif start.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta")):
        why = Text("这是网页，只是名字像 Excel。", "This is a web page named like an Excel file.")
    elif suffix == ".xlsm":
        why = Text("不能导入带宏的文件（.xlsm）。", "A file with macros (.xlsm) is not imported.")
    elif content and suffix != ".xlsx":
        why = Text(f"不能导入 {suffix} 文件。", f"A file of the kind {suffix} is not imported.")
    else:
        return
    raise _refused(why, AS_XLSX)


def _demand_harmless(content: bytes) -> None:
    """Refuse a package that would grow beyond what is read, or that defines words of its own."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in package.infolist():
            if part.file_size > LARGEST_SHEET:
                raise _too_many()
            with package.open(part) as inside:
                if DOCTYPE.search(inside.read(4096)):
                    raise _refused(
                        Text("文件内容异常。", "There is something odd in the file."), AS_XLSX
                    )


def _sheets(book) -> Iterator[ReadOnlyWorksheet]:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    for sheet in book.worksheets:
        if sheet.sheet_state == "visible" and isinstance(sheet, ReadOnlyWorksheet):
            # What a file says of its own size is often wrong.
            sheet.reset_dimensions()
            yield sheet


type Head = tuple[int, tuple[object, ...]]


def _head(sheet: ReadOnlyWorksheet) -> Head | None:
    """Return the row with the most titles we know, among the first ones."""
    best: tuple[int, Head] | None = None
    for place, row in enumerate(sheet.iter_rows(max_row=HEAD_WITHIN, values_only=True), start=1):
        keys = [column.key for title in row if (column := column_called(title))]
        if "name" in keys and len(keys) >= ENOUGH and (best is None or len(keys) > best[0]):
            best = len(keys), (place, tuple(row))
    return best[1] if best else None


def _only(
    found: Sequence[tuple[ReadOnlyWorksheet, Head]], names: Sequence[str]
) -> tuple[ReadOnlyWorksheet, Head]:
    if not found:
        raise _refused(
            Text(
                f"没有找到登记册：前 {HEAD_WITHIN} 行里没有包含“姓名”“矫正类别”等列名的表头"
                f"（工作表：{'、'.join(names)}）。",
                f"There is no register: no head with 姓名 and 矫正类别 in the first {HEAD_WITHIN} "
                f"rows (sheets: {', '.join(names)}).",
            ),
            Text("请下载模板，按模板的列名填写。", "Download the template and use its titles."),
        )
    if len(found) > 1:
        sheets = [sheet.title for sheet, _head in found]
        raise _refused(
            Text(
                f"文件里有几张登记册：{'、'.join(sheets)}。",
                f"There are several registers in the file: {', '.join(sheets)}.",
            ),
            Text("请只留一张，其余另存后分别导入。", "Leave one; import the others as files."),
        )
    return found[0]


def _table(sheet: ReadOnlyWorksheet, head: Head, content: bytes) -> Table:
    first, row = head
    if len(row) > MOST_COLUMNS:
        raise _refused(
            Text(f"列数超过 {MOST_COLUMNS}。", f"There are more than {MOST_COLUMNS} columns."),
            Text("请删去多余的列。", "Remove those that are not needed."),
        )
    columns = _columns(row)
    marks = _marks(content, sheet)
    lines = tuple(_lines(sheet, first, columns))
    if not lines:
        raise _refused(
            Text("表头下面没有内容。", "There is nothing below the head."),
            Text("请在表头下逐行填写后再导入。", "Fill in the rows below it, then import it."),
        )
    titles = tuple("" if title is None else str(title).strip() for title in row)
    return Table(sheet.title, titles, columns, lines, *marks)


def _columns(row: Sequence[object]) -> dict[int, Column]:
    columns: dict[int, Column] = {}
    for place, title in enumerate(row):
        column = column_called(title)
        if column is None:
            continue
        twin = next((at for at, one in columns.items() if one.key == column.key), None)
        if twin is not None:
            raise _refused(
                Text(
                    f"“{row[twin]}”和“{title}”是同一项（{column.title}）。",
                    f"{row[twin]} and {title} are the same entry ({column.title}).",
                ),
                Text("请只留一列。", "Leave one of the two columns."),
            )
        columns[place] = column
    _demand_columns({column.key for column in columns.values()})
    return columns


def _demand_columns(keys: set[str]) -> None:
    wanted = {column.key for column in COLUMNS if column.required} | set(DAYS)
    if BOTH_DAYS in keys:
        wanted -= set(DAYS)
    lacking = [column.title for column in COLUMNS if column.key in wanted - keys]
    if lacking:
        raise _refused(
            Text(f"缺少列：{'、'.join(lacking)}。", f"Columns are missing: {', '.join(lacking)}."),
            Text("请下载模板，按模板的列名填写。", "Download the template and use its titles."),
        )


def _lines(sheet: ReadOnlyWorksheet, head: int, columns: Mapping[int, Column]) -> Iterator[Line]:
    found = 0
    rows = sheet.iter_rows(min_row=head + 1, values_only=True)
    for place, raw in enumerate(rows, start=head + 1):
        cells = {one.key: raw[at] if at < len(raw) else None for at, one in columns.items()}
        if all(value is None or not str(value).strip() for value in cells.values()):
            continue
        found += 1
        if found > MOST_ROWS:
            raise _too_many()
        yield Line(place, cells, tuple(raw))


def _marks(
    content: bytes, sheet: ReadOnlyWorksheet
) -> tuple[frozenset[tuple[int, int]], tuple[tuple[int, int, int, int], ...]]:
    """Return where the sheet has formulas and merged cells, which values alone do not tell."""
    from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        written = package.read(sheet._worksheet_path.lstrip("/"))
    formulas = {coordinate_to_tuple(ref.decode()) for ref in FORMULA.findall(written)}
    merged = tuple(range_boundaries(ref.decode()) for ref in MERGED.findall(written))
    return frozenset((row, column - 1) for row, column in formulas), merged


def _too_many() -> BadFacts:
    return _refused(
        Text(f"登记册超过 {MOST_ROWS:,} 行。", f"The register has more than {MOST_ROWS:,} rows."),
        Text("请按司法所分成几个文件导入。", "Part it into several files, one an office."),
    )


def _refused(why: Text, remedy: Text) -> BadFacts:
    return BadFacts(FIELD, why=why, ground=GROUND, remedy=remedy)
