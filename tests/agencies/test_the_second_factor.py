"""One-time codes and passkeys, and showing again who one is when signing."""

from datetime import timedelta

import pyotp
import pytest
from authenticators import Authenticator

import cast as the_cast
from guihang.agencies import actions, signing_in
from guihang.agencies.models import Account, Passkey
from guihang.agencies.signing_in import Assertion, failing
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours
from guihang.ledger import queries as ledger

pytestmark = pytest.mark.both_databases
NOW = the_cast.NOW
STEP = timedelta(seconds=30)


def fresh(cast, name="bureau_head"):
    return Account.objects.select_related("unit").get(pk=cast.account(name).pk)


@pytest.fixture
def totp(cast):
    """The bureau head's authenticator, already confirmed a minute ago."""
    account, by = fresh(cast), cast.actor("bureau_head")
    authenticator = pyotp.TOTP(signing_in.offer_codes(account=account, by=by))
    before = NOW - 2 * STEP
    signing_in.confirm_codes(account=account, code=authenticator.at(before), by=by, at=before)
    return authenticator


def enter(cast, code, at=NOW):
    signing_in.enter_code(account=fresh(cast), code=code, address="10.0.0.7", at=at)


def test_codes_count_only_once_a_first_one_was_confirmed(cast):
    account, by = fresh(cast), cast.actor("bureau_head")
    secret = signing_in.offer_codes(account=account, by=by)
    assert not signing_in.has_second_factor(account)
    assert signing_in.offer_codes(account=fresh(cast), by=by) == secret
    with pytest.raises(BadFacts) as refused:
        signing_in.confirm_codes(account=fresh(cast), code="000000", by=by, at=NOW)
    assert refused.value.field == "code"
    code = pyotp.TOTP(secret).at(NOW)
    signing_in.confirm_codes(account=fresh(cast), code=code, by=by, at=NOW)
    assert signing_in.has_second_factor(fresh(cast))


def test_the_secret_is_sealed_and_not_shown_again(cast, totp):
    account = fresh(cast)
    assert totp.secret not in repr(account.code_secret.token)
    with pytest.raises(AlreadyDone):
        signing_in.offer_codes(account=account, by=cast.actor("bureau_head"))


def test_a_code_opens_the_second_step(cast, totp):
    enter(cast, totp.at(NOW))


def test_a_code_typed_with_spaces_is_the_same_code(cast, totp):
    code = totp.at(NOW)
    enter(cast, f"{code[:3]} {code[3:]}")


def test_a_code_is_good_once(cast, totp):
    enter(cast, totp.at(NOW))
    with pytest.raises(Missing):
        enter(cast, totp.at(NOW))


def test_no_older_code_is_good_after_a_newer_one(cast, totp):
    enter(cast, totp.at(NOW + STEP))
    with pytest.raises(Missing):
        enter(cast, totp.at(NOW))


def test_a_clock_may_be_half_a_minute_off_and_not_more(cast, totp):
    with pytest.raises(Missing):
        enter(cast, totp.at(NOW + 2 * STEP))
    enter(cast, totp.at(NOW + STEP))


def test_wrong_codes_lock_like_wrong_passwords(cast, totp):
    for _ in range(5):
        with pytest.raises(Missing):
            enter(cast, "000000")
    assert failing.is_locked(fresh(cast), at=NOW)
    with pytest.raises(Missing):
        enter(cast, totp.at(NOW))


def test_the_picture_holds_no_style_and_is_a_picture(cast):
    drawing = signing_in.picture_of_codes(
        account=fresh(cast), by=cast.actor("bureau_head")
    ).decode()
    assert drawing.lstrip().startswith("<?xml") or drawing.startswith("<svg")
    assert "style" not in drawing
    assert "class" not in drawing


def test_nobody_sets_up_codes_for_another(cast):
    with pytest.raises(NotYours):
        signing_in.offer_codes(account=fresh(cast), by=cast.actor("administrator"))


def test_codes_are_turned_off_by_whose_they_are(cast, totp):
    signing_in.remove_codes(account=fresh(cast), by=cast.actor("bureau_head"), at=NOW)
    assert not signing_in.has_second_factor(fresh(cast))
    told = ledger.history(fresh(cast).key, named=("SecondFactorSet", "SecondFactorRemoved"))
    assert [one.event for one in told] == ["SecondFactorSet", "SecondFactorRemoved"]


def test_an_administrator_removes_a_lost_factor_with_a_new_password(cast, totp):
    password = actions.reset_password(
        account=fresh(cast), second_factor_too=True, by=cast.actor("administrator"), at=NOW
    )
    account = fresh(cast)
    assert not signing_in.has_second_factor(account)
    assert account.must_change_password
    assert account.check_password(password)


@pytest.mark.parametrize(
    ("name", "needed"),
    [
        ("bureau_head", True),
        ("brigade_leader", True),
        ("township_officer", True),  # fills the rung of the office
        ("city_officer", True),
        ("administrator", True),  # could give himself anybody's password
        ("squad_officer", False),
        ("second_township_officer", False),
        ("procurator", False),
        ("person", False),
    ],
)
def test_whoever_decides_or_keeps_accounts_needs_a_second_factor(cast, settings, name, needed):
    assert not signing_in.needs_second_factor(cast.actor(name))  # the demo relaxes it
    settings.GUIHANG_SECOND_FACTOR = True
    assert signing_in.needs_second_factor(cast.actor(name)) is needed


def test_a_deputy_of_who_decides_needs_it_too(cast, settings):
    settings.GUIHANG_SECOND_FACTOR = True
    assert not signing_in.needs_second_factor(cast.actor("deputy_leader"))
    actions.name_deputy(
        cover=actions.Cover(
            cast.post("brigade_leader"),
            cast.account("brigade_leader"),
            cast.account("deputy_leader"),
            the_cast.TODAY,
            the_cast.TODAY,
            "培训",
        ),
        by=cast.actor("brigade_leader"),
        at=NOW,
    )
    assert signing_in.needs_second_factor(cast.actor("deputy_leader"))


@pytest.fixture
def device(settings):
    return Authenticator(settings.GUIHANG_ORIGIN)


def enrol(cast, device, name="bureau_head", label="办公室电脑"):
    account = fresh(cast, name)
    options, challenge = signing_in.enrolment(account)
    return signing_in.add_passkey(
        account=account,
        assertion=Assertion(challenge, device.make(options)),
        name=label,
        by=cast.actor(name),
        at=NOW,
    )


def use(device):
    options, challenge = signing_in.invitation()
    return Assertion(challenge, device.use(options))


def enter_with(assertion):
    return signing_in.enter_passkey(assertion=assertion, address="10.0.0.7", at=NOW)


def test_a_passkey_opens_the_account_it_belongs_to_without_a_name(cast, device):
    enrol(cast, device)
    assert enter_with(use(device)) == cast.account("bureau_head")
    assert Passkey.objects.get().last_used == NOW


def test_the_same_answer_does_not_open_it_again(cast, device):
    enrol(cast, device)
    answered = use(device)
    enter_with(answered)
    with pytest.raises(Missing):
        enter_with(answered)


def test_an_answer_to_another_challenge_is_refused(cast, device):
    enrol(cast, device)
    with pytest.raises(Missing):
        enter_with(Assertion(b"another challenge", use(device).answer))


@pytest.mark.parametrize("answer", ["", "{}", "[]", '{"rawId": "!"}', '{"rawId": "AAAA"}'])
def test_an_answer_that_is_none_is_refused_like_any_other(cast, device, answer):
    enrol(cast, device)
    with pytest.raises(Missing):
        enter_with(Assertion(b"challenge", answer))


def test_a_passkey_of_another_address_is_refused(cast, settings, device):
    enrol(cast, device)
    device.origin = "https://guihang.example"
    with pytest.raises(Missing):
        enter_with(use(device))


def test_a_device_that_did_not_verify_its_user_is_refused(cast, device):
    device.verifies = False
    with pytest.raises(BadFacts):
        enrol(cast, device)
    device.verifies = True
    enrol(cast, device)
    device.verifies = False
    with pytest.raises(Missing):
        enter_with(use(device))


def test_a_copied_key_is_noticed_by_its_count(cast, device):
    enrol(cast, device)
    device.uses = 9
    enter_with(use(device))
    device.uses = 3
    with pytest.raises(Missing):
        enter_with(use(device))


def test_a_lock_on_the_password_does_not_stop_a_passkey(cast, device):
    enrol(cast, device)
    Account.objects.filter(pk=cast.account("bureau_head").pk).update(
        failures=5, locked_until=NOW + timedelta(hours=1)
    )
    assert enter_with(use(device)).failures == 0


def test_a_shut_account_is_not_opened_by_its_passkey(cast, device):
    enrol(cast, device)
    Account.objects.filter(pk=cast.account("bureau_head").pk).update(is_active=False)
    with pytest.raises(Missing):
        enter_with(use(device))


def test_a_passkey_is_enrolled_once_and_under_a_name(cast, device):
    enrol(cast, device)
    with pytest.raises(BadFacts):
        enrol(cast, device)
    with pytest.raises(BadFacts) as refused:
        enrol(cast, Authenticator(device.origin, b"another"), label=" ")
    assert refused.value.field == "name"


def test_nobody_has_more_than_ten_passkeys(cast, device):
    for number in range(10):
        enrol(cast, Authenticator(device.origin, f"passkey {number}".encode()))
    with pytest.raises(BadFacts, match="ten"):
        enrol(cast, Authenticator(device.origin, b"one more"))


def test_a_passkey_is_removed_by_whose_it_is(cast, device):
    passkey = enrol(cast, device)
    with pytest.raises(NotYours):
        signing_in.remove_passkey(passkey=passkey, by=cast.actor("administrator"), at=NOW)
    signing_in.remove_passkey(passkey=passkey, by=cast.actor("bureau_head"), at=NOW)
    with pytest.raises(Missing):
        enter_with(use(device))


@pytest.mark.parametrize(
    ("origin", "works"),
    [
        ("http://localhost:8000", True),
        ("https://jz.lengshuitan.example", True),
        ("http://jz.lengshuitan.example", False),
        ("https://10.0.0.5", False),
        ("http://127.0.0.1:8000", False),
    ],
)
def test_passkeys_are_offered_where_browsers_allow_them(settings, origin, works):
    settings.GUIHANG_ORIGIN = origin
    assert signing_in.passkeys_work_here() is works


def test_a_stolen_password_does_not_set_up_codes_beside_a_passkey(cast, settings, device):
    settings.GUIHANG_SECOND_FACTOR = True
    leader = cast.actor("bureau_head")
    assert not signing_in.asks_second_step(fresh(cast), leader)
    enrol(cast, device)
    assert signing_in.asks_second_step(fresh(cast), leader)


def test_signing_shows_again_who_one_is_by_password(cast):
    account = fresh(cast)
    proof = signing_in.confirm_identity(account=account, password=the_cast.PASSWORD, at=NOW)
    assert (proof.account_id, proof.how, proof.at) == (account.pk, "password", NOW)


def test_signing_shows_again_who_one_is_by_passkey(cast, device):
    enrol(cast, device)
    proof = signing_in.confirm_identity(account=fresh(cast), assertion=use(device), at=NOW)
    assert proof.how == "passkey"


def test_a_wrong_password_at_a_signature_is_refused_at_the_field_and_locks_in_the_end(cast):
    for _ in range(5):
        with pytest.raises(BadFacts) as refused:
            signing_in.confirm_identity(account=fresh(cast), password="wrong", at=NOW)
        assert refused.value.field == "password"
    with pytest.raises(BadFacts):
        signing_in.confirm_identity(account=fresh(cast), password=the_cast.PASSWORD, at=NOW)


def test_nobody_signs_with_anothers_passkey(cast, device):
    enrol(cast, device, "brigade_leader")
    with pytest.raises(BadFacts) as refused:
        signing_in.confirm_identity(account=fresh(cast), assertion=use(device), at=NOW)
    assert refused.value.field == "passkey"


def test_an_answer_that_is_none_does_not_sign(cast, device):
    enrol(cast, device)
    with pytest.raises(BadFacts) as refused:
        signing_in.confirm_identity(account=fresh(cast), assertion=Assertion(b"", "{}"), at=NOW)
    assert refused.value.field == "passkey"
