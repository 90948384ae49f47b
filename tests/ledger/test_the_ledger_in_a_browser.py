"""The auditor at work in a real browser: finds, opens for a reason, on a desk and on a phone."""

import pytest

from browser import PHONE, look_over

pytestmark = pytest.mark.journey


@pytest.fixture
def desk(site, page):
    site.sign_in(page, "auditor")
    return page


def test_the_auditor_finds_an_entry_and_opens_it_for_a_reason(desk):
    desk.goto("/ledger/")
    assert desk.locator("tbody tr").count() > 10
    look_over(desk, "ledger")
    desk.locator("tbody a[data-open]").first.click()
    desk.get_by_text("在链中的位置").wait_for()
    look_over(desk, "ledger-entry")
    desk.get_by_role("button", name="显示这条留痕的内容").click()
    look_over(desk, "ledger-entry-reason")
    desk.get_by_role("dialog").get_by_role("button", name="显示", exact=True).click()
    desk.locator("[data-shown-for]").wait_for()
    desk.goto("/ledger/")
    assert desk.locator("tbody tr").first.inner_text().count("查看留痕内容") == 1


def test_a_search_without_result_says_what_to_do(desk):
    desk.goto("/ledger/?who=查无此人")
    assert desk.get_by_text("没有符合的留痕").is_visible()
    look_over(desk, "ledger-empty")


def test_the_ledger_is_read_on_a_phone(desk):
    desk.set_viewport_size(PHONE)
    desk.goto("/ledger/")
    look_over(desk, "ledger-390")
    desk.locator("tbody a[data-open]").first.click()
    desk.get_by_text("在链中的位置").wait_for()
    look_over(desk, "ledger-entry-390")


def test_the_list_is_taken_out_with_the_keyboard_alone(desk):
    desk.goto("/ledger/?event=ChainOpened")
    desk.get_by_role("button", name="导出清单").focus()
    desk.keyboard.press("Enter")
    asked = desk.get_by_role("dialog")
    asked.wait_for()
    with desk.expect_download() as download:
        asked.get_by_role("button").last.focus()
        desk.keyboard.press("Enter")
    assert download.value.suggested_filename.startswith("ledger-")
