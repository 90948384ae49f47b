"""PostgreSQL itself keeps matters and duties apart, and still lets everybody do his own work."""

import pytest

from behind import confined
from guihang.agencies import walls
from guihang.bureau.models import EntrustmentReview
from guihang.decisions.models import Matter, MatterStep, Opinion, Signature
from guihang.duties.models import Duty, Party

pytestmark = pytest.mark.both_databases

TABLES = (Matter, MatterStep, Opinion, Signature, Duty, Party, EntrustmentReview)


def test_a_query_that_forgets_its_scope_shows_nothing_of_another_office(play, cast, postgres_only):
    play.up_to("confirm")
    with confined(cast.actor("far_officer")):
        assert [table.objects.count() for table in TABLES] == [0] * len(TABLES)
    with confined(cast.actor("township_officer")):
        assert Matter.objects.count() == 1
        assert MatterStep.objects.count() == 5
        assert Signature.objects.count() == 2


def test_everybody_does_his_part_from_behind_the_wall(play, cast, postgres_only):
    parts = (
        ("ask", "squad_leader"),
        ("check", "squad_officer"),
        ("grant", "brigade_leader"),
        ("tell", "squad_officer"),
        ("confirm", "township_officer"),
    )
    for act, name in parts:
        with confined(cast.actor(name)):
            getattr(play, act)(name)
    assert [step.act for step in MatterStep.objects.all()] == [
        "ask", "check", "grant", "tell", "confirm_receipt",
    ]  # fmt: skip


def test_a_refused_and_a_returned_request_go_their_way_behind_the_wall(play, cast, postgres_only):
    parts = (
        ("ask", "squad_leader"),
        ("send_back", "squad_officer"),
        ("resubmit", "squad_leader"),
        ("check", "second_squad_officer"),
        ("refuse", "brigade_leader"),
    )
    for act, name in parts:
        with confined(cast.actor(name)):
            getattr(play, act)(name)
    assert Matter.objects.get().stage == "refused"


def test_the_tables_stand_behind_their_policies(postgres_only):
    assert walls.missing() == ()
