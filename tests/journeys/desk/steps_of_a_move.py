"""执行地变更：asked for, opined, written about, answered, decided, told, handed over, received."""

from __future__ import annotations

import re
from datetime import timedelta

from test_entrusting_an_office import sign

from browser import at_both_widths
from moving import NEW_HOME, TODAY


def take(page, number, says):
    """Take one step of the change of place, on the page both counties have."""
    page.goto(f"/transfers/{number}/")
    box = page.locator("details.besides", has=page.locator("summary", has_text=says))
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    return box


def press(page, number, says, **answers):
    """Fill in a step and press its button."""
    box = take(page, number, says)
    for label, answer in answers.items():
        field = box.get_by_label(label)
        field.check() if answer is True else field.fill(answer)
    box.get_by_role("button", name=says).click()
    page.get_by_text("已登记", exact=True).first.wait_for()


def asks(page, number):
    page.goto("/transfers/")
    at_both_widths(page, "transfers-empty")
    page.get_by_role("link", name="登记申请").first.click()
    page.get_by_label("姓名、拼音或编号").fill("tjp")
    page.get_by_role("button", name="搜索").click()
    page.get_by_role("link", name="唐建平").click()
    page.wait_for_url(f"**/cases/{number}/transfer/new/")
    page.get_by_label("理由", exact=True).select_option(label="工作")
    page.get_by_label("写明理由").fill("受聘于零陵区一家家具厂。")
    page.get_by_label("拟迁入县（市、区）和司法所").select_option(label="南津渡司法所")
    page.get_by_label("新居住地详细地址").fill(NEW_HOME)
    page.get_by_label("拟迁居日期").fill((TODAY + timedelta(days=40)).isoformat())
    page.get_by_label("用工合同.pdf").check()
    at_both_widths(page, "transfer-ask")
    page.locator("#move-form button.main").click()
    page.wait_for_url("**/transfers/2026-*/")
    at_both_widths(page, "transfer-asked")
    return page.locator("h1 + *, .about").first.inner_text()


def opines(page, number):
    page.goto(f"/matters/{number}/")
    page.get_by_label("核实意见").fill("已核实用工合同和租房合同，建议同意。")
    sign(page, "check")
    page.get_by_text("已核实").first.wait_for()


def decides(page, number):
    page.goto(f"/matters/{number}/")
    page.get_by_label("批示").fill("同意。")
    sign(page, "grant")
    page.get_by_text("（2026）冷矫变字第 1 号").first.wait_for()


def tells(page, number):
    page.goto(f"/matters/{number}/")
    page.get_by_role("button", name=re.compile("告知")).first.click()
    page.get_by_role("button", name=re.compile("签收")).first.click()
    page.goto(f"/transfers/{number}/")
    page.get_by_text("本人收到决定").first.wait_for()
