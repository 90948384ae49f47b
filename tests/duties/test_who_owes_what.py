from datetime import timedelta

import pytest

from guihang.duties import queries
from guihang.duties.models import Duty
from guihang.law.refusals import NotYours

pytestmark = pytest.mark.both_databases


def docket(play, name):
    return queries.docket(play.actor(name), on=play.at.date())


def owed(play, name):
    return [item.what for item in docket(play, name) if item.is_owed]


def waited_for(play, name):
    return [item.what for item in docket(play, name) if not item.is_owed]


def test_each_step_is_owed_by_whose_turn_it_is_and_by_nobody_else(play):
    turns = (
        ("ask", "entrustment.check", {"squad_officer", "second_squad_officer"}),
        ("check", "entrustment.decide", {"brigade_leader"}),
        ("grant", "entrustment.tell", {"squad_leader", "squad_officer", "second_squad_officer"}),
        ("tell", "entrustment.receive",
         {"township_officer", "second_township_officer", "social_worker"}),
    )  # fmt: skip
    everybody = ("squad_leader", "squad_officer", "second_squad_officer", "second_squad_leader",
                 "brigade_leader", "deputy_leader", "bureau_head", "township_officer",
                 "second_township_officer", "social_worker", "near_officer", "city_officer",
                 "procurator", "auditor", "administrator", "next_brigade_leader")  # fmt: skip
    for verb, what, who in turns:
        getattr(play, verb)()
        assert {name for name in everybody if owed(play, name) == [what]} == who, verb
        assert {name for name in everybody if owed(play, name)} == who, verb


def test_who_asked_waits_and_does_not_check_his_own_request(play):
    play.ask()
    assert owed(play, "squad_leader") == []
    assert waited_for(play, "squad_leader") == ["entrustment.check"]


def test_what_was_returned_is_owed_by_who_asked(play):
    play.ask()
    play.send_back()
    assert owed(play, "squad_leader") == ["entrustment.complete"]
    play.resubmit()
    assert owed(play, "squad_leader") == []
    assert owed(play, "squad_officer") == ["entrustment.check"]


def test_when_all_is_done_nothing_is_owed(play):
    play.up_to("confirm")
    assert not Duty.objects.open(on=play.at.date()).exists()
    assert {duty.discharged_by for duty in Duty.objects.filter(source="matters")} == {
        "check", "grant", "tell", "confirm_receipt",
    }  # fmt: skip


def test_a_refusal_is_told_and_its_receipt_owed_by_who_asked(play):
    play.up_to("check")
    play.refuse()
    assert owed(play, "squad_officer") == ["entrustment.tell"]
    play.tell()
    assert owed(play, "squad_leader") == ["entrustment.receive"]
    assert owed(play, "township_officer") == []


def test_a_deputys_docket_shows_what_he_covers_and_says_for_whom(play):
    play.up_to("check")
    play.cover("brigade_leader", "deputy_leader")
    (item,) = docket(play, "deputy_leader")
    assert (item.what, item.cover, item.is_owed) == ("entrustment.decide", "罗建国", True)
    (own,) = docket(play, "brigade_leader")
    assert own.cover == ""


def test_cover_ends_with_its_last_day(play):
    play.up_to("check")
    play.cover("brigade_leader", "deputy_leader", days=2)
    play.later(days=3)
    assert docket(play, "deputy_leader") == ()


def test_a_deputy_who_may_not_sign_again_does_not_get_the_duty(play):
    play.ask()
    play.check("second_squad_officer")
    play.cover("brigade_leader", "second_squad_officer")
    assert owed(play, "second_squad_officer") == []


def test_what_a_post_asked_is_covered_by_the_deputy_of_that_post(play):
    play.ask()
    play.send_back()
    play.cover("squad_leader", "second_squad_leader")
    (item,) = docket(play, "second_squad_leader")
    assert (item.what, item.cover) == ("entrustment.complete", "秦川")


def test_due_days_are_house_rules_and_say_so(play):
    play.ask()
    (item,) = docket(play, "squad_officer")
    assert item.ground == "house:entrustment.check_within"
    assert item.is_house_rule
    assert item.due == play.at.date() + timedelta(days=3)
    assert item.days_late(on=item.due) == 0
    assert item.days_late(on=item.due + timedelta(days=2)) == 2


def test_another_persons_duty_looks_like_none(play, cast):
    play.ask()
    key = Duty.objects.get().pk
    on = play.at.date()
    assert queries.item_for(cast.actor("squad_officer"), key, on=on).key == key
    for name in ("second_squad_leader", "near_officer", "administrator", "next_brigade_leader"):
        with pytest.raises(NotYours):
            queries.item_for(cast.actor(name), key, on=on)


@pytest.mark.parametrize("n", [1, 6])
def test_a_docket_costs_the_same_queries_whatever_its_length(
    play, cast, django_assert_num_queries, n
):
    from matters import UNTIL

    for at in range(n):
        day = UNTIL - timedelta(days=at)
        play.ask(since=day, until=day)
    actor = cast.actor("squad_officer")
    with django_assert_num_queries(2):
        assert len(queries.docket(actor, on=play.at.date())) == n
    with django_assert_num_queries(1):
        assert queries.counts(actor, on=play.at.date()) == (n, 0)
