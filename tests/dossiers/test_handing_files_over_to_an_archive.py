"""Files go over to an archive: its receipt, what it did not take, and what then no longer goes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cast import NOW
from guihang.agencies import walls
from guihang.dossiers.archive import actions
from guihang.dossiers.archive import queries as archive
from guihang.dossiers.archive.actions import Keeping, Receipt
from guihang.dossiers.models import Dossier, Handover
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly
from guihang.ledger.models import Entry

SIGNED = Receipt("冷水滩区档案馆", "冷档接〔2026〕3号", NOW.date(), "何馆员")
BLURRED = "宣告书扫描件不清，退回补正"


@pytest.fixture
def filed(person, leader):
    """A person's file in the archive."""
    dossier = person.dossier
    actions.file_away(
        dossier=dossier, keeping=Keeping("ten"), ground="house:archive", by=leader, at=NOW
    )
    return Dossier.objects.select_related("unit", "subject").get(pk=dossier.pk)


def hand_over(filed, by, receipt=SIGNED, at=NOW, **refused):
    filings = (archive.filing_of(filed),)
    because = {filed.number: refused["because"]} if refused else {}
    return actions.note_handover(filings=filings, receipt=receipt, refused=because, by=by, at=at)


def test_a_file_the_archive_took_over_is_neither_lent_nor_destroyed_here(filed, cast, leader):
    hand_over(filed, leader)
    assert archive.filing_of(filed).is_taken_over
    assert Entry.objects.filter(event="FileTakenOver").count() == 1
    with pytest.raises(AlreadyDone) as refused:
        actions.ask_for(
            dossier=filed, purpose="复查时查阅原卷", by=cast.actor("township_officer"), at=NOW
        )
    assert "冷水滩区档案馆" in str(refused.value.why)
    assert SIGNED.number in str(refused.value.remedy)
    after = NOW.replace(year=2037)
    by = cast.actor("brigade_leader", on=after.date())
    assert not archive.due_for_destruction(by, on=after.date()).exists()
    with pytest.raises(AlreadyDone):
        actions.destroy(dossier=filed, approval="2036-毁-0001", by=by, at=after)


def test_a_file_the_archive_did_not_take_stays_and_goes_with_the_next_receipt(filed, leader):
    (left,) = hand_over(filed, leader, because=BLURRED)
    assert (left.refused_because, archive.filing_of(filed).is_taken_over) == (BLURRED, False)
    with pytest.raises(AlreadyDone):
        hand_over(filed, leader)
    again = Receipt(SIGNED.archive, "冷档接〔2026〕4号", NOW.date(), "何馆员")
    hand_over(filed, leader, again)
    assert [one.receipt for one in archive.handovers_of(filed)] == [again.number, SIGNED.number]
    with pytest.raises(AlreadyDone):
        hand_over(filed, leader, Receipt("市档案馆", "1号", NOW.date(), "何馆员"))


def test_a_receipt_names_archive_number_and_receiver_and_its_day_has_come(filed, leader):
    for receipt in (
        Receipt("", SIGNED.number, SIGNED.day, "何馆员"),
        Receipt(SIGNED.archive, " ", SIGNED.day, "何馆员"),
        Receipt(SIGNED.archive, SIGNED.number, SIGNED.day, ""),
    ):
        with pytest.raises(Missing):
            hand_over(filed, leader, receipt)
    for days in (1, -1):
        day = NOW.date() + timedelta(days=days)
        with pytest.raises(BadFacts):
            hand_over(filed, leader, Receipt(SIGNED.archive, SIGNED.number, day, "何馆员"))
    with pytest.raises(Missing):
        actions.note_handover(filings=(), receipt=SIGNED, refused={}, by=leader, at=NOW)


def test_a_file_that_is_lent_or_sealed_does_not_go(filed, cast, leader):
    lending = actions.ask_for(
        dossier=filed, purpose="复查时查阅原卷", by=cast.actor("township_officer"), at=NOW
    )
    squad = cast.actor("squad_leader")
    actions.lend(lending=lending, due=NOW.date(), by=squad, at=NOW)
    with pytest.raises(TooEarly):
        hand_over(filed, leader)
    actions.bring_back(lending=lending, by=squad, at=NOW)
    actions.seal(dossier=filed, ground="cpl-2018:286", by=leader, at=NOW)
    with pytest.raises(TooEarly):
        hand_over(filed, leader)
    assert not Handover.objects.exists()


def test_only_a_leader_of_the_agency_that_keeps_a_file_notes_the_receipt(filed, cast):
    for name in ("township_officer", "squad_officer", "next_brigade_leader", "procurator"):
        with pytest.raises(NotYours):
            hand_over(filed, cast.actor(name))
    hand_over(filed, cast.actor("squad_leader"))


def test_the_database_itself_takes_a_file_over_once(filed, leader):
    (first,) = hand_over(filed, leader)
    with walls.everything(), pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.create(
            dossier=filed, archive="市档案馆", receipt="1号", day=first.day, received_by="何馆员",
            by_id=first.by_id, at=NOW,
        )  # fmt: skip
