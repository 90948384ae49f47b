"""Sessions: how long they last, and how they end."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

import cast as the_cast
from guihang.agencies import actions, signing_in
from guihang.agencies.models import Account
from guihang.agencies.signing_in import ABSOLUTE, IDLE, Visit
from guihang.law.refusals import NotYours
from guihang.ledger import queries as ledger

pytestmark = pytest.mark.both_databases
NOW = the_cast.NOW
SECOND = timedelta(seconds=1)


def begin(cast, name="township_officer", at=NOW):
    return signing_in.begin(
        account=cast.account(name),
        visit=Visit("10.0.0.7", "Mozilla/5.0 (Windows NT 10.0) Chrome/130"),
        how="password",
        strong=False,
        at=at,
    )


def ends(cast):
    key = cast.account("township_officer").key
    return [one.values["how"] for one in ledger.history(key, named=("SignedOut",))]


def test_a_session_ends_after_half_an_hour_without_use(cast):
    sign_in = begin(cast)
    assert signing_in.present(sign_in.pk, at=NOW + IDLE - SECOND)
    assert signing_in.present(sign_in.pk, at=NOW + 2 * IDLE) is None
    assert ends(cast) == ["idle"]


def test_using_a_session_prolongs_it(cast):
    sign_in, moment = begin(cast), NOW
    for _ in range(4):
        moment += IDLE - SECOND
        assert signing_in.present(sign_in.pk, at=moment)


def test_no_use_prolongs_a_session_beyond_twelve_hours(cast):
    sign_in, moment = begin(cast), NOW
    while moment < NOW + ABSOLUTE - SECOND:
        assert signing_in.present(sign_in.pk, at=moment)
        moment += timedelta(minutes=20)
    assert signing_in.present(sign_in.pk, at=NOW + ABSOLUTE) is None
    assert ends(cast) == ["twelve hours"]


def test_looking_again_within_a_minute_writes_nothing(cast, django_assert_num_queries):
    sign_in = begin(cast)
    with django_assert_num_queries(1):
        signing_in.present(sign_in.pk, at=NOW + 30 * SECOND)


def test_a_session_that_was_ended_stays_ended(cast):
    sign_in = begin(cast)
    signing_in.end(sign_in=sign_in, by=cast.actor("township_officer"), at=NOW)
    signing_in.end(sign_in=sign_in, by=cast.actor("township_officer"), at=NOW)
    assert signing_in.present(sign_in.pk, at=NOW) is None
    assert ends(cast) == ["signed out"]


def test_nobody_ends_a_colleagues_session_but_the_administrator(cast):
    sign_in = begin(cast)
    with pytest.raises(NotYours):
        signing_in.end(sign_in=sign_in, by=cast.actor("squad_leader"), at=NOW)
    signing_in.end(sign_in=sign_in, by=cast.actor("administrator"), at=NOW)
    assert signing_in.present(sign_in.pk, at=NOW) is None


def test_all_other_sessions_end_at_once(cast):
    here, there, elsewhere = (begin(cast) for _ in range(3))
    ended = actions.end_sessions(
        account=cast.account("township_officer"),
        keep=here.pk,
        by=cast.actor("township_officer"),
        at=NOW,
    )
    assert ended == 2
    running = signing_in.running(cast.account("township_officer"), at=NOW)
    assert [one.pk for one in running] == [here.pk]
    assert signing_in.present(there.pk, at=NOW) is None
    assert signing_in.present(elsewhere.pk, at=NOW) is None


def test_a_shut_account_has_no_session(cast):
    sign_in = begin(cast)
    Account.objects.filter(pk=sign_in.account_id).update(is_active=False)
    assert signing_in.present(sign_in.pk, at=NOW) is None


def test_a_browser_without_a_session_is_nobody(db):
    assert signing_in.present(None, at=NOW) is None
    assert signing_in.present(10**9, at=NOW) is None


def test_sessions_nobody_came_back_to_are_swept_once(cast):
    begin(cast)
    begin(cast, "near_officer", at=NOW + IDLE)
    assert signing_in.sweep(at=NOW + IDLE + SECOND) == 1
    assert signing_in.sweep(at=NOW + IDLE + SECOND) == 0
    assert ends(cast) == ["idle"]


def test_signing_in_is_recorded_with_how_and_from_where(cast):
    begin(cast)
    (told,) = ledger.history(cast.account("township_officer").key, named=("SignedIn",))
    assert told.values == {
        "account": cast.account("township_officer").key,
        "how": "password",
        "strong": False,
        "address": "10.0.0.7",
    }


def test_cookies_that_have_run_out_leave_nothing_behind(cast):
    client = cast.client("township_officer")
    Session.objects.update(expire_date=NOW - timedelta(days=1))
    signing_in.sweep(at=NOW)
    assert not Session.objects.exists()
    assert client.get("/account/").status_code == 302
