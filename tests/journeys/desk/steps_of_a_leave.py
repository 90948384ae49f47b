"""外出八日：asked for at the counter, decided by the county, told, come back from late."""

from __future__ import annotations

import re
from datetime import timedelta

from test_entrusting_an_office import sign

from browser import at_both_widths, look_over
from leaving import TODAY

LEAVES = TODAY + timedelta(days=4)
RETURNS = LEAVES + timedelta(days=7)
LATE = RETURNS + timedelta(days=2)


def open_matter(page, number):
    page.goto(f"/matters/{number}/")
    return page


def asks(page, number):
    page.goto("/leave/")
    at_both_widths(page, "leave-list-empty")
    page.get_by_role("link", name="申请外出").click()
    page.get_by_label("姓名、拼音或编号").fill("tjp")
    page.get_by_role("button", name="搜索").click()
    at_both_widths(page, "leave-who")
    page.get_by_role("link", name="唐建平").click()
    page.wait_for_url(f"**/cases/{number}/leave/new/")
    fills_in(page)
    at_both_widths(page, "leave-ask")
    page.get_by_role("button", name="录入申请").click()
    page.wait_for_url("**/matters/2026-*/")
    at_both_widths(page, "leave-asked")
    return page.locator(".crumb li").last.inner_text()


def fills_in(page):
    """Fill in the form; the law answers beside it while the days are typed."""
    page.get_by_label("外出理由").select_option(label="处理家庭重要事务")
    page.get_by_label("外出事由").fill("母亲住院，前往照料。")
    page.get_by_label("离开日期").fill(LEAVES.isoformat())
    page.get_by_label("返回日期").fill((RETURNS - timedelta(days=1)).isoformat())
    page.get_by_label("目的地所在地区").first.select_option(label="广东省")
    page.get_by_label("所到市、县及地址").first.fill("东莞市长安镇")
    judged = page.locator("#judged")
    judged.get_by_text("共外出 7 日").first.wait_for()
    page.get_by_label("返回日期").fill(RETURNS.isoformat())
    page.get_by_label("返回日期").press("Tab")
    judged.get_by_text("共外出 8 日").first.wait_for()
    assert "社区矫正机构决定" in judged.inner_text()


def checks(page, matter):
    open_matter(page, matter)
    assert "由谁审批及依据" in page.locator("main").inner_text()
    page.get_by_label("核实意见").fill("已电话核对家属和医院。")
    sign(page, "check")
    page.get_by_text("已核实").first.wait_for()


def decides(page, matter):
    open_matter(page, matter)
    page.locator("[data-reveal]").first.get_by_role("button").click()
    page.locator("dialog[open]").get_by_role("button", name="显示").click()
    page.get_by_text("母亲住院，前往照料。").wait_for()
    page.get_by_label("批示").fill("同意。")
    at_both_widths(page, "leave-to-decide")
    sign(page, "grant")
    page.get_by_text("（2026）冷矫外字第 1 号").first.wait_for()


def tells(page, matter):
    open_matter(page, matter)
    page.get_by_role("button", name=re.compile("告知")).first.click()
    page.get_by_text("（2026）冷矫出字第 1 号").first.wait_for()
    page.get_by_role("button", name=re.compile("签收")).first.click()
    at_both_widths(page, "leave-permit")


def leaves(page, matter):
    open_matter(page, matter)
    assert "还剩 8 日" in page.locator(".permit").inner_text()
    page.get_by_text("登记离开").first.click()
    page.get_by_role("button", name="登记离开").click()
    page.locator(".permit").get_by_text(LEAVES.isoformat()).wait_for()


def is_missed(page):
    page.goto("/leave/?tab=late")
    assert "唐建平" in page.locator("main").inner_text()
    at_both_widths(page, "leave-late")
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="导出 Excel").is_visible()
    page.emulate_media(media="screen")
    page.goto("/")
    assert "逾期未归" in page.locator("main").inner_text()


def comes_back(page, matter):
    open_matter(page, matter)
    page.get_by_role("button", name="登记销假").first.click()
    dialog = page.locator("dialog#leave-back")
    dialog.get_by_label("返回日期").fill(LATE.isoformat())
    dialog.get_by_role("button", name="登记销假").click()
    again = page.locator("dialog#leave-back[open]")
    assert "未写明本人是否因特殊原因及时报告" in again.inner_text()
    look_over(page, "leave-back-errors")
    again.get_by_label("如逾期：期满前是否已报告特殊原因").select_option(label="否")
    again.get_by_label("如逾期：本人说明").fill("车票售罄，未报告。")
    again.get_by_label("如逾期：已告知本人后果").check()
    again.get_by_role("button", name="登记销假").click()
    page.locator(".permit").get_by_text("逾期 2 日").wait_for()
    at_both_widths(page, "leave-back-late")


def follows(page, matter):
    page.goto("/leave/?tab=back")
    assert "逾期 2 日" in page.locator("main").inner_text()
    page.get_by_role("button", name="导出 Excel").click()
    dialog = page.locator("dialog#take-out")
    dialog.get_by_label("用途").fill("月度核对外出")
    with page.expect_download() as taken:
        dialog.get_by_role("button", name="导出").click()
    assert taken.value.suggested_filename.endswith(".xlsx")
