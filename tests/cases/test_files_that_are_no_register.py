"""Whatever somebody sends as a register gets a clear sentence, and nothing is done."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from guihang.cases.register import opening
from guihang.cases.register.cells import UnreadableError, day, days, sentence, span, words
from guihang.cases.register.columns import COLUMNS, column_called
from guihang.cases.register.drafting import Wishes
from guihang.cases.register.opening import opened
from guihang.cases.register.reading import rows as read_rows
from guihang.cases.register.sheets import put, rejects, template
from guihang.law.codes import Penalty
from guihang.law.refusals import BadFacts
from guihang.law.spans import Span
from registers import TITLES, read_back, register, row, rows, workbook, written

ON = date(2026, 11, 23)


class Office:
    """An office as far as reading a row asks."""

    def __init__(self, name):
        self.pk, self.name, self.path = name, name, "00/43/4311/431103/431103001/"

    def __str__(self):
        return self.name


OFFICES = {name: Office(name) for name in ("梅湾", "菱角山所", "岚角山", "普利桥司法所")}


def refused(content, name="登记册.xlsx"):
    with pytest.raises(BadFacts) as said:
        opened(name, content)
    assert said.value.field == "file"
    assert str(said.value.remedy)
    return str(said.value)


def read(content):
    return list(read_rows(opened("登记册.xlsx", content), Wishes(OFFICES), on=ON))


def changed(content, part, change):
    """Return a package with one part changed."""
    old, new = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as package:
        for name in old.namelist():
            package.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return new.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "a.xlsx", "空的"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a.xls", "旧格式"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "密码"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "a.xls", "网页"),
        (b"<?xml version='1.0'?><Workbook/>", "a.xls", "网页"),
        ("姓名,矫正类别\n张三,缓刑".encode("gb18030"), "a.csv", ".csv"),
        ("姓名,矫正类别".encode(), "a.xlsx", "TXT"),
        (b"PK\x03\x04 not a package", "a.xlsx", "内容不是"),
        (register(rows(1)), "a.xlsm", "宏"),
        (register(rows(1)), "a.docx", ".docx"),
        (register(rows(1))[:2000], "a.xlsx", "内容不是"),
    ],
)
def test_what_is_no_workbook_is_named_for_what_it_is(content, name, says):
    assert says in refused(content, name)


def test_a_workbook_with_macros_is_refused():
    content = io.BytesIO(register(rows(1)))
    with zipfile.ZipFile(content, "a") as package:
        package.writestr("xl/vbaProject.bin", b"macro")
    assert "宏" in refused(content.getvalue())


def test_a_package_that_grows_beyond_measure_is_refused():
    content = io.BytesIO(register(rows(1)))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/bomb.xml", b"0" * (210 * 1024 * 1024))
    assert "过大" in refused(content.getvalue())


def test_a_package_that_defines_words_of_its_own_is_refused():
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
    content = changed(register(rows(1)), SHEET, lambda part: bomb + part)
    assert "异常" in refused(content)


def test_a_sheet_cut_short_is_refused():
    assert "损坏" in refused(changed(register(rows(1)), SHEET, lambda part: part[:200]))


def test_too_many_rows_are_refused_with_the_limit(monkeypatch):
    monkeypatch.setattr(opening, "MOST_ROWS", 30)
    assert "30" in refused(register(rows(31)))
    assert len(opened("a.xlsx", register(rows(30))).lines) == 30


def test_a_sheet_without_the_head_of_a_register_is_refused_with_the_sheets_names():
    book = workbook([], titles=("物品", "数量"), sheet="物资")
    assert "物资" in refused(written(book))


def test_a_head_without_rows_is_refused():
    assert "没有内容" in refused(register([]))


def test_two_registers_in_one_file_are_refused():
    book = workbook(rows(1), sheet="一中队")
    other = book.create_sheet("二中队")
    for place, title in enumerate(TITLES, start=1):
        other.cell(1, place).value = title
    assert "一中队、二中队" in refused(written(book))


def test_the_sheet_that_fits_is_taken_and_hidden_ones_are_not():
    book = workbook(rows(2), sheet="名册")
    hidden = book.copy_worksheet(book.active)
    hidden.sheet_state = "hidden"
    book.create_sheet("说明", 0)["A1"] = "请勿改动"
    table = opened("a.xlsx", written(book))
    assert (table.sheet, len(table.lines)) == ("名册", 2)


def test_two_columns_for_one_entry_are_refused():
    titles = (*TITLES, "身份证号码")
    assert "身份证号”和“身份证号码" in refused(register(rows(1), titles=titles))


def test_a_column_no_register_can_do_without_is_named():
    titles = [title for title in TITLES if title not in {"决定机关", "矫正结束日期"}]
    assert "矫正结束日期、社区矫正决定机关" in refused(register(rows(1), titles=titles))


@pytest.mark.parametrize("above", [0, 5, 18])
def test_the_head_is_found_wherever_it_stands_among_the_first_rows(above):
    assert opened("a.xlsx", register(rows(3), above=above)).lines[0].place == above + 2


def test_merged_cells_among_the_rows_are_told_and_in_the_title_do_no_harm():
    book = workbook(rows(4), above=1)
    book.active.merge_cells("A1:R1")
    book.active.merge_cells("Q4:Q5")
    found = read(written(book))
    assert [[fault.key for fault in one.faults] for one in found] == [
        [], ["office"], ["office"], [],
    ]  # fmt: skip
    assert "合并" in str(found[1].faults[0].says)


def test_a_formula_is_read_by_its_saved_value_and_refused_without_one():
    book = workbook(rows(2))
    book.active["I2"] = '="缓"&"刑"'
    (first, second) = read(written(book))
    assert "公式" in str(first.faults[0].says)
    assert second.is_right
    saved = changed(
        written(book),
        SHEET,
        lambda part: part.replace(b'<c r="I2"', b'<c r="I2" t="str"').replace(
            b"<v></v></c>", "<v>缓刑</v></c>".encode()
        ).replace(b"<v /></c>", "<v>缓刑</v></c>".encode()),
    )  # fmt: skip
    assert read(saved)[0].is_right


def test_a_formula_that_failed_is_told():
    book = workbook(rows(1))
    book.active["I2"] = "#REF!"
    assert "公式出错" in str(read(written(book))[0].faults[0].says)


def test_a_long_number_kept_as_a_figure_is_told():
    found = read(register([row(1, 身份证号=431103198804120019)]))
    assert "文本" in str(found[0].faults[0].says)


def test_a_row_says_one_thing_a_cell_and_everything_at_once():
    wrong = row(1, 姓名="", 矫正类型="社区服刑", 矫正结束日期="后年", 身份证号="1")
    keys = [fault.key for fault in read(register([wrong]))[0].faults]
    assert sorted(keys) == ["kind", "name", "paper_ends"]


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"报到时间": date(2026, 11, 24)}, "arrived_on"),
        ({"报到时间": date(2024, 1, 1)}, "arrived_on"),
        ({"判决日期": date(2025, 1, 8)}, "paper_begins"),
        ({"矫正开始日期": date(2028, 1, 1)}, "paper_ends"),
        ({"决定机关": "司法局"}, "organ_name"),
        ({"决定机关": "湖南省监狱管理局"}, "organ_name"),
        ({"身份证号": None}, "identity_number"),
        ({"姓名": "长" * 61}, "name"),
    ],
)
def test_what_contradicts_the_rest_of_the_row_is_told_in_its_cell(wrong, key):
    assert [fault.key for fault in read(register([row(1, **wrong)]))[0].faults] == [key]


@pytest.mark.parametrize(
    "written_day",
    [
        date(2026, 3, 1), "2026-03-01", "2026/3/1", "2026.3.1", "2026年3月1日", "20260301",
        20260301, 46082, 46082.0, " 2026－03－01 ", "2026-03-01 00:00:00", "2026-03-01T08:30",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(written_day):
    assert day(written_day) == date(2026, 3, 1)


@pytest.mark.parametrize(
    "written_day", ["2026", "三月一日", "2026-13-01", "2026-02-30", 12, "26-3-1"]
)
def test_what_is_no_day_is_not_guessed(written_day):
    with pytest.raises(UnreadableError):
        day(written_day)


def test_two_days_in_one_cell_are_read():
    both = date(2026, 3, 1), date(2027, 2, 28)
    assert days("2026-03-01至2027-02-28") == both
    assert days("2026年3月1日 到 2027年2月28日") == both
    assert days("20260301-20270228") == both
    assert days("2026.3.1—2027.2.28") == both


@pytest.mark.parametrize(
    ("written_span", "length"),
    [
        ("1年6个月", Span(years=1, months=6)),
        ("一年零六个月", Span(years=1, months=6)),
        ("有期徒刑二年", Span(years=2)),
        ("拘役5个月", Span(months=5)),
        ("6月", Span(months=6)),
        ("", None),
        ("有期徒刑", None),
    ],
)
def test_a_length_is_read_however_it_is_written(written_span, length):
    assert span(written_span) == length


def test_a_length_without_its_unit_is_not_guessed():
    with pytest.raises(UnreadableError):
        span("24")


def test_a_sentence_tells_its_penalty_and_its_probation():
    told = sentence("有期徒刑一年六个月，缓刑二年")
    assert (told.penalty, told.length, told.probation) == (
        Penalty.PRISON, Span(years=1, months=6), Span(years=2),
    )  # fmt: skip
    assert sentence("无期徒刑").penalty is Penalty.LIFE
    assert sentence("拘役四个月缓刑六个月").probation == Span(months=6)


@pytest.mark.parametrize("title", ["姓 名", "*姓名", "姓名（必填）", "名字", " 姓名："])
def test_a_title_is_known_with_stars_blanks_and_brackets(title):
    assert column_called(title).key == "name"


@pytest.mark.parametrize("typed", ["=1+1", "+8613907460065", "-5", "@SUM(A1)", '=HYPERLINK("x")'])
def test_what_looks_like_a_formula_comes_back_as_text(typed):
    content = register([row(1, 姓名=typed, 矫正类型="x")])
    book = load_workbook(io.BytesIO(content))
    book.active["B2"].data_type = "s"
    table = opened("a.xlsx", written(book))
    wrong = list(read_rows(table, Wishes(OFFICES), on=ON))
    sheet = read_back(rejects(table, wrong))
    assert (sheet["D2"].value, sheet["D2"].data_type) == (typed, "s")
    assert words(sheet["D2"].value) == typed


def test_signs_excel_cannot_keep_are_left_out_of_a_report():
    sheet = workbook([]).active
    put(sheet["A2"], "a\x00b\x0bc")
    sheet["A2"].comment = Comment("x", "y")
    assert sheet["A2"].value == "abc"


def test_the_template_is_a_register_with_every_column_lists_and_explanations():
    book = load_workbook(io.BytesIO(template(["梅湾司法所"])))
    assert book.sheetnames == ["社区矫正对象登记册", "填写说明", "代码"]
    sheet = book["社区矫正对象登记册"]
    assert [cell.value for cell in sheet[1]] == [column.title for column in COLUMNS]
    assert len(sheet.data_validations.dataValidation) >= 8
    assert "没有内容" in refused(template([]))


def test_a_filled_template_is_read():
    book = load_workbook(io.BytesIO(template(["梅湾司法所"])))
    sheet = book["社区矫正对象登记册"]
    right = {one.key: value for title, value in row(1).items() if (one := column_called(title))}
    right["office"] = "梅湾司法所"
    for place, column in enumerate(COLUMNS, start=1):
        sheet.cell(2, place).value = right.get(column.key)
    assert [one.is_right for one in read(written(book))] == [True]
