"""Two people acting in the same moment: one of them wins, and nothing is done twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pyotp
import pytest
from django.db import connections

import cast as the_cast
from guihang.agencies import actions, signing_in
from guihang.agencies.models import Account, Appointment, Charge, Deputy, Knock
from guihang.agencies.signing_in import Visit
from guihang.law.refusals import Missing, Refused
from guihang.ledger import queries as ledger
from guihang.ledger.chains import SYSTEM

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
NOW = the_cast.NOW
HANDS = 4


@pytest.fixture
def cast(transactional_db):
    return the_cast.enter()


def at_once(act, *givens):
    """Let several hands act in the same moment; return what each of them met."""
    start = Barrier(len(givens))

    def reach(given):
        start.wait(timeout=20)
        try:
            return act(given)
        except Refused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(givens)) as pool:
        return list(pool.map(reach, givens))


def refused(met):
    return [one for one in met if isinstance(one, Refused)]


def test_a_code_sent_several_times_at_once_is_good_once(cast):
    account, by = cast.account("bureau_head"), cast.actor("bureau_head")
    totp = pyotp.TOTP(signing_in.offer_codes(account=account, by=by))
    before = NOW - timedelta(minutes=2)
    signing_in.confirm_codes(account=account, code=totp.at(before), by=by, at=before)

    def enter(_turn):
        fresh = Account.objects.select_related("unit").get(pk=account.pk)
        return signing_in.enter_code(account=fresh, code=totp.at(NOW), address="10.0.0.7", at=NOW)

    met = at_once(enter, *range(HANDS))
    assert len(refused(met)) == HANDS - 1


def test_failures_at_once_are_all_counted(cast):
    def fail(turn):
        visit = Visit(f"10.0.0.{turn}")
        return signing_in.enter_password(
            username="near.officer", password="wrong", visit=visit, at=NOW
        )

    assert all(isinstance(one, Missing) for one in at_once(fail, *range(HANDS)))
    account = cast.account("near_officer")
    assert account.failures == HANDS
    assert Knock.objects.count() == HANDS
    assert len(ledger.history(account.key, named=("SignInFailed",))) == HANDS


def test_two_who_name_each_other_deputy_at_once_do_not_both_succeed(cast):
    pairs = [("brigade_leader", "deputy_leader"), ("deputy_leader", "brigade_leader")]

    def name(pair):
        holder, deputy = pair
        cover = actions.Cover(
            cast.post(holder),
            cast.account(holder),
            cast.account(deputy),
            the_cast.TODAY,
            the_cast.TODAY,
            "培训",
        )
        return actions.name_deputy(cover=cover, by=SYSTEM, at=NOW)

    met = at_once(name, *pairs)
    assert len(refused(met)) == 1
    assert Deputy.objects.count() == 1


def test_a_post_for_one_is_not_given_to_two_at_once(cast):
    held = cast.account("squad_leader").appointments.get()
    actions.end_appointment(appointment=held, last_day=the_cast.TODAY, by=SYSTEM, at=NOW)
    post, tomorrow = cast.post("squad_leader"), the_cast.TODAY + timedelta(days=1)

    def appoint(name):
        return actions.appoint(
            account=cast.account(name), post=post, since=tomorrow, by=SYSTEM, at=NOW
        )

    met = at_once(appoint, "squad_officer", "second_squad_officer")
    assert len(refused(met)) == 1
    assert Appointment.objects.in_force(on=tomorrow).filter(post=post).count() == 1


def test_an_office_is_not_put_in_two_charges_at_once(cast):
    office, tomorrow = cast.unit("office"), the_cast.TODAY + timedelta(days=1)

    def charge(name):
        return actions.set_charge(
            unit=cast.unit(name), of=office, since=tomorrow, by=SYSTEM, at=NOW
        )

    met = at_once(charge, "second_squad", "third_squad")
    assert len(refused(met)) == 1
    assert Charge.objects.in_force(on=tomorrow).filter(office=office).count() == 1


def test_a_unit_is_not_closed_while_somebody_is_appointed_to_it(cast):
    unit = actions.create_unit(
        draft=actions.UnitDraft("431103-B4", "四中队", "squad"),
        parent=cast.unit("brigade"),
        by=SYSTEM,
        at=NOW,
    )
    post = actions.create_post(
        unit=unit, draft=actions.PostDraft("队员", "squad_officer"), by=SYSTEM, at=NOW
    )
    account = cast.account("squad_officer")

    def act(what):
        if what == "close":
            return actions.close_unit(unit=unit, by=SYSTEM, at=NOW)
        return actions.appoint(account=account, post=post, since=the_cast.TODAY, by=SYSTEM, at=NOW)

    assert len(refused(at_once(act, "close", "appoint"))) == 1
    unit.refresh_from_db()
    assert bool(unit.closed_on) != post.appointments.exists()


def test_a_sign_in_name_is_given_to_one_of_two_at_once(cast):
    def open_account(number):
        draft = actions.AccountDraft("new.colleague", "某某", number=number)
        return actions.open_account(
            unit=cast.unit("office"), draft=draft, password="nine herons", by=SYSTEM, at=NOW
        )

    met = at_once(open_account, "G9001", "G9002")
    assert [one.field for one in refused(met)] == ["username"]
    assert Account.objects.filter(username="new.colleague").count() == 1
