"""A change of place between two counties, from the request to the reception (执行地变更)."""

import pytest

import moving
from guihang.cases import queries as cases
from guihang.cases.facts import facts_of, law_of
from guihang.cases.models import Case
from guihang.decisions import queries as matters
from guihang.dossiers import queries as files
from guihang.duties import queries as duties
from guihang.law.codes import Body
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, NotYours, TooEarly
from guihang.law.rules import conduct_papers
from guihang.ledger import vault
from guihang.ledger.models import OutboxMessage
from guihang.supervision.transfer import actions, queries
from guihang.supervision.transfer.actions import Prison
from guihang.supervision.transfer.queries import Wanted
from lives import OLD as PENG
from lives import OUTSIDE, another

OLD, NEW = "squad_officer", "next_brigade_leader"


@pytest.fixture
def play(cast):
    return moving.play(cast)


def owed(play, name):
    found = duties.docket(play.actor(name), on=play.at.date())
    return {
        item.what for item in found if item.is_owed and item.what.startswith(("move", "transfer"))
    }


def acts(play):
    return [step.act for step in play.transfer.steps.all()]


def told(play, what):
    return [event.to for event in play.happened(what) if event.of == play.transfer.of]


def test_two_counties_do_the_whole_of_it_and_what_was_counted_counts_on(play, cast):
    play.note(Event(What.ADMONISHED, moving.TODAY, of="matter.9"))
    play.taken_over()
    found, case = play.transfer, Case.objects.get(pk=play.case.pk)
    assert found.closed_on == play.at.date()
    assert case.unit_path == cast.unit("next_office").path == case.dossier.unit_path
    assert case.state == "under"
    assert acts(play) == [
        "ask", "opine", "send_letter", "receive_letter", "reply", "agree", "tell", "send_file",
        "receive_file", "report", "take_over", "receipt", "register",
    ]  # fmt: skip
    assert all(step.by for step in found.steps.all() if step.act != "take_over")
    assert not [row for row in case.overlays.all() if row.until is None]
    assert set(told(play, "copied")) == {
        Body.ORGAN, Body.PROCURATORATE, Body.POLICE, Body.NEW_PROCURATORATE, Body.NEW_POLICE,
    }  # fmt: skip
    assert set(told(play, "told")) == {Body.ORGAN, Body.NEW_COUNTY}
    law = law_of(case, play.at.date())
    assert law.within == "431102"
    assert conduct_papers.counters(facts_of(case), law).outcome.admonitions == 1


def test_each_county_finds_its_own_step_on_its_docket(play):
    play.ask()
    assert owed(play, OLD) == {"move.check", "transfer.letter"}
    play.check()
    play.do("send_letter")
    assert owed(play, NEW) == {"move.letter"}
    play.new("receive_letter")
    assert owed(play, NEW) == {"transfer.reply"}
    play.new("reply", agrees=True, words="已走访，房屋可以居住。")
    assert owed(play, NEW) == set()
    assert "transfer.decide" in owed(play, OLD)
    play.grant(), play.tell(), play.confirm()
    assert {"transfer.send_file", "transfer.copy_to_police"} <= owed(play, OLD)
    play.do("send_file")
    assert owed(play, OLD) == set()
    play.new("receive_file")
    assert owed(play, NEW) == {"transfer.receipt"}
    play.comes()
    play.new("return_receipt")
    assert owed(play, NEW) == {"transfer.register"}
    play.new("register")
    assert owed(play, NEW) == owed(play, OLD) == set()


def test_the_letters_tell_the_other_county_and_their_papers_are_its_to_read(play):
    play.replied()
    found = play.transfer
    letter, reply = [step for step in found.steps.all() if step.paper_number]
    assert "冷矫征字" in letter.paper_number and "零矫复字" in reply.paper_number
    drawn = actions.read_letter(found=found, key=letter.pk, by=play.actor(NEW), at=play.at)
    assert drawn.startswith(b"%PDF")
    with pytest.raises(NotYours):
        actions.read_letter(found=found, key=letter.pk, by=play.actor("far_officer"), at=play.at)
    with pytest.raises(NotYours):
        files.paper_for(play.actor(NEW), letter.paper.key)
    kinds = set(OutboxMessage.objects.values_list("kind", flat=True))
    assert {"transfer.send_letter", "transfer.receive_letter", "transfer.reply"} <= kinds


def test_before_the_letter_nothing_of_it_exists_for_the_new_county(play):
    play.ask()
    number = play.matter.number
    with pytest.raises(NotYours):
        queries.transfer_for(play.actor(NEW), number)
    play.check()
    play.do("send_letter")
    assert queries.transfer_for(play.actor(NEW), number)
    assert queries.counts(play.actor(NEW))["incoming"] == 1
    with pytest.raises(NotYours):
        queries.transfer_for(play.actor("far_officer"), number)
    with pytest.raises(NotYours):
        cases.case_for(play.actor(NEW), play.case.number)


def test_afterwards_the_case_is_the_new_countys_and_the_old_one_keeps_its_own_record(play, cast):
    play.taken_over()
    old, new = play.actor("squad_officer"), play.actor(NEW)
    assert cases.case_for(new, play.case.number)
    for gone in (cases.case_for, files.dossier_for):
        with pytest.raises(NotYours):
            gone(old, play.case.number)
    assert matters.matter_for(old, play.matter.number).stage == "told"
    assert queries.transfer_for(old, play.matter.number).name == "唐建平"
    own = files.dossier_for(old, play.matter.dossier.number)
    assert own.is_closed and play.transfer.dossier.is_closed
    forms = {paper.form for paper in files.papers(own)}
    assert forms == {"transfer_letter", "transfer_decision", "transfer_files"}
    with pytest.raises(NotYours):
        matters.matter_for(new, play.matter.number)
    home = Case.objects.get(pk=play.case.pk).person.subject.address
    assert home.masked and "零陵区" in _opened(home)


def _opened(sealed):
    return vault.open(sealed)


def test_who_comes_before_the_file_is_not_sent_away(play, cast):
    play.told()
    play.comes(days=1)
    assert Case.objects.get(pk=play.case.pk).unit_path == cast.unit("office").path
    with pytest.raises(TooEarly):
        play.new("register")
    play.do("send_file")
    play.new("receive_file")
    assert Case.objects.get(pk=play.case.pk).unit_path == cast.unit("next_office").path


def test_one_press_asks_once_and_one_person_moves_once_at_a_time(play):
    first = play.ask(once="one")
    assert play.ask(once="one") == first
    with pytest.raises(AlreadyDone):
        play.ask()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"office": "431103009"}, "office"),
        ({"office": "431102-B"}, "office"),
        ({"proofs": ()}, "proofs"),
        ({"new_home": "　"}, "new_home"),
    ],
    ids=["own county", "no office", "no proof", "no home"],
)
def test_a_request_that_lacks_something_is_refused_with_what_to_do(play, changes, field):
    with pytest.raises(BadFacts) as refused:
        play.ask(**changes)
    assert refused.value.field == field and refused.value.remedy


def test_who_serves_outside_prison_has_a_file_that_its_prison_hands_on(cast):
    play = moving.play(cast, person=PENG, order=another(OUTSIDE, crime_facts="与人争执致人重伤。"))
    play.told()
    day = play.at.date()
    play.new("note_prison", prison=Prison("永州监狱", day, day))
    assert play.transfer.prison_told == day
    links = {link.step: link for link in queries.chain(play.transfer, on=day)}
    assert links["prison"].done == day and not links["prison"].late


def test_a_list_shows_it_to_both_counties_under_their_tabs(play):
    play.asked_the_other()
    for name, tab in ((OLD, "running"), (NEW, "incoming"), ("city_officer", "all")):
        assert [one.number for one in queries.transfers(play.actor(name), Wanted(tab))] == [
            play.matter.number
        ]
    assert not queries.transfers(play.actor(OLD), Wanted("incoming"))
