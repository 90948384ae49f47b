"""A dossier is opened once, numbered, and seen only where it belongs."""

import pytest

from cast import NOW
from guihang.dossiers import actions, queries
from guihang.dossiers.models import Dossier, Subject
from guihang.dossiers.ties import OpenDossiers
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours
from guihang.ledger.chains import SYSTEM
from guihang.ledger.models import Entry

SEES = ("township_officer", "squad_leader", "brigade_leader", "bureau_head", "procurator")
SEES_NOT = (
    "near_officer",
    "second_squad_leader",
    "next_brigade_leader",
    "administrator",
    "auditor",
    "counsellor",
    "person",
)


def test_a_dossier_is_numbered_by_county_and_year(person, dossier):
    assert sorted(Dossier.objects.values_list("number", flat=True)) == [
        "431103-B-2026-00001",
        "431103-B-2026-00002",
    ]


def test_opening_is_in_the_ledger_under_the_dossiers_own_chain(dossier):
    entry = Entry.objects.get(event="DossierOpened", chain=f"dossier:{dossier.key}")
    assert entry.unit_path == dossier.unit_path


def test_an_office_has_one_dossier(dossier, numbered):
    again = actions.dossier_of_office(office=numbered.unit("office"), by=SYSTEM, at=NOW)
    assert again == dossier
    with pytest.raises(AlreadyDone, match="梅湾司法所"):
        actions.open_dossier(kind="office", unit=numbered.unit("office"), by=SYSTEM, at=NOW)


def test_a_refused_second_dossier_takes_no_number(dossier, numbered):
    with pytest.raises(AlreadyDone):
        actions.open_dossier(kind="office", unit=numbered.unit("office"), by=SYSTEM, at=NOW)
    other = actions.dossier_of_office(office=numbered.unit("second_office"), by=SYSTEM, at=NOW)
    assert other.number == "431103-B-2026-00002"


def test_a_dossier_of_a_person_needs_a_name(numbered):
    with pytest.raises(BadFacts):
        actions.open_dossier(kind="person", unit=numbered.unit("office"), by=SYSTEM, at=NOW)


def test_a_township_officer_does_not_open_dossiers(numbered):
    with pytest.raises(NotYours):
        actions.open_dossier(
            kind="person",
            unit=numbered.unit("office"),
            subject=actions.SubjectDraft("某人"),
            by=numbered.actor("township_officer"),
            at=NOW,
        )
    assert not Subject.objects.exists()


@pytest.mark.parametrize("who", SEES)
def test_who_is_in_charge_finds_the_dossier(person, cast, who):
    actor = cast.actor(who)
    assert queries.dossier_for(actor, person.dossier.number) == person.dossier
    assert queries.dossier_for(actor, person.dossier.key) == person.dossier
    assert list(queries.dossiers(actor)) == [person.dossier]


@pytest.mark.parametrize("who", SEES_NOT)
def test_for_anybody_else_the_dossier_does_not_exist(person, cast, who):
    actor = cast.actor(who)
    with pytest.raises(NotYours) as theirs:
        queries.dossier_for(actor, person.dossier.number)
    with pytest.raises(NotYours) as nothing:
        queries.dossier_for(actor, "431103-B-2026-99999")
    assert str(theirs.value) == str(nothing.value)
    assert not queries.dossiers(actor).exists()


@pytest.mark.parametrize("words", ["建平", "唐\x00建", "431103-B-2026", " 建平 "])
def test_a_person_is_found_by_two_characters(person, leader, words):
    assert list(queries.dossiers(leader, words)) == [person.dossier]


@pytest.mark.parametrize("words", ["4311031988", "建萍", "139****0065", "%", "431103198804120012"])
def test_other_words_find_nobody(person, leader, words):
    assert not queries.dossiers(leader, words).exists()


@pytest.mark.parametrize("number", ["431103198804120012", "4311 0319 8804 1200 12", "13907460065"])
def test_a_person_is_found_by_the_whole_identity_number_or_phone(person, leader, number):
    assert list(queries.identified(leader, number)) == [person.dossier]


@pytest.mark.parametrize("number", ["43110319880412001", "唐建平", "", "\x00"])
def test_a_part_of_a_number_finds_nobody(person, leader, number):
    assert not queries.identified(leader, number).exists()


def test_a_neighbour_does_not_find_a_person_by_the_identity_number(person, cast):
    assert not queries.identified(cast.actor("next_officer"), "431103198804120012").exists()


def test_an_open_dossier_ties_the_unit_in_charge(person, cast):
    tie = OpenDossiers()
    assert tie.count(cast.unit("office").path, on=NOW.date()) == 1
    assert tie.count(cast.unit("next_office").path, on=NOW.date()) == 0


def test_what_identifies_a_person_is_masked(person):
    subject = Subject.objects.get()
    assert str(subject.identity_number) == "431103********0012"
    assert str(subject.phone) == "139****0065"
    assert str(subject.address) == "具体地址已隐藏"


def test_a_hidden_entry_is_shown_for_a_reason_that_is_recorded(person, cast):
    officer = cast.actor("township_officer")
    shown = actions.reveal_subject(
        dossier=person.dossier, field="phone", reason="电话通知报告", by=officer, at=NOW
    )
    assert shown == "13907460065"
    entry = Entry.objects.get(event="SensitiveRead")
    assert (entry.by, entry.chain) == (officer.key, f"dossier:{person.dossier.key}")


def test_nothing_hidden_is_shown_without_a_reason(person, leader):
    with pytest.raises(Missing):
        actions.reveal_subject(
            dossier=person.dossier, field="phone", reason="  ", by=leader, at=NOW
        )
    assert not Entry.objects.filter(event="SensitiveRead").exists()


def test_nothing_hidden_is_shown_to_a_neighbour(person, cast):
    with pytest.raises(NotYours):
        actions.reveal_subject(
            dossier=person.dossier,
            field="phone",
            reason="电话通知报告",
            by=cast.actor("near_officer"),
            at=NOW,
        )


def test_only_hidden_entries_can_be_asked_for(person, leader):
    with pytest.raises(BadFacts):
        actions.reveal_subject(
            dossier=person.dossier, field="account", reason="电话通知报告", by=leader, at=NOW
        )


def test_nothing_goes_into_a_closed_dossier(dossier, draft, leader):
    actions.close_dossier(dossier=dossier, ground="ccl-2019:44", by=leader, at=NOW)
    dossier.refresh_from_db()
    upload = actions.Upload("说明.txt", "文字".encode())
    with pytest.raises(AlreadyDone, match="closed|已"):
        actions.attach(dossier=dossier, upload=upload, by=leader, at=NOW)
    with pytest.raises(AlreadyDone):
        actions.issue_paper(paper=draft, by=leader, at=NOW)
    with pytest.raises(AlreadyDone):
        actions.close_dossier(dossier=dossier, ground="ccl-2019:44", by=leader, at=NOW)
