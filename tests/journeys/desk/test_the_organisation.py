"""The administrator at work, in a browser: a new squad, its posts and people, deputies, lists."""

import pytest

from browser import look_over

pytestmark = pytest.mark.journey


@pytest.fixture
def desk(page, site):
    site.sign_in(page, "administrator")
    return page


def test_a_squad_is_created_staffed_and_put_in_charge(desk):
    desk.goto("/organisation/")
    desk.get_by_text("冷水滩区司法局").first.wait_for()
    look_over(desk, "organisation")
    desk.get_by_role("link", name="区社区矫正执法大队").click()
    look_over(desk, "unit")
    desk.locator("summary", has_text="更多").click()
    desk.get_by_role("link", name="设立下级机构").click()
    look_over(desk, "unit-form")
    desk.get_by_label("机构名称").fill("四中队")
    desk.get_by_label("简称").fill("四中队")
    desk.get_by_label("编码").fill("431103-B1")
    desk.get_by_label("类别").select_option("squad")
    desk.get_by_role("button", name="设立机构").click()
    desk.get_by_text("已有机构使用此编码。").first.wait_for()
    look_over(desk, "unit-form-refused")
    desk.get_by_label("编码").fill("431103-B4")
    desk.get_by_role("button", name="设立机构").click()
    desk.get_by_role("link", name="四中队").click()
    desk.get_by_role("link", name="设立岗位").click()
    desk.get_by_label("岗位名称").fill("中队长")
    desk.get_by_label("角色").select_option("squad_leader")
    desk.get_by_label("签批").check()
    desk.get_by_label("同一时间仅限一人").check()
    desk.get_by_role("button", name="设立岗位").click()
    desk.get_by_role("link", name="任命").click()
    desk.get_by_label("人员").select_option(label="唐小雨 · 梅湾所")
    desk.get_by_role("button", name="任命").click()
    desk.get_by_text("该岗位须签批，只有国家工作人员可以签批。").first.wait_for()
    desk.get_by_label("人员").select_option(label="吕文静 · 一中队")
    desk.get_by_role("button", name="任命").click()
    desk.get_by_role("link", name="吕文静").wait_for()
    desk.locator("summary", has_text="更多").click()
    desk.get_by_role("link", name="确定责任").click()
    desk.get_by_label("司法所").select_option(label="普利桥司法所（431103102）")
    desk.get_by_role("button", name="确定责任").click()
    desk.get_by_role("link", name="普利桥司法所").wait_for()


def test_closing_asks_first_and_says_what_comes_before(desk):
    desk.goto("/organisation/units/431103-B2/")
    desk.locator("summary", has_text="更多").click()
    desk.get_by_role("button", name="撤销机构").click()
    desk.get_by_role("heading", name="撤销二中队？").wait_for()
    look_over(desk, "unit-close")
    desk.get_by_role("button", name="撤销", exact=True).click()
    desk.get_by_text("请先免去其岗位，或另行任命。").wait_for()


def test_a_colleague_is_found_by_two_characters_and_his_phone_shown_for_a_reason(desk):
    desk.goto("/organisation/people/")
    look_over(desk, "people")
    desk.get_by_label("姓名、工号、机构或电话").fill("志明")
    desk.get_by_role("button", name="搜索", exact=True).click()
    desk.get_by_role("link", name="蒋志明").wait_for()
    assert desk.locator("tbody tr").count() == 1
    desk.get_by_role("button", name="显示 蒋志明 的电话").click()
    desk.get_by_role("dialog").get_by_role("button", name="显示", exact=True).click()
    desk.get_by_text("13907460004").wait_for()


def test_the_list_is_taken_out_as_a_table(desk):
    desk.goto("/organisation/people/")
    desk.get_by_role("button", name="导出名单").click()
    look_over(desk, "people-export")
    with desk.expect_download() as waiting:
        desk.get_by_role("button", name="导出", exact=True).click()
    table = waiting.value.path().read_text(encoding="utf-8-sig")
    assert "蒋志明" in table
    assert "139****0004" in table


def test_an_account_is_opened_and_the_password_handed_over(desk):
    desk.goto("/organisation/units/431103-B3/")
    desk.get_by_role("link", name="开立账号").click()
    desk.get_by_label("姓名").fill("骉翾婞")
    desk.get_by_label("登录名").fill("biao.xuanxing")
    desk.get_by_label("工号").fill("G9001")
    desk.get_by_role("button", name="开立账号").click()
    desk.get_by_role("heading", name="请转交此密码").wait_for()
    look_over(desk, "password-handed-over")
    password = desk.locator("#new-password").inner_text()
    assert len(password) == 14
    desk.get_by_role("link", name="已转交").click()
    desk.get_by_role("heading", name="骉翾婞").wait_for()
    look_over(desk, "person-account")
    assert password not in desk.content()


def test_somebody_who_goes_away_names_who_stands_in(page, site):
    site.sign_in(page, "brigade_leader")
    page.goto("/account/")
    page.get_by_role("link", name="指定代理人").click()
    look_over(page, "deputy-form")
    page.get_by_label("代理人").select_option(label="彭丽 · 执法大队")
    page.get_by_label("截止日").fill("2026-11-20")
    page.get_by_label("理由").fill("省厅培训")
    page.get_by_role("button", name="指定代理人").click()
    page.get_by_text("截止日早于起始日。").first.wait_for()
    page.get_by_label("截止日").fill("2026-11-27")
    page.get_by_role("button", name="指定代理人").click()
    page.wait_for_url("**/account/")
    page.get_by_text("由 彭丽 代理").wait_for()
    look_over(page, "account-with-deputy")


@pytest.mark.parametrize("context", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
def test_the_organisation_fits_a_phone(desk):
    for address, name in (
        ("/organisation/", "organisation-390"),
        ("/organisation/units/431103001/", "unit-390"),
        ("/organisation/people/", "people-390"),
    ):
        desk.goto(address)
        look_over(desk, name)


def test_the_rows_are_walked_by_keyboard(desk):
    desk.goto("/organisation/people/")
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/organisation/people/*/")
    desk.keyboard.press("g")
    desk.keyboard.press("o")
    desk.wait_for_url("**/organisation/")
