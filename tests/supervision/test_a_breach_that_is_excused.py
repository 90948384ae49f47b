"""A breach with a good reason: weighed by a leader, excused, and it counts no longer."""

import pytest

from conducting import NO_REPORT, REFUSAL, ready
from guihang.duties.models import Duty
from guihang.law.events import What
from guihang.law.refusals import AlreadyDone, BadFacts, NotYours, TooEarly
from guihang.supervision.conduct import actions, queries

pytestmark = pytest.mark.django_db
REASON = "当日住院抢救，有医院证明，次日补报。"


def excuse(play, words=REASON, by="squad_leader", row=None):
    breach = row or play.breaches().first()
    return actions.excuse(
        case=play.case, seq=breach.seq, words=words, by=play.actor(by), at=play.later()
    )


def owed(play):
    found = Duty.objects.filter(of=play.case.number, what="conduct.deal_with_breach")
    return found.filter(discharged_at=None).count()


def test_an_excused_breach_is_dealt_with_and_the_other_one_stays_owed(cast):
    play = ready(cast, NO_REPORT, REFUSAL)
    assert owed(play) == 2
    row = excuse(play)
    assert (row.begins, row.code) == (NO_REPORT.day, What.DUTY_MISSED)
    assert owed(play) == 1
    assert [one.what for one in queries.unanswered(play.case)] == [What.RULE_BROKEN]


def test_a_breach_is_excused_once_and_with_a_reason(cast):
    play = ready(cast)
    with pytest.raises(BadFacts) as refused:
        excuse(play, words=" 好 ")
    assert refused.value.field == "words"
    excuse(play)
    with pytest.raises(AlreadyDone):
        excuse(play)


def test_only_who_leads_excuses_and_nobody_while_it_is_being_decided(cast):
    play = ready(cast)
    with pytest.raises(NotYours):
        excuse(play, by="township_officer")
    play.open()
    with pytest.raises(TooEarly):
        excuse(play)
    play.withdraw("township_officer")
    excuse(play)


def test_what_is_no_breach_cannot_be_excused(cast):
    play = ready(cast)
    registered = play.case.events.get(what=What.REGISTERED)
    with pytest.raises(AlreadyDone):
        excuse(play, row=registered)
