"""对象奖惩：a warning from the late return to the procuratorate; a proposal with its volume.

Refused: a measure the facts do not carry. Objected to by the person, kept to by the agency, taken
on to the procuratorate. Late: a warning that was signed and not served in time.
"""

import re
from datetime import timedelta

import pytest
from steps_of_a_matter import (
    HEAD,
    SQUAD,
    asked,
    at,
    chooses,
    decides,
    discusses,
    hand_in,
    is_told,
    main,
    person_named,
    step,
)
from steps_of_papers import Papers, leaf, on_paper, says, text_of

from browser import at_both_widths
from counties import TODAY

pytestmark = pytest.mark.journey

LATE = TODAY + timedelta(days=7)
SECOND_SQUAD, BRIGADE = "431103-B2", "431103-B"
CASE = """SELECT d.number, s.name, o.code FROM cases_case c
 JOIN dossiers_dossier d ON d.id = c.dossier_id JOIN dossiers_subject s ON s.id = d.subject_id
 JOIN agencies_unit o ON c.unit_path = o.path JOIN agencies_charge g ON g.office_id = o.id
 JOIN agencies_unit u ON u.id = g.unit_id AND u.code = ? WHERE """
EVENT = "EXISTS (SELECT 1 FROM cases_caseevent e WHERE e.case_id = c.id AND e.what = ?)"
PROCEEDING = "EXISTS (SELECT 1 FROM supervision_proceeding p WHERE p.case_id = c.id)"
CAME_BACK_LATE = f"""{CASE} c.state = 'under' AND NOT {PROCEEDING} AND EXISTS (
 SELECT 1 FROM supervision_trip t WHERE t.case_id = c.id AND t.days_late > 0)"""
OF_GREAT_MERIT = f"{CASE} c.state = 'under' AND {EVENT} AND NOT {PROCEEDING}"
UNSERVED = """SELECT m.number FROM decisions_matter m
 WHERE m.kind = 'warning' AND m.stage = 'granted'"""
OF_MATTER = """SELECT d.number, s.name, o.code FROM decisions_matter m
 JOIN dossiers_dossier d ON d.id = m.dossier_id JOIN dossiers_subject s ON s.id = d.subject_id
 JOIN agencies_unit o ON m.unit_path = o.path WHERE m.number = ?"""


def looked_up(site, query, *values):
    """Return case, name and township office of who this is about, and the head of the office."""
    case, name, office = asked(site, query, *values)[0]
    return case, name, at(site, office, "所长")[0]


def is_not_carried(page, case, second):
    """A graver measure than the facts carry is refused; one for another kind is not offered."""
    page.goto(f"/cases/{case}/conduct/new/")
    assert "不适用于缓刑" in main(page)
    opens(page, case, "revocation_proposal", second)
    refusal = page.locator("main .refuse").first
    refusal.wait_for()
    assert "现有事实不支持“提请撤销缓刑”" in refusal.inner_text()
    assert "第五百四十三条" in refusal.inner_text(), "the ground"
    assert "请重新核对事实" in refusal.inner_text(), "the remedy"


def opens(page, case, measure, second):
    page.goto(f"/cases/{case}/conduct/{measure}/")
    page.locator("[name=words]").fill("外出期满未按期返回，逾期后销假，事先未报告，无正当理由。")
    page.locator("[name=fact_breach]").select_option("leave")
    page.locator("[name=fact_severity]").select_option("rather_serious")
    page.locator("[name=fact_good_reason]").select_option("no")
    chooses(page.locator("main"), "second", second)
    page.get_by_label("未按规定履行义务（销假）").check()
    page.locator("main form[method=post] button.main").click()


def is_heard(page, matter, second):
    page.goto(matter)
    form = step(page, "hear")
    chooses(form, "second", second)
    form.locator("[name=outcome][value=signed]").check()
    hand_in(page, "hear", day=TODAY.isoformat(), words="承认逾期，车票售罄未及时报告。")
    page.get_by_text("已听取，本人签名").first.wait_for()
    assert "车票售罄" not in main(page)


def is_left(page, matter, name):
    """He refuses to sign for it: it is left with a witness."""
    page.goto(matter)
    hand_in(page, "tell", recipient=name)
    reasons = "本人在家拒绝签收，决定书留置其住处。"
    hand_in(page, "leave_with_witness", witness="社区 张大姐", reasons=reasons)


def objects(page, leader, matter, name):
    """He objects; the agency keeps to it, and he goes to the procuratorate."""
    hand_in(page, "object", day=LATE.isoformat(), words="逾期有原因，不应警告。")
    page.goto("/conduct/?tab=objected")
    assert name in main(page)
    leader.goto(matter)
    step(leader, "answer-objection").locator("[name=outcome][value=kept]").check()
    hand_in(leader, "answer-objection", words="经复核，未事先报告，事实清楚。")
    page.goto(matter)
    hand_in(page, "refer", day=LATE.isoformat())
    page.get_by_text("人民检察院").first.wait_for()
    at_both_widths(page, "conduct-objected")


def test_a_reduction_is_proposed_with_a_volume_that_lacks_nothing(site, desks, sign):
    case, name, head = looked_up(site, OF_GREAT_MERIT, SECOND_SQUAD, "great_merit")
    page = desks[head]
    page.goto(f"/cases/{case}/conduct/reduction_proposal/")
    page.locator("[name=words]").fill("抢险救灾中表现突出，受到表彰，确有重大立功表现。")
    for fact in ("repentance", "merit", "great_merit"):
        page.locator(f"[name=fact_{fact}]").select_option("yes")
    officers = at(site, SECOND_SQUAD, "队员")
    chooses(page.locator("main"), "second", person_named(site, officers[0]))
    page.get_by_label("重大立功").last.check()
    page.locator("[name=to]").fill("永州市中级人民法院")
    page.locator("main form[method=post] button.main").click()
    page.wait_for_url("**/matters/2026-*/")
    matter = page.url
    heads = (HEAD, at(site, BRIGADE, "副大队长")[0], SQUAD)
    discusses(site, desks, sign, matter, "collective", heads, f"是否对{name}提请减刑")
    decides(desks[officers[1]], sign, matter, "check", "已核对事实、证据。")
    decides(desks["city.officer"], sign, matter, "grant", "同意。")
    page.goto(matter)
    page.goto(f"/dossiers/{case}/")
    scan = {"name": "刑事判决书.pdf", "mimeType": "application/pdf", "buffer": leaf()}
    form = page.locator("form[action$='/files/']")
    form.locator("[name=file]").set_input_files(scan)
    with page.expect_navigation():
        form.locator("button[type=submit]").click()
    is_put_together(page, matter)
    is_told(page, matter)
    with page.expect_download() as volume:
        page.get_by_role("button", name="打印案卷").click()
    whole = text_of(volume.value.path().read_bytes(), "提请案卷")
    says(whole, "减刑建议书", "证明其重大立功表现", "2026年4月16日")
    papers = Papers(page, case)
    proposal = papers("减刑建议书")
    says(proposal, "永州市中级人民法院", name, "冷矫减字第", "第七十八条第一款", "应当减刑")
    says(proposal, "人民法院、人民检察院、公安机关、存档")
    says(papers("提请案卷移送函"), "永州市中级人民法院", name)


def is_put_together(page, matter):
    """Each thing of the dossier goes in as the part it is; evidence says what it proves."""
    page.goto(matter.replace("/matters/", "/conduct/") + "volume/")
    for field in page.locator("[name^=proves-]").all():
        name = field.get_attribute("name").removeprefix("proves-")
        if page.locator(f"[name='{name}']").input_value() == "evidence":
            field.fill("证明其重大立功表现")
    with page.expect_navigation():
        page.locator("main form[method=post] button.main").click()


def test_a_warning_goes_from_the_late_return_to_the_procuratorate(site, desks, sign):
    case, name, head = looked_up(site, CAME_BACK_LATE, SECOND_SQUAD)
    officers = at(site, SECOND_SQUAD, "队员")
    second = person_named(site, officers[0])
    page, leader = desks[head], desks[HEAD]
    is_not_carried(page, case, second)
    opens(page, case, "warning", second)
    page.wait_for_url("**/matters/2026-*/")
    matter = page.url
    leader.goto(matter)
    assert "采取该措施前未听取本人陈述申辩" in main(leader)
    is_heard(page, matter, second)
    topic = f"是否给予{name}警告"
    discusses(site, desks, sign, matter, "group", officers, topic)
    decides(desks[officers[1]], sign, matter, "check", "已核对事实、证据和笔录。")
    decides(leader, sign, matter, "grant", "同意。")
    desks.to_day(LATE)
    page, leader = desks[head], desks[HEAD]
    assert re.search(f"逾期[^逾]*送达{name}的警告文书", main(page))
    is_left(page, matter, name)
    step(page, "copies").get_by_role("checkbox").first.check()
    hand_in(page, "copies")
    objects(page, leader, matter, name)
    papers = Papers(page, case)
    says(papers("警告决定书"), name, "冷矫警字第", on_paper(TODAY), "第二十八条第一款")
    says(papers("警告决定书"), "人民检察院", "对处理结果仍有异议")
    says(papers("送达回证"), on_paper(LATE), "拒绝签收", "留置送达", "见证人", "社区 张大姐")
    says(papers("考核奖惩审批表"), "本人在笔录上签名", "多数同意")
    assert "同意。同意" not in papers("考核奖惩审批表")
