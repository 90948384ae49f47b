"""Absences and deputies: power moves for a time, never longer, never in a chain."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

import cast as the_cast
from guihang.agencies import actions, queries
from guihang.agencies.models import Deputy
from guihang.agencies.vocabulary import Role
from guihang.law.refusals import AlreadyDone, BadFacts, NotYours, TooEarly, TooLate
from guihang.law.rungs import Rung
from guihang.ledger import queries as ledger

pytestmark = pytest.mark.both_databases
ONE_DAY = timedelta(days=1)
TODAY = the_cast.TODAY
FRIDAY = TODAY + timedelta(days=4)


def name_deputy(cast, deputy, post="brigade_leader", **choices):
    cover = actions.Cover(
        post=cast.post(post),
        holder=cast.account(choices.get("holder", post)),
        deputy=cast.account(deputy),
        since=choices.get("since", TODAY),
        until=choices.get("until", FRIDAY),
        reason=choices.get("reason", "培训"),
    )
    by = cast.actor(choices.get("by", "administrator"))
    return actions.name_deputy(cover=cover, by=by, at=the_cast.NOW)


def test_a_deputy_acts_from_the_post_in_his_time_and_says_for_whom(cast):
    name_deputy(cast, "deputy_leader")
    own, other = cast.actor("deputy_leader", on=TODAY).holdings
    assert own.deputy_for == ""
    assert (other.deputy_for, other.rungs, other.may_sign) == (
        "罗建国",
        (Rung.AGENCY_HEAD,),
        True,
    )


def test_a_deputy_does_not_act_a_day_earlier_or_later(cast):
    name_deputy(cast, "deputy_leader", since=TODAY + ONE_DAY)
    assert len(cast.actor("deputy_leader", on=TODAY).holdings) == 1
    assert len(cast.actor("deputy_leader", on=TODAY + ONE_DAY).holdings) == 2
    assert len(cast.actor("deputy_leader", on=FRIDAY).holdings) == 2
    assert len(cast.actor("deputy_leader", on=FRIDAY + ONE_DAY).holdings) == 1


def test_a_deputy_reaches_as_far_as_the_post_he_stands_in_for(cast):
    name_deputy(cast, "squad_leader")
    leader = cast.actor("squad_leader")
    assert leader.sees(cast.unit("fourth_office").path)
    assert leader.unit_path == cast.unit("squad").path  # his own post stays the first


def test_a_deputy_who_may_not_sign_acts_but_does_not_sign(cast):
    name_deputy(cast, "social_worker", post="second_township_officer")
    _own, other = cast.actor("social_worker").holdings
    assert other.deputy_for == "何建军"
    assert not other.may_sign


def test_a_post_that_fills_a_rung_is_covered_by_state_staff_only(cast):
    with pytest.raises(BadFacts) as refused:
        name_deputy(cast, "social_worker", post="township_officer")
    assert refused.value.ground == "ccl-2019:10"


@pytest.mark.parametrize(
    "by", ["brigade_leader", "bureau_head", "administrator", "city_administrator"]
)
def test_the_holder_his_leader_or_the_administrator_names_a_deputy(cast, by):
    assert name_deputy(cast, "deputy_leader", by=by).pk


def test_a_township_officer_names_his_own_deputy(cast):
    assert name_deputy(
        cast, "second_township_officer", post="township_officer", by="township_officer"
    ).pk


@pytest.mark.parametrize(
    "by", ["squad_leader", "deputy_leader", "township_officer", "next_administrator", "procurator"]
)
def test_nobody_else_names_a_deputy(cast, by):
    if by == "deputy_leader":  # of the same role, but a leader over the brigade all the same
        assert name_deputy(cast, "squad_leader", by=by).pk
        return
    with pytest.raises(NotYours):
        name_deputy(cast, "deputy_leader", by=by)


def test_nobody_is_his_own_deputy(cast):
    with pytest.raises(BadFacts, match="own deputy"):
        name_deputy(cast, "brigade_leader")


def test_a_deputy_comes_from_the_same_county(cast):
    with pytest.raises(BadFacts, match="same county"):
        name_deputy(cast, "next_brigade_leader")


def test_a_deputy_of_another_body_is_refused(cast):
    with pytest.raises(BadFacts, match="kind"):
        name_deputy(cast, "procurator")


def test_an_auditor_does_not_stand_in_where_files_are_worked_on(cast):
    with pytest.raises(BadFacts) as refused:
        name_deputy(cast, "auditor")
    assert refused.value.ground == "house:separation"


def test_the_last_day_is_not_before_the_first(cast):
    with pytest.raises(BadFacts) as refused:
        name_deputy(cast, "deputy_leader", since=FRIDAY, until=TODAY)
    assert refused.value.field == "until"


def test_nobody_is_named_for_days_that_are_over(cast):
    with pytest.raises(TooLate):
        name_deputy(cast, "deputy_leader", since=TODAY - ONE_DAY)


def test_a_reason_is_asked_for(cast):
    with pytest.raises(BadFacts) as refused:
        name_deputy(cast, "deputy_leader", reason=" ")
    assert refused.value.field == "reason"


def test_one_deputy_at_a_time(cast):
    name_deputy(cast, "deputy_leader")
    with pytest.raises(AlreadyDone, match="彭丽"):
        name_deputy(cast, "squad_leader", since=FRIDAY, until=FRIDAY + ONE_DAY)
    assert name_deputy(cast, "squad_leader", since=FRIDAY + ONE_DAY, until=FRIDAY + ONE_DAY).pk


def test_a_deputy_has_no_deputy(cast):
    name_deputy(cast, "deputy_leader")
    with pytest.raises(TooEarly, match="罗建国"):
        name_deputy(cast, "squad_leader", post="deputy_leader")


def test_whoever_has_a_deputy_stands_in_for_nobody(cast):
    name_deputy(cast, "squad_leader", post="deputy_leader")
    with pytest.raises(BadFacts, match="秦川"):
        name_deputy(cast, "deputy_leader")


def test_two_people_do_not_stand_in_for_each_other(cast):
    name_deputy(cast, "deputy_leader")
    with pytest.raises((BadFacts, TooEarly)):
        name_deputy(cast, "brigade_leader", post="deputy_leader")


def test_whoever_is_away_stands_in_for_nobody(cast):
    say_away(cast, "deputy_leader")
    with pytest.raises(BadFacts, match="away"):
        name_deputy(cast, "deputy_leader")


def test_whoever_stands_in_does_not_go_away_before_another_is_named(cast):
    name_deputy(cast, "deputy_leader")
    with pytest.raises(TooEarly, match="罗建国"):
        say_away(cast, "deputy_leader")


def test_only_the_holder_of_a_post_is_covered(cast):
    with pytest.raises(BadFacts, match="does not hold"):
        name_deputy(cast, "deputy_leader", holder="bureau_head")


def test_a_deputy_ends_no_later_than_the_appointment(cast):
    actions.end_appointment(
        appointment=cast.account("brigade_leader").appointments.get(),
        last_day=TODAY + ONE_DAY,
        by=cast.actor("administrator"),
        at=the_cast.NOW,
    )
    with pytest.raises(BadFacts, match="does not hold"):
        name_deputy(cast, "deputy_leader")


def test_a_deputy_is_ended_at_once(cast):
    deputy = name_deputy(cast, "deputy_leader")
    actions.end_deputy(deputy=deputy, by=cast.actor("brigade_leader"), at=the_cast.NOW)
    assert len(cast.actor("deputy_leader").holdings) == 1
    with pytest.raises(AlreadyDone):
        actions.end_deputy(deputy=deputy, by=cast.actor("brigade_leader"), at=the_cast.NOW)


def test_a_deputy_that_never_began_leaves_the_days_free(cast):
    deputy = name_deputy(cast, "deputy_leader", since=FRIDAY, until=FRIDAY)
    actions.end_deputy(deputy=deputy, by=cast.actor("brigade_leader"), at=the_cast.NOW)
    assert name_deputy(cast, "squad_leader", since=FRIDAY, until=FRIDAY).pk


def test_a_deputy_does_not_outlive_the_appointment_in_the_table(cast):
    name_deputy(cast, "deputy_leader")
    held = cast.account("brigade_leader").appointments.get()
    type(held).objects.filter(pk=held.pk).update(until=TODAY)
    assert len(cast.actor("deputy_leader", on=TODAY).holdings) == 2
    assert len(cast.actor("deputy_leader", on=TODAY + ONE_DAY).holdings) == 1


def test_naming_and_ending_are_recorded(cast):
    deputy = name_deputy(cast, "deputy_leader")
    actions.end_deputy(deputy=deputy, by=cast.actor("bureau_head"), at=the_cast.NOW)
    told = ledger.history("unit:431103-B", named=("DeputyNamed", "DeputyEnded"))
    assert [one.event for one in told] == ["DeputyNamed", "DeputyEnded"]
    assert told[0].values["deputy"] == cast.account("deputy_leader").key


def say_away(cast, name, since=TODAY, until=FRIDAY, by="administrator"):
    return actions.say_away(
        away=actions.Away(cast.account(name), since, until, "年休假"),
        by=cast.actor(by),
        at=the_cast.NOW,
    )


def test_somebody_says_himself_that_he_is_away(cast):
    assert say_away(cast, "far_officer", by="far_officer").pk
    with pytest.raises(NotYours):
        say_away(cast, "near_officer", by="far_officer")


def test_nobody_is_away_twice_at_once(cast):
    say_away(cast, "far_officer")
    with pytest.raises(AlreadyDone):
        say_away(cast, "far_officer", since=FRIDAY, until=FRIDAY + ONE_DAY)


def test_an_absence_that_ends_before_it_begins_is_refused(cast):
    with pytest.raises(BadFacts):
        say_away(cast, "far_officer", since=FRIDAY, until=TODAY)


def test_somebody_comes_back_early_once(cast):
    absence = say_away(cast, "far_officer")
    actions.come_back(absence=absence, by=cast.actor("far_officer"), at=the_cast.NOW)
    assert queries.cover_of(cast.account("far_officer"), on=TODAY).absences == ()
    with pytest.raises(AlreadyDone):
        actions.come_back(absence=absence, by=cast.actor("far_officer"), at=the_cast.NOW)


def test_who_covers_whom_is_told_around_one_account(cast):
    say_away(cast, "brigade_leader")
    name_deputy(cast, "deputy_leader")
    cover = queries.cover_of(cast.account("brigade_leader"), on=TODAY)
    assert [one.reason for one in cover.absences] == ["年休假"]
    assert [one.account.name for one in cover.deputies] == ["彭丽"]
    stands_in = queries.cover_of(cast.account("deputy_leader"), on=TODAY).stands_in
    assert [one.holder.name for one in stands_in] == ["罗建国"]


@pytest.mark.parametrize(
    "change", [{"until": TODAY - ONE_DAY}, {"holder": "account"}, {"ended_on": FRIDAY + ONE_DAY}]
)
def test_the_database_itself_keeps_a_deputy_within_his_time(cast, change):
    row = name_deputy(cast, "deputy_leader")
    values = {"holder": row.account} if "holder" in change else change
    with pytest.raises(IntegrityError), transaction.atomic():
        Deputy.objects.filter(pk=row.pk).update(**values)


def test_a_deputy_of_an_administrator_keeps_accounts_for_that_time(cast):
    assert Role.ADMINISTRATOR not in cast.actor("administrator", on=the_cast.SINCE - ONE_DAY).roles
    with pytest.raises(BadFacts) as refused:
        name_deputy(cast, "squad_officer", post="administrator", by="city_administrator")
    assert refused.value.ground == "house:separation"
