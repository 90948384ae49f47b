"""Posts, who holds them, and which of them fills a rung of the law."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

import cast as the_cast
from guihang.agencies import actions, queries
from guihang.agencies.models import Appointment, Post, RungFilling
from guihang.agencies.vocabulary import Role
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooLate
from guihang.law.rungs import Rung
from guihang.ledger import queries as ledger
from guihang.ledger.chains import SYSTEM

pytestmark = pytest.mark.both_databases
ONE_DAY = timedelta(days=1)
TOMORROW = the_cast.TODAY + ONE_DAY


def create_post(cast, unit="squad", title="内勤", role=Role.SQUAD_OFFICER, **choices):
    return actions.create_post(
        unit=cast.unit(unit),
        draft=actions.PostDraft(title, role, **choices),
        by=cast.actor("administrator"),
        at=the_cast.NOW,
    )


def appoint(cast, name, post, since=the_cast.TODAY, by="administrator"):
    return actions.appoint(
        account=cast.account(name), post=post, since=since, by=cast.actor(by), at=the_cast.NOW
    )


def end(cast, name, last_day, by="administrator"):
    appointment = cast.account(name).appointments.get()
    actions.end_appointment(
        appointment=appointment, last_day=last_day, by=cast.actor(by), at=the_cast.NOW
    )


def test_a_post_is_created_with_its_role(cast):
    post = create_post(cast, may_sign=True)
    assert (post.role, post.may_sign, str(post)) == (Role.SQUAD_OFFICER, True, "一中队 内勤")


@pytest.mark.parametrize(
    ("field", "choices"),
    [
        ("title", {"title": " "}),
        ("title", {"title": "中队长", "role": Role.SQUAD_LEADER}),
        ("role", {"role": Role.BUREAU_HEAD}),
        ("role", {"unit": "committee", "role": Role.TOWNSHIP_OFFICER}),
        ("role", {"unit": "ministry", "role": Role.BUREAU_HEAD}),
        ("may_sign", {"unit": "county", "role": Role.AUDITOR, "may_sign": True}),
    ],
)
def test_a_post_that_cannot_be_is_refused_at_its_field(cast, field, choices):
    unit = choices.pop("unit", "squad")
    with pytest.raises(BadFacts) as refused:
        actions.create_post(
            unit=cast.unit(unit),
            draft=actions.PostDraft(
                choices.pop("title", "内勤"), choices.pop("role", Role.SQUAD_OFFICER), **choices
            ),
            by=SYSTEM,
            at=the_cast.NOW,
        )
    assert refused.value.field == field


def test_an_appointment_is_recorded_without_a_name(cast):
    post = create_post(cast)
    appoint(cast, "squad_officer", post)
    told = ledger.history("unit:431103-B1", named=("Appointed",))[-1]
    assert told.values == {
        "account": cast.account("squad_officer").key,
        "post": post.pk,
        "since": the_cast.TODAY,
    }


def test_only_state_staff_are_appointed_to_a_post_that_signs(cast):
    post = create_post(cast, unit="office", role=Role.TOWNSHIP_OFFICER, may_sign=True)
    with pytest.raises(BadFacts) as refused:
        appoint(cast, "social_worker", post)
    assert refused.value.ground == "ccl-2019:10"


def test_a_social_worker_holds_a_post_that_does_not_sign(cast):
    post = create_post(cast, unit="office", role=Role.TOWNSHIP_OFFICER)
    assert appoint(cast, "social_worker", post).pk


def test_nobody_is_appointed_twice_to_one_post(cast):
    with pytest.raises(AlreadyDone):
        appoint(cast, "squad_officer", cast.post("squad_officer"))


def test_a_post_for_one_is_held_by_one_at_a_time(cast):
    with pytest.raises(AlreadyDone, match="秦川"):
        appoint(cast, "squad_officer", cast.post("squad_leader"))
    end(cast, "squad_leader", the_cast.TODAY)
    assert appoint(cast, "squad_officer", cast.post("squad_leader"), since=TOMORROW).pk


def test_several_people_hold_a_post_for_several(cast):
    holders = queries.holders(cast.post("squad_officer"), the_cast.TODAY)
    assert {holder.name for holder in holders} == {"宋立新", "吕文静"}


@pytest.mark.parametrize("name", ["procurator", "person", "counsellor"])
def test_people_of_other_bodies_are_not_appointed_as_staff(cast, name):
    with pytest.raises(BadFacts, match="kind"):
        appoint(cast, name, create_post(cast))


def test_staff_are_not_appointed_as_procurators(cast):
    with pytest.raises(BadFacts, match="kind"):
        appoint(cast, "squad_officer", cast.post("procurator"))


@pytest.mark.parametrize(
    ("name", "post"),
    [
        ("administrator", "squad_officer"),
        ("auditor", "squad_officer"),
        ("bureau_head", "auditor"),
        ("auditor", "administrator"),
    ],
)
def test_keeping_the_system_or_auditing_it_is_kept_apart_from_files(cast, name, post):
    target = cast.post(post)
    free = Post.objects.create(unit=target.unit, title="另一岗位", role=target.role, may_sign=False)
    with pytest.raises(BadFacts) as refused:
        appoint(cast, name, free)
    assert refused.value.ground == "house:separation"


def test_an_administrator_of_another_county_does_not_appoint_here(cast):
    with pytest.raises(NotYours):
        appoint(cast, "squad_officer", create_post(cast), by="next_administrator")


def test_an_appointment_ends_after_its_last_day(cast):
    end(cast, "squad_leader", TOMORROW)
    assert cast.actor("squad_leader", on=TOMORROW).holdings
    assert not cast.actor("squad_leader", on=TOMORROW + ONE_DAY).holdings


def test_an_appointment_does_not_end_before_it_began(cast):
    with pytest.raises(BadFacts):
        end(cast, "squad_leader", the_cast.SINCE - ONE_DAY)


def test_an_appointment_is_not_ended_back_into_days_on_which_something_was_signed(cast):
    with pytest.raises(TooLate):
        end(cast, "squad_leader", the_cast.TODAY - timedelta(days=2))


def test_an_appointment_that_is_over_is_not_ended_again(cast):
    end(cast, "squad_leader", the_cast.TODAY - ONE_DAY)
    with pytest.raises(AlreadyDone):
        end(cast, "squad_leader", the_cast.TODAY)


def test_the_last_day_can_still_be_moved_while_it_lies_ahead(cast):
    end(cast, "squad_leader", TOMORROW + ONE_DAY)
    end(cast, "squad_leader", TOMORROW)
    assert cast.account("squad_leader").appointments.get().until == TOMORROW


def test_who_stands_in_stops_when_the_post_is_left(cast):
    actions.name_deputy(
        cover=actions.Cover(
            cast.post("squad_leader"),
            cast.account("squad_leader"),
            cast.account("squad_officer"),
            the_cast.TODAY,
            the_cast.TODAY + timedelta(days=30),
            "培训",
        ),
        by=cast.actor("brigade_leader"),
        at=the_cast.NOW,
    )
    end(cast, "squad_leader", TOMORROW)
    assert Role.SQUAD_LEADER in cast.actor("squad_officer", on=TOMORROW).roles
    assert Role.SQUAD_LEADER not in cast.actor("squad_officer", on=TOMORROW + ONE_DAY).roles


def fill(cast, rung, post, since=TOMORROW, by="administrator"):
    return actions.fill_rung(rung=rung, post=post, since=since, by=cast.actor(by), at=the_cast.NOW)


def test_another_post_takes_over_a_rung_from_a_day_on(cast):
    fill(cast, Rung.AGENCY_HEAD, cast.post("deputy_leader"))
    office = cast.unit("office").path
    assert queries.fills(Rung.AGENCY_HEAD, office, the_cast.TODAY) == cast.post("brigade_leader")
    assert queries.fills(Rung.AGENCY_HEAD, office, TOMORROW) == cast.post("deputy_leader")


def test_the_rungs_of_a_county_are_the_countys_whoever_fills_them(cast):
    filling = RungFilling.objects.get(rung=Rung.AGENCY_HEAD, post=cast.post("brigade_leader"))
    assert filling.unit == cast.unit("county")


def test_a_post_that_does_not_sign_fills_no_rung(cast):
    with pytest.raises(Missing) as refused:
        fill(cast, Rung.OFFICE, cast.post("social_worker"))
    assert refused.value.ground == "ccl-2019:10"


@pytest.mark.parametrize(
    ("rung", "post"),
    [
        (Rung.BUREAU_HEAD, "brigade_leader"),
        (Rung.AGENCY_HEAD, "squad_leader"),
        (Rung.CITY, "bureau_head"),
        (Rung.OFFICE, "squad_officer"),
    ],
)
def test_a_rung_is_filled_only_by_the_role_the_law_means(cast, rung, post):
    with pytest.raises(BadFacts):
        fill(cast, rung, cast.post(post))


def test_a_rung_is_not_filled_back_before_the_present_filling(cast):
    with pytest.raises(AlreadyDone):
        fill(cast, Rung.AGENCY_HEAD, cast.post("deputy_leader"), since=the_cast.SINCE)


def test_the_nearest_unit_above_fills_a_rung_for_an_office(cast):
    office = cast.unit("office").path
    assert queries.fills(Rung.CITY, office, the_cast.TODAY) == cast.post("city_officer")
    assert queries.fills(Rung.OFFICE, office, the_cast.TODAY) == cast.post("township_officer")
    assert queries.fills(Rung.OFFICE, cast.unit("fourth_office").path, the_cast.TODAY) is None


@pytest.mark.parametrize("name", ["nobody_holds_a_post_twice", "appointment_ends"])
def test_the_database_itself_keeps_appointments_straight(cast, name):
    held = cast.account("squad_leader").appointments.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        if name == "nobody_holds_a_post_twice":
            Appointment.objects.create(account=held.account, post=held.post, since=the_cast.TODAY)
        else:
            Appointment.objects.filter(pk=held.pk).update(until=the_cast.SINCE - ONE_DAY)


def test_the_database_itself_keeps_a_rung_with_one_post(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        RungFilling.objects.create(
            unit=cast.unit("county"),
            rung=Rung.AGENCY_HEAD,
            post=cast.post("deputy_leader"),
            since=the_cast.TODAY,
        )
