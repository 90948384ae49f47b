"""What is refused when a leave is asked for, with its field, its article and what to do instead."""

from datetime import date, timedelta

import pytest

from guihang.decisions.models import Matter
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, NotYours, TooEarly, TooLate
from guihang.supervision.leave.wish import Destination
from guihang.supervision.models import Trip
from leaving import DONGGUAN, LINGLING, QIYANG, TODAY, play
from lives import OLD, OUTSIDE, received

pytestmark = pytest.mark.django_db


def refusal(play, kind=BadFacts, **changes):
    with pytest.raises(kind) as refused:
        play.ask(**changes)
    assert str(refused.value.why) and str(refused.value.remedy) and refused.value.ground
    assert not Matter.objects.filter(kind="leave").exists()
    return refused.value


def test_somebody_not_registered_yet_asks_for_no_leave(play, cast):
    play.case = received(cast, person=OLD, order=OUTSIDE)
    assert refusal(play, TooEarly).ground == "ccl-2019:27.1"


def test_somebody_discharged_asks_for_no_leave(play):
    play.note(Event(What.TERMINATED, TODAY, code="died"))
    play.case = type(play.case).objects.for_facts().get(pk=play.case.pk)
    assert refusal(play, TooEarly)


@pytest.mark.parametrize("code", ["abroad", "71", "810000", "82"])
def test_nobody_leaves_the_mainland(play, code):
    refused = refusal(play, destinations=(DONGGUAN, Destination("香港", code)))
    assert (refused.field, refused.ground) == ("place", "eel-2012:12(2)")


def test_a_place_is_named(play):
    assert refusal(play, destinations=()).field == "place"
    assert refusal(play, destinations=(Destination("  "),)).field == "place"


def test_a_return_before_the_departure_is_refused(play):
    refused = refusal(play, returns=TODAY)
    assert refused.field == "returns"


def test_a_departure_that_has_passed_is_not_allowed_afterwards(play):
    refused = refusal(play, ahead=-1, days=5, is_urgent=True)
    assert (refused.field, refused.ground) == ("leaves", "ccl-2019:27.1")


def test_no_leave_goes_beyond_the_term(play):
    last = play.case.term_ends
    refused = refusal(play, leaves=last, returns=last + timedelta(days=1))
    assert (refused.field, refused.ground) == ("returns", "ccl-2019:44")
    play.ask(leaves=last, returns=last)


@pytest.mark.parametrize(("ahead", "is_late"), [(2, True), (3, False)])
def test_leave_is_asked_for_three_days_ahead_unless_it_is_urgent(play, ahead, is_late):
    if is_late:
        refused = refusal(play, ahead=ahead)
        assert (refused.field, refused.ground) == ("leaves", "measures-2020:27.1")
        play.ask(ahead=ahead, is_urgent=True)
    else:
        play.ask(ahead=ahead)
    assert Matter.objects.filter(kind="leave").count() == 1


def test_an_urgent_leave_may_begin_today(play):
    assert play.ask(ahead=0, is_urgent=True).begins == TODAY


@pytest.mark.parametrize(
    ("home", "there", "is_needed"),
    [
        ("431103", LINGLING, False),
        ("431103", QIYANG, True),
        ("431103", Destination("长沙市岳麓区", "430104"), True),
        ("431103", Destination("冷水滩区高溪市镇", "431103"), False),
        ("431103", Destination("永州市", "4311"), True),
    ],
)
def test_moving_between_districts_of_one_city_needs_no_leave(play, home, there, is_needed):
    if is_needed:
        play.ask(destinations=(there,))
        return
    refused = refusal(play, destinations=(there,))
    assert (refused.field, refused.ground) == ("place", "measures-2020:26.3")


def test_one_destination_outside_makes_it_a_leave(play):
    play.ask(destinations=(LINGLING, QIYANG))


def test_a_leave_that_overlaps_another_is_refused_with_its_number(play):
    first = play.ask(days=5)
    for changes in ({"ahead": 8, "days": 2}, {"ahead": 3, "days": 2}, {"ahead": 5, "days": 1}):
        with pytest.raises(AlreadyDone) as refused:
            play.ask(**changes)
        assert first.number in str(refused.value.why)
    play.ask(ahead=9, days=2)


def test_a_leave_may_fall_on_the_days_of_one_that_was_refused(play):
    play.ask()
    play.check()
    play.refuse("squad_leader")
    play.ask()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": "holiday"}, "reason"),
        ({"words": " 看病 "}, "words"),
        ({"words": "长" * 301}, "words"),
        ({"companions": "人" * 61}, "companions"),
        ({"destinations": (Destination("远" * 81),)}, "place"),
    ],
)
def test_the_words_of_a_leave_have_their_measure(play, changes, field):
    assert refusal(play, **changes).field == field


@pytest.mark.parametrize("reason", ["medical", "school", "litigation", "work"])
def test_what_can_be_proved_is_proved_or_urgent(play, reason):
    refused = refusal(play, reason=reason)
    assert (refused.field, refused.ground) == ("proofs", "house:leave.proof")
    play.ask(reason=reason, is_urgent=True)


def test_a_proof_lies_in_the_dossier_of_the_person(play):
    key = play.attach()
    with pytest.raises(BadFacts) as refused:
        play.ask(reason="medical", proofs=("00000000-0000-0000-0000-000000000000",))
    assert refused.value.field == "proofs"
    play.ask(reason="medical", proofs=(key, key))
    assert play.trip.proofs.count() == 1


def test_what_is_refused_leaves_no_trace(play):
    refusal(play, words="")
    assert not Trip.objects.exists()
    assert not play.happened("leave_asked")


@pytest.mark.parametrize(
    "name", ["near_officer", "far_officer", "brigade_leader", "city_officer", "next_officer"]
)
def test_only_office_and_squad_enter_a_leave(play, name):
    with pytest.raises(NotYours):
        play.ask(name)


def test_the_same_press_asks_once(play):
    first = play.ask(once="one")
    again = play.ask(once="one")
    assert first == again
    assert Trip.objects.count() == 1
    assert len(play.happened("leave_asked")) == 1


def test_what_is_asked_is_said_in_the_case_by_its_days(play):
    matter = play.ask(days=8)
    asked = play.happened("leave_asked")
    assert [(one.begins, one.ends, one.of) for one in asked] == [
        (matter.begins, matter.ends, f"matter.{matter.pk}")
    ]


def test_a_longer_leave_is_asked_for_before_it_ends(play):
    play.up_to("confirm", days=5)
    first = play.trip
    longer = {"leaves": first.returns + timedelta(days=1), "extends": first.of}
    play.to_day(first.returns + timedelta(days=1))
    with pytest.raises(TooLate):
        play.ask(**longer, returns=first.returns + timedelta(days=3))
    play.to_day(first.returns)
    with pytest.raises(BadFacts) as refused:
        play.ask(extends=first.of, leaves=first.returns, returns=first.returns)
    assert refused.value.field == "returns"
    with pytest.raises(BadFacts) as refused:
        play.ask(
            extends=first.of,
            leaves=first.returns + timedelta(days=2),
            returns=first.returns + timedelta(days=3),
        )
    assert refused.value.field == "leaves"
    play.ask(**longer, returns=first.returns + timedelta(days=3))


@pytest.mark.parametrize("of", ["matter.999999", "matter.x", "L-1"])
def test_only_a_running_leave_is_lengthened(play, of):
    with pytest.raises(AlreadyDone):
        play.ask(extends=of)


def test_a_leave_one_is_back_from_is_not_lengthened(play):
    play.up_to("confirm", days=5)
    first = play.trip
    play.to_day(first.leaves)
    play.back()
    with pytest.raises(AlreadyDone):
        play.ask(
            extends=first.of,
            leaves=first.returns + timedelta(days=1),
            returns=first.returns + timedelta(days=2),
        )


def test_a_minor_and_somebody_outside_prison_ask_the_same_way(cast):
    old = play(cast, person=OLD, order=OUTSIDE)
    assert old.ask().fields["person"] == "彭守安"
    assert date.fromisoformat(old.matter.fields["leaves"]) == old.matter.begins
