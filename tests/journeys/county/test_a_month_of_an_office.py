"""日常考核：an office's month, from what was noted to the list that is put up.

Refused: a month that something speaks against is not passed without the reason, and nobody
confirms what he assessed. Objected to: the person objects to the result, another leader finds him
right, and the month is assessed anew. Late: a month that is over by weeks and was not assessed.
"""

from __future__ import annotations

import re

import pytest
from steps_of_papers import on_paper, printed, says

from browser import at_both_widths
from counties import TODAY

pytestmark = pytest.mark.journey

MONTH = "2026-10"
OFFICE = (
    "SELECT o.code, a.username FROM agencies_unit o JOIN agencies_charge g ON g.office_id = o.id"
    " JOIN agencies_unit q ON q.id = g.unit_id AND q.code = '431103-B2'"
    " JOIN agencies_account a ON a.unit_id = o.id AND a.kind = 'staff'"
    " JOIN cases_case c ON c.unit_path = o.path AND c.state = 'under'"
    " WHERE NOT EXISTS (SELECT 1 FROM supervision_monthlyassessment m"
    " JOIN cases_case x ON x.id = m.case_id WHERE x.unit_path = o.path)"
    " GROUP BY o.code, a.username ORDER BY COUNT(*) DESC"
)
"""The largest office of the second squad that has not assessed the month."""
NAMED = (
    "SELECT s.name FROM dossiers_dossier d JOIN dossiers_subject s ON s.id = d.subject_id"
    " WHERE d.number = ?"
)
NOT_CLASSIFIED = (
    "SELECT d.number FROM cases_case c JOIN dossiers_dossier d ON d.id = c.dossier_id"
    " JOIN agencies_unit o ON o.path = c.unit_path JOIN agencies_charge g ON g.office_id = o.id"
    " JOIN agencies_unit q ON q.id = g.unit_id AND q.code = '431103-B2'"
    " WHERE c.state = 'under' AND c.level = '' ORDER BY c.id"
)
"""Somebody of the second squad whose category nobody has settled yet."""
OBJECTS = "十月我参加了公益活动，未被记入，请求更正。"
ANSWER = "经核查签到表，公益活动属实，撤回评定，重新考核。"


def main(page):
    return page.locator("main").inner_text()


def does(page, number, act, picks=(), **entries):
    """Do one thing with a month on its page."""
    page.goto(f"/cases/{number}/months/{MONTH}/")
    form = page.locator(f"form[action$='/{act}/']")
    if form.locator("xpath=ancestor::details[not(@open)]").count():
        form.locator("xpath=ancestor::details").locator("summary").click()
    for name, value in entries.items():
        form.locator(f"[name={name}]").fill(value)
    for name, value in dict(picks).items():
        form.locator(f"input[name={name}][value={value}]").check()
    with page.expect_navigation():
        form.locator("button").last.click()


def test_a_month_goes_through_an_office_and_is_put_up(desks, places):
    _code, username = places._row(OFFICE)
    office, leader = desks[username], desks["squad.leader"]
    first, second = are_still_to_be_assessed(office)
    name = places._one(NAMED, first)
    does(office, first, "assess", {"result": "passed"}, reasons="按该月实际表现评为合格。")
    is_not_passed_against_what_was_noted(office, second)
    are_confirmed(leader, (first, second))
    are_told(office)
    text = has_its_sheet(leader, first, name)
    says(text, "合格", leader_of(places), on_paper(TODAY), "2026年10月")
    objects_and_is_found_right(office, leader, first)
    does(office, first, "assess", {"result": "good"}, reasons="公益活动补记后，按良好评定。")
    are_confirmed(leader, (first,))
    says(has_its_sheet(leader, first, name, nth=1), "良好", "按良好评定", name)
    are_told(office)
    is_put_up(leader, name)


def leader_of(places):
    return places._one("SELECT name FROM agencies_account WHERE username = 'squad.leader'")


def are_still_to_be_assessed(page):
    """Late: three weeks after the month ended the office finds everybody under this tab."""
    page.goto(f"/months/?month={MONTH}&tab=to_assess")
    at_both_widths(page, "months-to-assess")
    links = page.locator("main table a[data-open]").all()
    assert len(links) >= 2
    return [re.search(r"/cases/([^/]+)/", one.get_attribute("href"))[1] for one in links[:2]]


def is_not_passed_against_what_was_noted(page, number):
    """A missed report stands in the month: who passes it all the same writes why."""
    page.goto(f"/cases/{number}/note/?what=duty_missed")
    page.locator('input[name="code"][value="report"]').check()
    page.locator('input[name="day"]').fill(f"{MONTH}-15")
    page.locator("main form [data-main]").click()
    page.wait_for_url(f"**/cases/{number}/")
    does(page, number, "assess", {"result": "passed"})
    assert "该月未按规定报告" in main(page)
    assert "请写明为何仍评为合格以上" in main(page)
    at_both_widths(page, "a-month")
    does(page, number, "assess", {"result": "passed"}, reasons="当日住院，次日补报，有医院证明。")


def are_confirmed(page, numbers):
    """The leader ticks those of the office; a row with reasons is ticked by hand."""
    page.goto(f"/months/?month={MONTH}&tab=to_confirm")
    page.locator("input[name=item]:checked").evaluate_all("all => all.forEach(one => one.click())")
    for number in numbers:
        page.locator(f"tr:has(a[href*='{number}']) input[name=item]").check()
    page.get_by_role("button", name="确认勾选的各行").click()
    page.wait_for_selector(f"text=已确认{len(numbers)}人的月考核")


def are_told(page):
    page.goto(f"/months/?month={MONTH}&tab=to_tell")
    for box in page.locator("input[name=item]").all():
        box.check()
    page.get_by_role("button", name="记录勾选的人已告知").click()
    page.wait_for_selector("text=已记录告知")


def has_its_sheet(page, number, name, nth=0):
    """The sheet in the file: the month, what it shows, the points, who assessed and confirmed."""
    page.goto(f"/cases/{number}/months/{MONTH}/")
    paper = page.locator("aside a[href*='/papers/']").first
    text = printed(page, f"{paper.get_attribute('href')}pdf/", f"月考核表{nth}")
    says(text, paper.inner_text().strip(), name, number_of_points(page), "计分仅供参考")
    return text


def number_of_points(page):
    return page.locator("tfoot td").last.inner_text().strip() + "分"


def objects_and_is_found_right(office, leader, number):
    """Who objects is answered by who did not assess; the sheet is withdrawn, the month open."""
    day = TODAY.isoformat()
    does(office, number, "object", day=day, words=OBJECTS)
    leader.goto(f"/months/?month={MONTH}&tab=objected")
    assert leader.locator(f"main table a[href*='{number}']").count() == 1
    does(leader, number, "answer", {"outcome": "corrected"}, words=ANSWER)
    assert "异议成立" in main(leader)
    leader.goto(f"/dossiers/{number}/")
    row = leader.locator("tr", has=leader.get_by_role("link", name="社区矫正对象月考核表"))
    assert "撤回" in row.first.inner_text()


def is_put_up(page, name):
    """Adults who were told, by surname only, each with the result and nothing else."""
    page.goto(f"/months/published/?month={MONTH}")
    words = main(page)
    assert f"{name[0]}某" in words and name not in words
    at_both_widths(page, "months-published")
    page.get_by_role("button", name="记录已公示").click()
    page.wait_for_load_state()


def test_the_score_only_advises_beside_the_category(desks, places):
    number = places._one(NOT_CLASSIFIED)
    squad = desks["squad.officer"]
    squad.goto(f"/cases/{number}/assess/")
    squad.get_by_label("评估内容").fill("情绪稳定，家庭支持好。")
    squad.locator("main form[method=post] button.main").click()
    squad.wait_for_url(f"**/cases/{number}/")
    squad.goto(f"/cases/{number}/classify/")
    assert "只作提示" in main(squad)
    at_both_widths(squad, "category-beside-a-score")
    squad.get_by_label("普通管理").check()
    squad.get_by_label("理由").fill("表现稳定，按普通管理。")
    squad.locator("main form[method=post] button.main").click()
    squad.wait_for_url(f"**/cases/{number}/")
    assert "设定类别时所见" in main(squad)
    squad.goto("/risk/formula/")
    at_both_widths(squad, "formula")
