"""警告：opened on facts, refused without proof, heard, discussed, decided, left, objected to."""

import re
import subprocess
import sys

import pytest
from steps_of_a_discussion import chooses, discusses
from test_entrusting_an_office import sign

from browser import at_both_widths, environment
from cast import TODAY

pytestmark = pytest.mark.journey

PREPARE = """
import django
django.setup()
import cast, conducting
print(conducting.ready(cast.Cast()).case.number)
"""


@pytest.fixture(scope="module")
def number(site):
    """Somebody did not report two weeks ago; this is his case."""
    done = subprocess.run(
        [sys.executable, "-c", PREPARE],
        env=environment(site.home),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def opens(page, number):
    """Open a proceeding: first without a proof, which is refused, then with it."""
    page.goto("/conduct/new/?q=tjp")
    page.get_by_role("link", name="唐建平").click()
    page.wait_for_url(f"**/cases/{number}/conduct/new/")
    assert "不适用于缓刑" in page.locator("main").inner_text()
    at_both_widths(page, "conduct-choose")
    page.goto(f"/cases/{number}/conduct/warning/")
    page.locator("[name=words]").fill("应到司法所报告，未到，次日补报。")
    page.locator("[name=fact_breach]").select_option("report")
    page.locator("[name=fact_severity]").select_option("rather_serious")
    chooses(page, "second", "second_township_officer")
    events = page.locator("[name=events]")
    for one in range(events.count()):
        events.nth(one).uncheck()
    page.locator("main form[method=post] button.main").click()
    page.get_by_text("没有证据证明所述事实").first.wait_for()
    assert page.locator("[name=words]").input_value() == "应到司法所报告，未到，次日补报。"
    page.locator("[name=events]").first.check()
    page.locator("#judged").get_by_text("现有事实支持该措施").wait_for()
    at_both_widths(page, "conduct-open")
    page.locator("main form[method=post] button.main").click()
    page.wait_for_url("**/matters/2026-*/")
    return page.url


def step(page, act):
    """Return the form of one step on the page of a matter, unfolded."""
    form = page.locator(f"form[action$='/{act}/']")
    form.wait_for(state="attached")
    folded = form.locator("xpath=ancestor::details[not(@open)]")
    if folded.count():
        folded.locator("summary").click()
    return form


def hears(page, matter):
    page.goto(matter)
    form = step(page, "hear")
    form.locator("[name=day]").fill(TODAY.isoformat())
    chooses(form, "second", "second_township_officer")
    form.locator("[name=outcome][value=signed]").check()
    form.locator("[name=words]").fill("承认未按时报告，当天加班忘记。")
    form.locator("button[type=submit]").last.click()
    page.get_by_text("已听取，本人签名").first.wait_for()
    assert "当天加班忘记" not in page.locator("main").inner_text()


def decides(page, matter, act, label, words):
    page.goto(matter)
    page.get_by_label(label).fill(words)
    sign(page, act)


def is_left(page, matter):
    """He refuses to sign for it: it is left with a witness."""
    page.goto(matter)
    form = step(page, "tell")
    form.locator("[name=recipient]").fill("唐建平")
    form.locator("button[type=submit]").last.click()
    form = step(page, "leave_with_witness")
    form.locator("[name=witness]").fill("清桥社区 张大姐")
    form.locator("[name=reasons]").fill("本人在家拒绝签收，决定书留置其住处。")
    form.locator("button[type=submit]").last.click()
    form.wait_for(state="detached")


def objects(page, leader, matter):
    """He objects; the agency keeps to it, and he goes to the procuratorate."""
    page.goto(matter)
    form = step(page, "object")
    form.locator("[name=day]").fill(TODAY.isoformat())
    form.locator("[name=words]").fill("当天加班有证明，不应警告。")
    form.locator("button[type=submit]").last.click()
    page.goto("/conduct/?tab=objected")
    assert "唐建平" in page.locator("main").inner_text()
    leader.goto(matter)
    form = step(leader, "answer-objection")
    form.locator("[name=outcome][value=kept]").check()
    form.locator("[name=words]").fill("经复核，事实清楚，加班证明与当日不符。")
    form.locator("button[type=submit]").last.click()
    page.goto(matter)
    form = step(page, "refer")
    form.locator("[name=day]").fill(TODAY.isoformat())
    form.locator("button[type=submit]").last.click()
    page.get_by_text("人民检察院").first.wait_for()
    at_both_widths(page, "conduct-objected")


def test_a_warning_goes_from_the_missed_report_to_the_objection(desks, number):
    officer, leader = desks["township_officer"], desks["squad_leader"]
    matter = opens(officer, number)
    leader.goto(matter)
    assert "采取该措施前未听取本人陈述申辩" in leader.locator("main").inner_text()
    hears(officer, matter)
    discusses(desks, matter, "group", ("squad_officer", "second_squad_officer"))
    decides(desks["squad_officer"], matter, "check", "核实意见", "已核对事实、证据和笔录。")
    head = desks["brigade_leader"]
    decides(head, matter, "grant", "批示", "同意。")
    head.get_by_text(re.compile(r"冷矫.字第 1 号")).first.wait_for()
    is_left(officer, matter)
    form = step(officer, "copies")
    form.get_by_role("checkbox").first.check()
    form.locator("button[type=submit]").last.click()
    officer.get_by_text("已抄送").first.wait_for()
    objects(officer, head, matter)
