"""A case that is handed to another office takes its leaves along, and what is owed about them."""

import pytest

from guihang.cases import actions as cases
from guihang.decisions import queries
from guihang.duties import queries as duties
from guihang.duties.actions import rebuild_all
from guihang.duties.models import Duty, Party
from guihang.law.refusals import NotYours
from guihang.supervision.models import Trip

pytestmark = pytest.mark.both_databases


def hand_on(play, cast, office="third_office", by="brigade_leader"):
    return cases.hand_to_office(
        case=play.case, unit=cast.unit(office), because="迁到邻近街道居住",
        by=cast.actor(by), at=play.later(),
    )  # fmt: skip


def about_leave(play, name):
    found = duties.docket(play.actor(name), on=play.at.date())
    return {item.what for item in found if item.source in {"matters", "leaves"}}


def test_an_open_request_is_the_new_offices_to_check_and_no_longer_the_old_ones(play, cast):
    play.up_to("ask")
    assert about_leave(play, "second_township_officer") == {"leave.check"}
    hand_on(play, cast)
    assert about_leave(play, "far_officer") == {"leave.check"}
    assert about_leave(play, "second_township_officer") == set()
    assert queries.matter_for(cast.actor("far_officer"), play.matter.number)
    with pytest.raises(NotYours):
        queries.matter_for(cast.actor("township_officer"), play.matter.number)


def test_a_request_on_its_way_is_decided_after_the_move_and_its_signatures_hold(play, cast):
    play.up_to("check")
    hand_on(play, cast, "second_office")
    play.grant()
    matter = queries.matter_for(cast.actor("near_officer"), play.matter.number)
    assert matter.stage == "granted"
    assert all(seal.holds for seal in queries.verified(matter))


def test_who_is_away_is_awaited_by_the_new_office(play, cast):
    play.up_to("confirm")
    assert Duty.objects.get(source="leaves").unit_path == cast.unit("office").path
    hand_on(play, cast)
    path = cast.unit("third_office").path
    assert Duty.objects.get(source="leaves").unit_path == path
    owed = Party.objects.filter(duty__source="leaves").exclude(unit_path="")
    assert set(owed.values_list("unit_path", flat=True)) == {path}
    assert Trip.objects.get().matter.unit_path == path


def test_building_the_list_anew_changes_nothing(play, cast):
    play.up_to("grant")
    hand_on(play, cast)
    assert rebuild_all(on=play.at.date()).mended == 0


def test_when_it_cannot_be_handed_on_nothing_has_moved(play, cast):
    play.up_to("ask")
    before = about_leave(play, "second_township_officer")
    with pytest.raises(NotYours):
        hand_on(play, cast, by="squad_leader")
    assert about_leave(play, "second_township_officer") == before
    assert queries.matter_for(cast.actor("township_officer"), play.matter.number)
