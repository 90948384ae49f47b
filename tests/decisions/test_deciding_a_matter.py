from dataclasses import replace

import pytest

from guihang.decisions import actions, queries
from guihang.decisions.actions import Note
from guihang.decisions.course import Act, Stage
from guihang.decisions.models import MatterStep, Opinion, Signature
from guihang.dossiers.models import Paper
from guihang.law.refusals import AlreadyDone, BadFacts, NotYours, TooEarly
from guihang.ledger.models import Entry
from matters import REFUSAL


def acts(play):
    return [step.act for step in queries.matter(play.matter.number).steps.all()]


def test_a_matter_is_checked_before_it_is_decided(play):
    play.ask()
    with pytest.raises(TooEarly) as refused:
        play.grant()
    assert refused.value.remedy
    assert acts(play) == ["ask"]


def test_who_checks_writes_what_he_checked(play):
    play.ask()
    with pytest.raises(BadFacts) as refused:
        play.act("check", "squad_officer", Note())
    assert refused.value.field == "opinion"


def test_an_opinion_longer_than_there_is_room_for_is_refused_at_its_field(play):
    play.ask()
    with pytest.raises(BadFacts) as refused:
        play.act("check", "squad_officer", Note(opinion="长" * 2001))
    assert refused.value.field == "opinion"
    play.check()
    with pytest.raises(BadFacts):
        play.act("grant", "brigade_leader", Note(opinion="长" * 2001))


def test_granting_issues_the_paper_with_the_number_of_the_decision(play):
    matter = play.up_to("grant")
    paper = queries.matter(matter.number).paper
    assert paper.stage == "issued"
    assert paper.signers == [f"account:{play.cast.account('brigade_leader').pk}"]
    assert Paper.objects.count() == 1


@pytest.mark.parametrize("missing", ["reasons", "ground", "remedy"])
def test_a_refusal_needs_reasons_a_ground_and_what_can_be_done_instead(play, missing):
    play.ask()
    play.check()
    with pytest.raises(BadFacts) as refused:
        play.act("refuse", "brigade_leader", replace(REFUSAL, **{missing: " "}))
    assert refused.value.field == missing
    assert acts(play) == ["ask", "check"]


def test_a_refusal_issues_no_paper_and_says_why(play):
    play.ask()
    play.check()
    play.refuse()
    step = queries.matter(play.matter.number).steps.all()[2]
    assert (step.reasons, step.remedy) == (REFUSAL.reasons, REFUSAL.remedy)
    assert not Paper.objects.exists()
    assert play.stage() == Stage.REFUSED


def test_what_was_decided_is_not_decided_again(play):
    play.up_to("grant")
    for again in (play.grant, play.refuse):
        with pytest.raises(AlreadyDone):
            again()


def test_a_returned_request_is_completed_and_checked_anew(play):
    play.ask()
    play.send_back()
    assert play.stage() == Stage.RETURNED
    play.resubmit(conditions="每月报送一次工作情况。")
    with pytest.raises(TooEarly):
        play.grant()
    play.check()
    play.grant()
    assert acts(play) == ["ask", "return", "resubmit", "check", "grant"]


def test_who_decides_may_return_what_was_checked(play):
    play.ask()
    play.check()
    play.send_back("brigade_leader")
    assert play.stage() == Stage.RETURNED


def test_returning_says_what_is_to_be_completed(play):
    play.ask()
    with pytest.raises(BadFacts) as refused:
        play.act("return_matter", "squad_officer", Note())
    assert refused.value.field == "reasons"


def test_only_who_asked_completes_his_request(play):
    play.ask()
    play.send_back()
    with pytest.raises(NotYours):
        play.resubmit("squad_officer")
    assert play.stage() == Stage.RETURNED


@pytest.mark.parametrize("stage", ["ask", "check"])
def test_a_request_is_withdrawn_until_it_has_been_decided(play, stage):
    play.up_to(stage)
    play.withdraw()
    assert play.stage() == Stage.WITHDRAWN


def test_a_decided_matter_is_no_longer_withdrawn(play):
    play.up_to("grant")
    with pytest.raises(AlreadyDone):
        play.withdraw()


def test_only_who_asked_withdraws(play):
    play.ask()
    with pytest.raises(NotYours) as refused:
        play.withdraw("squad_officer")
    assert "秦川" in str(refused.value.why)


def test_a_withdrawn_matter_is_over(play):
    play.ask()
    play.withdraw()
    with pytest.raises(AlreadyDone):
        play.check()


def test_no_opinion_is_asked_where_the_kind_has_no_such_step(play):
    play.ask()
    play.check()
    with pytest.raises(NotYours):
        play.act("give_opinion", "squad_leader", Note(opinion="同意。"))


def test_each_step_is_one_entry_of_the_ledger(play):
    play.up_to("confirm")
    play.later(days=8)
    play.sweep()
    entries = Entry.objects.filter(chain=play.matter.dossier.chain.key)
    events = [entry.event for entry in entries if not entry.event.startswith("Paper")]
    assert events == [
        "DossierOpened", "MatterAsked", "MatterChecked", "MatterGranted", "MatterTold",
        "ReceiptConfirmed", "MatterTookEffect",
    ]  # fmt: skip


def test_who_decides_is_named_before_anybody_presses(play, cast):
    play.ask()
    matter = play.check()
    names = [person.name for person in queries.who_may_decide(matter, on=play.at.date())]
    assert names == ["罗建国"]
    refusal = queries.may_take(cast.actor("squad_officer"), matter, Act.GRANT, on=play.at.date())
    assert refusal is not None


def test_a_refused_button_says_who_may_instead(play, cast):
    play.ask()
    matter = play.check()
    refusal = queries.may_take(cast.actor("deputy_leader"), matter, Act.GRANT, on=play.at.date())
    assert "罗建国" in str(refusal.remedy)


def test_the_buttons_are_those_of_the_stage(play, cast):
    matter = play.ask()
    on = play.at.date()
    found = {
        one.act: one.refusal for one in queries.buttons(cast.actor("squad_officer"), matter, on=on)
    }
    assert set(found) == {Act.CHECK, Act.RETURN, Act.WITHDRAW}
    assert found[Act.CHECK] is None and found[Act.RETURN] is None
    assert isinstance(found[Act.WITHDRAW], NotYours)


def test_a_second_press_of_what_follows_a_decision_changes_nothing(play):
    play.up_to("check")
    play.refuse(once="refuse")
    play.refuse(once="refuse")
    play.up_to("tell")
    play.leave(once="leave")
    play.leave(once="leave")
    play.end(once="end")
    play.end(once="end")
    assert acts(play) == ["ask", "check", "grant", "tell", "leave_with_witness", "end"]


def test_a_second_press_of_completing_changes_nothing(play):
    play.ask()
    play.send_back()
    press = play.press("squad_leader", once="complete")
    for _ in range(2):
        play.matter = actions.resubmit(
            matter=play.matter,
            fields=play.wish().fields(),
            by=play.actor("squad_leader"),
            at=play.at,
            press=press,
        )
    assert acts(play) == ["ask", "return", "resubmit"]


def test_no_day_moves_a_grant_before_it_has_come(play):
    play.up_to("tell")
    with pytest.raises(TooEarly):
        actions.take_effect(matter=play.matter, at=play.at)
    play.later(days=8)
    play.sweep()
    with pytest.raises(TooEarly):
        actions.lapse(matter=queries.matter(play.matter.number), at=play.at)


def test_a_matter_is_named_by_its_number(play):
    play.up_to("grant")
    number = play.matter.number
    assert str(play.matter) == number
    assert [str(step) for step in MatterStep.objects.all()][0].endswith("1 ask")
    assert str(Signature.objects.first()) and str(Opinion.objects.first())
