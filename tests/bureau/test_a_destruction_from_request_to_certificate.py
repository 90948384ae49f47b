"""Files whose time is over are destroyed by three people and a certificate, never earlier."""

from datetime import timedelta
from uuid import uuid4

import pytest

from cast import NOW
from guihang.agencies.signing_in import Proof
from guihang.bureau.keeping import actions as keeping
from guihang.decisions import actions, queries
from guihang.decisions.actions import Note, Press
from guihang.dossiers import actions as dossiers
from guihang.dossiers import sealing
from guihang.dossiers.archive import actions as archive
from guihang.dossiers.archive import queries as files
from guihang.law.refusals import BadFacts, NotYours, TooEarly
from guihang.ledger import queries as ledger
from guihang.ledger.chains import SYSTEM

pytestmark = pytest.mark.django_db
AFTER = NOW.replace(year=2037)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Let every test keep its files in a folder of its own."""
    settings.GUIHANG_FILES = tmp_path / "files"


@pytest.fixture
def filed(cast):
    """A person's file, archived ten years and more before."""
    dossiers.set_paper_mark(unit=cast.unit("brigade"), mark="冷矫", by=SYSTEM, at=NOW)
    subject = dossiers.SubjectDraft(name="唐建平")
    dossier = dossiers.open_dossier(
        kind="person", unit=cast.unit("office"), subject=subject, by=SYSTEM, at=NOW
    )
    archive.file_away(
        dossier=dossier, keeping=archive.Keeping("ten"), ground="x", by=SYSTEM, at=NOW
    )
    return dossier


class Play:
    """People of the cast act one after the other on one destruction."""

    def __init__(self, cast, at=AFTER):
        self.cast, self.at, self.number = cast, at, ""

    def press(self, name):
        self.at += timedelta(minutes=1)
        matter = queries.matter(self.number) if self.number else None
        proof = Proof(self.cast.account(name).pk, "password", self.at)
        return Press(once=str(uuid4()), version=matter.version if matter else 0, proof=proof)

    def actor(self, name):
        return self.cast.actor(name, on=self.at.date())

    def ask(self, files, name="squad_officer", reasons="保管期限已满，无继续保存价值"):
        press = self.press(name)
        matter = keeping.ask_to_destroy(
            office=self.cast.unit("office"),
            wish=keeping.Wish(files, reasons),
            by=self.actor(name),
            at=self.at,
            press=press,
        )
        self.number = matter.number
        return matter

    def act(self, act, name, **more):
        press = self.press(name)
        act(
            matter=queries.matter(self.number),
            by=self.actor(name),
            at=self.at,
            press=press,
            **more,
        )


@pytest.fixture
def play(cast):
    """A destruction about to be asked for."""
    return Play(cast)


def test_a_file_is_destroyed_when_the_grant_is_told_and_the_certificate_says_so(play, filed):
    play.ask([filed.number])
    play.act(actions.check, "second_squad_officer", note=Note(opinion="逐卷核对，期限均已届满"))
    play.act(actions.grant, "brigade_leader", note=Note())
    assert files.filing_of(filed).destroyed_at is None
    play.act(actions.tell, "squad_officer", note=Note(channel="hand"))
    filing = files.filing_of(filed)
    assert filing.destroyed_by == play.number
    assert ledger.is_destroyed(filed.chain.key)
    paper = queries.matter(play.number).paper
    assert paper.dossier.kind == "office"
    entries = sealing.unseal(paper).entries
    assert entries["files"] == (f"{filed.number}｜2026-11-23｜2036-11-23",)


def test_a_file_whose_time_is_not_over_is_not_even_asked_for(cast, filed):
    early = Play(cast, at=NOW)
    with pytest.raises(TooEarly):
        early.ask([filed.number])


@pytest.mark.parametrize("wrong", [[], ["431103-B-2020-00001"]])
def test_a_list_names_files_of_this_office_that_lie_in_the_archive(play, filed, wrong):
    with pytest.raises(BadFacts):
        play.ask(wrong)
    with pytest.raises(BadFacts):
        play.ask([filed.number], reasons="")


def test_who_asked_does_not_check_and_who_checked_does_not_decide(play, filed, cast):
    with pytest.raises(NotYours):
        play.ask([filed.number], name="township_officer")
    play.ask([filed.number])
    with pytest.raises(NotYours):
        play.act(actions.check, "squad_officer", note=Note(opinion="核对"))
