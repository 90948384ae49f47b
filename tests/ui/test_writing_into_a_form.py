"""A form keeps what is typed, says beside the field what is wrong, and does its work once."""

import pytest

from browser import look_over

pytestmark = pytest.mark.journey

KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('guihang.draft.'))"
SAVE = "window.dispatchEvent(new Event('pagehide'))"


@pytest.fixture
def page(page, site):
    site.sign_in(page, "squad_leader")
    page.goto("/ui/")
    return page


def fill(page, subject="冯远帆", opinion="已与项目部通话核实"):
    page.fill("[name=subject]", subject)
    page.fill("[name=day]", "2026-11-20")
    page.fill("[name=opinion]", opinion)


def send(page):
    with page.expect_navigation():
        page.locator("form#visit [data-main]").click()


def test_what_is_wrong_stands_beside_the_field_and_in_a_summary_that_leads_there(page):
    page.get_by_label("一人").check()
    send(page)
    summary = page.locator(".summary")
    assert "有 3 处需要更正" in summary.inner_text()
    assert summary.evaluate("(box) => box === document.activeElement")
    look_over(page, "form-to-mend")
    summary.get_by_role("link", name="走访对象").click()
    field = page.locator("[name=subject]")
    assert field.evaluate("(field) => field === document.activeElement")
    assert field.get_attribute("aria-invalid") == "true"
    described = field.get_attribute("aria-describedby").split()
    assert "须填写" in page.locator(f"#{described[-1]}").inner_text()


def test_a_refusal_keeps_what_was_typed_and_says_what_to_do(page):
    fill(page, subject="refuse")
    send(page)
    notice = page.locator("form#visit .notice")
    assert "请核实后报送区社区矫正机构" in notice.inner_text()
    assert page.locator("[name=opinion]").input_value() == "已与项目部通话核实"


def test_an_impossible_day_is_said_at_the_day(page):
    fill(page)
    page.fill("[name=day]", "2025-01-01")
    send(page)
    assert "这一天早于决定日期" in page.locator("#id_day_error").inner_text()


def test_what_is_typed_survives_leaving_the_page(page):
    fill(page)
    page.goto("/keys/")
    page.goto("/ui/")
    assert page.locator("[name=opinion]").input_value() == "已与项目部通话核实"
    assert "已恢复草稿" in page.locator("[data-draft-notice]").inner_text()


def test_a_pause_saves_the_draft_and_says_when(page):
    page.clock.install()
    page.goto("/ui/")
    page.locator("[name=opinion]").press_sequentially("核实")
    page.clock.run_for(3100)
    assert "草稿已保存" in page.locator("[data-draft-notice]").inner_text()


def test_a_draft_can_be_thrown_away(page):
    fill(page)
    page.reload()
    page.get_by_role("button", name="放弃草稿").click()
    assert page.locator("[name=opinion]").input_value() == ""
    assert page.evaluate(KEPT) == []
    page.reload()
    assert page.locator("[name=opinion]").input_value() == ""


def test_what_has_been_done_leaves_no_draft(page):
    fill(page)
    send(page)
    assert "走访已登记" in page.locator("[data-toast]").inner_text()
    assert page.locator("[name=opinion]").input_value() == ""
    assert page.evaluate(KEPT) == []


def test_what_has_to_be_mended_stays_a_draft(page):
    fill(page, subject="refuse")
    send(page)
    page.goto("/ui/")
    assert page.locator("[name=subject]").input_value() == "refuse"


def test_sensitive_fields_are_never_kept(page):
    fill(page)
    page.fill("[name=phone]", "13900000065")
    page.evaluate(SAVE)
    kept = page.evaluate(f"{KEPT}.map((key) => localStorage.getItem(key)).join()")
    assert "通话核实" in kept
    assert "13900000065" not in kept


def test_another_account_at_the_same_machine_finds_nothing(page, site, context):
    fill(page)
    page.evaluate(SAVE)
    context.clear_cookies()
    site.sign_in(page, "squad_officer")
    page.goto("/ui/")
    assert page.locator("[name=opinion]").input_value() == ""


def test_a_draft_older_than_a_week_is_gone(page):
    fill(page)
    page.evaluate(SAVE)
    page.evaluate(
        f"""for (const key of {KEPT}) {{
          const draft = JSON.parse(localStorage.getItem(key));
          draft.at -= 8 * 24 * 60 * 60 * 1000;
          localStorage.setItem(key, JSON.stringify(draft));
        }}"""
    )
    fresh = page.context.new_page()
    fresh.goto("/ui/")
    assert fresh.locator("[name=opinion]").input_value() == ""


def test_a_second_click_sends_nothing_and_the_button_says_that_it_is_busy(page):
    fill(page)
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    button = page.locator("form#visit [data-main]")
    with page.expect_navigation():
        button.evaluate("(button) => { button.click(); button.click(); }")
    assert sent.count("POST") == 1


def test_a_button_at_work_says_so(page):
    fill(page)
    page.evaluate("document.addEventListener('submit', (event) => event.preventDefault())")
    button = page.locator("form#visit [data-main]")
    button.click()
    page.wait_for_selector("form#visit [aria-busy='true']")
    assert "正在提交" in button.inner_text()


def test_every_form_carries_a_key_of_its_own(page):
    key = "[name=once]"
    first = page.locator(f"form#visit {key}").input_value()
    page.reload()
    assert len(first) == 36
    assert page.locator(f"form#visit {key}").input_value() != first


def test_what_cannot_be_undone_is_asked_and_looking_again_comes_first(page):
    page.get_by_role("button", name="签发警告").click()
    dialog = page.get_by_role("dialog", name="签发警告决定书？")
    assert dialog.is_visible()
    assert page.evaluate("document.activeElement.textContent") == "再看看"
    look_over(page, "confirm")
    page.keyboard.press("Enter")
    assert not dialog.is_visible()
    assert page.evaluate("document.activeElement.textContent.trim()") == "签发警告"


def test_a_toast_goes_by_itself_and_offers_a_way_back(page):
    fill(page)
    send(page)
    page.locator("[data-toast]").get_by_role("button", name="撤回").click()
    page.wait_for_url("**/ui/")
    assert "走访登记已撤回" in page.locator("[data-toast]").inner_text()


def test_a_toast_is_gone_after_eight_seconds(page):
    page.clock.install()
    fill(page)
    send(page)
    assert page.locator("[data-toast]").count() == 1
    page.clock.run_for(8100)
    assert page.locator("[data-toast]").count() == 0
