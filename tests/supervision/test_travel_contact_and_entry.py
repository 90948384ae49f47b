"""Frequent travel, contact and entry: asked for, decided, told in writing, over by themselves."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from approving import MEETING, SOON, TODAY, approval_play
from guihang.cases.actions.receiving import SideDraft
from guihang.decisions.actions import Note
from guihang.law.codes import Body
from guihang.law.events import What
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly
from guihang.supervision.approvals import plans, queries
from guihang.supervision.models import Approval
from lives import SUSPENDED

pytestmark = pytest.mark.django_db


@pytest.fixture
def play(cast):
    """One person under correction, and the officers around him."""
    return approval_play(cast)


def ordered(cast, words="未经批准不得进入网吧等场所"):
    """A play about somebody whose suspended sentence came with a prohibition order."""
    side = SideDraft(
        kind="prohibition", words=words, begins=date(2026, 10, 23), ends=date(2027, 10, 22)
    )
    return approval_play(cast, order=replace(SUSPENDED, sides=(side,)))


def test_frequent_travel_is_the_county_agencys_to_grant_for_six_months(play):
    approval = play.told()
    assert play.matter.rung == "agency"
    assert (approval.begins, approval.ends) == (TODAY, date(2027, 5, 22))
    granted = play.happened(What.TRAVEL_GRANTED)
    assert [(one.begins, one.ends, one.of) for one in granted] == [
        (TODAY, date(2027, 5, 22), approval.of)
    ]
    assert [approval.matter.paper.form, approval.notice.form] == [
        "approval_sheet", "approval_notice",
    ]  # fmt: skip


def test_a_township_office_does_not_grant_frequent_travel(play):
    play.ask()
    play.check("squad_officer")
    with pytest.raises(NotYours):
        play.grant("township_officer")


def test_it_ends_by_itself_and_is_then_asked_for_anew(play):
    play.told()
    with pytest.raises(AlreadyDone):
        play.ask()
    play.matter = Approval.objects.get().matter
    play.to_day(date(2027, 5, 22))
    assert queries.standing(play.approval, on=play.at.date()) == "running"
    play.to_day(date(2027, 5, 23))
    assert play.approval.matter.stage == "lapsed"
    assert queries.standing(play.approval, on=play.at.date()) == "past"
    assert play.ask().stage == "asked"


def test_a_request_names_places_times_and_frequency_and_brings_proof(play):
    for field, changes in (
        ("places", {"stated": {"places": []}}),
        ("times", {"stated": {"times": ""}}),
        ("frequency", {"stated": {"frequency": ""}}),
        ("files", {"files": ()}),
    ):
        with pytest.raises(BadFacts) as refused:
            play.ask(**changes)
        assert refused.value.field == field


def test_no_approval_is_asked_for_trips_within_the_county(play):
    home = [{"place": "冷水滩区菱角山街道", "code": "431103"}]
    with pytest.raises(BadFacts) as refused:
        play.ask(stated={"places": home})
    assert refused.value.field == "places"


def test_a_refusal_is_told_in_writing_with_its_ground_and_what_can_be_done(play):
    play.ask()
    play.check("squad_officer")
    play.refuse()
    play.tell()
    assert play.approval.refusal.form == "approval_refusal"
    assert len(play.happened(What.TRAVEL_REFUSED)) == 1


def test_a_grant_that_is_ended_stands_in_the_case_with_its_last_day(play):
    play.told()
    play.later(days=10)
    play.act("end", "squad_leader", Note(reasons="工作变动，不再需要跨县活动。"))
    assert [one.day for one in play.happened(What.TRAVEL_ENDED)] == [play.at.date()]
    assert play.approval.ends == play.at.date()


def test_a_withdrawn_request_leaves_nothing_to_answer(play):
    play.ask()
    play.act("withdraw", "township_officer", Note(reasons="不再需要。"))
    assert play.happened(What.TRAVEL_ASKED) == ()


def test_meeting_an_accomplice_needs_approval_and_meeting_family_does_not(play):
    with pytest.raises(BadFacts) as refused:
        play.ask(plans.CONTACT, {"whom": "family"})
    assert refused.value.field == "whom"
    approval = play.told(plans.CONTACT, whom="李某，13800000009")
    assert approval.matter.rung == "agency"
    assert len(play.happened(What.CONTACT_GRANTED)) == 1
    stored = Approval.objects.values_list("whom", flat=True).get()
    assert "李某" not in str(stored)


def test_whom_the_court_forbade_to_meet_nobody_can_allow(cast):
    play = ordered(cast, "禁止接触被害人")
    with pytest.raises(BadFacts) as refused:
        play.ask(plans.CONTACT, {"whom": "victim", "order": "forbidden"})
    assert (refused.value.field, refused.value.ground) == ("order", "cl-1997:72.2")


def test_a_meeting_of_yesterday_is_not_approved_today(play):
    before = (TODAY - timedelta(days=1)).isoformat()
    with pytest.raises(BadFacts) as refused:
        play.ask(plans.CONTACT, {"begins": before, "ends": before})
    assert refused.value.field == "begins"


def test_what_was_not_decided_before_its_first_day_is_returned_for_another(play):
    play.ask(plans.CONTACT)
    play.check("squad_officer")
    play.to_day(SOON + timedelta(days=1))
    with pytest.raises(Missing):
        play.grant()
    assert MEETING["begins"] == SOON.isoformat()


def test_a_place_is_entered_only_where_the_order_leaves_it_to_approval(cast):
    play = ordered(cast)
    with pytest.raises(BadFacts) as refused:
        play.ask(plans.ENTRY, {"order": "forbidden"})
    assert refused.value.ground == "spp-2019:643(2)"
    with pytest.raises(BadFacts) as refused:
        play.ask(plans.ENTRY, {"order": "nothing"})
    approval = play.told(plans.ENTRY)
    assert queries.still_to_tell(approval) == (Body.FIRST_COURT, Body.PROCURATORATE)


def test_without_a_prohibition_order_in_the_case_no_entry_is_approved(play):
    with pytest.raises(Missing):
        play.ask(plans.ENTRY)


def test_court_and_procuratorate_are_told_of_an_entry_each_by_a_letter(cast):
    play = ordered(cast)
    play.granted(plans.ENTRY)
    play.tell_others("first_court")
    told = play.happened(What.TOLD)
    assert [one.to for one in told] == [Body.FIRST_COURT]
    letter = play.case.events.filter(what=What.TOLD).get().paper
    assert letter.form == "approval_letter" and letter.number
    with pytest.raises(AlreadyDone):
        play.tell_others("first_court")
    play.tell_others("procuratorate")
    assert queries.still_to_tell(play.approval) == ()


def test_nobody_is_told_of_what_is_not_decided(cast):
    play = ordered(cast)
    play.ask(plans.ENTRY)
    with pytest.raises(TooEarly):
        play.tell_others("first_court")
