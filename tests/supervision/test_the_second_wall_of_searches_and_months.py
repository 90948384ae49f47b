"""PostgreSQL lets each do his part of a search and of a month, and shows neighbours nothing."""

import pytest

from assessing import KEPT, month_play
from behind import confined
from guihang.supervision.models import (
    Attempt,
    MonthlyAssessment,
    MonthObjection,
    Search,
    SearchNotice,
)
from searching import missed, search_play

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


def test_a_search_goes_to_its_end_from_behind_the_wall(cast, postgres_only):
    play = search_play(cast, missed(9))
    with confined(cast.actor("township_officer")):
        play.try_all()
    with confined(cast.actor("squad_officer")):
        play.tell("police")
    with confined(cast.actor("township_officer")):
        play.find(good_reason=True)
    with confined(cast.actor("squad_leader")):
        assert play.close().closed_at is not None
    for name in ("far_officer", "next_officer"):
        with confined(cast.actor(name)):
            shown = [table.objects.count() for table in (Search, Attempt, SearchNotice)]
            assert shown == [0, 0, 0]


def test_a_month_goes_to_its_objection_from_behind_the_wall(cast, postgres_only):
    play = month_play(cast, *KEPT)
    with confined(cast.actor("township_officer")):
        play.assess("good", "按时报告，表现良好。")
    with confined(cast.actor("squad_leader")):
        play.confirm()
    with confined(cast.actor("township_officer")):
        play.tell()
        objection = play.object_to()
    with confined(cast.actor("squad_leader")):
        play.answer(objection)
    for name in ("far_officer", "next_officer"):
        with confined(cast.actor(name)):
            assert (MonthlyAssessment.objects.count(), MonthObjection.objects.count()) == (0, 0)
