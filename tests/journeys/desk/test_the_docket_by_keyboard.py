"""The docket without a mouse: walking, opening, asking why, putting off, printing."""

import pytest

from browser import PHONE, look_over

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def asked(beforehand):
    """Three requests wait for a second person."""
    beforehand(
        "play.ask(powers=('plan',)); play.ask(powers=('help',), office='second_office');"
        "play.ask(powers=('inquiry',))"
    )


@pytest.fixture
def page(page, site, asked):
    """The docket of a squad officer."""
    site.sign_in(page, "squad_officer")
    page.goto("/")
    return page


def current(page):
    return page.locator(".row.is-current .t").inner_text()


def test_the_docket_is_walked_opened_explained_and_put_off_by_keys(page):
    titles = [row.inner_text() for row in page.locator(".row .t").all()]
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert current(page) == titles[1]
    page.keyboard.press("k")
    assert current(page) == titles[0]
    page.keyboard.press("j")
    page.keyboard.press("w")
    page.wait_for_selector("#why [autofocus]")
    assert titles[1] in page.locator("#why").inner_text()
    assert page.evaluate("document.activeElement.closest('#why') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.row')")
    look_over(page, "docket")
    page.keyboard.press("s")
    page.wait_for_url("**/put-off/?item=*")
    assert page.locator("h1").inner_text() == "推后"
    page.get_by_label("理由").fill("等待该所补充材料")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/")
    assert "已推后：等待该所补充材料" in page.locator(".docket").first.inner_text()
    page.get_by_role("button", name="撤回").click()
    page.get_by_text("已撤回推后").wait_for()
    assert "等待该所补充材料" not in page.locator(".docket").first.inner_text()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/matters/2026-*/")


def test_several_rows_are_selected_and_put_off_at_once(page):
    for _ in range(2):
        page.keyboard.press("j")
        page.keyboard.press("x")
    assert page.locator("[data-select]:checked").count() == 2
    page.keyboard.press("s")
    page.wait_for_url("**/put-off/?item=*&item=*")
    assert page.locator("main aside li").count() == 2
    look_over(page, "docket-put-off-several")


def test_why_tells_the_steps_by_the_law_of_the_day_and_prints(page):
    page.goto(page.locator("[data-why]").first.get_attribute("href"))
    assert page.locator(".reckoning li").count() >= 3
    look_over(page, "docket-why")
    page.emulate_media(media="print")
    assert page.locator(".reckoning").is_visible()
    assert not page.locator(".panel .btn").first.is_visible()
    page.emulate_media(media="screen")


def test_the_docket_is_narrowed_and_put_together_by_person(page):
    page.get_by_text("筛选和排序").click()
    page.locator("main [name=words]").fill("菱角山")
    page.keyboard.press("Enter")
    page.wait_for_url("**words=*")
    assert page.locator(".row").count() == 1
    assert page.locator(".chips .tag").inner_text().strip().startswith("“菱角山”")
    look_over(page, "docket-narrowed")
    page.locator(".chips .tag").click()
    page.get_by_role("link", name="按人").click()
    page.wait_for_url("**view=people*")
    assert page.locator(".group").count() >= 2
    look_over(page, "docket-by-person")


def test_a_list_is_taken_out_for_a_purpose(page):
    page.get_by_role("button", name="导出 Excel").click()
    page.get_by_label("用途").fill("周例会安排")
    with page.expect_download() as taken:
        page.locator("#take-out .btn.main").click()
    assert taken.value.suggested_filename == "docket-2026-11-23.xlsx"


def test_a_calendar_address_is_made_and_read(page, site):
    page.goto("/account/")
    page.get_by_role("button", name="生成地址").click()
    address = page.get_by_label("地址只显示这一次").input_value()
    look_over(page, "calendar-address")
    answer = page.request.get(address)
    assert answer.ok and "BEGIN:VEVENT" in answer.text()


def test_putting_off_too_far_is_refused_in_words(page):
    page.goto(page.locator("[data-postpone]").last.get_attribute("href"))
    page.get_by_label("推后到").fill("2026-12-24")
    page.get_by_label("理由").fill("等待该所补充材料")
    page.get_by_role("button", name="推后").click()
    assert "最晚可以推到" in page.locator(".refuse").inner_text()
    look_over(page, "docket-put-off-refused")


def test_the_printed_list_says_what_it_is_and_has_no_buttons(page):
    page.emulate_media(media="print")
    assert page.get_by_text("用途：日常工作").is_visible()
    assert page.get_by_text("符合条件").is_visible()
    assert page.locator(".row .t").first.is_visible()
    for hidden in (".tabs", ".row .a", ".rail", ".narrow", "#why .btn", ".pick", ".bulk"):
        assert not page.locator(hidden).first.is_visible(), hidden
    page.emulate_media(media="screen")


@pytest.mark.parametrize("context", [{"viewport": PHONE}], indirect=True)
def test_the_docket_fits_a_phone(page):
    look_over(page, "docket-390")
    page.locator(".row .t").first.click()
    page.wait_for_url("**/matters/2026-*/")
    look_over(page, "matter-390")


@pytest.mark.parametrize("context", [{"color_scheme": "dark"}], indirect=True)
def test_the_docket_reads_in_the_dark(page):
    look_over(page, "docket-dark")
