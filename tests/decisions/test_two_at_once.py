import pytest

from guihang.decisions import queries
from guihang.decisions.models import MatterStep
from guihang.law.refusals import AlreadyDone


def test_who_acts_on_an_old_version_is_told_who_was_first(play):
    play.ask()
    seen = play.matter.version
    play.check("squad_officer")
    with pytest.raises(AlreadyDone) as refused:
        play.check("second_squad_officer", version=seen)
    assert "宋立新" in str(refused.value.why)
    assert refused.value.ground == "house:two-at-once"


def test_a_double_click_acts_once_and_answers_the_same(play):
    play.ask()
    seen = play.matter.version
    first = play.check(once="click", version=seen)
    second = play.check(once="click", version=seen)
    assert first == second
    assert MatterStep.objects.filter(act="check").count() == 1


def test_a_double_click_on_every_act_acts_once(play):
    for verb in ("ask", "check", "grant", "tell", "confirm"):
        getattr(play, verb)(once=f"click-{verb}")
        getattr(play, verb)(once=f"click-{verb}")
    acts = [step.act for step in queries.matter(play.matter.number).steps.all()]
    assert acts == ["ask", "check", "grant", "tell", "confirm_receipt"]
