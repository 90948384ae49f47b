"""PostgreSQL itself keeps leaves apart, and still lets everybody do his part."""

import pytest

from behind import confined
from guihang.decisions.actions import Note
from guihang.supervision.leave import queries
from guihang.supervision.leave.queries import Wanted
from guihang.supervision.models import Trip, TripProof

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


def test_a_query_that_forgets_its_scope_shows_no_leave_of_another_office(play, cast, postgres_only):
    play.ask(reason="medical", proofs=(play.attach(),))
    with confined(cast.actor("far_officer")):
        assert (Trip.objects.count(), TripProof.objects.count()) == (0, 0)
    with confined(cast.actor("squad_officer")):
        assert (Trip.objects.count(), TripProof.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("days", "decides"), [(5, "township_officer"), (8, "squad_leader"), (31, "city_officer")]
)
def test_everybody_does_his_part_from_behind_the_wall(play, cast, postgres_only, days, decides):
    play.entrust()
    with confined(cast.actor("township_officer")):
        play.ask(days=days)
    with confined(cast.actor("second_township_officer")):
        play.check()
    with confined(cast.actor(decides)):
        play.grant(decides)
    with confined(cast.actor("township_officer")):
        play.tell()
        play.confirm()
    play.to_day(play.trip.returns)
    with confined(cast.actor("squad_officer")):
        play.back("squad_officer")
        found = queries.leaves(play.actor("squad_officer"), Wanted("back"), on=play.at.date())
        assert [trip.returned_as for trip in found] == ["on_time"]


def test_a_leave_is_ended_and_withdrawn_behind_the_wall(play, cast, postgres_only):
    play.up_to("tell")
    with confined(cast.actor("squad_leader")):
        play.act("end", "squad_leader", Note(reasons="取消外出。"))
    assert not play.happened("leave_granted")
    with confined(cast.actor("township_officer")):
        play.ask()
        play.act("withdraw", "township_officer", Note(reasons="不去了。"))
    assert not play.happened("leave_asked")[1:]
