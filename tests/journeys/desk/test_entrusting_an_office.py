"""委托司法所: asked, checked, decided, told and received by five people at their desks."""

import pytest
from test_signing_in import virtual_device

import cast as the_cast
from browser import look_over

pytestmark = pytest.mark.journey


def sign(page, act, password=the_cast.PASSWORD):
    page.locator(f"[data-opens='sign-{act}']").click()
    dialog = page.locator(f"dialog#sign-{act}")
    dialog.locator("input[name=password]").fill(password)
    dialog.locator("button[type=submit]").click()


def open_first(page, verb):
    """Open the first thing on the docket by the button that says what to do."""
    page.goto("/")
    page.locator(".row .a").get_by_role("link", name=verb).first.click()


def fill_wish(page, powers, since="2026-12-01", until="2027-11-30"):
    page.get_by_label("司法所", exact=True).select_option(label="梅湾司法所")
    for power in powers:
        page.get_by_label(power).check()
    page.get_by_label("起始日").fill(since)
    page.get_by_label("截止日").fill(until)
    page.get_by_label("该所负责人员").select_option(label="周晓兰")


def stands(page):
    return page.locator(".top .st").inner_text()


def test_an_entrustment_goes_from_the_request_to_the_receipt(desks, beforehand):
    beforehand(says="1")
    leader = desks["squad_leader"]
    assert "没有等您办理的事项" in leader.locator("main").inner_text()
    look_over(leader, "docket-empty")
    number = asks(leader)
    checks(desks["squad_officer"], number)
    decides(desks["brigade_leader"], number)
    tells(desks["squad_officer"], number)
    receives(desks["township_officer"], number)
    leader.goto("/notices/")
    assert "已批准" in leader.locator("main").inner_text() or not leader.locator("main tr").count()


def asks(page):
    page.goto("/matters/")
    page.get_by_role("link", name="申请委托司法所").click()
    page.get_by_role("button", name="提交申请").click()
    assert page.locator(".field.err").count() == 4
    look_over(page, "entrustment-ask-errors")
    fill_wish(page, ["日常监督管理", "组织教育学习"], until="2027-12-31")
    page.get_by_role("button", name="提交申请").click()
    assert "最长一年" in page.locator(".field.err").inner_text()
    page.get_by_label("截止日").fill("2027-11-30")
    page.get_by_role("button", name="提交申请").click()
    page.wait_for_url("**/matters/2026-*/")
    assert stands(page) == "已申请，待核实"
    look_over(page, "matter-asked")
    return page.locator(".crumb li").last.inner_text()


def checks(page, number):
    open_first(page, "核实")
    assert number in page.locator(".crumb").inner_text()
    page.get_by_label("核实意见").fill("已与梅湾司法所核对人员和场所。")
    sign(page, "check", "not-my-password")
    again = page.locator("dialog#sign-check[open]")
    assert "密码" in again.locator(".field.err").inner_text()
    assert page.get_by_label("核实意见").input_value() == "已与梅湾司法所核对人员和场所。"
    again.locator("input[name=password]").fill(the_cast.PASSWORD)
    again.locator("button[type=submit]").click()
    page.wait_for_selector(".toast")
    assert stands(page) == "已核实，待决定"
    refused = page.locator(".refusable")
    assert refused.locator("[aria-disabled=true]").inner_text() == "批准"
    assert "罗建国" in refused.inner_text()
    look_over(page, "matter-refused-button")


def decides(page, number):
    open_first(page, "决定")
    assert page.locator(".verdict").inner_text().startswith("应由社区矫正机构负责人决定")
    assert "社区矫正工作委托书" in page.locator("article.paper").inner_text()
    look_over(page, "matter-decide")
    sign(page, "grant")
    page.wait_for_selector(".toast")
    assert stands(page) == "已批准，待告知"
    page.get_by_role("link", name="冷矫委字第").click()
    assert "冷矫委字第" in page.locator("main").inner_text()
    assert number in page.locator("article.paper").inner_text()


def tells(page, number):
    open_first(page, "告知")
    page.get_by_label("告知方式").select_option(label="平台送达")
    page.get_by_role("button", name="登记已告知").click()
    page.wait_for_selector(".toast")
    assert stands(page) == "已告知"


def receives(page, number):
    open_first(page, "签收")
    page.get_by_role("button", name="确认签收").click()
    page.wait_for_selector(".toast")
    assert [step.inner_text() for step in page.locator(".course li.done").all()][-1].startswith(
        "签收"
    )
    assert page.locator(".list .st-ok").count() == 2
    look_over(page, "matter-received")


def test_a_refusal_tells_who_asked_why_and_what_he_can_do(desks, beforehand):
    number = beforehand("play.ask(powers=('plan',)); play.check()")
    head = desks["brigade_leader"]
    head.goto(f"/matters/{number}/")
    head.get_by_text("不予批准（写明理由）").click()
    sign(head, "refuse")
    assert head.locator("details[open] .field.err").count() == 3
    form = head.locator("details[open]")
    form.get_by_label("不予批准的理由").fill("该所目前人员不足。")
    form.get_by_label("依据").select_option(label="该所人员不足")
    form.get_by_label("申请人可以怎样办").fill("增配一名国家工作人员后可以重新申请。")
    sign(head, "refuse")
    head.wait_for_selector(".toast")
    assert stands(head) == "不予批准，待告知"
    leader = desks["squad_leader"]
    leader.goto(f"/matters/{number}/")
    history = leader.locator(".history").inner_text()
    assert "该所目前人员不足。" in history
    assert "增配一名国家工作人员后可以重新申请。" in history
    look_over(leader, "matter-refused")


def test_a_deputy_decides_and_his_signature_says_for_whom(desks, beforehand):
    number = beforehand(
        "play.ask(powers=('help',)); play.check(); play.cover('brigade_leader', 'deputy_leader')"
    )
    deputy = desks["deputy_leader"]
    deputy.goto("/?tab=covered")
    row = deputy.locator(".row", has_text=number)
    assert "代 罗建国" in row.inner_text()
    look_over(deputy, "docket-covered")
    row.locator(".a a").first.click()
    sign(deputy, "grant")
    deputy.wait_for_selector(".toast")
    assert "彭丽 代 罗建国" in deputy.locator(".history").inner_text()
    assert "代 罗建国" in deputy.locator(".panel", has_text="签名有效").inner_text()


def test_who_comes_second_reads_who_was_first_and_loses_nothing_he_wrote(desks, beforehand):
    number = beforehand("play.ask(powers=('inquiry',))")
    first, second = desks["squad_officer"], desks["second_squad_officer"]
    for page in (first, second):
        page.goto(f"/matters/{number}/")
        page.get_by_label("核实意见").fill("已核对。")
    sign(first, "check")
    first.wait_for_selector(".toast")
    sign(second, "check")
    second.wait_for_selector(".refuse >> text=宋立新")
    assert "刚刚已办理：核实" in second.locator("main").inner_text()
    assert second.locator(".history li").count() == 2
    look_over(second, "matter-two-at-once")


def test_a_double_click_asks_once(desks, beforehand):
    beforehand(says="1")
    page = desks["squad_leader"]
    page.goto("/entrustments/ask/")
    fill_wish(page, ["对外出、会客"])
    page.get_by_role("button", name="提交申请").dblclick()
    page.wait_for_url("**/matters/2026-*/")
    number = page.locator(".crumb li").last.inner_text()
    page.goto("/matters/?words=" + number[:4])
    first = page.locator("tbody tr").count()
    page.goto("/entrustments/ask/")
    fill_wish(page, ["建立和保管工作档案"])
    answers = page.evaluate(
        """async () => {
            const form = document.querySelector("form[data-draft]");
            const send = () => fetch(form.action, {method: "POST", body: new FormData(form)});
            return (await Promise.all([send(), send()])).map((answer) => answer.url);
        }"""
    )
    assert len(set(answers)) == 1
    page.goto("/matters/?words=" + number[:4])
    assert page.locator("tbody tr").count() == first + 1


def test_a_draft_survives_leaving_the_page(desks, beforehand):
    beforehand(says="1")
    page = desks["squad_leader"]
    page.goto("/entrustments/ask/")
    page.get_by_label("委托条件").fill("每月报送一次工作情况。")
    page.goto("/")
    page.goto("/entrustments/ask/")
    assert page.get_by_label("委托条件").input_value() == "每月报送一次工作情况。"
    assert page.locator("[data-draft-notice]").is_visible()
    page.get_by_role("button", name="放弃草稿").click()
    assert page.get_by_label("委托条件").input_value() == ""


def test_a_check_is_signed_with_a_passkey(desks, beforehand):
    number = beforehand("play.ask(powers=('education',), office='second_office')")
    page = desks["second_squad_officer"]
    virtual_device(page)
    page.goto("/account/passkeys/")
    page.get_by_label("通行密钥名称").fill("办公室电脑")
    page.get_by_label("您的密码").fill(the_cast.PASSWORD)
    page.get_by_role("button", name="创建通行密钥").click()
    page.wait_for_url("**/account/")
    page.goto(f"/matters/{number}/")
    page.get_by_label("核实意见").fill("已核对。")
    page.locator("[data-opens='sign-check']").click()
    look_over(page, "matter-sign")
    page.get_by_role("button", name="改用通行密钥签名").click()
    page.wait_for_selector(".toast")
    assert stands(page) == "已核实，待决定"
    assert "通行密钥" in page.locator(".list", has_text="签名有效").inner_text()
