"""档案管理：from the end of correction to the archive that takes the file over.

Refused: a file that lacks papers is not put away without the reason, and none is destroyed before
its time. Objected to: nobody outside objects to how a file is kept; the nearest lawful thing is
the archive that does not take a file over and says why. Late: a file that was lent and not
brought back by its day.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from steps_of_papers import on_paper, printed, says

from browser import at_both_widths, environment
from counties import TODAY
from guihang.dossiers.archive import verify

pytestmark = pytest.mark.journey
SOURCE = Path(verify.__file__)
ON_PAPER = "原件为纸质，已装订入卷，未扫描"
DUE, BACK = TODAY + timedelta(days=7), TODAY + timedelta(days=10)
KEPT = (
    "SELECT d.number FROM dossiers_filing f JOIN dossiers_dossier d ON d.id = f.dossier_id"
    " JOIN agencies_unit o ON o.path = d.unit_path JOIN agencies_charge g ON g.office_id = o.id"
    " JOIN agencies_unit q ON q.id = g.unit_id"
    " WHERE f.sealed_at IS NULL AND f.kept_until IS NOT NULL AND q.code = '431103-B2'"
    " ORDER BY d.id"
)
"""Files in the archive that the second squad's leader answers for."""


@pytest.fixture
def kept(places):
    """The numbers of the files the second squad keeps in the archive."""
    return places.all_of(KEPT)


def main(page):
    return page.locator("main").inner_text()


def verified(folder, *words):
    """Run the verifier in a bare process that knows neither the product nor its libraries."""
    (folder / "verify.py").write_bytes(SOURCE.read_bytes())
    return subprocess.run(
        [sys.executable, "-I", "verify.py", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        env={"PYTHONIOENCODING": "utf-8"},
    )


def test_a_file_from_the_end_of_correction_to_the_bundle(desks, site, places, tmp_path):
    number, name = places._row(
        "SELECT d.number, s.name FROM cases_case c JOIN dossiers_dossier d ON d.id = c.dossier_id"
        " JOIN dossiers_subject s ON s.id = d.subject_id"
        " WHERE c.state IN ('discharged', 'terminated') AND c.unit_path LIKE '%/431103%'"
        " ORDER BY c.state DESC"
    )
    leader, there = desks["brigade.leader"], f"/archive/{number}/"
    waits_and_says_what_it_lacks(leader, number)
    is_archived_for_a_reason(leader, number)
    bundle = comes_as_a_bundle(leader, there, tmp_path)
    is_told_when_one_byte_changes(bundle, tmp_path)
    is_the_same_by_command(site, number, tmp_path)
    has_cover_and_catalogue(leader, there, number, name)
    is_not_destroyed_before_its_time(desks["squad.officer"], there)


def waits_and_says_what_it_lacks(page, number):
    page.goto("/archive/")
    assert number in main(page)
    at_both_widths(page, "archive-to-do")
    page.goto(f"/archive/{number}/")
    assert "卷内缺件" in main(page)


def is_archived_for_a_reason(page, number):
    page.goto(f"/cases/{number}/archive/")
    page.locator('select[name="retention"]').select_option("ten")
    page.locator("main form [data-main]").click()
    page.get_by_text("卷内还缺").first.wait_for()
    page.locator('textarea[name="because"]').fill(ON_PAPER)
    page.locator("main form [data-main]").click()
    page.wait_for_url(f"**/cases/{number}/")
    page.goto(f"/archive/{number}/")
    assert "缺件归档" in page.locator("body").inner_text()
    at_both_widths(page, "archive-file-kept")


def comes_as_a_bundle(page, there, folder):
    page.goto(there)
    page.locator('#bundle input[name="reason"]').fill("检察机关调阅全卷")
    with page.expect_download() as coming:
        page.locator("#bundle [data-main]").click()
    bundle = folder / "bundle.zip"
    coming.value.save_as(bundle)
    page.goto(there)
    digest = page.locator("#bundles .code").first.inner_text().removeprefix("SHA-256 ").strip()
    whole = verified(folder, "bundle.zip", "--digest", digest)
    assert whole.returncode == 0, whole.stdout + whole.stderr
    assert "档案包完好" in whole.stdout
    return bundle


def is_told_when_one_byte_changes(bundle, folder):
    content = bytearray(bundle.read_bytes())
    content[content.index(b'"events"') + 1] ^= 1
    bundle.write_bytes(content)
    broken = verified(folder, "bundle.zip")
    assert broken.returncode == 1
    assert "dossier.json" in broken.stdout and "文件内容被改动" in broken.stdout


def is_the_same_by_command(site, number, folder):
    other = folder / "other.zip"
    words = [sys.executable, "-m", "guihang", "archive", "export", number, str(other)]
    words += ["--purpose", "court", "--reason", "法院调阅", "--home", str(site.home)]
    subprocess.run(words, env=environment(site.home), check=True, capture_output=True)
    assert verified(folder, "other.zip").returncode == 0


def has_cover_and_catalogue(page, there, number, name):
    """Execution and working file each have a cover and a catalogue, with pages and dates."""
    page.goto(there)
    rows = page.locator("main table tbody tr")
    volumes = [rows.nth(n) for n in range(rows.count())]
    assert {one.inner_text().split()[0] for one in volumes} == {"执行档案", "工作档案"}
    for one in volumes:
        volume = "".join(one.locator("td").first.inner_text().split())
        cover, catalogue = (link.get_attribute("href") for link in one.get_by_role("link").all())
        said = printed(page, cover, f"封面{volume}")
        says(said, number, name, volume, "冷水滩区社区矫正", "十年", on_paper(TODAY), "件")
        said = printed(page, catalogue, f"目录{volume}")
        says(said, number, name, volume)
        if volume.startswith("执行档案"):
            says(said, "【考核奖惩】", "撤销缓刑")


def is_not_destroyed_before_its_time(page, there):
    page.goto(there)
    form = page.locator('form[action$="/destroy/"]')
    form.locator('textarea[name="reasons"]').fill("库房已满，请求销毁")
    form.locator("button.btn").click()
    refused = page.locator(".refuse", has_text="保管期限未满")
    refused.wait_for()
    words = refused.inner_text()
    assert "到期清单" in words


def test_the_archive_takes_files_over_and_sends_one_back(desks, kept):
    """Its receipt names what it took; what it did not take stays with the reason."""
    taken, left = kept[-2:]
    leader = desks["squad.leader"]
    leader.goto("/archive/?tab=kept")
    for number in (taken, left):
        leader.get_by_label(f"选择: {number}").check()
    leader.get_by_role("button", name="登记档案馆接收凭证").click()
    leader.wait_for_url("**/list/receipt/**")
    at_both_widths(leader, "archive-receipt")
    leader.get_by_label("接收档案馆").fill("冷水滩区档案馆")
    leader.locator("main [name=received_by]").fill("何馆员")
    leader.locator("tr", has_text=left).locator("input").fill("卷内目录与实物不符，退回补正")
    leader.get_by_label("接收凭证编号").fill("冷档接〔2026〕3号")
    leader.get_by_role("button", name="登记接收凭证").click()
    leader.get_by_text("已接收1卷，1卷未接收").wait_for()
    at_both_widths(leader, "archive-handed")
    assert "退回补正" in leader.locator("tr", has_text=left).inner_text()
    assert "已接收" in leader.locator("tr", has_text=taken).inner_text()
    leader.goto(f"/archive/{taken}/")
    assert "冷档接〔2026〕3号" in main(leader)
    assert leader.locator('form[action$="/borrow/"]').count() == 0
    leader.goto(f"/archive/{left}/")
    assert leader.locator('form[action$="/borrow/"]').count() == 1


def test_a_file_is_refused_then_lent_and_comes_back_three_days_late(desks, site, kept):
    """Nobody lends to himself; who is late finds it on his docket, and the file says so."""
    number = kept[0]
    there = f"/archive/{number}/"
    reader, leader = desks["squad.officer"], desks["squad.leader"]
    borrows(reader, there, "随便看看")
    leader.goto(there)
    leader.locator('#lending input[name="because"]').fill("与工作无关，请写明用途")
    leader.locator('#lending button[name="refuse"]').click()
    leader.get_by_text("与工作无关").first.wait_for()
    borrows(reader, there, "核查该人前案期间的外出记录")
    assert reader.locator('#lending button[name="grant"]').count() == 0
    leader.goto(there)
    leader.locator('#lending input[name="due"]').fill(DUE.isoformat())
    leader.locator('#lending button[name="grant"]').click()
    leader.wait_for_url(f"**{there}")

    desks.to_day(BACK)
    reader, leader = desks["squad.officer"], desks["squad.leader"]
    reader.goto("/")
    assert f"归还{number}" in "".join(main(reader).split())
    leader.goto("/archive/?tab=lent")
    assert "逾期" in leader.locator("tr", has_text=number).first.inner_text()
    leader.goto(there)
    leader.get_by_role("button", name="登记归还").click()
    leader.locator("#lending").get_by_text("已归还").first.wait_for()
    assert "逾期3天归还" in "".join(leader.locator("#lending").inner_text().split())


def borrows(page, there, purpose):
    page.goto(there)
    form = page.locator('form[action$="/borrow/"]')
    form.locator('input[name="purpose"]').fill(purpose)
    form.locator("button.btn").click()
    page.wait_for_url(f"**{there}")
    page.locator("#lending").get_by_text(purpose).first.wait_for()
