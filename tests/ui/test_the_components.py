"""The page of components on every screen: wide, narrow, in the hand, in the dark, on paper."""

import pytest

from browser import PHONE, draw, grave_faults, look_over

pytestmark = pytest.mark.journey


@pytest.fixture
def page(page, site):
    site.sign_in(page, "squad_leader")
    page.goto("/ui/")
    return page


@pytest.mark.parametrize(
    ("context", "name"),
    [
        ({}, "components"),
        ({"color_scheme": "dark"}, "components-dark"),
        ({"viewport": {"width": 1280, "height": 800}}, "components-1280"),
        ({"viewport": {"width": 900, "height": 800}}, "components-900"),
        ({"viewport": PHONE, "has_touch": True, "is_mobile": True}, "components-390"),
        ({"reduced_motion": "reduce"}, "components-still"),
    ],
    indirect=["context"],
)
def test_the_components_hold_on_every_screen(page, name):
    look_over(page, name)


@pytest.mark.parametrize("context", [{"forced_colors": "active"}], indirect=True)
def test_in_the_machines_own_colours_edges_and_states_remain(page):
    edge = "(button) => getComputedStyle(button).borderTopStyle"
    assert page.locator("[data-refused]").evaluate(edge) == "dashed"
    assert page.locator(".st-unk").first.evaluate(edge) == "dashed"
    draw(page, "components-forced-colours")


@pytest.mark.parametrize("context", [{"viewport": {"width": 640, "height": 400}}], indirect=True)
def test_twice_the_size_still_fits(page):
    look_over(page, "components-at-200-percent")


def test_on_paper_there_is_no_shell_and_no_button(page):
    page.emulate_media(media="print")
    for gone in (".bar", ".rail", ".btn", ".tabs", ".why"):
        assert not page.locator(gone).first.is_visible(), gone
    assert "打印" in page.locator(".print-only").first.inner_text()
    assert page.locator(".st-late").first.is_visible()
    draw(page, "components-print")


def test_a_list_that_is_wider_than_its_place_scrolls_by_keyboard_too(page):
    page.set_viewport_size(PHONE)
    box = page.locator("[data-scroll]").first
    box.evaluate("(box) => box.querySelector('td').textContent = '很长的姓名'.repeat(30)")
    page.wait_for_selector("[data-scroll].scrolls[tabindex='0']")


def test_the_narrow_rail_shows_the_first_places_and_the_rest_on_request(page):
    page.evaluate(
        """() => {
          const list = document.querySelector(".rail ul");
          while (list.children.length < 9) list.append(list.children[0].cloneNode(true));
        }"""
    )
    page.set_viewport_size(PHONE)
    assert not page.locator(".rail li").last.is_visible()
    more = page.locator("[data-rail]")
    assert more.get_attribute("aria-expanded") == "false"
    more.click()
    assert more.get_attribute("aria-expanded") == "true"
    assert page.locator(".rail li").last.is_visible()
    assert grave_faults(page) == []


def test_the_refused_button_can_be_focused_and_says_why(page):
    button = page.locator("[data-refused]")
    button.focus()
    assert button.evaluate("(button) => button === document.activeElement")
    reason = page.locator(f"#{button.get_attribute('aria-describedby')}").inner_text()
    assert "您不能批准这一次外出" in reason
    assert "请核实后报送区社区矫正机构" in reason
    assert "第二十七条第一款" in reason


def test_pressing_the_refused_button_changes_nothing(page):
    page.locator("[data-refused]").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    assert page.locator("dialog[open], .toast, .notice").count() == 0
    assert page.url.endswith("/ui/")


def test_sorting_by_a_head_turns_the_order_and_says_so(page):
    page.get_by_role("link", name="期满日").click()
    assert page.locator("th[aria-sort='ascending']").inner_text() == "期满日"
    page.get_by_role("link", name="期满日").click()
    assert page.locator("th[aria-sort='descending']").inner_text() == "期满日"


def test_the_language_switch_turns_the_whole_page(page):
    page.get_by_role("button", name="English").click()
    assert page.locator("h1").inner_text() == "Components and their states"
    assert page.locator("html").get_attribute("lang") == "en"
    look_over(page, "components-en")
    page.get_by_role("button", name="中文").click()
    assert page.locator("h1").inner_text() == "部件与状态"


def test_the_theme_can_be_chosen_against_the_machine(page):
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.locator("details.who summary").click()
    page.get_by_role("button", name="深色").click()
    dark = page.evaluate(ground)
    assert dark != light
    page.locator("details.who summary").click()
    page.get_by_role("button", name="浅色").click()
    assert page.evaluate(ground) == light


def test_the_mark_of_the_demo_stands_on_every_page_with_its_day(page):
    assert "演示县" in page.locator(".bar .demo").inner_text()
    assert "2026-11-23" in page.locator(".bar .demo").inner_text()


def test_the_shell_says_who_one_is_and_where_one_works(page):
    summary = page.locator("details.who summary").inner_text()
    assert "秦川" in summary
    assert "一中队" in summary
    assert "冷水滩区司法局" in page.locator(".rail .foot").inner_text()
    page.locator("details.who summary").click()
    assert "中队长" in page.locator("details.who .sheetlet").inner_text()


def test_signing_out_is_a_button_and_leads_to_sign_in(page, site):
    site.sign_in(page, "auditor", anew=True)
    page.goto("/ui/")
    page.locator("details.who summary").click()
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/sign-in/**")


def test_the_whole_font_is_asked_for_only_where_a_rare_name_stands(browser, site):
    loaded = """document.fonts.ready.then(() =>
      performance.getEntriesByType("resource").some((one) => one.name.includes("NotoSansSC")))"""
    fresh = browser.new_context(base_url=site.origin)
    page = fresh.new_page()
    site.sign_in(page, "squad_leader")
    page.goto("/keys/")
    assert not page.evaluate(loaded)
    page.goto("/ui/")
    assert page.evaluate(loaded)
    drawn = "(name) => document.fonts.check('700 16px Noto Sans SC', name)"
    assert page.evaluate(drawn, "翾䶮㛃")
    fresh.close()


def test_no_page_is_kept_by_the_browser_after_signing_out(page):
    response = page.goto("/ui/")
    assert "no-store" in response.headers["cache-control"]
    picture = page.request.get(page.locator("link[rel=icon]").get_attribute("href"))
    assert "immutable" in picture.headers["cache-control"]
