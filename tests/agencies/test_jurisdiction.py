"""Who sees how far, from posts and charges on a day."""

from datetime import date, timedelta

import pytest

import cast as the_cast
from guihang.agencies import actions, queries
from guihang.agencies.authority import relation
from guihang.agencies.vocabulary import Relation, Role
from guihang.law.rungs import Rung
from guihang.ledger.chains import SYSTEM

pytestmark = pytest.mark.both_databases

COUNTY_UNITS = {
    "county",
    "brigade",
    "squad",
    "second_squad",
    "third_squad",
    "office",
    "second_office",
    "third_office",
    "fourth_office",
    "procuratorate",
    "committee",
    "organisation",
}
NEXT_UNITS = {"next_county", "next_brigade", "next_office"}
ALL_UNITS = {"ministry", "province", "city"} | COUNTY_UNITS | NEXT_UNITS
SEEN = {
    "township_officer": {"office", "committee"},
    "second_township_officer": {"office", "committee"},
    "social_worker": {"office", "committee"},
    "squad_officer": {"squad", "office", "second_office", "committee"},
    "squad_leader": {"squad", "office", "second_office", "committee"},
    "second_squad_leader": {"second_squad", "third_office"},
    "brigade_leader": COUNTY_UNITS,
    "bureau_head": COUNTY_UNITS,
    "procurator": COUNTY_UNITS,
    "city_officer": COUNTY_UNITS | NEXT_UNITS | {"city"},
    "province_officer": COUNTY_UNITS | NEXT_UNITS | {"city", "province"},
    "next_brigade_leader": NEXT_UNITS,
    "next_officer": {"next_office"},
    "auditor": set(),
    "administrator": set(),
    "city_administrator": set(),
    "committee_member": set(),
    "counsellor": set(),
    "person": set(),
}


def seen_by(cast, actor):
    return {name for name in ALL_UNITS if actor.sees(cast.unit(name).path)}


@pytest.mark.parametrize("name", SEEN)
def test_files_are_seen_exactly_as_far_as_the_post_reaches(cast, name):
    assert seen_by(cast, cast.actor(name)) == SEEN[name]


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("administrator", COUNTY_UNITS),
        ("auditor", COUNTY_UNITS),
        ("city_administrator", COUNTY_UNITS | NEXT_UNITS | {"city"}),
        ("committee_member", set()),
    ],
)
def test_who_sees_no_file_still_has_units_to_look_after(cast, name, domain):
    actor = cast.actor(name)
    found = {unit for unit in ALL_UNITS if cast.unit(unit).path.startswith(actor.domain or ("!",))}
    assert found == domain


def test_an_auditor_reads_the_ledger_of_his_units_and_an_administrator_does_not(cast):
    assert cast.actor("auditor").ledger_reach == (cast.unit("county").path,)
    assert cast.actor("administrator").ledger_reach == ()
    assert cast.actor("township_officer").ledger_reach == (cast.unit("office").path,)


@pytest.mark.parametrize(
    ("name", "unit", "where"),
    [
        ("squad_leader", "squad", Relation.OWN),
        ("squad_leader", "office", Relation.BELOW),
        ("squad_leader", "brigade", Relation.ABOVE),
        ("squad_leader", "county", Relation.ABOVE),
        ("squad_leader", "third_office", Relation.BESIDE),
        ("squad_leader", "second_squad", Relation.BESIDE),
        ("squad_leader", "next_office", Relation.FOREIGN),
        ("township_officer", "office", Relation.OWN),
        ("township_officer", "committee", Relation.BELOW),
        ("township_officer", "second_office", Relation.BESIDE),
        ("township_officer", "squad", Relation.BESIDE),
        ("township_officer", "county", Relation.ABOVE),
        ("brigade_leader", "brigade", Relation.OWN),
        ("brigade_leader", "county", Relation.BELOW),
        ("brigade_leader", "fourth_office", Relation.BELOW),
        ("brigade_leader", "city", Relation.ABOVE),
        ("brigade_leader", "next_county", Relation.FOREIGN),
        ("bureau_head", "county", Relation.OWN),
        ("city_officer", "next_office", Relation.BELOW),
        ("city_officer", "province", Relation.ABOVE),
        ("procurator", "office", Relation.BELOW),
        ("procurator", "procuratorate", Relation.OWN),
        ("counsellor", "organisation", Relation.OWN),
        ("counsellor", "office", Relation.BESIDE),
    ],
)
def test_a_unit_lies_somewhere_seen_from_a_post(cast, name, unit, where):
    (held,) = cast.actor(name).holdings
    assert relation(held, cast.unit(unit).path) is where


def test_the_reach_of_a_squad_moves_with_its_charge_from_that_day_on(cast):
    moves = the_cast.TODAY + timedelta(days=3)
    actions.set_charge(
        unit=cast.unit("squad"),
        of=cast.unit("third_office"),
        since=moves,
        by=cast.actor("administrator"),
        at=the_cast.NOW,
    )
    before, after = moves - timedelta(days=1), moves
    third = cast.unit("third_office").path
    assert not cast.actor("squad_leader", on=before).sees(third)
    assert cast.actor("squad_leader", on=after).sees(third)
    assert cast.actor("second_squad_leader", on=before).sees(third)
    assert not cast.actor("second_squad_leader", on=after).sees(third)


def test_nobody_acts_before_he_is_appointed(cast):
    the_day_before = the_cast.SINCE - timedelta(days=1)
    assert cast.actor("bureau_head", on=the_day_before).holdings == ()


def test_nobody_acts_after_the_last_day_of_his_appointment(cast):
    last = the_cast.TODAY + timedelta(days=10)
    (appointment,) = cast.account("squad_officer").appointments.all()
    actions.end_appointment(
        appointment=appointment, last_day=last, by=cast.actor("administrator"), at=the_cast.NOW
    )
    assert cast.actor("squad_officer", on=last).holdings
    gone = cast.actor("squad_officer", on=last + timedelta(days=1))
    assert gone.holdings == ()
    assert gone.role is None
    assert gone.unit_path == cast.unit("squad").path  # his account is still kept there


def test_a_post_signs_only_in_the_hands_of_state_staff(cast):
    assert cast.actor("township_officer").holdings[0].may_sign
    assert not cast.actor("social_worker").holdings[0].may_sign


def test_rungs_are_those_of_the_post_on_that_day(cast):
    assert cast.actor("brigade_leader").holdings[0].rungs == (Rung.AGENCY_HEAD,)
    assert cast.actor("deputy_leader").holdings[0].rungs == ()
    assert cast.actor("brigade_leader", on=date(2023, 12, 31)).holdings == ()


def test_a_rung_is_filled_only_as_far_as_the_post_reaches(cast):
    leader = cast.actor("brigade_leader")
    assert leader.fills(Rung.AGENCY_HEAD, cast.unit("office").path)
    assert leader.fills(Rung.AGENCY_HEAD, cast.unit("next_office").path) is None
    assert leader.fills(Rung.BUREAU_HEAD, cast.unit("office").path) is None


def test_a_person_under_correction_is_himself_and_nothing_else(cast):
    person = cast.actor("person")
    assert person.role == Role.PERSON
    assert person.reach == person.domain == person.ledger_reach == ()
    assert not person.is_staff


def test_who_somebody_is_takes_two_questions(cast, django_assert_num_queries):
    account = cast.account("squad_leader")
    with django_assert_num_queries(2):
        queries.actor(account, on=the_cast.TODAY)


def test_two_posts_reach_as_far_as_both(cast):
    post = actions.create_post(
        unit=cast.unit("third_office"),
        draft=actions.PostDraft("兼职助理", Role.TOWNSHIP_OFFICER),
        by=SYSTEM,
        at=the_cast.NOW,
    )
    actions.appoint(
        account=cast.account("township_officer"),
        post=post,
        since=the_cast.TODAY,
        by=SYSTEM,
        at=the_cast.NOW,
    )
    both = cast.actor("township_officer")
    assert seen_by(cast, both) == {"office", "committee", "third_office"}
    assert both.unit_path == cast.unit("office").path  # the post held longest comes first


def test_the_ledgers_name_of_an_account_leads_back_to_it(cast):
    account = cast.account("squad_leader")
    assert queries.account_keyed(account.key) == account
    for key in ("system:jobs", "account:", "account:x", "account:999999999"):
        assert queries.account_keyed(key) is None
