"""What arrives by itself: sensitive values, parts, refusals, a lost network, a long silence."""

import pytest

from browser import look_over

pytestmark = pytest.mark.journey


@pytest.fixture
def page(page, site):
    site.sign_in(page, "squad_leader")
    page.goto("/ui/")
    return page


def ask_for_the_phone(page):
    page.get_by_role("button", name="显示 冯远帆 的电话").click()
    return page.get_by_role("dialog", name="显示 冯远帆 的电话")


def value(page):
    return page.locator("[data-value]")


def test_a_sensitive_value_is_shown_only_with_a_reason(page):
    dialog = ask_for_the_phone(page)
    look_over(page, "reveal")
    dialog.get_by_label("联系本人").check()
    dialog.get_by_role("button", name="显示", exact=True).click()
    page.wait_for_selector(".shown")
    assert value(page).inner_text() == "13900000065"
    assert not dialog.is_visible()


def test_a_reason_outside_the_list_is_written(page):
    dialog = ask_for_the_phone(page)
    dialog.get_by_label("其他（须写明）").check()
    dialog.get_by_role("button", name="显示", exact=True).click()
    dialog.locator("[data-refusals] .msg").wait_for()
    assert "至少四个字" in dialog.locator("[data-refusals]").inner_text()
    assert value(page).inner_text() == "139****0065"
    dialog.get_by_label("写明理由").fill("核对责任书")
    dialog.get_by_role("button", name="显示", exact=True).click()
    page.wait_for_selector(".shown")


def test_a_shown_value_can_be_hidden_at_once(page):
    ask_for_the_phone(page).get_by_role("button", name="显示", exact=True).click()
    page.get_by_role("button", name="隐藏").click()
    assert value(page).inner_text() == "139****0065"
    assert page.get_by_role("button", name="显示 冯远帆 的电话").is_visible()


def test_a_shown_value_is_hidden_after_five_minutes(page):
    page.clock.install()
    page.goto("/ui/")
    ask_for_the_phone(page).get_by_role("button", name="显示", exact=True).click()
    page.wait_for_selector(".shown")
    page.clock.run_for(5 * 60 * 1000 - 2000)
    assert value(page).inner_text() == "13900000065"
    page.clock.run_for(4000)
    assert value(page).inner_text() == "139****0065"


def test_a_part_of_a_page_comes_with_its_toast(page):
    page.get_by_role("button", name="加载").click()
    page.locator("#part").get_by_text("这一部分是单独取来的").wait_for()
    assert "已加载" in page.locator(".toast").inner_text()


def test_a_refusal_stands_beside_what_was_asked_and_replaces_nothing(page):
    page.get_by_role("button", name="加载").click()
    page.locator("#part").get_by_text("这一部分是单独取来的").wait_for()
    page.get_by_role("button", name="请求不能办的事").click()
    box = page.locator("[data-refusals] .notice")
    box.wait_for()
    assert "请核实后报送区社区矫正机构" in box.inner_text()
    assert box.evaluate("(box) => box === document.activeElement")
    assert "这一部分是单独取来的" in page.locator("#part").inner_text()


def test_without_a_network_a_strip_says_so_and_trying_again_works(page, context):
    strip = page.locator("[data-strip]")
    context.set_offline(True)
    strip.wait_for()
    assert "网络断开" in strip.inner_text()
    page.get_by_role("button", name="加载").click()
    strip.get_by_role("button", name="重试").wait_for()
    context.set_offline(False)
    page.get_by_role("button", name="加载").click()
    page.locator("#part").get_by_text("这一部分是单独取来的").wait_for()
    assert not strip.is_visible()


def test_a_form_sent_without_a_network_keeps_its_words(page, context):
    page.fill("[name=opinion]", "已与项目部通话核实")
    context.set_offline(True)
    page.locator("form#visit [data-main]").click()
    page.locator("[data-strip]").get_by_role("button", name="重试").wait_for()
    assert page.locator("[name=opinion]").input_value() == "已与项目部通话核实"
    context.set_offline(False)
    with page.expect_navigation():
        page.locator("form#visit [data-main]").click()
    assert "有 2 处需要更正" in page.locator(".summary").inner_text()


def test_a_fault_of_the_server_is_said_in_plain_words(page):
    page.route("**/ui/part/", lambda route: route.fulfill(status=500, body="Traceback"))
    page.get_by_role("button", name="加载").click()
    strip = page.locator("[data-strip]")
    strip.wait_for()
    assert "系统故障" in strip.inner_text()
    assert "Traceback" not in page.content()
    page.unroute_all()
    strip.get_by_role("button", name="重试").click()
    page.locator("#part").get_by_text("这一部分是单独取来的").wait_for()


def test_a_session_about_to_end_asks_and_an_answer_prolongs_it(page):
    page.clock.install()
    page.goto("/ui/")
    seconds = int(page.locator("body").get_attribute("data-idle"))
    page.clock.run_for((seconds - 4 * 60) * 1000)
    assert page.locator("#idle").is_visible()
    with page.expect_response("**/alive/") as answer:
        page.get_by_role("button", name="继续办理").click()
    assert answer.value.status == 204
    assert not page.locator("#idle").is_visible()


def test_a_session_that_ended_leads_to_sign_in_and_the_draft_is_kept(page, context, site):
    page.clock.install()
    page.goto("/ui/")
    page.fill("[name=opinion]", "已与项目部通话核实")
    seconds = int(page.locator("body").get_attribute("data-idle"))
    context.clear_cookies()
    page.clock.run_for((seconds + 3) * 1000)
    page.wait_for_url("**/sign-in/**")
    site.sign_in(page, "squad_leader")
    page.goto("/ui/")
    assert page.locator("[name=opinion]").input_value() == "已与项目部通话核实"


def test_a_part_asked_for_after_the_session_ended_leads_to_sign_in(page, context):
    context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="加载").click()
    strip = page.locator("[data-strip]")
    strip.wait_for()
    assert "登录已过期" in strip.inner_text()
    page.wait_for_url("**/sign-in/**")
