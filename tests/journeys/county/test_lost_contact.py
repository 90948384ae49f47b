"""失联查找：from the report nobody made to the record in the file.

Refused: a visit by one officer alone, and a search closed as dealt with where nothing was opened.
Objected to: no instrument knows an objection to a search; what the person says for himself is
heard, and a search is closed without a measure only with the reason. Late: the first day of a
search on which nobody tried anything; who never came is told to the organ all the same.
"""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from steps_of_a_search import finds, has_the_receipt, proposed, step, tells, tries
from steps_of_papers import on_paper, printed, says

from browser import at_both_widths
from counties import TODAY

pytestmark = pytest.mark.journey

SEARCHES = (
    "SELECT s.key, p.name, d.number, o.code FROM supervision_search s"
    " JOIN cases_case c ON c.id = s.case_id JOIN dossiers_dossier d ON d.id = c.dossier_id"
    " JOIN dossiers_subject p ON p.id = d.subject_id JOIN agencies_unit o ON o.path = s.unit_path"
    " JOIN agencies_charge g ON g.office_id = o.id JOIN agencies_unit q ON q.id = g.unit_id"
    " WHERE q.code LIKE '431103-B%' AND s.closed_at IS NULL AND "
)
IN_REACH = (
    "SELECT p.name, d.number, o.code FROM cases_case c"
    " JOIN dossiers_dossier d ON d.id = c.dossier_id JOIN dossiers_subject p ON p.id = d.subject_id"
    " JOIN agencies_unit o ON o.path = c.unit_path JOIN agencies_charge g ON g.office_id = o.id"
    " JOIN agencies_unit q ON q.id = g.unit_id AND q.code = '431103-B2'"
    " WHERE c.state = 'under' AND c.kind = 'suspension'"
    " AND NOT EXISTS (SELECT 1 FROM cases_caseevent e WHERE e.case_id = c.id"
    " AND (e.day >= ? OR e.what IN ('admonished', 'warned', 'duty_missed')))"
    " ORDER BY c.id"
)
"""Somebody of the second squad of whom nothing was noted since a day, and nothing held against."""
NEVER_CAME = SEARCHES + "s.found_on IS NULL AND s.missed = 'first_report'"
OFFICER = (
    "SELECT a.username FROM agencies_account a JOIN agencies_unit u ON u.id = a.unit_id"
    " WHERE u.code = ? AND a.kind = 'staff'"
)
BECAUSE = "当日确因母亲突发疾病住院陪护，未及时报告，有住院证明，经教育后认错"


def main(page):
    return page.locator("main").inner_text()


def at(key):
    return f"/searches/{uuid.UUID(key)}/"


def test_from_the_report_nobody_made_to_the_record_in_the_file(desks, places):
    missed = TODAY - timedelta(days=9)
    name, number, office = places._row(IN_REACH, missed.isoformat())
    township = desks[places._one(OFFICER, office)]
    misses_a_report(township, number, missed)
    there = opens_by_itself(township, name)
    is_tried_in_three_ways(township)
    squad = desks["squad.officer"]
    squad.goto(there)
    is_told_to_police_and_procuratorate(squad)
    township.goto(there)
    finds(township)
    assert proposed(township) == ["训诫"]
    at_both_widths(township, "search-found")
    leader = desks["squad.leader"]
    leader.goto(there)
    is_not_closed_as_dealt_with(leader)
    squad.goto(there)
    tells(squad, "outcome")
    squad.locator("details[data-step='outcome']").wait_for(state="detached")
    leader.goto(there)
    closes(leader, "no_measure", BECAUSE)
    leader.get_by_text("查找已结案").first.wait_for()
    has_its_papers(leader, there, name)


def misses_a_report(page, number, day):
    page.goto(f"/cases/{number}/note/?what=duty_missed")
    page.locator('input[name="code"][value="report"]').check()
    page.locator('input[name="day"]').fill(day.isoformat())
    page.locator("main form [data-main]").click()
    page.wait_for_url(f"**/cases/{number}/")


def opens_by_itself(page, name):
    """Nobody opened it: the missed duty did, and the clock stands at its ninth day."""
    page.goto("/searches/")
    page.get_by_role("link", name=name).click()
    page.wait_for_url("**/searches/*-*/")
    assert "脱离监管 9 天" in main(page)
    return "/" + page.url.split("/", 3)[3]


def is_tried_in_three_ways(page):
    """A call and a check; the law's visit is made by two."""
    tries(page, "phone")
    tries(page, "check")
    tries(page, "visit")
    page.get_by_text("实地查访应当由两名工作人员进行").first.wait_for()
    tries(page, "visit", second=True)
    page.get_by_text("电话联系、信息化核查、实地查访均已进行").first.wait_for()


def is_told_to_police_and_procuratorate(page):
    tells(page, "police")
    page.get_by_text("已通知公安机关").first.wait_for()
    has_the_receipt(page, "王警官")
    page.get_by_text("已登记回执").first.wait_for()
    tells(page, "procuratorate")
    page.locator("details[data-step='procuratorate']").wait_for(state="detached")


def is_not_closed_as_dealt_with(page):
    """The outcome stands on what was done: without a proceeding nothing was dealt with."""
    closes(page, "dealt")
    refused = page.locator(".refuse").first
    refused.wait_for()
    assert "尚未立案处理" in refused.inner_text()


def closes(page, outcome, because=""):
    box = step(page, "close")
    box.locator(f'input[name="outcome"][value="{outcome}"]').check()
    box.locator('textarea[name="because"]').fill(because)
    box.get_by_role("button").click()


def has_its_papers(page, there, name):
    """The notices and the record say who, since when, what was tried, by whom, what came of it."""
    page.goto(there)
    notices = {
        link.inner_text().strip(): link.get_attribute("href")
        for link in page.locator("main a[href*='/papers/']").all()
    }
    assert len(notices) == 4, "police, procuratorate, its outcome, the record"
    texts = {one: printed(page, f"{href}pdf/", f"查找{n}") for n, (one, href) in
             enumerate(notices.items())}  # fmt: skip
    for number, text in texts.items():
        says(text, number, name, on_paper(TODAY), "冷水滩区", "电话联系")
    record = next(text for text in texts.values() if "结案情形" in text or "失联查找记录" in text)
    assert "号号" not in record
    says(record, BECAUSE, "王警官", "训诫", "实地查访", "公安机关")


def test_who_never_came_is_late_on_the_page_and_told_to_the_organ(desks, places):
    key, name, number, office = places._row(NEVER_CAME)
    there, township = at(key), desks[places._one(OFFICER, office)]
    township.goto("/")
    assert name in main(township)
    township.goto(there)
    assert "24 小时" in main(township) and "尚未" in main(township)
    at_both_widths(township, "search-late")
    tries(township, "phone")
    township.get_by_text("未联系到").first.wait_for()
    leader = desks["brigade.leader"]
    leader.goto(there)
    tells(leader, "organ")
    leader.get_by_text("抄送").first.wait_for()
    letter = leader.locator("main a[href*='/papers/']").first
    text = printed(leader, f"{letter.get_attribute('href')}pdf/", "未报到通报")
    says(text, letter.inner_text().strip(), name, "人民法院", on_paper(TODAY), "电话联系")
    says(text, "本文书一式二份：人民检察院、存档各一份")


def test_an_exercise_touches_no_case(desks, places):
    leader = desks["squad.leader"]
    before = places._row("SELECT COUNT(*), MAX(id) FROM cases_caseevent")
    leader.goto("/searches/practise/")
    leader.locator("main form [data-main], main form button.main").first.click()
    leader.wait_for_url("**/searches/*-*/")
    tries(leader, "phone")
    leader.get_by_text("未联系到").first.wait_for()
    closes(leader, "practised")
    leader.get_by_text("查找已结案").first.wait_for()
    assert places._row("SELECT COUNT(*), MAX(id) FROM cases_caseevent") == before
