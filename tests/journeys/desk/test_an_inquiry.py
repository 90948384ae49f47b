"""调查评估：from the letter to the opinion; one sent back, one lengthened in time, one late."""

import re
import subprocess
import sys
from datetime import timedelta

import pytest
from steps_of_a_discussion import discusses, opened
from test_entrusting_an_office import sign

from browser import at_both_widths, environment
from cast import PEOPLE, TODAY

pytestmark = pytest.mark.journey

PREPARE = """
import django
django.setup()
import cast, inquiring
inquiring.play(cast.Cast())
"""


@pytest.fixture(scope="module", autouse=True)
def mark(site):
    """The agency has the mark under which its papers are numbered."""
    words = [sys.executable, "-c", PREPARE]
    subprocess.run(words, env=environment(site.home), capture_output=True, check=True)


def takes_in(page, name, number, *, procedure="普通程序、简易程序等"):
    page.goto("/inquiries/new/")
    page.get_by_label("机关类别").select_option(label="人民法院")
    page.get_by_label("机关名称").fill("冷水滩区人民法院")
    page.get_by_label("委托函文号").fill(number)
    page.get_by_label("拟适用类别").select_option(label="缓刑")
    page.get_by_label("适用程序").select_option(label=procedure)
    page.get_by_label("涉嫌罪名").fill("盗窃罪")
    page.get_by_label("有被害人").select_option(label="是")
    page.get_by_label("姓名", exact=True).fill(name)
    page.get_by_label("委托函载明的居住地").fill("梅湾街道清桥社区 3 栋 501")
    page.get_by_label("收到材料日期").fill(TODAY.isoformat())
    page.get_by_label("居住地司法所").select_option(label="梅湾司法所")


def test_what_does_not_hold_goes_back_to_the_court(desks):
    squad = desks["squad_officer"]
    takes_in(squad, "蒋无名", "（2026）湘1103委评42号")
    squad.locator("main form[method=post] button.main").click()
    squad.wait_for_url(re.compile(r"/inquiries/431103"))
    box = opened(squad, "退回委托")
    for label, answer in (("姓名属实", "是"), ("居住地属实", "否"), ("身份明确", "是")):
        box.get_by_label(label).select_option(label=answer)
    box.get_by_label("核实情况").fill("清桥社区居委会证明查无此人。")
    box.get_by_role("button").click()
    squad.get_by_text("已退回委托").first.wait_for()
    squad.get_by_role("link", name=re.compile("冷矫退字第 1 号")).click()
    assert "居住地不真实" in squad.locator("main").inner_text()


def test_one_is_lengthened_in_time_and_another_is_late(desks):
    squad = desks["squad_officer"]
    takes_in(squad, "邓小满", "（2026）湘1103委评43号", procedure="速裁程序")
    squad.locator("main form[method=post] button.main").click()
    squad.wait_for_url(re.compile(r"/inquiries/431103"))
    address = squad.url
    box = opened(squad, "与委托机关协商延长")
    box.get_by_label("约定期限至").fill((TODAY + timedelta(days=10)).isoformat())
    box.get_by_label("委托机关同意的人员和方式").fill("刑庭王法官电话同意")
    box.get_by_role("button").click()
    squad.get_by_text("已记录延长的期限").first.wait_for()
    desks.to_day(TODAY + timedelta(days=11))
    squad = desks["squad_officer"]
    squad.goto("/inquiries/?tab=late")
    assert "邓小满" in squad.locator("main").inner_text()
    at_both_widths(squad, "inquiries-late")
    squad.goto(address)
    box = opened(squad, "与委托机关协商延长")
    box.get_by_label("约定期限至").fill((TODAY + timedelta(days=30)).isoformat())
    box.get_by_label("委托机关同意的人员和方式").fill("补办")
    box.get_by_role("button").click()
    squad.get_by_text("不能事后补办延长").first.wait_for()


def accepts(page):
    box = opened(page, "受理并确定调查人员")
    for field in ("materials_complete", "name_true", "home_true", "identity_known"):
        box.locator(f"select[name={field}]").select_option("yes")
    for who in ("squad_officer", "township_officer"):
        box.get_by_label(PEOPLE[who][0]).check()
    box.get_by_role("button").click()
    page.get_by_text("调查人员").first.wait_for()


def writes_down(page, who, asked_as, topics):
    """Write down what somebody said, apart from all others."""
    page.get_by_role("link", name="制作笔录").click()
    page.get_by_label("被调查人身份").select_option(asked_as)
    page.get_by_label("被调查人", exact=True).fill(who)
    page.locator("[name=place]").fill("清桥社区居委会")
    page.locator("[name=day]").fill(TODAY.isoformat())
    page.locator("[name=begins]").fill("23:00")
    page.locator("[name=ends]").fill("23:30")
    page.get_by_role("group", name="共同调查人员").get_by_role("checkbox").first.check()
    for topic in topics:
        page.locator(f"[name=topics][value={topic}]").check()
    page.locator("[name=words]").fill(f"{who}陈述：愿意配合，情况属实。")
    page.get_by_label("被调查人已核对并签名").check()
    page.get_by_role("button", name="保存笔录").click()
    page.wait_for_url(re.compile(r"/inquiries/431103-[^/]+/$"))


def assesses(page):
    page.get_by_role("link", name="评估并提出意见").click()
    at_both_widths(page, "inquiry-assess")
    page.locator("[name=outcome][value=suitable]").check()
    page.locator("[name=findings]").fill("在清桥社区有固定居所，居委会同意接纳。")
    page.locator("[name=lacking_because]").fill("其余事项与本案无关。")
    page.get_by_role("button", name="提出意见").click()
    page.wait_for_url("**/matters/2026-*/")
    return page.url


def test_one_goes_from_the_letter_to_the_opinion_and_the_victims_words_stay_apart(desks):
    squad = desks["squad_officer"]
    takes_in(squad, "郭志强", "（2026）湘1103委评41号")
    squad.locator("main form[method=post] button.main").click()
    squad.wait_for_url(re.compile(r"/inquiries/431103"))
    inquiry = squad.url
    accepts(squad)
    desks.to_day(TODAY + timedelta(days=1))
    squad = desks["squad_officer"]
    squad.goto(inquiry)
    writes_down(squad, "张大姐", "committee", ("home", "committee", "community"))
    writes_down(squad, "李某", "victim", ("victim", "effects"))
    assert "李某" not in squad.locator("main").inner_text()
    at_both_widths(squad, "inquiry-statements")
    matter = assesses(squad)
    checker = desks["squad_leader"]
    checker.goto(matter)
    checker.get_by_label("核实意见").fill("已核对笔录和评估表。")
    sign(checker, "check")
    checker.get_by_text("已核实").first.wait_for()
    discusses(desks, matter, "group", ("squad_officer", "township_officer"))
    head = desks["brigade_leader"]
    head.goto(matter)
    head.get_by_label("批示").fill("同意。")
    sign(head, "grant")
    assert "集体评议" in head.locator("main").inner_text()
    discusses(desks, matter, "collective", ("brigade_leader", "deputy_leader", "squad_leader"))
    head.goto(matter)
    head.get_by_label("批示").fill("同意。")
    sign(head, "grant")
    head.get_by_text("冷矫调字第 1 号").first.wait_for()
    squad = desks["squad_officer"]
    squad.goto(matter)
    squad.get_by_role("button", name=re.compile("告知|送交")).first.click()
    squad.goto(inquiry)
    squad.get_by_text("已送交意见").first.wait_for()
    at_both_widths(squad, "inquiry-sent")
    other = desks["second_squad_officer"]
    other.goto(inquiry.replace("/inquiries/", "/dossiers/"))
    assert other.locator("main").get_by_text("分开保管").count() == 2
