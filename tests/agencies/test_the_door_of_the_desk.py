"""Who gets in at the desk's door, how far, and what must be settled first."""

from datetime import timedelta

import pyotp
import pytest
from authenticators import Authenticator
from django.conf import settings as django_settings

import cast as the_cast
from guihang.agencies import signing_in
from guihang.agencies.models import Account, SignIn
from guihang.doors import clock
from guihang.doors.ui import sessions

GOOD = {"username": "township.officer", "password": the_cast.PASSWORD}


def sign_in(client, **changes):
    return client.post("/sign-in/", GOOD | changes)


def test_a_stranger_is_led_to_sign_in_and_on_to_where_he_wanted(cast, client):
    answer = client.get("/account/")
    assert answer.headers["Location"] == "/sign-in/?next=%2Faccount%2F"
    answer = client.post("/sign-in/?next=%2Faccount%2F", GOOD | {"next": "/account/"})
    assert answer.headers["Location"] == "/account/"


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(cast, client, elsewhere):
    assert sign_in(client, next=elsewhere).headers["Location"] == "/"


def test_a_part_of_a_page_is_told_that_the_session_is_over(cast, client):
    assert client.get("/account/", headers={"HX-Request": "true"}).status_code == 401


def test_the_session_key_changes_at_sign_in(cast, client):
    client.get("/sign-in/")
    session = client.session
    session["planted"] = "before"
    session.save()
    before = session.session_key
    sign_in(client)
    assert client.session.session_key != before
    assert "planted" not in client.session


def test_a_failed_sign_in_stays_on_the_page_and_says_what_to_do(cast, client):
    answer = sign_in(client, password="wrong")
    assert answer.status_code == 422
    assert "十五" in answer.content.decode() or "15 分钟" in answer.content.decode()
    assert "wrong" not in answer.content.decode()


def test_an_empty_form_says_which_fields_are_missing(cast, client):
    answer = client.post("/sign-in/", {})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"username", "password"}


def test_signing_out_takes_a_post_and_ends_the_session(cast):
    client = cast.client("township_officer")
    assert client.get("/sign-out/").status_code == 405
    assert client.get("/account/").status_code == 200
    client.post("/sign-out/")
    assert client.get("/account/").status_code == 302
    assert SignIn.objects.latest("pk").ended


def test_a_cookie_copied_before_signing_out_opens_nothing_afterwards(cast):
    client = cast.client("township_officer")
    copied = client.cookies["sessionid"].value
    client.post("/sign-out/")
    client.cookies["sessionid"] = copied
    assert client.get("/account/").status_code == 302


def test_half_an_hour_without_use_ends_the_session(cast, settings):
    client = cast.client("township_officer")
    ago = clock.now() - timedelta(minutes=31)
    SignIn.objects.filter(ended__isnull=True).update(seen=ago, since=ago)
    assert client.get("/account/").headers["Location"].startswith("/sign-in/")


def test_whoever_was_given_a_password_changes_it_before_anything_else(cast, client):
    Account.objects.filter(username=GOOD["username"]).update(must_change_password=True)
    sign_in(client)
    assert client.get("/account/").headers["Location"] == "/password/?next=%2Faccount%2F"
    assert client.get("/account/", headers={"HX-Request": "true"}).status_code == 409
    new = "seven boats on the river"
    answer = client.post(
        "/password/",
        {"present": the_cast.PASSWORD, "password": new, "again": new, "next": "/account/"},
    )
    assert answer.headers["Location"] == "/account/"
    assert client.get("/account/").status_code == 200


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("present", {"present": "wrong"}),
        ("password", {"password": "short", "again": "short"}),
        ("again", {"again": "seven boats on the lake"}),
    ],
)
def test_a_password_that_cannot_be_changed_says_why_at_its_field(cast, field, changes):
    new = "seven boats on the river"
    typed = {"present": the_cast.PASSWORD, "password": new, "again": new}
    answer = cast.client("township_officer").post("/password/", typed | changes)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_the_second_step_asks_for_the_code(cast, client):
    account, now = cast.account("township_officer"), clock.now()
    by = cast.actor("township_officer")
    totp = pyotp.TOTP(signing_in.offer_codes(account=account, by=by))
    before = now - timedelta(minutes=2)
    signing_in.confirm_codes(account=account, code=totp.at(before), by=by, at=before)
    assert sign_in(client).headers["Location"] == "/sign-in/second-step/"
    assert client.get("/account/").status_code == 302  # half in is not in
    assert client.post("/sign-in/second-step/", {"code": "000000"}).status_code == 422
    answer = client.post("/sign-in/second-step/", {"code": totp.at(clock.now())})
    assert answer.headers["Location"] == "/"
    assert SignIn.objects.latest("pk").strong


def test_the_second_step_cannot_be_reached_without_the_first(cast, client):
    assert client.get("/sign-in/second-step/").headers["Location"] == "/sign-in/"


def test_the_second_step_lasts_five_minutes(cast, client):
    session = client.session
    session["halfway"] = {
        "account": cast.account("township_officer").pk,
        "at": (clock.now() - timedelta(minutes=6)).isoformat(),
        "next": "",
    }
    session.save()
    assert client.get("/sign-in/second-step/").headers["Location"] == "/sign-in/"


def test_whoever_must_have_a_second_factor_sets_one_up_first(cast, settings):
    settings.GUIHANG_SECOND_FACTOR = True
    client = cast.client("bureau_head", strong=False)
    assert client.get("/account/").headers["Location"].startswith("/account/second-factor/")
    assert client.get("/account/second-factor/picture.svg").status_code == 200
    secret = "".join(client.get("/account/second-factor/").context["groups"])
    answer = client.post(
        "/account/second-factor/",
        {"code": pyotp.TOTP(secret).at(clock.now()), "password": the_cast.PASSWORD},
    )
    assert answer.headers["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    assert signing_in.has_second_factor(cast.account("bureau_head"))


def test_a_strong_session_needs_nothing_more(cast, settings):
    settings.GUIHANG_SECOND_FACTOR = True
    assert cast.client("bureau_head", strong=True).get("/account/").status_code == 200
    assert cast.client("squad_officer", strong=False).get("/account/").status_code == 200


@pytest.fixture
def device():
    return Authenticator(django_settings.GUIHANG_ORIGIN)


def enrol(client, device, password=the_cast.PASSWORD):
    options = client.post("/account/passkeys/options/").content
    return client.post(
        "/account/passkeys/",
        {"name": "办公室电脑", "password": password, "passkey": device.make(options)},
    )


def test_a_passkey_is_made_and_opens_the_desk(cast, client, device):
    assert enrol(cast.client("squad_leader"), device).headers["Location"] == "/account/"
    options = client.post("/sign-in/passkey/").content
    answer = client.post("/sign-in/", {"passkey": device.use(options)})
    assert answer.headers["Location"] == "/"
    signed = SignIn.objects.latest("pk")
    assert (signed.account, signed.how, signed.strong) == (
        cast.account("squad_leader"),
        "passkey",
        True,
    )


def test_a_challenge_is_used_up_by_one_answer(cast, client, device):
    enrol(cast.client("squad_leader"), device)
    options = client.post("/sign-in/passkey/").content
    client.post("/sign-in/", {"passkey": "{}"})
    answer = client.post("/sign-in/", {"passkey": device.use(options)})
    assert answer.status_code == 422


def test_a_passkey_is_not_made_without_the_password(cast, device):
    answer = enrol(cast.client("squad_leader"), device, password="wrong")
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["password"]


def test_a_passkey_is_the_second_step_of_who_decides(cast, client, device, settings):
    settings.GUIHANG_SECOND_FACTOR = True
    enrol(cast.client("bureau_head"), device)
    answer = sign_in(client, username="bureau.head")
    assert answer.headers["Location"] == "/sign-in/second-step/"
    options = client.post("/sign-in/passkey/").content
    answer = client.post("/sign-in/second-step/", {"passkey": device.use(options)})
    assert answer.headers["Location"] == "/"


def test_anothers_passkey_is_not_the_second_step(cast, client, device, settings):
    settings.GUIHANG_SECOND_FACTOR = True
    enrol(cast.client("bureau_head"), device)
    other = Authenticator(device.origin, b"the brigade leader's")
    enrol(cast.client("brigade_leader"), other)
    sign_in(client, username="bureau.head")
    options = client.post("/sign-in/passkey/").content
    answer = client.post("/sign-in/second-step/", {"passkey": other.use(options)})
    assert answer.status_code == 422


def test_a_passkey_is_removed_after_the_password(cast, device):
    client = cast.client("squad_leader")
    enrol(client, device)
    passkey = cast.account("squad_leader").passkeys.get()
    address = f"/account/passkeys/{passkey.pk}/remove/"
    assert cast.client("squad_officer").get(address).status_code == 404
    assert client.post(address, {"password": "wrong"}).status_code == 422
    assert client.post(address, {"password": the_cast.PASSWORD}).status_code == 302
    assert not cast.account("squad_leader").passkeys.exists()


def test_the_demo_names_one_person_a_role_and_no_password(cast, client, settings):
    page = client.get("/sign-in/").content.decode()
    assert "brigade.leader" in page
    assert the_cast.PASSWORD not in page
    assert 'value="squad.leader"' in client.get("/sign-in/?as=squad.leader").content.decode()
    settings.GUIHANG_DEMO = False
    assert "brigade.leader" not in client.get("/sign-in/").content.decode()


def test_who_is_signed_in_has_no_business_on_the_sign_in_page(cast):
    assert cast.client("squad_leader").get("/sign-in/").headers["Location"] == "/"


def test_signing_in_brings_language_and_theme_along(cast, client):
    Account.objects.filter(username=GOOD["username"]).update(language="en", theme="dark")
    sign_in(client)
    assert client.cookies["django_language"].value == "en"
    assert client.cookies["theme"].value == "dark"


def test_preferences_are_kept_for_the_next_sign_in(cast):
    client = cast.client("squad_leader")
    wanted = {"language": "en", "theme": "system", "shortcuts": ""}
    assert client.post("/account/preferences/", wanted).status_code == 302
    account = cast.account("squad_leader")
    assert (account.language, account.shortcuts) == ("en", False)
    assert client.post("/account/preferences/", {"language": "fr"}).status_code == 422


def test_somebody_sees_his_sessions_and_ends_one_or_all_others(cast):
    here, there, elsewhere = (cast.client("squad_leader") for _ in range(3))
    assert len(here.get("/account/").context["sessions"]) == 3
    number = there.session[sessions.SESSION]
    here.post(f"/account/sessions/{number}/end/")
    assert there.get("/account/").status_code == 302
    here.post("/account/sessions/end/")
    assert elsewhere.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_nobody_ends_the_session_of_another(cast):
    theirs = cast.client("bureau_head")
    number = theirs.session[sessions.SESSION]
    answer = cast.client("squad_leader").post(f"/account/sessions/{number}/end/")
    assert answer.status_code == 404
    assert theirs.get("/account/").status_code == 200


def test_codes_are_turned_off_after_the_password(cast):
    client = cast.client("squad_leader")
    secret = "".join(client.get("/account/second-factor/").context["groups"])
    typed = {"code": pyotp.TOTP(secret).at(clock.now()), "password": the_cast.PASSWORD}
    assert client.post("/account/second-factor/", typed | {"code": "1"}).status_code == 422
    assert client.post("/account/second-factor/", typed).status_code == 302
    assert client.get("/account/second-factor/").headers["Location"] == "/account/"
    address = "/account/second-factor/remove/"
    assert client.post(address, {"password": "wrong"}).status_code == 422
    assert client.post(address, {"password": the_cast.PASSWORD}).status_code == 302
    assert not signing_in.has_second_factor(cast.account("squad_leader"))


def test_somebody_sees_his_own_phone_for_a_reason(cast):
    client = cast.client("squad_leader")
    assert "139****0008" in client.get("/account/").content.decode()
    shown = client.post("/account/phone/", {"reason": "contact"})
    assert "13907460008" in shown.content.decode()
    assert cast.client("person").post("/account/phone/", {"reason": "contact"}).status_code == 404


def test_a_page_of_the_account_is_not_kept_by_the_browser(cast):
    for address in ("/account/", "/password/", "/account/second-factor/"):
        answer = cast.client("squad_leader").get(address)
        assert "no-store" in answer.headers["Cache-Control"]
