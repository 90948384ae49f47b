"""Signing in with a password: what failing costs, and what it does not tell."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import get_hasher, identify_hasher

import cast as the_cast
from guihang.agencies import actions, signing_in
from guihang.agencies.models import Account, Knock
from guihang.agencies.signing_in import Change, Visit, failing
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly
from guihang.ledger import queries as ledger

pytestmark = pytest.mark.both_databases
NOW = the_cast.NOW
MINUTE = timedelta(minutes=1)
HOME = Visit("10.0.0.7", "tests")


def enter(name="township.officer", password=the_cast.PASSWORD, at=NOW, visit=HOME):
    return signing_in.enter_password(username=name, password=password, visit=visit, at=at)


def fail(times, at=NOW, name="township.officer", visit=HOME):
    for _ in range(times):
        with pytest.raises(Missing):
            enter(name, "wrong", at, visit)


def fresh(cast, name="township_officer"):
    return Account.objects.get(pk=cast.account(name).pk)


def test_a_name_and_its_password_open_the_account(cast):
    assert enter().name == "周晓兰"


def test_capitals_and_spaces_around_a_name_do_not_matter(cast):
    assert enter(" Township.Officer ").name == "周晓兰"


def failures_sound(**attempt):
    with pytest.raises(Missing) as refused:
        enter(**attempt)
    return str(refused.value.why), str(refused.value.remedy), refused.value.ground


def test_every_failure_sounds_the_same_so_that_no_name_is_given_away(cast):
    wrong = failures_sound(password="wrong")
    unknown = failures_sound(name="nobody.here")
    fail(4)
    locked = failures_sound()  # the right password, on a locked account
    shut = cast.account("counsellor")
    Account.objects.filter(pk=shut.pk).update(is_active=False)
    closed = failures_sound(name="counsellor")
    assert wrong == unknown == locked == closed


def test_an_unknown_name_costs_as_much_work_as_a_known_one(cast, monkeypatch):
    hasher = get_hasher()
    worked = []
    encode = type(hasher).encode
    verify = type(hasher).verify
    monkeypatch.setattr(
        type(hasher), "encode", lambda *given: worked.append("hash") or encode(*given)
    )
    monkeypatch.setattr(
        type(hasher), "verify", lambda *given: worked.append("hash") or verify(*given)
    )
    fail(1, name="nobody.here")
    unknown = len(worked)
    fail(1)
    assert unknown == len(worked) - unknown == 1


def test_four_failures_do_not_lock(cast):
    fail(4)
    assert enter().pk


def test_five_failures_lock_for_a_quarter_of_an_hour(cast):
    fail(5)
    with pytest.raises(Missing):
        enter(at=NOW + 15 * MINUTE - timedelta(seconds=1))
    assert enter(at=NOW + 15 * MINUTE).pk


def test_each_further_lock_is_longer(cast):
    moment, lengths = NOW, []
    for turn in range(4):
        fail(5, at=moment, visit=Visit(f"10.0.1.{turn}"))
        lengths.append(fresh(cast).locked_until - moment)
        moment = fresh(cast).locked_until
    assert lengths == [15 * MINUTE, 30 * MINUTE, 60 * MINUTE, 120 * MINUTE]


def test_no_lock_is_longer_than_a_day(cast):
    account = cast.account("township_officer")
    Account.objects.filter(pk=account.pk).update(failures=99)
    fail(1)
    assert fresh(cast).locked_until == NOW + failing.LONGEST_LOCK


def test_what_is_tried_while_locked_does_not_prolong_the_lock(cast):
    fail(5)
    before = fresh(cast).locked_until
    fail(3, at=NOW + MINUTE)
    assert fresh(cast).locked_until == before
    assert fresh(cast).failures == 5


def test_signing_in_forgets_the_failures(cast):
    fail(4)
    enter()
    fail(4)
    assert enter().pk


def test_failures_and_the_lock_are_recorded_and_then_no_more(cast):
    fail(12)
    chain = cast.account("township_officer").key
    told = [one.event for one in ledger.history(chain)]
    assert told.count("SignInFailed") == 5
    assert told.count("AccountLocked") == 1


def test_a_flood_of_unknown_names_does_not_flood_the_ledger(cast):
    before = len(ledger.history("house", named=("SignInFailed",)))
    fail(20, name="nobody.here")
    told = ledger.history("house", named=("SignInFailed",))[before:]
    assert len(told) == failing.NOTED_FROM_ONE_ADDRESS
    assert "nobody" not in str([one.values for one in told])  # it may be a mistyped password


def test_an_address_that_fails_too_often_waits_whatever_the_name(cast):
    fail(failing.FROM_ONE_ADDRESS, name="nobody.here")
    with pytest.raises(TooEarly):
        enter()
    assert enter(visit=Visit("10.0.0.8")).pk
    assert enter(at=NOW + failing.WINDOW).pk
    assert len(ledger.history("house", named=("AddressBlocked",))) == 1


def test_addresses_are_forgotten_after_their_time(cast):
    fail(3, name="nobody.here")
    signing_in.sweep(at=NOW + MINUTE)
    assert Knock.objects.count() == 1
    signing_in.sweep(at=NOW + failing.WINDOW + MINUTE)
    assert Knock.objects.count() == 0


def test_an_administrator_lifts_a_lock(cast):
    fail(5)
    account = cast.account("township_officer")
    actions.unlock_account(account=account, by=cast.actor("administrator"), at=NOW)
    assert enter().pk
    with pytest.raises(AlreadyDone):
        actions.unlock_account(account=account, by=cast.actor("administrator"), at=NOW)


def change(cast, present=the_cast.PASSWORD, new="seven boats on the river", keep=None):
    signing_in.change_password(
        account=cast.account("township_officer"),
        change=Change(present, new, keep),
        visit=HOME,
        by=cast.actor("township_officer"),
        at=NOW,
    )


def test_somebody_changes_his_password_and_the_old_one_is_gone(cast):
    change(cast)
    assert enter(password="seven boats on the river").pk
    fail(1)
    with pytest.raises(Missing):
        enter()


def test_changing_a_password_ends_the_other_sessions(cast):
    account = cast.account("township_officer")
    here, there = (
        signing_in.begin(account=account, visit=HOME, how="password", strong=False, at=NOW)
        for _ in range(2)
    )
    change(cast, keep=here.pk)
    assert signing_in.present(here.pk, at=NOW)
    assert signing_in.present(there.pk, at=NOW) is None


def test_the_present_password_is_asked_for_and_counts_as_a_sign_in(cast):
    for _ in range(5):
        with pytest.raises(BadFacts) as refused:
            change(cast, present="wrong")
        assert refused.value.field == "present"
    assert failing.is_locked(fresh(cast), at=NOW)
    with pytest.raises(BadFacts):
        change(cast)


@pytest.mark.parametrize(
    "weak",
    ["short", "1234567890123", "township.officer", "qwertyuiop", the_cast.PASSWORD],
)
def test_a_password_that_is_easily_guessed_is_refused_in_plain_words(cast, weak):
    with pytest.raises(BadFacts) as refused:
        change(cast, new=weak)
    assert refused.value.field == "password"
    assert str(refused.value.remedy)


def test_nobody_changes_anothers_password(cast):
    with pytest.raises(NotYours):
        signing_in.change_password(
            account=cast.account("near_officer"),
            change=Change(the_cast.PASSWORD, "seven boats on the river"),
            visit=HOME,
            by=cast.actor("administrator"),
            at=NOW,
        )


def test_a_changed_password_is_recorded_without_itself(cast):
    change(cast)
    (told,) = ledger.history(cast.account("township_officer").key, named=("PasswordChanged",))
    assert told.values == {"account": cast.account("township_officer").key}


def test_a_demo_hashes_cheaply_and_service_does_not(settings):
    hasher = get_hasher()
    cheap = hasher.params()
    settings.GUIHANG_DEMO = False
    dear = hasher.params()
    assert (cheap.time_cost, cheap.memory_cost) == (1, 256)
    assert dear.time_cost * dear.memory_cost > 100 * cheap.memory_cost
    assert identify_hasher(hasher.encode("x", hasher.salt())).algorithm == "argon2"
