"""Accounts: opened, moved, shut, given a new password; phones shown and lists taken out."""

import pytest
from django.db import IntegrityError, transaction

import cast as the_cast
from guihang.agencies import actions, queries, signing_in
from guihang.agencies.models import Account
from guihang.agencies.signing_in import Visit
from guihang.agencies.vocabulary import AccountKind
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly
from guihang.ledger import queries as ledger

pytestmark = pytest.mark.both_databases
NOW = the_cast.NOW
PASSWORD = "nine herons at dusk"


def open_account(cast, by="administrator", unit="office", password=PASSWORD, **choices):
    draft = {
        "username": "new.colleague",
        "name": "骉翾婞",
        "number": "G9001",
        "phone": "13900000065",
    }
    return actions.open_account(
        unit=cast.unit(unit),
        draft=actions.AccountDraft(**(draft | choices)),
        password=password,
        by=cast.actor(by),
        at=NOW,
    )


def test_an_account_is_opened_and_its_password_must_be_changed(cast):
    account = open_account(cast, username="New.Colleague")
    assert account.username == "new.colleague"
    assert account.must_change_password
    assert account.check_password(PASSWORD)
    assert account.staff.phone.masked == "139****0065"


def test_opening_an_account_records_no_name_and_no_phone(cast):
    account = open_account(cast)
    (told,) = ledger.history(account.key, named=("AccountOpened",))
    assert told.values == {"account": account.key, "kind": "staff"}


@pytest.mark.parametrize(
    ("field", "choices"),
    [
        ("username", {"username": "township.officer"}),
        ("username", {"username": "TOWNSHIP.officer"}),
        ("username", {"username": ""}),
        ("username", {"username": "two words"}),
        ("username", {"username": "x" * 41}),
        ("name", {"name": " "}),
        ("number", {"number": ""}),
        ("number", {"number": "G0001"}),
        ("password", {"password": "short"}),
    ],
)
def test_an_account_that_cannot_be_is_refused_at_its_field(cast, field, choices):
    with pytest.raises(BadFacts) as refused:
        open_account(cast, **choices)
    assert refused.value.field == field
    assert not Account.objects.filter(username="new.colleague").exists()


def test_a_partner_needs_no_work_number(cast):
    account = open_account(cast, unit="organisation", kind=AccountKind.PARTNER, number="", phone="")
    assert not hasattr(account, "staff")


@pytest.mark.parametrize("by", ["bureau_head", "squad_leader", "next_administrator", "auditor"])
def test_only_the_administrator_of_the_subtree_opens_accounts(cast, by):
    with pytest.raises(NotYours):
        open_account(cast, by=by)


def test_a_new_password_ends_all_sessions_and_lifts_the_lock(cast):
    account = cast.account("near_officer")
    sign_in = signing_in.begin(
        account=account, visit=Visit("10.0.0.7"), how="password", strong=False, at=NOW
    )
    Account.objects.filter(pk=account.pk).update(failures=5, locked_until=NOW)
    password = actions.reset_password(account=account, by=cast.actor("administrator"), at=NOW)
    account.refresh_from_db()
    assert signing_in.present(sign_in.pk, at=NOW) is None
    assert (account.failures, account.locked_until) == (0, None)
    assert account.must_change_password
    assert account.check_password(password)
    told = ledger.history(account.key, named=("PasswordReset",))
    assert password not in str([one.values for one in told])


def test_two_new_passwords_are_never_the_same(cast):
    account, by = cast.account("near_officer"), cast.actor("administrator")
    made = {actions.reset_password(account=account, by=by, at=NOW) for _ in range(5)}
    assert len(made) == 5


def test_an_account_that_holds_a_post_is_not_shut(cast):
    with pytest.raises(TooEarly):
        actions.close_account(
            account=cast.account("near_officer"), by=cast.actor("administrator"), at=NOW
        )


def test_a_shut_account_is_out_at_once_and_can_be_opened_again(cast):
    account = open_account(cast)
    sign_in = signing_in.begin(
        account=account, visit=Visit("10.0.0.7"), how="password", strong=False, at=NOW
    )
    by = cast.actor("administrator")
    actions.close_account(account=account, by=by, at=NOW)
    assert signing_in.present(sign_in.pk, at=NOW) is None
    with pytest.raises(AlreadyDone):
        actions.close_account(account=account, by=by, at=NOW)
    actions.reopen_account(account=account, by=by, at=NOW)
    assert Account.objects.get(pk=account.pk).is_active
    with pytest.raises(AlreadyDone):
        actions.reopen_account(account=account, by=by, at=NOW)


def test_nobody_shuts_his_own_account(cast):
    with pytest.raises(TooEarly, match="own"):
        actions.close_account(
            account=cast.account("administrator"), by=cast.actor("administrator"), at=NOW
        )


def test_an_account_is_moved_within_the_subtree_only(cast):
    account = open_account(cast)
    by = cast.actor("administrator")
    with pytest.raises(NotYours):
        actions.move_account(account=account, unit=cast.unit("next_office"), by=by, at=NOW)
    with pytest.raises(BadFacts):
        actions.move_account(account=account, unit=cast.unit("office"), by=by, at=NOW)
    actions.move_account(account=account, unit=cast.unit("squad"), by=by, at=NOW)
    assert Account.objects.get(pk=account.pk).unit == cast.unit("squad")


def test_everybody_chooses_his_own_preferences(cast):
    wanted = actions.Preferences("en", "dark", shortcuts=False)
    account = cast.account("near_officer")
    actions.set_preferences(
        account=account, preferences=wanted, by=cast.actor("near_officer"), at=NOW
    )
    account.refresh_from_db()
    assert (account.language, account.theme, account.shortcuts) == ("en", "dark", False)
    with pytest.raises(NotYours):
        actions.set_preferences(
            account=account, preferences=wanted, by=cast.actor("administrator"), at=NOW
        )


@pytest.mark.parametrize(("language", "theme"), [("fr", "dark"), ("en", "pink")])
def test_a_language_or_theme_there_is_not_is_refused(cast, language, theme):
    with pytest.raises(BadFacts):
        actions.set_preferences(
            account=cast.account("near_officer"),
            preferences=actions.Preferences(language, theme, shortcuts=True),
            by=cast.actor("near_officer"),
            at=NOW,
        )


def test_a_phone_is_shown_for_a_reason_which_is_kept(cast):
    account = cast.account("near_officer")
    shown = actions.read_phone(
        staff=account.staff, reason="核对联系方式", by=cast.actor("bureau_head"), at=NOW
    )
    assert shown == "13907460004"
    (told,) = ledger.history(account.key, named=("SensitiveRead",))
    assert told.values["reason"] == "核对联系方式"


@pytest.mark.parametrize("by", ["squad_leader", "next_administrator", "procurator"])
def test_a_phone_is_not_shown_to_others(cast, by):
    with pytest.raises(NotYours):
        actions.read_phone(
            staff=cast.account("near_officer").staff,
            reason="核对联系方式",
            by=cast.actor(by),
            at=NOW,
        )


def test_a_phone_is_not_shown_without_a_reason(cast):
    with pytest.raises(Missing):
        actions.read_phone(
            staff=cast.account("near_officer").staff,
            reason="",
            by=cast.actor("bureau_head"),
            at=NOW,
        )


def export(cast, reason="", by="administrator"):
    actor = cast.actor(by)
    return actions.export_staff(accounts=queries.staff(actor), reason=reason, by=actor, at=NOW)


def test_a_list_is_taken_out_with_masked_phones(cast):
    lines = export(cast)
    assert {line.phone for line in lines if line.name == "蒋志明"} == {"139****0004"}
    assert ledger.history(cast.account("near_officer").key, named=("SensitiveRead",)) == ()
    (told,) = ledger.history(cast.account("administrator").key, named=("StaffListExported",))
    assert told.values["rows"] == len(lines)
    assert told.values["with_phones"] is False


def test_a_list_with_phones_takes_a_reason_and_each_reading_is_kept(cast):
    lines = export(cast, reason="应急值守通讯录")
    assert {line.phone for line in lines if line.name == "蒋志明"} == {"13907460004"}
    (told,) = ledger.history(cast.account("near_officer").key, named=("SensitiveRead",))
    assert told.values["reason"] == "应急值守通讯录"


def test_a_list_ends_at_the_own_units(cast):
    names = {line.name for line in export(cast)}
    assert "伍月" not in names
    assert "唐建平" not in names  # a person under correction is nobody's colleague
    assert "伍月" in {line.name for line in export(cast, by="city_administrator")}


def test_nobody_takes_out_a_list_that_is_not_his(cast):
    with pytest.raises(Missing):
        export(cast, by="squad_leader")  # he keeps nobody, so there is nobody on his list
    with pytest.raises(NotYours):
        actions.export_staff(
            accounts=queries.staff(cast.actor("administrator")),
            reason="",
            by=cast.actor("squad_leader"),
            at=NOW,
        )


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("周晓", {"周晓兰"}),  # two characters, which no full-text index would find
        ("晓兰", {"周晓兰"}),
        ("township.officer", {"周晓兰", "何建军"}),
        ("G0004", {"蒋志明"}),
        ("13907460004", {"蒋志明"}),
        ("139 0746 0004", {"蒋志明"}),
        ("二中队", {"段海波"}),
        ("没有此人", set()),
    ],
)
def test_people_are_found_by_what_one_knows_of_them(cast, search, found):
    people = queries.staff(cast.actor("administrator"), search=search)
    assert {person.name for person in people} == found


def test_the_database_itself_keeps_sign_in_names_in_small_letters(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(pk=cast.account("near_officer").pk).update(username="Near")


def test_the_phone_is_not_readable_in_the_table(cast):
    account = cast.account("near_officer")
    assert "13907460004" not in account.staff.phone.token
    assert "13907460004" not in str(account.staff.phone)
