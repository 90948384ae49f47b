"""The record of a police penalty is sealed: who reads it, for what, and where it is left out."""

import pytest

from conducting import NO_REPORT, ready
from guihang.cases import queries as cases
from guihang.dossiers import actions as dossiers
from guihang.dossiers import queries as files
from guihang.law.events import What
from guihang.law.refusals import Missing, NotYours, TooEarly
from guihang.ledger.chains import SYSTEM
from guihang.ledger.models import Entry
from guihang.supervision.conduct import actions, queries
from guihang.supervision.conduct.queries import Wanted

pytestmark = pytest.mark.django_db
OTHERS = ("township_officer", "squad_officer", "squad_leader", "city_officer")


def penalised(cast, *, closed=True):
    """A request for a police penalty that was followed, and an admonition beside it."""
    play = ready(cast)
    stated = {"offence": "supervision", "severity": "rather_serious",
              "committed": NO_REPORT.day.isoformat()}  # fmt: skip
    play.served("penalty_request", stated, "brigade_leader", to="冷水滩区公安分局")
    play.answered("granted", "冷公（治）行罚决字〔2026〕12号")
    if closed:
        ground = "measures-2020:18"
        dossiers.close_dossier(dossier=play.case.dossier, ground=ground, by=SYSTEM, at=play.later())
    return play


def listed(play, name, tab="all"):
    return list(queries.proceedings(play.actor(name), Wanted(tab=tab)))


def read(play, name, reason="复查治安处罚案件"):
    return actions.open_penalty(
        proceeding=play.proceeding, reason=reason, by=play.actor(name), at=play.later()
    )


def papers_of(play):
    one = play.proceeding
    return (play.matter.paper, one.sheet, one.receipt, one.submission.letter)


def test_as_long_as_the_file_is_open_it_is_worked_with(cast):
    play = penalised(cast, closed=False)
    officer = play.actor("township_officer")
    assert listed(play, "township_officer") == [play.proceeding]
    assert files.paper_for(officer, play.matter.paper.key) == play.matter.paper
    with pytest.raises(TooEarly):
        read(play, "brigade_leader")


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
def test_the_page_of_a_closed_case_names_neither_the_penalty_nor_its_papers(cast, closed):
    play = penalised(cast, closed=closed)
    by, case = play.actor("township_officer"), play.proceeding.case
    told = {row.what: row.seq for row in cases.events(case)}
    assert (What.PENALISED in told, What.PENALTY_ASKED in told) == (not closed, not closed)
    lying = {one.pk for one in cases.papers(by, case)}
    assert all((one.pk in lying) is not closed for one in papers_of(play))
    seq = case.events.get(what=What.PENALISED).seq
    if closed:
        with pytest.raises(NotYours):
            cases.event_numbered(case, seq)
    else:
        assert cases.event_numbered(case, seq).seq == told[What.PENALISED]


def test_once_the_file_is_closed_it_exists_for_nobody_who_may_not_open_it(cast):
    play = penalised(cast)
    for name in OTHERS:
        assert listed(play, name) == []
        assert queries.counts(play.actor(name))["all"] == 0
        with pytest.raises(NotYours):
            queries.proceeding_for(play.actor(name), play.matter.number)
        with pytest.raises(NotYours):
            listed(play, name, "sealed")
        with pytest.raises(NotYours):
            read(play, name)
        with pytest.raises(NotYours):
            actions.reveal_words(
                proceeding=play.proceeding, field="words", reason="核对", by=play.actor(name),
                at=play.at,
            )  # fmt: skip


def test_its_papers_are_kept_apart_in_the_closed_file_from_everybody(cast):
    play = penalised(cast)
    for name in ("township_officer", "brigade_leader", "procurator"):
        by = play.actor(name)
        hidden = files.kept_apart(by, play.case.dossier)
        for paper in papers_of(play):
            assert paper.pk in hidden
            with pytest.raises(NotYours):
                files.paper_for(by, paper.key)


def test_other_papers_of_the_closed_file_are_read_as_before(cast):
    play = ready(cast)
    play.served()
    dossiers.close_dossier(
        dossier=play.case.dossier, ground="measures-2020:18", by=SYSTEM, at=play.later()
    )
    assert files.kept_apart(play.actor("township_officer"), play.case.dossier) == frozenset()
    assert listed(play, "township_officer") == [play.proceeding]


def test_head_and_procuratorate_read_it_for_a_reason_that_is_recorded(cast):
    play = penalised(cast)
    for name in ("brigade_leader", "bureau_head", "procurator"):
        assert listed(play, name, "sealed") == [play.proceeding]
        assert read(play, name).startswith(b"%PDF")
    assert Entry.objects.filter(event="PenaltyRecordRead").count() == 3
    with pytest.raises(Missing):
        read(play, "brigade_leader", reason="")


def test_a_list_that_is_taken_out_holds_no_penalty(cast):
    play = penalised(cast, closed=False)
    found = queries.proceedings(play.actor("squad_officer"), Wanted(tab="all"))
    taken = actions.take_out(
        proceedings=found, purpose="季度核对奖惩", by=play.actor("squad_officer"), at=play.later()
    )
    assert len(found) == 1 and taken == ()
