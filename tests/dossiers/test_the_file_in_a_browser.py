"""Dossiers and papers in a real browser: read, checked, withdrawn, by mouse and on a phone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from letters import put_into

from browser import PHONE, environment, look_over

HERE = Path(__file__).parent
pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def filed(site):
    """A site with dossiers and papers in it."""
    put_into(site.home / "forms")
    here = environment(site.home)
    here["PYTHONPATH"] += os.pathsep + str(HERE)
    subprocess.run([sys.executable, str(HERE / "seeding.py")], env=here, check=True)
    return site


@pytest.fixture
def desk(filed, page):
    filed.sign_in(page, "brigade_leader")
    return page


def open_paper(page, responsible_number):
    page.goto("/papers/")
    page.get_by_role("link", name=f"（2026）冷矫委字第 {responsible_number} 号").click()
    page.locator("h1").wait_for()


def test_somebody_finds_a_person_and_opens_the_dossier(desk):
    desk.goto("/dossiers/")
    look_over(desk, "dossiers")
    desk.get_by_label("姓名、司法所或档案编号").fill("建平")
    desk.get_by_role("button", name="搜索").click()
    desk.get_by_role("link", name="431103-B-2026-00002").click()
    assert desk.locator("h1").inner_text() == "唐建平"
    look_over(desk, "dossier-person")


def test_a_name_nobody_has_says_so_and_what_to_do(desk):
    desk.goto("/dossiers/?q=查无此人")
    assert desk.get_by_text("输入姓名中的两个字即可").is_visible()
    look_over(desk, "dossiers-empty")


def test_the_paper_on_the_screen_is_the_paper_itself(desk):
    open_paper(desk, 1)
    picture = desk.locator(".sheet-of-paper").first
    assert picture.evaluate("async (one) => { await one.decode(); return one.naturalWidth; }") > 0
    assert "骉翾婞" in desk.locator(".paper-words").inner_text()
    look_over(desk, "paper-issued")


def test_a_character_no_font_has_is_explained(desk):
    open_paper(desk, 2)
    assert desk.get_by_text("现有字库没有这些字：U+31350").is_visible()
    look_over(desk, "paper-undrawn")


def test_a_draft_that_waits_for_its_decision_says_why_it_cannot_be_issued(desk):
    desk.goto("/dossiers/431103-B-2026-00001/")
    look_over(desk, "dossier-office")
    desk.locator("table a", has_text="社区矫正工作委托书").first.wait_for()
    desk.locator("tr", has_text="草稿").get_by_role("link").click()
    assert desk.get_by_text("这种文书在所属事项作出决定时自动签发").is_visible()
    look_over(desk, "paper-draft")


def test_somebody_opens_a_file_for_a_reason(desk):
    desk.goto("/dossiers/431103-B-2026-00002/")
    desk.get_by_role("link", name="报到说明.txt").click()
    look_over(desk, "attachment")
    with desk.expect_download() as waiting:
        desk.get_by_role("button", name="下载").click()
    assert waiting.value.suggested_filename == "报到说明.txt"
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == "已报到。"
    desk.goto("/dossiers/431103-B-2026-00002/")
    assert desk.locator("#readings").get_by_text("罗建国").first.is_visible()


def test_a_file_that_is_not_what_it_says_is_refused_beside_the_field(desk, tmp_path):
    wrong = tmp_path / "判决书.pdf"
    wrong.write_text("文字", encoding="utf-8")
    desk.goto("/dossiers/431103-B-2026-00002/")
    desk.locator('input[type="file"]').set_input_files(wrong)
    desk.get_by_role("button", name="添加", exact=True).click()
    desk.get_by_text("写的是 PDF，内容却是 TXT").first.wait_for()
    look_over(desk, "attachment-refused")


def test_a_letter_is_changed_issued_withdrawn_and_the_public_check_says_so(desk, filed):
    desk.goto("/dossiers/431103-B-2026-00002/")
    desk.get_by_role("link", name="工作联系函").last.click()
    desk.get_by_role("link", name="修改草稿").click()
    look_over(desk, "paper-changing")
    desk.get_by_label("事项").fill("商请提供就业信息")
    desk.get_by_role("button", name="保存草稿").click()
    desk.get_by_role("button", name="签发").click()
    look_over(desk, "paper-issuing")
    confirmed(desk, "签发")
    desk.get_by_text("（2026）冷矫函字第 1 号").first.wait_for()
    address = desk.locator('a[href*="/v/"]').get_attribute("href")
    desk.get_by_label("理由").fill("收件单位有误")
    desk.locator("#withdraw").get_by_role("button", name="撤回").click()
    confirmed(desk, "撤回")
    desk.get_by_text("收件单位有误").first.wait_for()
    look_over(desk, "paper-withdrawn")
    desk.context.clear_cookies()
    desk.goto(address)
    assert desk.get_by_text("这份文书已撤回。").is_visible()
    look_over(desk, "check-withdrawn")


def confirmed(desk, verb):
    desk.locator("dialog[open]").get_by_role("button", name=verb, exact=True).click()


def test_anybody_checks_a_paper_on_the_own_origin_alone(desk, filed):
    open_paper(desk, 1)
    address = desk.locator('a[href*="/v/"]').get_attribute("href")
    desk.context.clear_cookies()
    asked = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.goto(address)
    assert desk.get_by_text("（2026）冷矫委字第 1 号").is_visible()
    assert all(url.startswith((filed.origin, "data:")) for url in asked)
    look_over(desk, "check-issued")


def test_an_unknown_code_is_answered_kindly(filed, page):
    page.goto("/v/AAAAAAAAAAAAAAAA")
    look_over(page, "check-unknown")
    page.get_by_role("link", name="输入查验码").click()
    look_over(page, "check-ask")


def test_the_administrator_sets_the_mark(filed, page):
    filed.sign_in(page, "administrator")
    page.goto("/papers/")
    look_over(page, "paper-numbers")


@pytest.mark.parametrize("context", [{"viewport": PHONE}], indirect=True)
def test_on_a_phone_the_words_of_the_paper_stand_in_for_its_picture(desk):
    open_paper(desk, 1)
    assert not desk.locator(".sheet-of-paper").first.is_visible()
    assert desk.locator(".paper-words").get_by_text("骉翾婞").is_visible()
    look_over(desk, "paper-phone")
    for address, name in (
        ("/dossiers/", "dossiers-phone"),
        ("/dossiers/431103-B-2026-00002/", "dossier-phone"),
        ("/papers/", "paper-numbers-phone"),
    ):
        desk.goto(address)
        look_over(desk, name)
