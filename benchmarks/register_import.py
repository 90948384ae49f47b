"""How long a register of 5,000 rows takes from the Excel file to the docket.

The baseline is what reading the same file costs openpyxl alone. On SQLite in a temporary
installation, or on an empty PostgreSQL named by GUIHANG_DATABASE. Wall time is what an officer
waits, and what the limit is for; the time of this process beside it tells how long it would take
on a machine that does nothing else.
"""

import io
import sys
import time
from datetime import UTC, date, datetime, timedelta

from guihang.cli import scratch

scratch.make()

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from openpyxl import Workbook, load_workbook  # noqa: E402

from guihang.agencies import actions as agencies  # noqa: E402
from guihang.agencies.vocabulary import Level, UnitKind  # noqa: E402
from guihang.cases.identity import check_digit  # noqa: E402
from guihang.cases.register import actions  # noqa: E402
from guihang.cases.register.actions import Wish  # noqa: E402
from guihang.dossiers.actions import Upload  # noqa: E402
from guihang.ledger import vault  # noqa: E402
from guihang.ledger.chains import SYSTEM  # noqa: E402
from guihang.ledger.verify import verify  # noqa: E402

ROWS, LIMIT_S = 5_000, 60.0
AT = datetime(2026, 11, 23, 1, tzinfo=UTC)
OFFICES = ("东所", "南所", "西所", "北所")


def row(number: int) -> dict[str, object]:
    """Return one right row."""
    body = (
        f"431103{1950 + number % 50}{1 + number % 12:02d}{1 + number % 28:02d}{number % 1000:03d}"
    )
    identity = body + check_digit(body)
    begins = date(2025, 1, 6) + timedelta(days=number % 400)
    return {
        "姓名": f"人{number:05d}",
        "身份证号码": identity,
        "性别": "男" if int(identity[16]) % 2 else "女",
        "民族": "汉族",
        "联系电话": f"139{number:08d}",
        "居住地": f"某街道 {number} 号",
        "户籍地": f"某街道 {number} 号",
        "罪名": "盗窃罪",
        "矫正类别": "缓刑",
        "原判刑期": "有期徒刑一年",
        "缓刑考验期": "2年",
        "矫正开始日期": begins,
        "矫正结束日期": begins.replace(year=begins.year + 2) - timedelta(days=1),
        "决定机关": "某区人民法院",
        "判决书文号": f"（{begins.year}）刑初{number}号",
        "判决日期": begins - timedelta(days=11),
        "司法所": OFFICES[number % len(OFFICES)],
        "报到时间": begins + timedelta(days=5),
    }


def register(count: int) -> bytes:
    """Return a register of so many rows as its file."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("登记册")
    sheet.append([*row(1)])
    for number in range(count):
        sheet.append([*row(number).values()])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def county():
    """Enter a county with its offices."""
    draft = agencies.UnitDraft("431199", "某区司法局", UnitKind.JUSTICE, "某区局", Level.COUNTY)
    unit = agencies.create_unit(draft=draft, parent=None, by=SYSTEM, at=AT)
    for number, name in enumerate(OFFICES):
        office = agencies.UnitDraft(f"43119900{number}", name, UnitKind.OFFICE, name, None)
        agencies.create_unit(draft=office, parent=unit, by=SYSTEM, at=AT)
    return unit


def baseline(content: bytes) -> float:
    """Return how long openpyxl alone takes to read every value of the file."""
    begun = time.perf_counter()
    sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).active
    for _row in sheet.iter_rows(values_only=True):
        pass
    return time.perf_counter() - begun


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    call_command("migrate", verbosity=0)
    content, wish = register(count), Wish(county())
    print(f"baseline: reading {count:,} rows alone {baseline(content):.1f} s")
    upload = Upload("登记册.xlsx", content)
    begun, busy = time.perf_counter(), time.process_time()
    _found, run = actions.import_file(upload=upload, wish=wish, by=SYSTEM, at=AT)
    taken, busy = time.perf_counter() - begun, time.process_time() - busy
    print(f"brought in {run.begun:,} of {count:,} rows: {taken:.1f} s, {busy:.1f} s of one core")
    begun = time.perf_counter()
    again, nothing = actions.import_file(upload=upload, wish=wish, by=SYSTEM, at=AT)
    there = len(again.checked.there)
    print(f"a second time: {there:,} there already, {time.perf_counter() - begun:.1f} s, {nothing}")
    finding = verify(connection, vault.keyring())
    print(f"the ledger is whole: {finding.whole} ({finding.entries:,} entries)")
    if count == ROWS:
        print(f"limit {LIMIT_S:.0f} s: {'kept' if taken < LIMIT_S else 'passed'}")


if __name__ == "__main__":
    main()
