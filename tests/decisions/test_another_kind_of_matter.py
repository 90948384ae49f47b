"""The engine knows no subject: a kind without a paper, with opinions, decided by the office."""

import pytest
from rehearsals import OFFICERS, REHEARSAL

from cast import NOW
from guihang.decisions import actions, kinds, people, ports, queries
from guihang.decisions.actions import Note, Request
from guihang.decisions.course import Act, Stage
from guihang.decisions.kinds import MatterKind, Step
from guihang.decisions.models import Matter, MatterStep
from guihang.decisions.ports import Finding, Outcome
from guihang.decisions.sources import Matters
from guihang.dossiers.actions import dossier_of_office
from guihang.dossiers.models import Paper
from guihang.law.refusals import BadFacts, Missing, NotYours, TooEarly
from guihang.ledger.chains import SYSTEM

OPINION = Note(opinion="同意。", advice="grant")


@pytest.fixture
def stage(play, cast, monkeypatch):
    """A rehearsal asked for by the second officer of the office."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    kinds.register(REHEARSAL)
    dossier = dossier_of_office(office=cast.unit("office"), by=SYSTEM, at=play.at)
    play.matter = actions.ask(
        request=Request("rehearsal", dossier, {"piece": "宣告室演练"}),
        by=play.actor("second_township_officer"),
        at=play.later(),
        press=play.press("second_township_officer"),
    )
    return play


def test_it_is_numbered_in_its_own_series(stage):
    assert stage.matter.number == "2026-演-0001"
    assert (stage.matter.begins, stage.matter.ends) == (None, None)


def test_only_the_roles_its_kind_names_ask_for_it(stage, cast):
    with pytest.raises(NotYours):
        actions.ask(
            request=Request("rehearsal", stage.matter.dossier, {"piece": "x"}),
            by=stage.actor("squad_leader"),
            at=stage.at,
            press=stage.press("squad_leader"),
        )


def test_opinions_stand_beside_the_course_and_bind_nobody(stage):
    stage.check("township_officer")
    stage.act("give_opinion", "squad_officer", OPINION)
    stage.act("give_opinion", "second_squad_officer", Note(opinion="建议缓办。", advice="refuse"))
    assert stage.stage() == Stage.OPINIONS
    with pytest.raises(NotYours):
        stage.act("give_opinion", "brigade_leader", OPINION)
    with pytest.raises(BadFacts):
        stage.act("give_opinion", "squad_officer", Note())
    stage.grant("township_officer")
    words = [step.opinion.words for step in MatterStep.objects.exclude(opinion=None)]
    assert "建议缓办。" in words
    assert stage.stage() == Stage.GRANTED


def test_a_kind_without_a_form_issues_no_paper(stage):
    stage.check("township_officer")
    stage.grant("township_officer")
    assert not Paper.objects.exists()
    assert queries.paper_preview(stage.matter, on=stage.at.date()) == ""
    assert [seal.holds for seal in queries.verified(stage.matter)] == [True]


def test_a_step_its_kind_does_not_sign_asks_for_no_proof(stage):
    stage.check("township_officer")
    assert len(queries.verified(stage.matter)) == 0


def test_what_its_kind_does_not_know_is_no_button_and_no_act(stage, cast):
    stage.check("township_officer")
    stage.grant("township_officer")
    stage.tell("township_officer")
    on = stage.at.date()
    assert people.candidates(stage.matter, Act.END, on=on) == ()
    assert people.bearers(stage.matter, Act.END) == ()
    with pytest.raises(NotYours):
        stage.end("township_officer")
    with pytest.raises(TooEarly):
        actions.take_effect(matter=stage.matter, at=stage.at)


def test_its_kind_says_who_is_told(stage):
    stage.check("township_officer")
    stage.grant("township_officer")
    stage.tell("township_officer")
    stage.confirm("squad_officer")
    assert queries.receipt(stage.matter).by.name == "宋立新"


def test_who_asked_without_a_post_is_named_himself():
    matter = Matter(asked_by_id=7)
    assert [one.token for one in people.asker(matter)] == ["account:7"]


@pytest.fixture
def bound(stage):
    """Bind one check for the length of a test: `bound(Outcome.STOP)`."""
    before = []

    def bind(outcome):
        def look(matter, act, *, on):
            return (Finding(outcome, "看过一遍", "先补正", "house:checks"),)

        before.append(ports.bind([look]))

    yield bind
    ports.bind(before[0])


def test_a_stop_of_a_check_refuses_the_signature_and_says_what_to_do(stage, bound):
    bound(Outcome.STOP)
    with pytest.raises(Missing) as refused:
        stage.check("township_officer")
    assert (refused.value.why, refused.value.remedy) == ("看过一遍", "先补正")


def test_a_warning_asks_whoever_grants_for_a_word(stage, bound):
    bound(Outcome.WARN)
    stage.check("township_officer")
    with pytest.raises(Missing):
        stage.grant("township_officer")
    stage.act("grant", "township_officer", Note(opinion="已知悉。"))
    assert stage.stage() == Stage.GRANTED


def test_what_a_check_cannot_tell_stops_nobody(stage, bound):
    bound(Outcome.UNKNOWN)
    stage.check("township_officer")
    stage.grant("township_officer")
    assert stage.stage() == Stage.GRANTED


def test_without_a_check_nothing_is_found(stage):
    before = ports.bind([])
    assert ports.findings(stage.matter, Act.GRANT, on=stage.at.date()) == ()
    ports.bind(before)


def test_a_second_press_of_any_act_changes_nothing(stage):
    stage.check("township_officer")
    for verb, name in (("give_opinion", "squad_officer"),):
        stage.act(verb, name, OPINION, once="again")
        stage.act(verb, name, OPINION, once="again")
    stage.send_back("township_officer", once="back")
    stage.send_back("township_officer", once="back")
    stage.act("withdraw", "second_township_officer", Note(), once="gone")
    stage.act("withdraw", "second_township_officer", Note(), once="gone")
    acts = [step.act for step in queries.matter(stage.matter.number).steps.all()]
    assert acts == ["ask", "check", "give_opinion", "return", "withdraw"]


def kind(**changes):
    made = {
        "name": "other", "title": "", "series": "他", "form": "", "ground": "", "steps": (),
        "entries": (), "limits": {}, "subject": None,
    }  # fmt: skip
    return MatterKind(**made | changes)


def test_two_kinds_do_not_share_a_series(stage):
    with pytest.raises(ValueError, match="演"):
        kinds.register(kind(series="演"))


def test_a_kind_nobody_decides_is_noticed():
    with pytest.raises(ValueError, match="other"):
        kind().deciding_rung  # noqa: B018
    with pytest.raises(ValueError, match="other"):
        kind(steps=(Step(Act.GRANT, roles=OFFICERS),)).deciding_rung  # noqa: B018


def test_what_is_not_there_brings_no_duty(db):
    assert Matters().owed("2026-无-0001", on=NOW.date()) == ()
