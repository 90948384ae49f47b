import pytest

from guihang.decisions import queries
from guihang.decisions.actions import Note
from guihang.decisions.course import Act, Stage
from guihang.law.refusals import AlreadyDone, BadFacts, NotYours, TooEarly


def test_a_decision_is_told_after_it_was_made(play):
    play.up_to("check")
    with pytest.raises(TooEarly):
        play.tell()


def test_it_is_said_how_a_decision_was_told(play):
    play.up_to("grant")
    with pytest.raises(BadFacts) as refused:
        play.act("tell", "squad_officer", Note(channel="rumour"))
    assert refused.value.field == "channel"


def test_who_was_told_confirms_the_receipt_once(play):
    play.up_to("tell")
    play.confirm()
    with pytest.raises(AlreadyDone):
        play.confirm("second_township_officer")


@pytest.mark.parametrize("name", ["near_officer", "squad_leader", "brigade_leader"])
def test_nobody_else_confirms_the_receipt(play, name):
    play.up_to("tell")
    with pytest.raises(NotYours):
        play.confirm(name)


def test_a_refused_receipt_is_noted_with_a_witness(play):
    play.up_to("tell")
    play.leave()
    step = queries.receipt(queries.matter(play.matter.number))
    assert (step.act, step.witness) == ("leave_with_witness", "清桥社区 张大姐")


@pytest.mark.parametrize(
    "note", [Note(reasons="拒绝签收"), Note(witness="张大姐")], ids=["no witness", "no account"]
)
def test_without_witness_or_account_a_refused_receipt_is_not_noted(play, note):
    play.up_to("tell")
    with pytest.raises(BadFacts):
        play.act("leave_with_witness", "squad_officer", note)


def test_a_receipt_left_with_a_witness_is_not_confirmed_afterwards(play, cast):
    play.up_to("tell")
    play.leave()
    with pytest.raises(AlreadyDone):
        play.confirm()
    acts = {
        button.act
        for button in queries.buttons(
            cast.actor("township_officer"), play.matter, on=play.at.date()
        )
    }
    assert not acts & {Act.CONFIRM_RECEIPT, Act.LEAVE_WITH_WITNESS}


def test_a_refusal_is_told_to_who_asked_and_confirmed_by_him(play):
    play.up_to("check")
    play.refuse()
    play.tell()
    assert play.stage() == Stage.CLOSED
    with pytest.raises(NotYours):
        play.confirm("township_officer")
    play.confirm("squad_leader")
    assert play.stage() == Stage.CLOSED


def test_a_receipt_is_confirmed_even_after_the_first_day(play):
    play.up_to("tell")
    play.later(days=9)
    play.sweep()
    play.confirm()
    assert play.stage() == Stage.EFFECTIVE
