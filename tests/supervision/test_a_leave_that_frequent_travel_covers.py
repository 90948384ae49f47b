"""Frequent travel makes a leave needless where it covers the whole trip, and only there."""

from dataclasses import replace
from datetime import date

import pytest

from approving import TODAY, approval_play
from guihang.law.refusals import BadFacts
from guihang.supervision.leave import actions, looking
from guihang.supervision.leave.wish import Destination, Wish
from leaving import DONGGUAN, QIYANG

pytestmark = pytest.mark.django_db
ABROAD_OF_THE_CITY = [
    {"place": "广东省东莞市", "code": "4419"},
    {"place": "永州市祁阳市", "code": "431181"},
]
LAST = date(2027, 5, 22)


@pytest.fixture
def play(cast):
    """One person who may travel to Dongguan and Qiyang until the twenty-second of May."""
    made = approval_play(cast)
    made.told(stated={"places": ABROAD_OF_THE_CITY})
    return made


def leave(play, leaves=TODAY, returns=None, places=(QIYANG,), **changes):
    wish = Wish("family", "母亲住院，前往照料。", places, leaves, returns or leaves, **changes)
    press = play.press("township_officer")
    return actions.ask(
        case=play.case, wish=replace(wish, is_urgent=True), by=play.actor("township_officer"),
        at=play.later(), press=press,
    )  # fmt: skip


def test_a_trip_it_covers_needs_no_leave_and_the_refusal_says_why(play):
    number = play.approval.matter.number
    with pytest.raises(BadFacts) as refused:
        leave(play, places=(QIYANG, DONGGUAN))
    assert (refused.value.field, refused.value.ground) == ("place", "measures-2020:29")
    assert number in str(refused.value.why) and "2027-05-22" in str(refused.value.why)
    assert refused.value.remedy


@pytest.mark.parametrize(
    "changes",
    [
        {"leaves": LAST, "returns": date(2027, 5, 23)},
        {"places": (QIYANG, Destination("岳阳市", "430600"))},
        {"places": (Destination("某地"),)},
    ],
)
def test_a_day_or_a_place_beyond_it_is_asked_for_as_a_leave(play, changes):
    assert leave(play, **changes).kind == "leave"


def test_its_last_day_is_still_covered(play):
    with pytest.raises(BadFacts):
        leave(play, leaves=LAST)


def test_ended_early_it_covers_nothing_more(play):
    play.end("squad_leader")
    assert leave(play, leaves=date(2026, 12, 1)).kind == "leave"


def test_a_leave_asked_for_before_it_was_granted_is_shown_as_needless_to_who_signs(cast):
    play = approval_play(cast)
    asked = leave(play, leaves=date(2026, 12, 1))
    play.told(stated={"places": ABROAD_OF_THE_CITY})
    found = [one.ground for one in looking.findings(asked, on=TODAY) if one.state == "warn"]
    assert "measures-2020:29" in found
