"""矫正终止：expiry with its papers, a held end, a late discharge, a death.

Refused: who is in custody when the term ends is not discharged. Objected to: the procuratorate
sends a correction notice about a discharge that came late (纠正意见), and is answered. Late: the
day after the last day of a term nobody discharged.
"""

from __future__ import annotations

from datetime import date

import pytest
from steps_of_papers import on_paper, paper_named, says

from browser import at_both_widths
from counties import TODAY

pytestmark = pytest.mark.journey

ENDING = (
    "SELECT d.number, p.name, c.term_ends, o.code FROM cases_case c"
    " JOIN dossiers_dossier d ON d.id = c.dossier_id JOIN dossiers_subject p ON p.id = d.subject_id"
    " JOIN agencies_unit o ON o.path = c.unit_path JOIN agencies_charge g ON g.office_id = o.id"
    " JOIN agencies_unit q ON q.id = g.unit_id AND q.code = '431103-B2'"
    " WHERE c.state = 'under' AND c.kind = 'suspension'"
)
HELD = (
    " EXISTS (SELECT 1 FROM cases_caseevent e WHERE e.case_id = c.id"
    " AND e.what IN ('detained', 'arrested'))"
)
PREPARED = (
    " AND EXISTS (SELECT 1 FROM cases_caseevent e WHERE e.case_id = c.id"
    " AND e.what = 'appraisal_written')"
)
RECEIVER = "社区矫正对象本人"


def main(page):
    return page.locator("main").inner_text()


def ending(places, when):
    number, name, ends, office = places._row(f"{ENDING} {when} ORDER BY c.id")
    return number, name, date.fromisoformat(ends), office


def takes(page, number, slug, picks=(), **entries):
    """Take a step of a case on its own screen and come back to the case."""
    page.goto(f"/cases/{number}/{slug}/")
    hands_in(page, picks, **entries)
    page.wait_for_url(f"**/cases/{number}/")


def hands_in(page, picks=(), **entries):
    for name, value in entries.items():
        page.locator(f"main [name={name}]").fill(value)
    for name, value in dict(picks).items():
        page.locator(f"main input[name={name}][value={value}]").check()
    page.locator("main form [data-main]").click()


def is_refused(page, number, slug, **entries):
    page.goto(f"/cases/{number}/{slug}/")
    hands_in(page, **entries)
    page.locator("main form .refuse").first.wait_for()
    return page.locator("main form .refuse").first.inner_text()


def test_a_term_that_is_over_ends_with_certificate_notices_and_hand_over(desks, places):
    number, name, ends, _office = ending(places, f"AND c.term_ends = '{TODAY}' {PREPARED}")
    leader, squad = desks["brigade.leader"], desks["squad.officer"]
    squad.goto(f"/cases/{number}/")
    for done in ("个人总结", "书面鉴定", "安置帮教"):
        assert done in main(squad), done
    takes(leader, number, "discharge")
    at_both_widths(leader, "end-discharged")
    early = is_refused_to_archive(leader, number)
    assert "证明书" in early
    squad.goto(f"/cases/{number}/certificate/")
    assert "应当宣告：原判的刑罚不再执行" in main(squad)
    at_both_widths(squad, "end-declaration")
    takes(squad, number, "certificate", day=TODAY.isoformat(), received_by=name)
    certificate = paper_named(leader, number, "解除社区矫正证明书")
    says(certificate, name, on_paper(ends), "《中华人民共和国社区矫正法》", "第四十四条", "冷矫")
    says(certificate, "原判的刑罚不再执行")
    notice = paper_named(leader, number, "解除社区矫正通知书")
    says(notice, name, on_paper(ends), "人民检察院", "公安", "人民法院")
    leader.goto("/archive/")
    assert number in main(leader), "the next step is the archive's"


def is_refused_to_archive(page, number):
    page.goto(f"/cases/{number}/archive/")
    page.locator('select[name="retention"]').select_option("thirty")
    page.locator('textarea[name="because"]').fill("原件为纸质，已装订入卷")
    page.locator("main form [data-main]").click()
    page.locator("main form .refuse").first.wait_for()
    return page.locator("main form .refuse").first.inner_text()


def test_who_is_in_custody_is_not_discharged_and_organ_and_procuratorate_are_told(desks, places):
    number, name, ends, _office = ending(places, f"AND c.term_ends < '{TODAY}' AND {HELD}")
    leader = desks["brigade.leader"]
    why = is_refused(leader, number, "discharge")
    assert "期满时人身自由受限制" in why
    takes(leader, number, "hold", words="该对象因涉嫌盗窃被刑事拘留，羁押于冷水滩区看守所。")
    report = paper_named(leader, number, "矫正期满待定情况报告")
    says(report, name, on_paper(ends), "人身自由受限制", "人民检察院", "刑事拘留")


def test_a_discharge_that_comes_late_is_corrected_by_the_procuratorate(desks, places):
    number, name, ends, _office = ending(places, f"AND c.term_ends < '{TODAY}' AND NOT {HELD}")
    squad, leader = desks["squad.officer"], desks["brigade.leader"]
    squad.goto("/")
    row = squad.locator(".row", has_text=name).filter(has_text="办理解除矫正").first
    assert "逾期 1 天" in row.inner_text() and "法 44 条" in row.inner_text()
    takes(leader, number, "discharge")
    certificate = paper_named(leader, number, "解除社区矫正证明书")
    says(certificate, name, on_paper(ends), on_paper(TODAY))
    notes(squad, number, "correction_received", "检察院纠正意见：解除晚于期满之日，请说明原因。")
    notes(squad, number, "correction_answered", "已答复：系交接疏漏，已补办并对经办人批评教育。")
    squad.goto(f"/cases/{number}/")
    assert "纠正" in main(squad)
    at_both_widths(squad, "end-corrected")


def notes(page, number, what, words):
    page.goto(f"/cases/{number}/note/?what={what}")
    page.locator("main [name=day]").fill(TODAY.isoformat())
    page.locator("main [name=note]").fill(words)
    page.locator("main form [data-main]").click()
    page.wait_for_url(f"**/cases/{number}/")


def test_a_death_terminates_and_everybody_the_law_names_is_told(desks, places):
    number, name, _ends, _office = ending(places, f"AND c.term_ends > '{TODAY}'")
    squad, leader = desks["squad.officer"], desks["brigade.leader"]
    day = TODAY.isoformat()
    squad.goto(f"/cases/{number}/death/")
    hands_in(squad, died=day, learned="2026-11-01", told_by="其妻", words="医院死亡证明")
    squad.get_by_text(f"2026-11-01 早于“死亡”的日期 {day}").first.wait_for()
    takes(squad, number, "death", died="2026-11-22", learned=day, told_by="其妻",
          words="医院死亡证明")  # fmt: skip
    takes(leader, number, "terminate", {"ending": "died"}, day="2026-11-22")
    takes(leader, number, "tell-end")
    notice = paper_named(leader, number, "社区矫正对象死亡通知书")
    says(notice, name, "2026年11月22日", on_paper(TODAY), "人民检察院", "公安")
