"""Several people press at the same moment: nothing is done twice, no number is given twice."""

from datetime import timedelta

import pytest

from guihang.bureau.entrustment import actions as entrustment
from guihang.decisions import actions
from guihang.decisions.actions import Note, Press
from guihang.decisions.models import Matter, MatterNumber, MatterStep, Signature
from guihang.duties.models import Duty
from guihang.law.refusals import Refused
from together import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

MANY = 6


def checking(play, name):
    by, press = play.actor(name), play.press(name)
    return lambda: actions.check(
        matter=play.matter, note=Note(opinion="已核对。"), by=by, at=play.at, press=press
    )


def test_two_people_who_check_at_the_same_moment_sign_once(play):
    play.ask()
    calls = [checking(play, name) for name in ("squad_officer", "second_squad_officer")]
    answers = at_once(calls)
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert MatterStep.objects.filter(act="check").count() == Signature.objects.count() == 1
    assert Matter.objects.get().stage == "checked"
    assert Duty.objects.filter(what="entrustment.decide").count() == 1


def test_one_press_that_arrives_several_times_at_once_asks_once(play):
    by, wish = play.actor("squad_leader"), play.wish()
    calls = [
        lambda: entrustment.ask(wish=wish, by=by, at=play.at, press=Press(once="one-press"))
    ] * MANY
    answers = at_once(calls)
    assert {answer.pk for answer in answers} == {Matter.objects.get().pk}
    assert MatterNumber.objects.get().last == 1


def test_requests_at_the_same_moment_get_different_numbers_without_a_gap(play):
    by = play.actor("squad_leader")
    days = [play.at.date() + timedelta(days=n) for n in range(MANY)]
    wishes = [play.wish(since=day, until=day) for day in days]
    calls = [
        lambda wish=wish, n=n: entrustment.ask(
            wish=wish, by=by, at=play.at, press=Press(once=f"press-{n}")
        )
        for n, wish in enumerate(wishes)
    ]
    numbers = sorted(answer.number for answer in at_once(calls))
    assert numbers == [f"2026-委-{n:04d}" for n in range(1, MANY + 1)]


def test_the_same_work_asked_for_twice_at_the_same_moment_is_asked_for_once(play):
    by, wish = play.actor("squad_leader"), play.wish()
    calls = [
        lambda n=n: entrustment.ask(wish=wish, by=by, at=play.at, press=Press(once=f"press-{n}"))
        for n in range(MANY)
    ]
    answers = at_once(calls)
    assert sum(not isinstance(answer, Refused) for answer in answers) == 1
    assert Matter.objects.count() == 1


def test_two_sweeps_at_the_same_moment_note_a_day_once(play):
    play.up_to("tell")
    play.later(days=9)
    counted = at_once([lambda: actions.move_with_the_days(at=play.at)] * 3)
    assert sum(counted) == 1
    assert MatterStep.objects.filter(act="take_effect").count() == 1
