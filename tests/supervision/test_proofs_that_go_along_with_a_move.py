"""The new county reads the proofs that were sent along, as long as it needs them, on the record."""

import pytest

import moving
from guihang.law.refusals import Missing, NotYours
from guihang.ledger.models import Entry
from guihang.supervision.transfer import actions, queries

pytestmark = pytest.mark.django_db
OLD, NEW = "squad_officer", "next_brigade_leader"


@pytest.fixture
def play(cast):
    return moving.play(cast)


def read(play, name, key=None, reason="核实用工合同"):
    return actions.read_proof(
        found=play.transfer, key=key or play.proof, reason=reason, by=play.actor(name),
        at=play.later(),
    )  # fmt: skip


def seen(play, name):
    return [one.name for one in queries.proofs(play.actor(name), play.transfer)]


def test_the_new_county_reads_a_proof_from_the_letter_on(play):
    play.ask()
    assert seen(play, OLD) == ["用工合同.pdf"] and seen(play, NEW) == []
    with pytest.raises(NotYours):
        read(play, NEW)
    play.check()
    play.do("send_letter")
    assert seen(play, NEW) == ["用工合同.pdf"]
    assert read(play, NEW).content.startswith(b"%PDF")


def test_only_what_was_sent_along_is_read_and_for_a_reason(play):
    play.later()
    other = play.attach("家访记录.pdf")
    play.asked_the_other()
    with pytest.raises(NotYours):
        read(play, NEW, key=other)
    with pytest.raises(Missing):
        read(play, NEW, reason="")
    assert not Entry.objects.filter(event="TransferProofRead").exists()


def test_the_reading_stands_with_the_county_that_reads_and_in_the_file(play):
    play.asked_the_other()
    read(play, NEW)
    read_by = Entry.objects.get(event="TransferProofRead")
    in_file = Entry.objects.get(event="AttachmentRead")
    assert read_by.chain == play.transfer.dossier.chain.key
    assert read_by.by == play.actor(NEW).key
    assert in_file.chain == play.case.dossier.chain.key


def test_once_the_case_has_gone_over_the_old_county_reads_them_no_more(play):
    play.taken_over()
    assert seen(play, OLD) == [] and seen(play, NEW) == ["用工合同.pdf"]
    with pytest.raises(NotYours):
        read(play, OLD)


def test_after_a_refusal_nobody_reads_them_here(play):
    play.replied(agrees=False, words="房屋无法居住，不同意接收。")
    play.act("refuse", "squad_leader", moving.REFUSED)
    play.act("tell", "township_officer", moving.Note(channel="hand", recipient="唐建平"))
    play.confirm()
    assert play.transfer.closed_on is not None
    assert seen(play, NEW) == []
    with pytest.raises(NotYours):
        read(play, NEW)
