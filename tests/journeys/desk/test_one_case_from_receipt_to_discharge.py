"""One case from the paper on the counter to the certificate; one at home; one of a minor."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
import steps_of_a_leave as leave
from steps_of_a_case import (
    code_on,
    declared,
    grouped,
    hand_in,
    is_whole_in_print,
    main,
    open_paper,
    planned,
    refused,
    reports,
    step,
    take_in,
)

from browser import grave_faults, look_over
from cast import TODAY

pytestmark = pytest.mark.journey

JUDGED = {
    "name": "唐建平",
    "identity_number": "431103198804120019",
    "home": "冷水滩区梅湾街道清桥社区 3 栋 501",
    "organ_name": "冷水滩区人民法院",
    "judgment_number": "（2026）湘1103刑初12号",
    "judged_on": "2026-10-31",
    "effective": "2026-11-13",
    "crime": "盗窃罪",
    "crime_facts": "2026年3月在超市盗窃财物，价值三千元。",
    "sentence": "一年",
    "probation": "二年",
    "paper_begins": "2026-11-13",
    "paper_ends": "2028-11-12",
    "notice_day": "2026-11-20",
    "documents_day": "2026-11-20",
}
HOME = {
    **JUDGED,
    "name": "彭守安",
    "identity_number": "431103195303080035",
    "organ_name": "湖南省监狱管理局",
    "judgment_number": "（2026）湘监外字第7号",
    "crime": "故意伤害罪",
    "sentence": "五年",
    "probation": "",
    "sentence_begins": "2023-05-01",
    "sentence_ends": "2028-04-30",
    "decision_received": "2026-11-16",
    "paper_begins": "",
    "paper_ends": "",
}
MINOR = {
    **JUDGED,
    "name": "蒋小川",
    "identity_number": "431103200909010019",
    "judgment_number": "（2026）湘1103刑初13号",
}


BEGINS, ENDS, LEAP_DAY = date(2026, 11, 13), date(2028, 11, 12), date(2028, 2, 29)
EVE = ENDS - timedelta(days=1)
LAST_DAY_TO_REPORT = date(2026, 11, 23)
PRISON_ENDS = date(2028, 4, 30)


@pytest.fixture(scope="module", autouse=True)
def mark(beforehand):
    """The agency numbers its papers under a mark."""
    beforehand(says="1")


def test_a_suspended_sentence_goes_from_the_paper_to_the_certificate(desks):
    number = is_taken_in(desks["squad_officer"])
    comes_on_the_last_day(desks["squad_officer"], number)
    is_declared_and_planned(desks["squad_officer"], number)
    is_away_for_eight_days_and_two_more(desks, number)
    ends_on_the_day(desks, number)
    gets_a_certificate_that_is_genuine(desks["squad_officer"], number)


def is_taken_in(page):
    """The notice comes on paper; while it is typed the law answers; the receipt is printed."""
    page.goto("/cases/receive/")
    page.locator("[name=kind]").select_option("suspension")
    for name in ("effective", "probation", "sentence", "paper_begins", "paper_ends"):
        page.locator(f"[name={name}]").fill(JUDGED[name])
    page.locator("[name=penalty]").select_option("prison")
    page.locator("#law").get_by_text(ENDS.isoformat()).first.wait_for()
    number = take_in(page, JUDGED)
    step(page, number, "receipt")
    open_paper(page, number, "法律文书送达回执")
    assert "唐建平" in page.locator(".paper-words").text_content()
    is_whole_in_print(page)
    printed = page.request.get(
        page.get_by_role("link", name="打印", exact=True).get_attribute("href")
    )
    assert printed.ok and printed.body().startswith(b"%PDF-")
    return number


def comes_on_the_last_day(page, number):
    """Ten days run from the day after the judgment took effect; the tenth is still in time."""
    assert LAST_DAY_TO_REPORT == BEGINS + timedelta(days=10) == TODAY
    page.goto(f"/cases/{number}/register/")
    assert "最迟 11-23（周一） 报到" in main(page)
    hand_in(
        page, number, day=LAST_DAY_TO_REPORT.isoformat(),
        ticks=[("how", "reported"), ("identity", "yes")],
    )  # fmt: skip
    page.goto(f"/cases/{number}/tell-arrival/")
    assert "按期" in main(page)


def is_declared_and_planned(page, number):
    grouped(page, number, TODAY.isoformat())
    declared(page, number, TODAY.isoformat())
    assert "在矫" in main(page)
    planned(page, number, TODAY.isoformat())
    look_over(page, "journey-case-planned")
    for paper in ("入矫宣告书", "矫正方案", "矫正小组责任书"):
        assert paper in main(page)


def is_away_for_eight_days_and_two_more(desks, number):
    """Eight days are the county's to allow; he comes back two days late and is told."""
    matter = leave.asks(desks["township_officer"], number)
    leave.checks(desks["second_township_officer"], matter)
    leave.decides(desks["squad_leader"], matter)
    leave.tells(desks["township_officer"], matter)
    desks.to_day(leave.LEAVES)
    leave.leaves(desks["township_officer"], matter)
    desks.to_day(leave.LATE)
    leave.is_missed(desks["squad_officer"])
    leave.comes_back(desks["township_officer"], matter)
    leave.follows(desks["squad_officer"], matter)


def ends_on_the_day(desks, number):
    """On the eve nobody is discharged; the term counts its days, the leap day among them."""
    assert BEGINS < LEAP_DAY < ENDS
    assert (ENDS - BEGINS).days + 1 == days_of_months_from(BEGINS, 24) == 731
    desks.to_day(EVE)
    is_prepared_for_the_end(desks["squad_officer"], number)
    says = refused(desks["brigade_leader"], number, "discharge")
    assert ENDS.isoformat() in says
    desks.to_day(ENDS)
    step(desks["brigade_leader"], number, "discharge")
    assert "解除社区矫正证明书" in main(desks["brigade_leader"])
    look_over(desks["brigade_leader"], "journey-case-discharged")


def days_of_months_from(day, months):
    """Count the days of so many months that begin on a day within the month, one by one."""
    days = 0
    for n in range(day.month - 1, day.month - 1 + months):
        days += monthrange(day.year + n // 12, n % 12 + 1)[1]
    return days


def is_prepared_for_the_end(page, number, summed="2028-11-01", appraised="2028-11-02"):
    step(page, number, "summary", day=summed)
    step(page, number, "appraisal", day=appraised, words="遵守规定，按时报告")


def gets_a_certificate_that_is_genuine(page, number, name=JUDGED["name"]):
    """Whoever holds the certificate reads its code, opens the address, and need not sign in."""
    step(page, number, "certificate", day=ENDS.isoformat())
    assert "发放解除社区矫正证明书" in main(page)
    open_paper(page, number, "解除社区矫正证明书")
    is_whole_in_print(page)
    look_over(page, "journey-certificate")
    numbered = page.locator(".paper-words").text_content()
    anybody = page.context.browser.new_context(locale="zh-CN").new_page()
    anybody.goto(code_on(page))
    says = main(anybody)
    assert grave_faults(anybody) == []
    assert "这份文书已签发，没有撤回。" in says
    assert ENDS.isoformat() in says
    said = anybody.locator("main .facts dd").first.inner_text()
    assert said in numbered
    assert name not in says
    anybody.context.close()


def test_a_73_year_old_outside_prison_is_registered_at_home_and_released_by_the_prison(desks):
    number = is_registered_at_home_by_two(desks["squad_officer"])
    is_declared_at_home(desks["squad_officer"], number)
    the_agency_reminds_the_prison(desks, number)
    the_prison_releases(desks, number)


def is_registered_at_home_by_two(page):
    """One officer alone is refused; two may register somebody who cannot come."""
    number = take_in(
        page, HOME, kind="outside", organ="prison_bureau", outside_ground="illness", sex="male"
    )
    step(page, number, "receipt")
    at_home = {"day": "2026-11-20", "officers": "宋立新"}
    page.goto(f"/cases/{number}/register/")
    page.locator("main input[value=at_home]").check()
    page.locator("main input[name=identity][value=yes]").check()
    for name, value in at_home.items():
        page.locator(f"main [name={name}]").fill(value)
    page.locator("main form [data-main]").click()
    page.locator(".refuse").first.wait_for()
    look_over(page, "journey-home-one-officer")
    hand_in(page, number, officers="宋立新\n吕文静")
    assert PRISON_ENDS.isoformat() in main(page)
    assert "办理接收登记" in main(page)
    return number


def is_declared_at_home(page, number):
    """His guarantor is named, his group formed, the declaration made where he lives."""
    sure = ("full_capacity", "free", "home_and_income", "near")
    step(
        page, number, "guarantor", choices=dict.fromkeys(sure, "yes"),
        name="彭小军", relation="儿子", day="2026-11-20",
    )  # fmt: skip
    grouped(page, number, TODAY.isoformat())
    declared(page, number, TODAY.isoformat(), place=HOME["home"])
    planned(page, number, TODAY.isoformat())
    for happened in ("确定保证人", "入矫宣告", "制定矫正方案"):
        assert happened in main(page), happened


def the_agency_reminds_the_prison(desks, number):
    """In the last month the docket asks for it; the line leads to where it is noted."""
    desks.to_day(PRISON_ENDS - timedelta(days=20))
    page = desks["squad_officer"]
    page.goto("/")
    page.locator(".tabs").get_by_role("link", name="以后").click()
    row = page.locator(".row").filter(has_text="提醒监狱、看守所按期办理刑满释放")
    row.locator(".a").get_by_role("link").first.click()
    page.wait_for_url("**/note/?what=prison_reminded*")
    hand_in(page, number, day="2028-04-10", note="已函告监狱。")
    assert "提醒" in main(page)
    is_prepared_for_the_end(page, number, "2028-03-28", "2028-03-29")


def the_prison_releases(desks, number):
    """The agency gives no certificate of its own: the prison's number is what ends the case."""
    desks.to_day(PRISON_ENDS)
    page = desks["brigade_leader"]
    assert "释放" in refused(page, number, "discharge")
    step(page, number, "discharge", release="湘监释字第 88 号")
    assert "解除社区矫正通知书" in main(page)
    assert page.get_by_role("link", name="解除社区矫正证明书", exact=True).count() == 0
    look_over(page, "journey-home-released")


def test_a_minor_is_declared_with_his_guardian_and_gets_his_certificate(desks):
    number = is_in_a_group_that_knows_minors(desks["squad_officer"])
    desks.to_day(EVE)
    is_prepared_for_the_end(desks["squad_officer"], number)
    desks.to_day(ENDS)
    step(desks["brigade_leader"], number, "discharge")
    gets_a_certificate_that_is_genuine(desks["squad_officer"], number, MINOR["name"])


def is_in_a_group_that_knows_minors(page):
    """The group needs somebody who knows minors; his guardian is there, the public is not."""
    number = take_in(page, MINOR, sex="male")
    reports(page, number, "2026-11-20")
    page.goto(f"/cases/{number}/group/")
    assert "熟悉未成年人" in main(page)
    grouped(
        page, number, "2026-11-22", name="唐小雨",
        role="social_worker", ticks=[("knows_1", "on")],
    )  # fmt: skip
    page.goto(f"/cases/{number}/declare/")
    assert "不公开" in main(page)
    hand_in(
        page, number, ticks=[("signed", "on")],
        day=TODAY.isoformat(), present="周晓兰", guardian="蒋大河",
    )  # fmt: skip
    look_over(page, "journey-minor-declared")
    assert "入矫宣告" in main(page)
    return number
