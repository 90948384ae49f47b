"""The keys of the desk, and Tab alone."""

import pytest

from browser import tab_to

pytestmark = pytest.mark.journey

FOCUSED = "document.activeElement"


@pytest.fixture
def page(page, site):
    site.sign_in(page, "squad_leader")
    page.goto("/ui/")
    return page


def focused(page, ask: str):
    return page.evaluate(f"{FOCUSED}.{ask}")


def test_the_first_stop_of_tab_skips_to_the_content(page):
    page.keyboard.press("Tab")
    assert focused(page, "textContent") == "跳到正文"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"Boolean({FOCUSED}.closest('main'))")


def test_tab_reaches_the_form_and_sends_it(page):
    tab_to(page, "[name=subject]")
    page.keyboard.type("冯远帆")
    tab_to(page, "form#visit [data-main]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".summary")


def test_j_and_k_walk_the_rows(page):
    page.keyboard.press("j")
    assert "组织查找" in focused(page, "innerText")
    page.keyboard.press("j")
    assert "外出申请" in focused(page, "innerText")
    page.keyboard.press("k")
    assert "组织查找" in focused(page, "innerText")
    page.keyboard.press("k")
    assert "组织查找" in focused(page, "innerText")


def test_enter_opens_the_row(page):
    page.goto("/ui/#table")
    for _ in range(4):
        page.keyboard.press("j")
    assert focused(page, "tagName") == "TR"
    page.evaluate(f"{FOCUSED}.querySelector('[data-open]').href = '/keys/'")
    page.keyboard.press("Enter")
    page.wait_for_url("**/keys/")


def test_w_asks_why_and_escape_gives_the_focus_back(page):
    page.get_by_role("button", name="为什么放在一页").focus()
    page.keyboard.press("w")
    answer = page.get_by_role("dialog", name="为什么是 2027-09-01？")
    assert answer.is_visible()
    page.keyboard.press("Escape")
    assert not answer.is_visible()
    assert focused(page, "textContent") == "为什么放在一页"


def test_the_answer_closes_when_one_clicks_elsewhere(page):
    page.get_by_role("button", name="为什么放在一页").click()
    page.locator("h1").click()
    assert page.locator(".pop:visible").count() == 0


def test_the_question_mark_lists_the_keys(page):
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()


def test_g_and_a_letter_go_to_a_place_of_the_rail(page):
    place = page.locator("[data-go]").first
    letter, address = place.get_attribute("data-go"), place.get_attribute("href")
    page.keyboard.press("g")
    page.keyboard.press(letter)
    page.wait_for_url(lambda url: url.endswith(address))


def test_e_goes_to_what_is_to_be_written(page):
    page.keyboard.press("e")
    assert focused(page, "name") == "subject"


def test_single_letters_are_letters_while_somebody_types(page):
    field = page.locator("[name=opinion]")
    field.click()
    page.keyboard.type("gjk?/w")
    assert field.input_value() == "gjk?/w"
    assert page.locator("dialog[open]").count() == 0


def test_single_letters_can_be_switched_off(page):
    page.evaluate("document.body.dataset.shortcuts = 'off'")
    page.keyboard.press("?")
    page.keyboard.press("j")
    assert page.locator("dialog[open], .is-current").count() == 0


def test_control_and_enter_press_the_main_button_of_the_panel(page):
    page.locator("[name=opinion]").click()
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".summary")


def test_a_menu_closes_with_escape_and_gives_the_focus_back(page):
    page.locator("details.who summary").click()
    page.keyboard.press("Escape")
    assert not page.locator("details.who").evaluate("(menu) => menu.open")
    assert page.evaluate(f"{FOCUSED}.matches('details.who summary')")


def test_the_keys_have_a_page_of_their_own_without_signing_in(page, context):
    context.clear_cookies()
    page.goto("/keys/")
    assert "下一行、上一行" in page.locator("main").inner_text()
