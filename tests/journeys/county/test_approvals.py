"""事项审批：frequent travel; a meeting that is refused; a leave that is past its last day.

The law knows no objection to an approval: who is refused asks again with what was lacking. The
nearest lawful thing is the squad that returns a request, which is completed and handed in again.
"""

from datetime import date, timedelta

import pytest
from steps_of_a_matter import CHECKER, HEAD, asked, at, decides, hand_in, is_told, main, step
from steps_of_papers import Papers, leaf, on_paper, says

from browser import at_both_widths
from counties import TODAY

pytestmark = pytest.mark.journey

SECOND_SQUAD = "431103-B2"
CASE = """SELECT d.number, s.name, o.code FROM cases_case c
 JOIN dossiers_dossier d ON d.id = c.dossier_id JOIN dossiers_subject s ON s.id = d.subject_id
 JOIN agencies_unit o ON c.unit_path = o.path JOIN agencies_charge g ON g.office_id = o.id
 JOIN agencies_unit u ON u.id = g.unit_id AND u.code = ? WHERE c.state = 'under'"""
SETTLED = f"""{CASE} AND c.kind = 'suspension' AND c.level = 'ordinary'
 AND c.term_ends > '2027-12-31' AND NOT EXISTS (
 SELECT 1 FROM decisions_matter m WHERE m.dossier_id = d.id
 AND m.kind <> 'entrustment')
 AND NOT EXISTS (SELECT 1 FROM cases_overlay v WHERE v.case_id = c.id AND v.until IS NULL)"""
OVERDUE = """SELECT m.number, t.returns FROM supervision_trip t
 JOIN decisions_matter m ON m.id = t.matter_id JOIN cases_case c ON c.id = t.case_id
 JOIN dossiers_dossier d ON d.id = c.dossier_id
 WHERE m.stage = 'lapsed' AND t.returned_on IS NULL AND d.number = ?
 AND NOT EXISTS (SELECT 1 FROM supervision_trip l WHERE l.extends_id = t.id)"""
AWAY = f"""{CASE} AND EXISTS (SELECT 1 FROM supervision_trip t
 JOIN decisions_matter m ON m.id = t.matter_id WHERE t.case_id = c.id AND m.stage = 'lapsed'
 AND t.returned_on IS NULL
 AND NOT EXISTS (SELECT 1 FROM supervision_trip l WHERE l.extends_id = t.id))"""


def enters(page):
    page.get_by_role("button", name="录入申请").click()
    page.wait_for_url("**/matters/2026-*/")
    return page.url


def asks_to_travel(page, case):
    """What needs no approval is said so; what lacks a proof is refused until it is there."""
    page.goto(f"/dossiers/{case}/")
    form = page.locator("form[action$='/files/']")
    proof = {"name": "送货合同.pdf", "mimeType": "application/pdf", "buffer": leaf()}
    form.locator("[name=file]").set_input_files(proof)
    with page.expect_navigation():
        form.locator("button[type=submit]").click()
    page.goto(f"/cases/{case}/approvals/new/")
    page.get_by_role("link", name="经常性跨市、县活动").click()
    page.locator("[name=words]").fill("在祁阳市送货，生活来源。")
    page.locator("[name=code0]").select_option("431102")
    page.locator("[name=times]").fill("工作日，当日往返")
    page.locator("[name=frequency]").fill("每周三次")
    page.locator("[name=frequency]").press("Tab")
    # Between districts of one city nobody need be asked; a county of the same city is another.
    page.locator("#judged").get_by_text("此事无须审批").first.wait_for()
    page.locator("[name=code0]").select_option("")
    page.locator("[name=place0]").fill("永州市祁阳市")
    page.locator("[name=place0]").press("Tab")
    page.locator("#judged").get_by_text("申请缺少").first.wait_for()
    page.get_by_label("送货合同.pdf").check()
    page.locator("#judged").get_by_text("2027-05-22").first.wait_for()
    return enters(page)


def test_frequent_travel_is_returned_completed_granted_for_six_months_and_told(site, desks, sign):
    case, name, office = asked(site, SETTLED, SECOND_SQUAD)[0]
    page, checker = desks[at(site, office, "所长")[0]], desks[CHECKER]
    matter = asks_to_travel(page, case)
    checker.goto(matter)
    hand_in(checker, "return", reasons="未写明用工单位，请补充。")
    page.goto(matter)
    assert "未写明用工单位" in main(page)
    page.get_by_role("link", name="补正").click()
    page.locator("[name=words]").fill("受雇于祁阳市某物流公司，每周三次送货，生活来源。")
    page.locator("main form[method=post] button.main").click()
    page.wait_for_url(matter)
    decides(checker, sign, matter, "check", "已核对理由和证明材料。")
    decides(desks[HEAD], sign, matter, "grant", "同意。")
    is_told(page, matter)
    assert "还剩 181 日" in main(page)
    at_both_widths(page, "approval-in-force")
    papers = Papers(page, case)
    notice = papers("事项审批告知书")
    says(notice, name, "祁阳市", on_paper(date(2027, 5, 22)), "《中华人民共和国社区矫正法》")
    assert "*" not in notice, "a number somebody is to call is a whole number"
    says(papers("社区矫正事项审批表"), name, "受雇于祁阳市某物流公司", "已核对理由和证明材料")


def test_a_meeting_that_is_refused_says_why_and_what_can_be_done(site, desks, sign):
    case, name, office = asked(site, SETTLED, SECOND_SQUAD)[1]
    page = desks[at(site, office, "所长")[0]]
    page.goto(f"/cases/{case}/approvals/contact/")
    page.locator("[name=words]").fill("协商退赔事宜。")
    assert page.locator("[name=whom]").count() == 1, "the kind is asked for once"
    page.get_by_label("接触对象姓名、电话").fill("刘某 10000000002")
    for field, value in (("whom", "accomplice"), ("order", "nothing")):
        page.locator(f"[name={field}]").select_option(value)
    page.locator("[name=place]").fill("司法所")
    for field in ("begins", "ends"):
        page.locator(f"[name={field}]").fill((TODAY + timedelta(days=4)).isoformat())
    page.locator("[name=ends]").press("Tab")
    matter = enters(page)
    decides(desks[CHECKER], sign, matter, "check", "已核对理由。")
    head = desks[HEAD]
    head.goto(matter)
    form = step(head, "refuse")
    form.locator("[name=reasons]").fill("该人与本案有关，会面没有必要，可由家人转达。")
    form.locator("[name=ground]").select_option(index=1)
    form.locator("[name=remedy]").fill("确有必要的，补充说明后可以重新申请。")
    sign(head, "refuse")
    head.locator("dialog#sign-refuse").wait_for(state="detached")
    is_told(page, matter)
    assert "补充说明后可以重新申请" in main(page)
    papers = Papers(page, case)
    refusal = papers("不予批准告知书")
    says(refusal, name, "可由家人转达", "重新申请", on_paper(TODAY))


def test_a_leave_past_its_last_day_ends_with_the_return_and_its_reason(site, desks):
    case, name, office = asked(site, AWAY, SECOND_SQUAD)[0]
    matter, returns = asked(site, OVERDUE, case)[0]
    page = desks[at(site, office, "所长")[0]]
    page.goto("/leave/?tab=late")
    assert name in main(page)
    page.goto(f"/matters/{matter}/")
    page.get_by_role("button", name="登记销假").first.click()
    dialog = page.locator("dialog#leave-back")
    dialog.get_by_label("返回日期").fill(TODAY.isoformat())
    dialog.get_by_role("button", name="登记销假").click()
    again = page.locator("dialog#leave-back[open]")
    assert "未写明本人是否因特殊原因及时报告" in again.inner_text()
    again.get_by_label("如逾期：期满前是否已报告特殊原因").select_option(label="否")
    again.get_by_label("如逾期：本人说明").fill("车票售罄，未报告。")
    again.get_by_label("如逾期：已告知本人后果").check()
    again.get_by_role("button", name="登记销假").click()
    page.locator(".permit").get_by_text("逾期 3 日").wait_for()
    page.goto("/leave/?tab=late")
    assert name not in main(page)
    papers = Papers(page, case)
    notice = papers("外出告知书")
    says(notice, name, "冷矫出字第", on_paper(date.fromisoformat(returns)), "第二十七条第一款")
    assert "*" not in notice, "a number somebody is to call is a whole number"
