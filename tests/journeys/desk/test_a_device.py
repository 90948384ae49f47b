"""事项审批：a device from its fact to its end."""

import re
import subprocess
import sys
from datetime import timedelta

import pytest
from test_entrusting_an_office import sign

from browser import at_both_widths, environment, look_over
from cast import TODAY

pytestmark = pytest.mark.journey

PREPARE = """
import django
django.setup()
import cast, approving
play = approving.approval_play(cast.Cast(), approving.WENT)
play.attach("送货合同.pdf")
print(play.case.number)
"""


@pytest.fixture(scope="module")
def number(site):
    """The case of somebody under correction who once left without approval."""
    words = [sys.executable, "-c", PREPARE]
    made = subprocess.run(
        words, env=environment(site.home), capture_output=True, check=True, text=True
    )
    return made.stdout.split()[-1]


def main(page):
    return page.locator("main").inner_text()


def enters(page):
    page.get_by_role("button", name="录入申请").click()
    page.wait_for_url("**/matters/2026-*/")
    return page.url


def is_checked_and_granted(desks, address, head):
    checker = desks["squad_officer"]
    checker.goto(address)
    checker.get_by_label("核实意见").fill("已核对理由和证明材料。")
    sign(checker, "check")
    checker.get_by_text("已核实").first.wait_for()
    decider = desks[head]
    decider.goto(address)
    decider.get_by_label("批示").fill("同意。")
    at_both_widths(decider, f"approval-to-decide-{head}")
    sign(decider, "grant")
    decider.get_by_text("冷矫审字").first.wait_for()


def is_told(page, address):
    page.goto(address)
    page.get_by_role("button", name=re.compile("告知")).first.click()
    page.get_by_role("button", name=re.compile("签收")).first.click()


def test_a_device_is_ordered_on_its_fact_worn_after_it_was_told_and_taken_off(desks, number):
    page = desks["township_officer"]
    page.goto(f"/cases/{number}/approvals/device/")
    page.locator("[name=words]").fill("未经批准离开，可能再次离开。")
    page.locator("[name=circumstance]").select_option("penalised")
    page.locator("[name=proof]").select_option(index=1)
    page.locator("[name=begins]").fill(TODAY.isoformat())
    page.locator("[name=ends]").fill((TODAY + timedelta(days=60)).isoformat())
    page.locator("[name=ends]").press("Tab")
    page.locator("#judged").get_by_text("治安管理处罚决定书").first.wait_for()
    look_over(page, "device-not-proved")
    page.locator("[name=circumstance]").select_option("absence")
    page.locator("#judged").get_by_text("司法局负责人").first.wait_for()
    address = enters(page)
    is_checked_and_granted(desks, address, "bureau_head")
    is_told(page, address)
    squad = desks["squad_officer"]
    squad.goto(address)
    squad.get_by_label("电子定位腕带").check()
    squad.get_by_role("button", name="登记", exact=True).first.click()
    squad.get_by_text("已记录佩戴装置").first.wait_for()
    squad.locator("details.besides", has_text="通知有关机关").get_by_role("button").click()
    squad.get_by_text("已记录；通知书已入卷").first.wait_for()
    at_both_widths(squad, "device-worn")
    squad.locator("summary", has_text="记录解除装置").click()
    box = squad.locator("details.besides", has_text="记录解除装置")
    box.get_by_label("不需要继续使用").check()
    box.get_by_role("button").click()
    squad.get_by_text("不再采集位置").first.wait_for()
    squad.goto("/approvals/?tab=past")
    assert "使用电子定位装置" in main(squad)
    at_both_widths(squad, "approvals-past")
