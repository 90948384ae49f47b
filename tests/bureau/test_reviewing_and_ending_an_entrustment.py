from datetime import timedelta

import pytest

from guihang.agencies.queries import entrusted
from guihang.bureau.entrustment import actions, queries
from guihang.decisions import queries as decisions
from guihang.decisions.actions import Note
from guihang.decisions.course import Stage
from guihang.duties import queries as duties
from guihang.duties.models import Duty
from guihang.law.refusals import AlreadyDone, BadFacts, NotYours, TooEarly, TooLate
from matters import SINCE, UNTIL


def review(play, name="squad_leader", outcome="renew", reasons="工作仍需要。"):
    play.later()
    return actions.review(
        matter=play.matter, outcome=outcome, reasons=reasons, by=play.actor(name), at=play.at
    )


def reviews_owed(play, name="squad_leader"):
    on = play.at.date()
    return [one for one in duties.docket(play.actor(name), on=on) if one.what.endswith("review")]


def to_day(play, day):
    play.later(days=(day - play.at.date()).days)


def test_a_review_is_owed_thirty_days_before_the_end_and_not_earlier(play):
    play.up_to("confirm")
    to_day(play, UNTIL - timedelta(days=31))
    assert reviews_owed(play) == []
    play.later(days=1)
    owed = reviews_owed(play)
    assert [one.due for one in owed] == [UNTIL]
    assert owed[0].is_house_rule


def test_reviewing_discharges_the_duty_and_is_done_once(play):
    play.up_to("confirm")
    to_day(play, UNTIL - timedelta(days=10))
    review(play)
    assert reviews_owed(play) == []
    assert queries.review_of(play.matter).outcome == "renew"
    with pytest.raises(AlreadyDone):
        review(play)


def test_a_review_comes_in_its_time(play):
    play.up_to("confirm")
    with pytest.raises(TooEarly):
        review(play)


@pytest.mark.parametrize(
    "wrong", [{"outcome": "postpone"}, {"reasons": "好"}], ids=["unknown outcome", "no reason"]
)
def test_a_review_says_what_is_to_happen_and_why(play, wrong):
    play.up_to("confirm")
    to_day(play, UNTIL - timedelta(days=10))
    with pytest.raises(BadFacts):
        review(play, **wrong)


@pytest.mark.parametrize("name", ["township_officer", "second_squad_leader", "bureau_head"])
def test_only_the_squad_in_charge_and_the_brigade_review(play, name):
    play.up_to("confirm")
    to_day(play, UNTIL - timedelta(days=10))
    with pytest.raises(NotYours):
        review(play, name)


def test_what_lapsed_is_no_longer_reviewed(play):
    play.up_to("confirm")
    to_day(play, UNTIL + timedelta(days=1))
    play.sweep()
    assert reviews_owed(play) == []
    with pytest.raises(AlreadyDone):
        review(play)


def test_an_early_end_takes_the_powers_back_and_withdraws_the_paper(play, cast):
    play.up_to("confirm")
    to_day(play, SINCE + timedelta(days=20))
    play.end()
    matter = decisions.matter(play.matter.number)
    assert matter.stage == Stage.ENDED
    assert matter.paper.stage == "withdrawn" and matter.paper.number
    assert entrusted(cast.unit("office"), "daily", play.at.date()) is None
    assert reviews_owed(play) == []


def test_an_early_end_before_the_first_day_leaves_no_day_of_power(play, cast):
    play.up_to("tell")
    play.end()
    assert entrusted(cast.unit("office"), "daily", SINCE) is None


def test_a_grant_that_was_never_told_in_its_time_can_only_be_ended(play):
    play.up_to("grant")
    to_day(play, UNTIL + timedelta(days=1))
    with pytest.raises(TooLate) as refused:
        play.tell()
    assert refused.value.remedy
    play.end()
    assert play.stage() == Stage.ENDED
    assert not Duty.objects.open(on=play.at.date()).exists()


def test_an_early_end_says_why(play):
    play.up_to("confirm")
    with pytest.raises(BadFacts) as refused:
        play.act("end", "brigade_leader", Note(reasons=""))
    assert refused.value.field == "reasons"


@pytest.mark.parametrize("name", ["squad_leader", "township_officer", "deputy_leader"])
def test_only_the_head_of_the_agency_ends_what_he_granted(play, name):
    play.up_to("confirm")
    with pytest.raises(NotYours):
        play.end(name)


def test_after_an_early_end_the_work_can_be_entrusted_anew(play):
    play.up_to("confirm")
    play.end()
    play.ask()
    assert play.stage() == Stage.ASKED
