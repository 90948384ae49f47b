"""调查评估：from the court's letter to the opinion, which comes late; another is sent back.

The law knows no objection to an opinion: nobody but the organ and the procuratorate may read it.
The nearest lawful thing is the head who returns it to the investigators before he signs.
"""

import re
from datetime import timedelta

import pytest
from steps_of_a_matter import (
    CHECKER,
    HEAD,
    SQUAD,
    at,
    decides,
    discusses,
    hand_in,
    is_told,
    main,
    opened,
    person_named,
)
from steps_of_papers import Papers, on_paper, says

from browser import at_both_widths
from counties import TODAY

pytestmark = pytest.mark.journey

OFFICE, SECOND_SQUAD, BRIGADE = "431103002", "431103-B2", "431103-B"
COURT = "冷水滩区人民法院"
LATE = TODAY + timedelta(days=11)


@pytest.fixture(scope="module")
def office(site):
    """The head of the township office where they live."""
    return at(site, OFFICE, "所长")[0]


def takes_in(page, name, number, *, procedure="普通程序、简易程序等"):
    page.goto("/inquiries/new/")
    chosen = {
        "机关类别": "人民法院",
        "拟适用类别": "缓刑",
        "适用程序": procedure,
        "有被害人": "是",
        "居住地司法所": "菱角山司法所",
    }
    for label, answer in chosen.items():
        page.get_by_label(label).select_option(label=answer)
    for label, words in (
        ("机关名称", COURT),
        ("委托函文号", number),
        ("涉嫌罪名", "盗窃罪"),
        ("委托函载明的居住地", "菱角山街道黄泥井社区 3 栋 501"),
        ("收到材料日期", TODAY.isoformat()),
    ):
        page.get_by_label(label).fill(words)
    page.get_by_label("姓名", exact=True).fill(name)
    page.locator("main form[method=post] button.main").click()
    page.wait_for_url(re.compile(r"/inquiries/431103-"))
    return page.url


def number_of(address):
    return address.rstrip("/").rpartition("/")[2]


def test_what_does_not_hold_goes_back_to_the_court(desks):
    squad = desks[CHECKER]
    inquiry = takes_in(squad, "蒋无名", "（2026）湘1103委评42号")
    box = opened(squad, "退回委托")
    box.get_by_label("姓名属实").select_option(label="是")
    box.get_by_label("居住地属实").select_option(label="是")
    box.get_by_label("身份明确").select_option(label="是")
    box.get_by_label("核实情况").fill("黄泥井社区居委会证明查无此人。")
    box.get_by_role("button").click()
    squad.get_by_text("缺少").first.wait_for()
    assert "请先核实尚不清楚的事项" in main(squad)
    box = opened(squad, "退回委托")
    box.get_by_label("居住地属实").select_option(label="否")
    box.get_by_role("button").click()
    squad.get_by_text("已退回委托").first.wait_for()
    assert "通报执行地县级检察院" in main(squad)
    letter = Papers(squad, number_of(inquiry))("调查评估退回函")
    says(letter, COURT, "蒋无名", "（2026）湘1103委评42号", "居住地不真实", on_paper(TODAY))


def accepts(page, people):
    box = opened(page, "受理并确定调查人员")
    for field in ("materials_complete", "name_true", "home_true", "identity_known"):
        box.locator(f"select[name={field}]").select_option("yes")
    box.get_by_label(people[0]).check()
    box.get_by_role("button").click()
    page.get_by_text("两人").first.wait_for()
    box = opened(page, "受理并确定调查人员")
    for name in people:
        box.get_by_label(name).check()
    box.get_by_role("button").click()
    page.get_by_text("调查人员").first.wait_for()


def writes_down(page, who, asked_as, topics):
    """Write down what somebody said, apart from all others."""
    page.get_by_role("link", name="制作笔录").click()
    page.get_by_label("被调查人身份").select_option(asked_as)
    entries = {
        "name": who,
        "place": "黄泥井社区居委会",
        "day": TODAY.isoformat(),
        "begins": "23:00",
        "ends": "23:30",
        "words": f"{who}陈述：愿意配合，情况属实。",
    }
    for name, value in entries.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("group", name="共同调查人员").get_by_role("checkbox").first.check()
    for topic in topics:
        page.locator(f"[name=topics][value={topic}]").check()
    page.get_by_label("被调查人已核对并签名").check()
    page.get_by_role("button", name="保存笔录").click()
    page.wait_for_url(re.compile(r"/inquiries/431103-[^/]+/$"))


def assesses(page):
    page.get_by_role("link", name="评估并提出意见").click()
    page.locator("[name=outcome][value=suitable]").check()
    page.locator("[name=findings]").fill("在本区有固定居所，居委会同意接纳。")
    page.locator("[name=lacking_because]").fill("其余事项与本案无关。")
    page.get_by_role("button", name="提出意见").click()
    page.wait_for_url("**/matters/2026-*/")
    return page.url


def is_decided(site, desks, sign, matter, looking, checker, leader):
    """Checked, deliberated by those who looked, reviewed by the heads, signed."""
    decides(desks[checker], sign, matter, "check", "已核对笔录和评估表。")
    topic = "是否同意提出适宜社区矫正的意见"
    discusses(site, desks, sign, matter, "group", looking, topic)
    heads = (HEAD, at(site, BRIGADE, "副大队长")[0], leader)
    discusses(site, desks, sign, matter, "collective", heads, topic)
    decides(desks[HEAD], sign, matter, "grant", "同意。")


def is_returned_and_completed(head, officer, matter):
    """The head sends it back to those who looked; they complete it and hand it in again."""
    head.goto(matter)
    hand_in(head, "return", reasons="未写明家庭成员的监督意愿，补充后再报。")
    officer.goto(matter)
    assert "未写明家庭成员的监督意愿" in main(officer)
    officer.get_by_role("link", name="补正").click()
    officer.locator("[name=findings]").fill("有固定居所，居委会同意接纳，父母愿意督促。")
    officer.locator("[name=lacking_because]").fill("其余事项与本案无关。")
    officer.get_by_role("button", name="提出意见").click()
    officer.wait_for_url("**/matters/2026-*/")


def agrees_on_a_later_day(page, until, says):
    """The court lets it last longer, while its time still runs."""
    box = opened(page, "与委托机关协商延长")
    box.get_by_label("约定期限至").fill(until.isoformat())
    box.get_by_label("委托机关同意的人员和方式").fill("刑庭王法官电话同意")
    box.get_by_role("button").click()
    page.get_by_text(says).first.wait_for()


def is_late(page, inquiry):
    """The list and the docket say so; no agreement afterwards makes it timely."""
    page.goto("/")
    assert re.search("郭志强[^郭]*逾期|逾期[^郭]*郭志强", main(page))
    page.goto("/inquiries/?tab=late")
    assert "郭志强" in main(page)
    at_both_widths(page, "inquiries-late")
    page.goto(inquiry)
    agrees_on_a_later_day(page, LATE + timedelta(days=20), "不能事后补办延长")


def test_one_goes_late_from_the_letter_to_the_opinion_and_the_victims_words_stay_apart(
    site, desks, sign, office
):
    squad = desks[CHECKER]
    inquiry = takes_in(squad, "郭志强", "（2026）湘1103委评41号", procedure="速裁程序")
    hand_in(squad, "tell")
    looking = (CHECKER, office)
    accepts(squad, [person_named(site, one) for one in looking])
    agrees_on_a_later_day(squad, LATE - timedelta(days=1), "已记录延长的期限")
    desks.to_day(LATE)
    squad = desks[CHECKER]
    is_late(squad, inquiry)
    squad.goto(inquiry)
    writes_down(squad, "张大姐", "committee", ("home", "committee", "community"))
    writes_down(squad, "李某", "victim", ("victim", "effects"))
    assert "李某" not in main(squad)
    matter = assesses(squad)
    decides(desks[SQUAD], sign, matter, "check", "已核对笔录和评估表。")
    is_returned_and_completed(desks[HEAD], squad, matter)
    checker = next(one for one in at(site, SECOND_SQUAD, "队员") if one != CHECKER)
    is_decided(site, desks, sign, matter, looking, checker, SQUAD)
    is_told(squad, matter)
    squad.goto(inquiry)
    hand_in(squad, "copy")
    squad.get_by_text("已送交意见").first.wait_for()
    at_both_widths(squad, "inquiry-sent")
    other = desks[checker]
    other.goto(f"/dossiers/{number_of(inquiry)}/")
    assert other.locator("main").get_by_text("分开保管").count() == 2
    looks_at_its_papers(squad, number_of(inquiry))


def looks_at_its_papers(page, number):
    """Nobody's name is in the opinion, and no step of the way is missing from the dossier."""
    papers = Papers(page, number)
    opinion = papers("调查评估意见书")
    says(opinion, COURT, "郭志强", "适宜社区矫正", "父母愿意督促", on_paper(LATE))
    says(opinion, "冷矫调字第", "抄送：冷水滩区人民检察院", "出生日期未登记")
    assert "李某" not in opinion and "张大姐" not in opinion
    says(papers("调查评估表"), "父母愿意督促", "其余事项与本案无关", "居所情况")
    says(papers("调查评估笔录"), "23:00至23:30", "签名")
    for title in ("合议记录", "集体评议审核意见表"):
        says(papers(title), "郭志强", "过半数成员同意")
