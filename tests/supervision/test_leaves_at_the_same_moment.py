"""Officers press at the same moment: one leave, one number, one return."""

from dataclasses import replace
from datetime import timedelta

import pytest

from guihang.decisions import actions as decisions
from guihang.decisions import queries
from guihang.decisions.actions import Note, Press
from guihang.decisions.models import Matter
from guihang.dossiers.models import Paper
from guihang.supervision.leave import actions
from guihang.supervision.leave.actions import Return
from guihang.supervision.models import Trip
from together import at_once, refusals

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

MANY = 4


def asking(play, name, wish, once):
    by, case = play.actor(name), play.case
    return lambda: actions.ask(case=case, wish=wish, by=by, at=play.at, press=Press(once=once))


def test_one_press_that_arrives_several_times_enters_one_leave(play):
    answers = at_once([asking(play, "township_officer", play.wish(), "one")] * MANY)
    assert {answer.pk for answer in answers} == {Matter.objects.get().pk}
    assert Trip.objects.count() == 1
    assert len(play.happened("leave_asked")) == 1


def test_two_officers_who_enter_the_same_days_enter_them_once(play):
    calls = [
        asking(play, name, play.wish(), name)
        for name in ("township_officer", "second_township_officer", "squad_officer")
    ]
    answers = at_once(calls)
    assert len(refusals(answers)) == len(calls) - 1
    assert Trip.objects.count() == len(play.happened("leave_asked")) == 1


def test_leaves_of_different_days_get_numbers_without_a_gap(play):
    wishes = [play.wish(days=1, ahead=5 + 2 * n) for n in range(MANY)]
    calls = [asking(play, "township_officer", wish, f"press-{n}") for n, wish in enumerate(wishes)]
    numbers = sorted(answer.number for answer in at_once(calls))
    assert numbers == [f"2026-外-{n:04d}" for n in range(1, MANY + 1)]


def test_who_refuses_and_who_grants_at_the_same_moment_decide_once(play):
    play.ask(days=8)
    play.check()
    by, at, press = play.actor("squad_leader"), play.later(), play.press("squad_leader")
    words = {
        "grant": Note(opinion="同意。"),
        "refuse": Note(reasons="无证明。", ground="ccl-2019:27.1", remedy="补充证明后再申请。"),
    }
    calls = [
        lambda verb=verb, note=note: getattr(decisions, verb)(
            matter=play.matter, note=note, by=by, at=at, press=replace(press, once=verb)
        )
        for verb, note in words.items()
    ]
    answers = at_once(calls)
    assert len(refusals(answers)) == 1
    decided = play.happened("leave_granted") + play.happened("leave_refused")
    assert len(decided) == 1
    granted = queries.matter(play.matter.number).stage == "granted"
    assert Paper.objects.filter(form="leave_sheet", stage="issued").count() == int(granted)


def returning(play, name):
    trip, by, back = play.trip, play.actor(name), Return(play.at.date(), "counter")
    return lambda: actions.report_back(trip=trip, back=back, by=by, at=play.at)


def test_a_return_that_several_officers_note_is_noted_once(play):
    play.up_to("confirm", days=8)
    play.to_day(play.trip.leaves + timedelta(days=2))
    names = ("township_officer", "second_township_officer", "squad_officer")
    answers = at_once([returning(play, name) for name in names])
    assert len(refusals(answers)) == len(names) - 1
    assert len(play.happened("returned")) == 1
