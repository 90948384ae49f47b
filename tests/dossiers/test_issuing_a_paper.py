"""A paper is drafted, issued once under its number, and withdrawn without giving it back."""

import pytest
from django.db import IntegrityError
from django.db.transaction import atomic
from entrusting import FIELDS

from cast import NOW
from guihang.dossiers import actions, queries, sealing
from guihang.dossiers.models import Paper, PaperNumber
from guihang.dossiers.vocabulary import Stage
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly
from guihang.ledger.chains import SYSTEM
from guihang.ledger.models import Entry

REASON = "受委托人员调整，另行委托"


def test_the_first_paper_of_the_year_has_number_one(issued):
    assert issued.number == "（2026）冷矫委字第 1 号"
    assert issued.stage == Stage.ISSUED
    assert issued.sealed_by == "冷水滩区社区矫正执法大队"


def test_numbers_follow_each_other_across_the_dossiers_of_an_agency(issued, numbered, leader):
    other = actions.dossier_of_office(office=numbered.unit("third_office"), by=SYSTEM, at=NOW)
    draft = actions.draft_paper(dossier=other, form="entrustment", fields=FIELDS, by=leader, at=NOW)
    assert actions.issue_paper(paper=draft, by=leader, at=NOW).number == "（2026）冷矫委字第 2 号"


def test_every_year_begins_with_number_one(issued, dossier, leader):
    draft = actions.draft_paper(
        dossier=dossier, form="entrustment", fields=FIELDS, by=leader, at=NOW
    )
    next_year = NOW.replace(year=2027, month=1, day=1, hour=0)
    paper = actions.issue_paper(paper=draft, by=leader, at=next_year)
    assert paper.number == "（2027）冷矫委字第 1 号"


def test_the_year_of_a_number_is_the_offices_year(draft, leader):
    midnight_in_the_office = NOW.replace(year=2027, month=1, day=1, hour=0, minute=5)
    paper = actions.issue_paper(paper=draft, by=leader, at=midnight_in_the_office)
    assert (paper.year, paper.issued_on.isoformat()) == (2027, "2027-01-01")


def test_a_number_is_given_back_when_the_transaction_fails(draft, leader):
    with pytest.raises(RuntimeError), atomic():
        actions.issue_paper(paper=draft, by=leader, at=NOW)
        raise RuntimeError("the power fails")
    assert actions.issue_paper(paper=draft, by=leader, at=NOW).serial == 1


def test_a_paper_is_issued_once(issued, leader):
    with pytest.raises(AlreadyDone):
        actions.issue_paper(paper=issued, by=leader, at=NOW)
    assert PaperNumber.objects.get(series=issued.series).next == 2


def test_a_draft_sent_twice_is_one_draft(draft, dossier, leader):
    again = actions.draft_paper(
        dossier=dossier, form="entrustment", fields=FIELDS, by=leader, at=NOW
    )
    assert again == draft
    assert Paper.objects.count() == 1


def test_a_paper_is_not_issued_while_something_required_is_missing(dossier, leader):
    draft = actions.draft_paper(
        dossier=dossier, form="entrustment", fields={"office": "梅湾司法所"}, by=leader, at=NOW
    )
    with pytest.raises(Missing, match="委托事项、委托自、委托至"):
        actions.issue_paper(paper=draft, by=leader, at=NOW)


def test_a_field_filled_in_wrongly_leaves_no_draft(dossier, leader):
    with pytest.raises(BadFacts):
        actions.draft_paper(
            dossier=dossier, form="entrustment", fields={"since": "soon"}, by=leader, at=NOW
        )
    assert not Paper.objects.exists()


def test_without_the_agencys_mark_there_is_no_number(cast):
    dossier = actions.dossier_of_office(office=cast.unit("next_office"), by=SYSTEM, at=NOW)
    draft = actions.draft_paper(
        dossier=dossier, form="entrustment", fields=FIELDS, by=SYSTEM, at=NOW
    )
    with pytest.raises(Missing, match="零陵区社区矫正执法大队"):
        actions.issue_paper(paper=draft, by=SYSTEM, at=NOW)


def test_two_agencies_do_not_number_under_one_mark(numbered):
    with pytest.raises(AlreadyDone, match="冷矫"):
        actions.set_paper_mark(unit=numbered.unit("next_brigade"), mark="冷矫", by=SYSTEM, at=NOW)


@pytest.mark.parametrize("mark", ["", "   ", "冷" * 11])
def test_a_mark_is_a_few_characters(cast, mark):
    with pytest.raises(BadFacts):
        actions.set_paper_mark(unit=cast.unit("brigade"), mark=mark, by=SYSTEM, at=NOW)


def test_the_mark_may_be_set_by_the_units_own_administrator_only(cast):
    unit = cast.unit("brigade")
    actions.set_paper_mark(unit=unit, mark="冷矫", by=cast.actor("administrator"), at=NOW)
    assert queries.mark_of(cast.unit("office")) == "冷矫"
    with pytest.raises(NotYours):
        actions.set_paper_mark(unit=unit, mark="零矫", by=cast.actor("next_administrator"), at=NOW)


@pytest.mark.parametrize("who", ["township_officer", "social_worker", "near_officer"])
def test_who_may_not_sign_does_not_issue(draft, cast, who):
    with pytest.raises(NotYours):
        actions.issue_paper(paper=draft, by=cast.actor(who), at=NOW)
    assert Paper.objects.get().is_draft


def test_a_paper_that_needs_a_decision_is_not_issued_by_hand(draft, leader):
    with pytest.raises(TooEarly) as refused:
        actions.issue_by_hand(paper=draft, by=leader, at=NOW)
    assert refused.value.ground == "house:two-people"


def test_a_draft_can_be_changed_until_it_is_issued(draft, leader):
    changed = actions.change_draft(
        paper=draft, fields=FIELDS | {"responsible": "周晓兰"}, edition=1, by=leader, at=NOW
    )
    assert sealing.unseal(changed).entries["responsible"] == "周晓兰"
    paper = actions.issue_paper(paper=changed, by=leader, at=NOW)
    with pytest.raises(AlreadyDone):
        actions.change_draft(paper=paper, fields=FIELDS, edition=2, by=leader, at=NOW)


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(draft, leader, cast):
    officer = cast.actor("squad_officer")
    actions.change_draft(
        paper=draft, fields=FIELDS | {"responsible": "周晓兰"}, edition=1, by=officer, at=NOW
    )
    with pytest.raises(AlreadyDone):
        actions.change_draft(paper=draft, fields=FIELDS, edition=1, by=leader, at=NOW)
    assert sealing.unseal(Paper.objects.get()).entries["responsible"] == "周晓兰"


def test_a_withdrawn_paper_keeps_its_number(issued, dossier, leader):
    actions.withdraw_paper(paper=issued, reason=REASON, by=leader, at=NOW)
    draft = actions.draft_paper(
        dossier=dossier, form="entrustment", fields=FIELDS, by=leader, at=NOW
    )
    assert actions.issue_paper(paper=draft, by=leader, at=NOW).serial == 2
    withdrawn = Paper.objects.get(pk=issued.pk)
    assert (withdrawn.stage, withdrawn.number) == (Stage.WITHDRAWN, "（2026）冷矫委字第 1 号")
    assert withdrawn.withdrawn_because == REASON


def test_a_paper_is_withdrawn_once_and_for_a_reason(issued, leader):
    with pytest.raises(Missing):
        actions.withdraw_paper(paper=issued, reason="错", by=leader, at=NOW)
    actions.withdraw_paper(paper=issued, reason=REASON, by=leader, at=NOW)
    with pytest.raises(AlreadyDone):
        actions.withdraw_paper(paper=issued, reason=REASON, by=leader, at=NOW)


def test_a_draft_is_dropped_by_who_may_draft_an_issued_paper_only_by_a_leader(draft, cast, leader):
    officer = cast.actor("squad_officer")
    dropped = actions.withdraw_paper(paper=draft, reason="重复起草", by=officer, at=NOW)
    assert (dropped.stage, dropped.number) == (Stage.WITHDRAWN, "")
    with pytest.raises(AlreadyDone):
        actions.issue_paper(paper=dropped, by=leader, at=NOW)


def test_a_squad_officer_does_not_withdraw_an_issued_paper(issued, cast):
    with pytest.raises(NotYours):
        actions.withdraw_paper(paper=issued, reason=REASON, by=cast.actor("squad_officer"), at=NOW)


def test_the_database_itself_refuses_a_number_given_twice(issued, dossier):
    with pytest.raises(IntegrityError), atomic():
        Paper.objects.create(
            dossier=dossier, volume=issued.volume, form="entrustment", form_version=1,
            sealed_fields=b"", drafted_at=NOW, stage=Stage.ISSUED, number="x",
            series=issued.series, year=2026, serial=1, issued_at=NOW, token="Y",
        )  # fmt: skip


def test_the_database_itself_refuses_an_issued_paper_without_a_number(draft):
    with pytest.raises(IntegrityError), atomic():
        Paper.objects.filter(pk=draft.pk).update(stage=Stage.ISSUED)


def test_the_fields_of_a_paper_are_sealed_in_the_database(issued):
    stored = bytes(Paper.objects.values_list("sealed_fields", flat=True).get())
    assert "骉翾婞".encode() not in stored
    assert sealing.unseal(issued).entries["responsible"] == "骉翾婞"


def test_a_paper_changed_behind_the_systems_back_no_longer_agrees_with_its_hash(issued):
    content = sealing.unseal(issued)
    forged = sealing.Content(content.entries | {"until": "2029-11-30"}, content.salt)
    assert sealing.is_unaltered(issued)
    Paper.objects.filter(pk=issued.pk).update(sealed_fields=sealing.seal(issued, forged))
    assert not sealing.is_unaltered(Paper.objects.select_related("dossier").get())


@pytest.mark.parametrize(
    "change",
    [{"number": "（2026）冷矫委字第 9 号"}, {"sealed_by": "某局"}, {"sealed_fields": b"altered"}],
)
def test_nothing_that_makes_a_paper_what_it_is_changes_unnoticed(issued, change):
    Paper.objects.filter(pk=issued.pk).update(**change)
    assert not sealing.is_unaltered(Paper.objects.select_related("dossier").get())


def test_fields_of_another_paper_do_not_open_in_this_one(issued, dossier, leader):
    other = actions.draft_paper(
        dossier=dossier, form="entrustment", fields=FIELDS | {"office": "某所"}, by=leader, at=NOW
    )
    Paper.objects.filter(pk=issued.pk).update(sealed_fields=bytes(other.sealed_fields))
    assert not sealing.is_unaltered(Paper.objects.select_related("dossier").get(pk=issued.pk))


def test_equal_papers_have_different_hashes_so_that_nobody_can_guess_their_content(
    issued, dossier, leader
):
    draft = actions.draft_paper(
        dossier=dossier, form="entrustment", fields=FIELDS, by=leader, at=NOW
    )
    again = actions.issue_paper(paper=draft, by=leader, at=NOW)
    again.number, again.issued_on = issued.number, issued.issued_on
    assert sealing.digest_of(again, sealing.unseal(again)) != issued.digest


def test_issuing_and_withdrawing_are_in_the_ledger(issued, leader):
    actions.withdraw_paper(paper=issued, reason=REASON, by=leader, at=NOW)
    events = Entry.objects.filter(chain=f"dossier:{issued.dossier.key}").values_list(
        "event", flat=True
    )
    assert list(events) == ["DossierOpened", "PaperDrafted", "PaperIssued", "PaperWithdrawn"]


def test_a_neighbours_paper_does_not_exist(issued, cast):
    for name in (issued.key, issued.number):
        with pytest.raises(NotYours):
            queries.paper_for(cast.actor("next_brigade_leader"), name)
    assert queries.paper_for(cast.actor("township_officer"), issued.number) == issued


def test_the_register_keeps_every_number(issued, dossier, leader, cast):
    draft = actions.draft_paper(
        dossier=dossier, form="entrustment", fields=FIELDS, by=leader, at=NOW
    )
    second = actions.issue_paper(paper=draft, by=leader, at=NOW)
    actions.withdraw_paper(paper=issued, reason=REASON, by=leader, at=NOW)
    assert [paper.serial for paper in queries.register(leader)] == [second.serial, issued.serial]
    assert not queries.register(cast.actor("next_brigade_leader")).exists()
