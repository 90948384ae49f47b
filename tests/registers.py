"""Registers as Excel files, as offices send them: many right rows, and rows with a fault each."""

from __future__ import annotations

import io
from datetime import date, timedelta

from openpyxl import Workbook, load_workbook

from guihang.cases.identity import check_digit

TITLES = (
    "序号", "姓名", "身份证号", "性别", "民族", "联系电话", "居住地", "罪名", "矫正类型",
    "原判刑期", "缓刑考验期", "矫正开始日期", "矫正结束日期", "决定机关", "判决书文号", "判决日期",
    "所属司法所", "报到时间", "备注",
)  # fmt: skip
OFFICES = ("梅湾司法所", "菱角山所", "岚角山司法所", "普利桥司法所")


def identity_number(number: int) -> str:
    """Return a valid identity number of nobody."""
    body = f"431103{1950 + number % 50}{1 + number % 12:02d}{1 + number % 28:02d}{number % 500:03d}"
    return body + check_digit(body)


def row(number: int, **other) -> dict[str, object]:
    """Return one right row; what is named is written otherwise."""
    begins = date(2025, 1, 6) + timedelta(days=number % 400)
    ends = begins.replace(year=begins.year + 2) - timedelta(days=1)
    identity = identity_number(number)
    right = {
        "序号": number,
        "姓名": f"人{number:04d}",
        "身份证号": identity,
        "性别": "男" if int(identity[16]) % 2 else "女",
        "民族": "汉族",
        "联系电话": f"1390746{number:04d}",
        "居住地": f"冷水滩区某街道 {number} 号",
        "罪名": "盗窃罪",
        "矫正类型": "缓刑",
        "原判刑期": "有期徒刑一年",
        "缓刑考验期": "2年",
        "矫正开始日期": begins,
        "矫正结束日期": ends,
        "决定机关": "冷水滩区人民法院",
        "判决书文号": f"（{begins.year}）湘1103刑初{number}号",
        "判决日期": begins - timedelta(days=11),
        "所属司法所": OFFICES[number % 4],
        "报到时间": begins + timedelta(days=5),
        "备注": "",
    }
    return right | other


def rows(count: int, *, start: int = 1) -> list[dict[str, object]]:
    """Return so many right rows."""
    return [row(number) for number in range(start, start + count)]


def workbook(lines, *, titles=TITLES, above: int = 0, sheet: str = "Sheet1") -> Workbook:
    """Return a workbook with a register in it, its head below some other rows."""
    book = Workbook()
    page = book.active
    page.title = sheet
    for number in range(above):
        page.cell(number + 1, 1).value = "冷水滩区社区矫正对象登记册"
    for place, title in enumerate(titles, start=1):
        page.cell(above + 1, place).value = title
    for number, line in enumerate(lines, start=above + 2):
        for place, title in enumerate(titles, start=1):
            page.cell(number, place).value = line.get(title)
    return book


def written(book: Workbook) -> bytes:
    """Return a workbook as its file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def register(lines, **layout) -> bytes:
    """Return a register as its file."""
    return written(workbook(lines, **layout))


def read_back(content: bytes):
    """Return the first sheet of a workbook."""
    return load_workbook(io.BytesIO(content)).active
