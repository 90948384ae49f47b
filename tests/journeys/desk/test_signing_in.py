"""Signing in at the desk: name and password, passkey, one-time code, sessions; in a browser."""

import subprocess
import sys

import pyotp
import pytest

import cast as the_cast
from browser import environment, look_over, tab_to

pytestmark = pytest.mark.journey
MOMENT = "from guihang.doors import clock; print(int(clock.now().timestamp()))"


def on_this_site(site, words):
    """Run a few lines of Python on the site's own installation."""
    begin = "import django; django.setup(); import cast; c = cast.Cast()\n"
    done = subprocess.run(
        [sys.executable, "-c", begin + words],
        env=environment(site.home),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def fill_in(page, name, password=the_cast.PASSWORD):
    page.goto("/sign-in/")
    page.get_by_label("登录名").fill(the_cast.username(name))
    page.get_by_label("密码", exact=True).fill(password)
    page.get_by_role("button", name="登录", exact=True).click()


def virtual_device(page):
    """Give the browser an authenticator that verifies its user."""
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    wire.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return wire


def test_an_officer_signs_in_by_keyboard_alone_and_signs_out(page, site):
    page.goto("/sign-in/")
    look_over(page, "sign-in")
    tab_to(page, 'input[name="username"]')
    page.keyboard.type("township.officer")
    tab_to(page, 'input[name="password"]', within=2)
    page.keyboard.type(the_cast.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/sign-in/" not in address)
    page.goto("/account/")
    page.get_by_role("heading", name="我的账号").wait_for()
    look_over(page, "account")
    page.locator("summary", has_text="周晓兰").click()
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/sign-in/")


def test_a_failed_sign_in_says_what_to_do_and_gives_no_name_away(page, site):
    fill_in(page, "township_officer", "not this one")
    known = page.locator("[data-refusals] .refuse").inner_text()
    fill_in(page, "nobody_here", "not this one")
    assert page.locator("[data-refusals] .refuse").inner_text() == known
    assert "15 分钟" in known
    look_over(page, "sign-in-failed")


def test_the_demo_fills_the_name_in_by_one_click(page, site):
    page.goto("/sign-in/")
    page.get_by_role("link", name="brigade.leader").click()
    assert page.get_by_label("登录名").input_value() == "brigade.leader"
    assert page.get_by_label("密码", exact=True).input_value() == ""


def test_the_language_is_switched_before_signing_in(page, site):
    page.goto("/sign-in/")
    page.get_by_role("button", name="English").click()
    page.get_by_role("heading", name="Sign in").wait_for()
    look_over(page, "sign-in-english")


@pytest.mark.parametrize("context", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
def test_the_sign_in_page_fits_a_phone(page, site):
    page.goto("/sign-in/")
    look_over(page, "sign-in-390")
    site.sign_in(page, "squad_leader")
    page.goto("/account/")
    look_over(page, "account-390")


def test_a_first_password_is_changed_before_anything_else(page, site):
    on_this_site(
        site,
        "from guihang.agencies.models import Account\n"
        "Account.objects.filter(username='near.officer').update(must_change_password=True)",
    )
    fill_in(page, "near_officer")
    page.get_by_role("heading", name="修改密码").wait_for()
    look_over(page, "change-password")
    page.get_by_label("当前密码").fill(the_cast.PASSWORD)
    page.get_by_label("新密码", exact=True).fill("1234567890")
    page.get_by_label("再输一次新密码").fill("1234567890")
    page.get_by_role("button", name="修改密码").click()
    page.get_by_text("不能全是数字。").first.wait_for()
    page.get_by_label("当前密码").fill(the_cast.PASSWORD)
    page.get_by_label("新密码", exact=True).fill("七条船在江上慢慢地走")
    page.get_by_label("再输一次新密码").fill("七条船在江上慢慢地走")
    page.get_by_role("button", name="修改密码").click()
    page.wait_for_url(f"{site.origin}/")


def test_a_passkey_is_made_and_then_opens_the_desk_without_a_password(page, site):
    virtual_device(page)
    site.sign_in(page, "squad_leader")
    page.goto("/account/passkeys/")
    look_over(page, "add-passkey")
    page.get_by_label("通行密钥名称").fill("办公室电脑")
    page.get_by_label("您的密码").fill(the_cast.PASSWORD)
    page.get_by_role("button", name="创建通行密钥").click()
    page.wait_for_url("**/account/")
    page.get_by_text("办公室电脑").wait_for()
    page.context.clear_cookies()
    page.goto("/sign-in/")
    page.get_by_role("button", name="用通行密钥登录").click()
    page.wait_for_url(f"{site.origin}/")
    page.goto("/account/")
    assert "秦川" in page.locator("summary .who, details.who summary").inner_text()
    page.get_by_role("link", name="移除").click()
    look_over(page, "remove-passkey")
    page.get_by_label("您的密码").fill(the_cast.PASSWORD)
    page.get_by_role("button", name="移除通行密钥").click()
    page.wait_for_url("**/account/")
    assert page.get_by_text("办公室电脑").count() == 0


def test_a_browser_without_that_passkey_is_told_so(page, site):
    virtual_device(page)
    page.goto("/sign-in/")
    page.get_by_role("button", name="用通行密钥登录").click()
    page.get_by_text("没有使用通行密钥。请重试，或换一种方式。").wait_for()


def test_one_time_codes_are_set_up_and_then_asked_for(page, site):
    site.sign_in(page, "city_officer")
    page.goto("/account/second-factor/")
    look_over(page, "second-factor")
    picture = page.locator("img[src$='picture.svg']")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 100")
    secret = "".join(page.locator("p.num span.nw").all_inner_texts())
    now = float(
        on_this_site(site, "from guihang.doors import clock; print(clock.now().timestamp())")
    )
    page.get_by_label("现在显示的动态口令").fill(pyotp.TOTP(secret).at(now - 30))
    page.get_by_label("您的密码").fill(the_cast.PASSWORD)
    page.get_by_role("button", name="启用").click()
    page.wait_for_url("**/account/")
    page.context.clear_cookies()
    fill_in(page, "city_officer")
    page.get_by_role("heading", name="第二步验证").wait_for()
    look_over(page, "second-step")
    page.get_by_label("动态口令").fill("000000")
    page.get_by_role("button", name="登录", exact=True).click()
    page.locator("[data-refusals] .refuse").wait_for()
    page.get_by_label("动态口令").fill(pyotp.TOTP(secret).at(now + 30))
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url(f"{site.origin}/")


def test_somebody_signs_out_the_device_he_left_behind(page, site, browser):
    left = browser.new_context(base_url=site.origin)
    there = left.new_page()
    fill_in(there, "far_officer")
    there.wait_for_url(f"{site.origin}/")
    fill_in(page, "far_officer")
    page.wait_for_url(f"{site.origin}/")
    page.goto("/account/")
    page.get_by_role("button", name="退出其他设备").click()
    page.get_by_text("已退出其他设备").wait_for()
    there.goto("/account/")
    assert "/sign-in/" in there.url
    left.close()
