"""A leader brings a register in, from the file to the cases."""

import subprocess

import pytest

from browser import at_both_widths, look_over
from registers import identity_number, register, row, rows

pytestmark = pytest.mark.journey


@pytest.fixture
def file(tmp_path):
    """A register of a small county: most rows right, some wrong, one odd."""
    wrong = identity_number(41)
    lines = [
        *rows(40),
        row(41, 身份证号=wrong[:-1] + ("1" if wrong[-1] != "1" else "2")),
        row(42, 缓刑考验期="6年"),
        row(43, 所属司法所="南极司法所"),
        row(44, 矫正结束日期="2027-03-01"),
    ]
    path = tmp_path / "登记册.xlsx"
    path.write_bytes(register(lines, above=2))
    return path


def test_a_register_is_handed_in_looked_through_and_brought_in(page, site, file):
    site.sign_in(page, "brigade_leader")
    page.goto("/import/")
    at_both_widths(page, "imports")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="上传").click()
    page.wait_for_url("**/import/*/")
    # The page asks for the work by itself, and is shown anew when it is through.
    page.get_by_role("button", name="导入", exact=True).wait_for(timeout=60_000)
    assert page.get_by_text("校验位").is_visible()
    assert page.get_by_text("没有这个司法所").is_visible()
    at_both_widths(page, "import-looked-through")
    page.get_by_role("button", name="导入", exact=True).click()
    page.get_by_role("heading", name="已导入的案件").wait_for(timeout=60_000)
    at_both_widths(page, "import-brought-in")
    with page.expect_download() as taken:
        page.get_by_role("button", name="下载未导入清单").click()
    assert taken.value.suggested_filename == "未导入-登记册.xlsx"
    page.locator("main tbody a").filter(has_text="431103").first.click()
    page.wait_for_url("**/cases/**")


def test_what_is_no_register_is_said_beside_the_file(page, site, tmp_path):
    site.sign_in(page, "brigade_leader")
    page.goto("/import/")
    path = tmp_path / "名册.csv"
    path.write_text("姓名,矫正类别", encoding="gb18030")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="上传").click()
    page.get_by_text("不能导入 .csv 文件").first.wait_for()
    look_over(page, "import-refused")


def test_the_same_by_command_first_dry_then_for_good_then_nothing(site, tmp_path):
    path = tmp_path / "二所.xlsx"
    path.write_bytes(register(rows(5, start=200)))
    words = ("import", str(path), "--unit", "431103")
    assert "5 would come in; nothing was written." in site.run(*words, "--dry-run")
    assert "5 came in." in site.run(*words)
    again = site.run(*words)
    assert "Nothing changed." in again
    assert "5 were there already." in again
    assert not (tmp_path / "二所-未导入.xlsx").exists()


def test_the_command_leaves_wrong_rows_out_and_says_where_the_report_is(site, tmp_path):
    path = tmp_path / "三所.xlsx"
    path.write_bytes(register([row(300), row(301, 矫正类型="不详")]))
    with pytest.raises(subprocess.CalledProcessError) as done:
        site.run("import", str(path), "--unit", "431103")
    assert done.value.returncode == 1
    assert "1 came in." in done.value.stdout
    assert "row 3: 矫正类别" in done.value.stdout
    assert (tmp_path / "三所-未导入.xlsx").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("missing.xlsx", "--unit", "431103"), "cannot be read"),
        (("{csv}", "--unit", "431103"), ".csv"),
        (("{csv}",), "431103 冷水滩区司法局"),
        (("{csv}", "--unit", "999"), "no unit 999"),
    ],
)
def test_what_cannot_be_imported_is_one_sentence_and_another_code(site, tmp_path, words, says):
    path = tmp_path / "名册.csv"
    path.write_text("姓名", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError) as done:
        site.run("import", *(word.format(csv=path) for word in words))
    assert done.value.returncode == 2
    assert says in done.value.stderr
    assert "Traceback" not in done.value.stderr
