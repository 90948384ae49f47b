"""Anybody asks the law: without sign-in, by keyboard, in both languages, on paper, by phone."""

import pytest

from browser import PHONE, look_over, tab_to

pytestmark = pytest.mark.journey
DUE = (
    "/law/inquiry.due/?commission_received=2026-09-21&materials_received=2026-09-21"
    "&fast_track=no&on=2026-09-21"
)
ENGLISH = {"name": "django_language", "value": "en", "path": "/", "domain": "localhost"}


def answer(page):
    return page.locator(".calc-big").inner_text()


def test_somebody_without_an_account_asks_when_an_inquiry_is_due(page, site):
    page.goto("/law/")
    look_over(page, "law-index")
    page.get_by_role("searchbox").fill("调查评估 何日")
    page.get_by_role("button", name="搜索").click()
    page.get_by_role("link", name="调查评估何日完成").click()
    look_over(page, "law-empty")
    page.get_by_label("收到委托函之日").fill("2026-09-21")
    page.get_by_label("收到委托材料之日").fill("2026-09-21")
    page.get_by_label("否", exact=True).check()
    page.get_by_label("按哪一天有效的法律").fill("2026-09-21")
    page.get_by_role("button", name="计算").click()
    assert answer(page).split() == ["2026-10-12", "星期一"]
    assert "sessionid" not in {cookie["name"] for cookie in page.context.cookies()}
    look_over(page, "law-due")


def test_a_count_is_drawn_with_its_make_up_days_and_its_usual_mistakes(page, site):
    page.goto(DUE)
    assert page.locator("td.day-last").inner_text().split() == ["12", "⑩"]
    assert page.locator("td.day-made-up").all_inner_texts() == ["20\n班", "10\n班⑨"]
    assert page.locator("td.day-start").inner_text() == "21"
    wrong = page.locator(".calc-wrong s").all_inner_texts()
    assert wrong == ["2026-10-13", "2026-10-08", "2026-10-10"]
    assert "期间开始的时和日不算在期间以内" in page.locator(".quote").first.inner_text()
    assert page.get_by_text("待核对原文").count() == 1


def test_a_link_asks_the_same_question_again(page, site):
    page.goto(DUE)
    address = page.get_by_label("链接地址").input_value()
    assert address.startswith(site.origin) and "2026-09-21" in address
    page.goto(address)
    assert answer(page).startswith("2026-10-12")


def test_what_contradicts_is_said_beside_the_field(page, site):
    page.goto("/law/leave.who_decides/?leaves=2026-11-24&returns=2026-11-20")
    fault = page.locator("#q_returns_error")
    assert fault.is_visible()
    assert page.locator("#q_returns").get_attribute("aria-describedby") == "q_returns_error"
    assert not page.locator(".calc-big").count()
    look_over(page, "law-fault")
    page.goto("/law/leave.who_decides/?leaves=&returns=2026-11-20")
    assert page.locator("#q_leaves_error").is_visible()


def test_what_is_missing_is_named(page, site):
    page.goto("/law/closing.remind/?kind=outside&ends=2026-12-31&on=2026-11-23")
    panel = page.get_by_role("region", name="不能判断")
    assert "缺少社区矫正决定机关" in panel.inner_text()
    look_over(page, "law-cannot-say")


def test_a_list_of_facts_grows_row_by_row(page, site):
    page.goto("/law/leave.who_decides/")
    page.get_by_label("离开之日").first.fill("2026-06-25")
    page.get_by_label("返回之日").first.fill("2026-07-10")
    page.locator("#q_earlier-0-leaves").fill("2026-05-20")
    page.locator("#q_earlier-0-returns").fill("2026-06-05")
    page.get_by_role("button", name="再加一项").click()
    assert page.locator("#q_earlier-0-leaves").input_value() == "2026-05-20"
    page.locator("#q_earlier-1-leaves").fill("2026-08-01")
    page.get_by_role("button", name="计算").click()
    assert page.locator("#q_earlier-1-returns_error").is_visible()
    page.locator("#q_earlier-1-leaves").fill("")
    page.get_by_role("button", name="计算").click()
    assert "上一级" in answer(page)
    look_over(page, "law-leave")


def test_a_whole_case_is_asked(page, site):
    page.goto("/law/closing.of_case/")
    page.get_by_label("缓刑", exact=True).check()
    page.get_by_text("更多条件").click()
    page.get_by_label("缓刑考验期").fill("一年")
    page.locator("#q_events-0-what").select_option("effective")
    page.locator("#q_events-0-day").fill("2025-11-23")
    page.get_by_label("按哪一天有效的法律").fill("2026-11-23")
    page.get_by_role("button", name="计算").click()
    assert answer(page).strip() == "期满解除"
    look_over(page, "law-case")


def test_the_whole_question_is_asked_with_the_keyboard(page, site):
    page.goto("/law/closing.summary_by/")
    tab_to(page, "#q_ends")
    page.keyboard.type("12312026")
    tab_to(page, "form.form button.main")
    page.keyboard.press("Enter")
    page.wait_for_url("**ends=2026-12-31**")
    assert answer(page).startswith("2026-12-01")


def test_the_page_speaks_english_too(page, site):
    page.context.add_cookies([ENGLISH])
    page.goto("/law/")
    look_over(page, "law-index-en")
    page.goto(DUE)
    main = page.locator("main").inner_text()
    assert "Monday" in answer(page)
    assert "make-up days taken for rest days" in main
    chinese = page.locator("main :not(:lang(zh-Hans))").filter(has_text="工作日")
    assert chinese.count() == 0
    look_over(page, "law-due-en")


def test_a_calculation_prints_without_its_navigation(page, site):
    page.goto(DUE)
    page.emulate_media(media="print")
    assert page.locator(".calc-topics").is_hidden()
    assert page.get_by_role("button", name="计算").is_hidden()
    assert page.locator(".calc-big").is_visible()
    assert page.locator("td.day-last").is_visible()
    assert page.locator("#q_commission_received").is_visible()
    page.pdf(path=str(site.home / "calculation.pdf"))
    assert (site.home / "calculation.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("context", [{"viewport": PHONE}], indirect=True)
def test_a_phone_shows_the_answer_below_the_facts(page, site):
    page.goto("/law/")
    look_over(page, "law-index-phone")
    page.goto(DUE)
    look_over(page, "law-due-phone")
    facts = page.locator("#calc-facts").bounding_box()
    assert page.locator(".calc-big").bounding_box()["y"] > facts["y"]


def test_somebody_signed_in_finds_it_in_the_rail(page, site):
    site.sign_in(page, "squad_officer")
    page.goto("/law/")
    place = page.locator(".rail a[aria-current]")
    assert place.inner_text() == "法律计算器"
    page.goto(DUE)
    look_over(page, "law-due-desk")
