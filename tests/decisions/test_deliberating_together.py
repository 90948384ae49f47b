"""Several people deliberate on a matter: called, heard, counted, written down, signed."""

from datetime import timedelta

import pytest

from deliberating import SEVERAL, Deliberation
from guihang.decisions.discussion import house_rules, queries, subjects, tally
from guihang.decisions.discussion.house_rules import Quorum
from guihang.decisions.discussion.subjects import Discussable
from guihang.decisions.models import Discussion, Member
from guihang.decisions.ports import Outcome
from guihang.decisions.vocabulary import DiscussionKind, DiscussionState, Result
from guihang.dossiers import drawing, reading, sealing
from guihang.duties.models import Duty
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly
from guihang.ledger.models import OutboxMessage

COLLECTIVE = DiscussionKind.COLLECTIVE


@pytest.fixture
def few(play):
    play.ask()
    return Deliberation(play)


@pytest.fixture
def several(play):
    play.ask()
    return Deliberation(play, COLLECTIVE, SEVERAL)


def read(paper):
    return reading.as_text(drawing.document(paper, sealing.unseal(paper)))


def owed(discussion, what):
    found = Duty.objects.filter(source="discussions", of=discussion.number, what=what)
    return [one.discharged_by for one in found.order_by("turn")]


def test_a_discussion_goes_from_the_call_to_the_signatures_of_all(few):
    assert few.call().state == DiscussionState.CALLED
    few.speak("squad_officer")
    few.speak("second_squad_officer", "disagree", "该所只有一名工作人员。")
    concluded = few.conclude()
    assert (concluded.state, concluded.result) == (DiscussionState.CONCLUDED, Result.OPEN)
    few.sign("squad_officer")
    assert few.discussion.state == DiscussionState.CONCLUDED
    assert few.sign("second_squad_officer").state == DiscussionState.SIGNED


def test_the_minutes_keep_who_was_there_and_what_the_minority_held(several):
    several.call()
    for name in SEVERAL[:3]:
        several.speak(name)
    several.speak("squad_officer", "disagree", "居住地不固定。")
    paper = several.conclude().paper
    assert paper.number.endswith("字第 1 号")
    printed = read(paper)
    for words in ("过半数成员同意（同意3人，不同意1人，弃权0人）", "居住地不固定。", "罗建国"):
        assert words in printed


def test_who_abstains_was_present_and_helps_nobody_to_a_majority():
    assert tally.result(["agree", "agree", "disagree"]) == Result.CARRIED
    assert tally.result(["agree", "abstain", "abstain"]) == Result.OPEN
    assert tally.result(["disagree", "disagree", "agree"]) == Result.REJECTED
    assert tally.result(["agree", "disagree"]) == Result.OPEN


def test_half_of_those_called_is_not_more_than_half():
    assert tally.needed(least=3, more_than_half=True, called=4) == 3
    assert tally.needed(least=3, more_than_half=True, called=7) == 4
    assert tally.needed(least=2, more_than_half=False, called=9) == 2


def test_fewer_than_the_rule_asks_for_are_not_called(play):
    play.ask()
    few = Deliberation(play, COLLECTIVE, ("brigade_leader", "squad_leader"))
    with pytest.raises(BadFacts, match="3") as refused:
        few.call()
    assert (refused.value.field, refused.value.ground) == (
        "members",
        "house:discussion.collective",
    )


def test_a_rule_that_is_switched_off_asks_for_no_number(play, monkeypatch):
    off = Quorum(3, True, "house:discussion.collective", is_on=False)
    monkeypatch.setitem(house_rules.QUORUMS, COLLECTIVE, off)
    play.ask()
    few = Deliberation(play, COLLECTIVE, ("brigade_leader", "squad_leader"))
    assert few.call().quorum["ground"] == "house:discussion.no_quorum"


def test_too_few_present_come_to_no_result(several):
    several.call()
    several.speak("brigade_leader")
    several.speak("squad_leader")
    with pytest.raises(Missing) as refused:
        several.conclude(deputy_leader="出差。", squad_officer="休假。")
    assert refused.value.ground == "house:discussion.collective"
    assert several.now().state == DiscussionState.CALLED


def test_who_says_nothing_is_waited_for_or_written_down_as_absent(several):
    several.call()
    for name in SEVERAL[:3]:
        several.speak(name)
    with pytest.raises(Missing, match="宋立新"):
        several.conclude()
    concluded = several.conclude(squad_officer="在外地参加培训。")
    assert [one.absent_because for one in concluded.members.all()][-1] == "在外地参加培训。"


def test_who_stands_aside_neither_speaks_nor_counts(several):
    several.call()
    several.stand_aside("squad_officer")
    with pytest.raises(AlreadyDone):
        several.speak("squad_officer")
    for name in SEVERAL[:3]:
        several.speak(name)
    assert several.conclude().result == Result.CARRIED
    with pytest.raises(TooEarly):
        several.sign("squad_officer")
    assert "回避：与该所所长是近亲属。" in read(several.discussion.paper)


def test_whom_the_subject_bars_is_not_called(few, monkeypatch):
    asked_it = Discussable("entrustment", barred=lambda matter: {matter.asked_by_id: "本人提出。"})
    monkeypatch.setitem(subjects._subjects, "entrustment", asked_it)
    few.members = ("squad_leader", "squad_officer")
    with pytest.raises(BadFacts, match="本人提出") as refused:
        few.call()
    assert refused.value.ground == "house:discussion.recusal"


def test_an_opinion_stays_as_it_was_said(few):
    few.call()
    few.speak("squad_officer", words="同意。")
    few.speak("squad_officer", words="同意。")
    with pytest.raises(AlreadyDone):
        few.speak("squad_officer", "disagree", "改变主意。")
    assert [one.words for one in few.now().members.all()] == ["同意。", ""]


@pytest.mark.parametrize("name", ["squad_leader", "deputy_leader"])
def test_only_who_was_called_speaks_and_signs(few, name):
    few.call()
    with pytest.raises(NotYours):
        few.speak(name)


def test_only_who_called_or_leads_concludes(few):
    few.call()
    for name in few.members:
        few.speak(name)
    with pytest.raises(NotYours) as refused:
        few.conclude("second_squad_officer")
    assert few.play.cast.account("squad_leader").name in str(refused.value.remedy)
    assert few.conclude("squad_officer").concluded_by == few.play.cast.account("squad_officer")


@pytest.mark.parametrize("name", ["township_officer", "procurator", "next_brigade_leader"])
def test_only_the_county_agency_calls_a_discussion(few, name):
    with pytest.raises(NotYours):
        few.call(name)


def test_nobody_of_another_county_is_called(few):
    few.members = ("squad_officer", "next_brigade_leader")
    with pytest.raises(NotYours) as refused:
        few.call()
    assert refused.value.ground == "house:discussion"


def test_nothing_is_said_before_the_day_nor_called_for_a_day_gone_by(few):
    day = few.play.at.date()
    few.call(meets_on=day + timedelta(days=1))
    with pytest.raises(TooEarly):
        few.speak("squad_officer")
    with pytest.raises(BadFacts) as refused:
        few.call(meets_on=day - timedelta(days=1))
    assert refused.value.field == "meets_on"


def test_a_second_press_calls_no_second_discussion(few):
    assert few.call(once="one-press") == few.call(once="one-press")
    assert Discussion.objects.count() == 1


def test_a_signature_shows_what_was_altered_later(few):
    signed = few.through()
    assert [holds for _member, holds in queries.verified(signed)] == [True, True]
    Member.objects.filter(discussion=signed, place=0).update(words="不同意。")
    assert [holds for _member, holds in queries.verified(few.now())] == [False, False]


def test_minutes_are_signed_with_ones_own_identity(few):
    few.call()
    for name in few.members:
        few.speak(name)
    few.conclude()
    with pytest.raises(Missing):
        from guihang.decisions.discussion import actions

        actions.sign(
            discussion=few.discussion,
            proof=None,
            by=few.play.actor("squad_officer"),
            at=few.play.at,
        )


def test_what_is_owed_follows_the_discussion(few):
    few.call()
    assert owed(few.discussion, "discussion.opine") == ["", ""]
    few.speak("squad_officer")
    assert owed(few.discussion, "discussion.opine") == ["spoke", ""]
    few.stand_aside("second_squad_officer")
    assert owed(few.discussion, "discussion.opine") == ["spoke", "recused"]
    assert owed(few.discussion, "discussion.conclude") == [""]
    few.cancel()
    assert owed(few.discussion, "discussion.conclude") == ["cancelled"]


def test_who_was_present_owes_a_signature(few):
    few.call()
    for name in few.members:
        few.speak(name)
    few.conclude()
    assert owed(few.discussion, "discussion.sign") == ["", ""]
    few.sign("squad_officer")
    assert owed(few.discussion, "discussion.sign") == ["signed", ""]


def test_who_is_called_is_told_by_a_number_only(few):
    few.call()
    sent = OutboxMessage.objects.filter(kind="discussion.called")
    assert sent.count() == len(few.members)


def test_a_matter_demands_a_discussion_that_all_signed(few):
    matter = few.play.matter
    with pytest.raises(TooEarly) as refused:
        queries.demand(matter, DiscussionKind.GROUP, ground="house:some.discussed")
    assert refused.value.ground == "house:some.discussed"
    assert queries.finding(matter, DiscussionKind.GROUP).state is Outcome.STOP
    few.through()
    assert queries.demand(matter, DiscussionKind.GROUP) == few.discussion
    assert queries.finding(matter, DiscussionKind.GROUP).state is Outcome.PASS
    assert queries.finding(matter, COLLECTIVE).state is Outcome.STOP


def test_a_discussion_without_majority_settles_nothing(few):
    few.through(squad_officer="disagree")
    assert queries.settled(few.play.matter, DiscussionKind.GROUP) is None


def test_a_rejected_proposal_warns_who_signs_all_the_same(few):
    few.through(squad_officer="disagree", second_squad_officer="disagree")
    assert queries.finding(few.play.matter, DiscussionKind.GROUP).state is Outcome.WARN
    few.depart()
    assert queries.finding(few.play.matter, DiscussionKind.GROUP).state is Outcome.PASS
    with pytest.raises(AlreadyDone):
        few.depart()


def test_a_result_is_departed_from_only_once_there_is_one(few):
    few.call()
    with pytest.raises(TooEarly):
        few.depart()


def test_a_discussion_that_is_over_is_not_cancelled(few):
    few.through()
    with pytest.raises(AlreadyDone):
        few.cancel()


def test_another_office_sees_no_discussion(few):
    few.call()
    with pytest.raises(NotYours):
        queries.discussion_for(few.play.actor("far_officer"), few.discussion.number)
    assert not queries.discussions(few.play.actor("far_officer")).exists()
    assert queries.discussions(few.play.actor("squad_officer"), mine=True).count() == 1
