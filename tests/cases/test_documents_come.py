"""Documents of an order come, the receipt goes back, and what is missing is asked for."""

from dataclasses import replace
from datetime import date

import pytest

from guihang.cases import actions, queries
from guihang.cases.actions.noting import fresh
from guihang.cases.models import CaseEvent
from guihang.dossiers import actions as dossiers
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly, TooLate
from guihang.ledger.models import Entry
from lives import at, received, registered

pytestmark = pytest.mark.django_db

DAY, LATER = date(2026, 10, 26), date(2026, 10, 30)
BACK, ASKED = at(2026, 10, 27), at(2026, 11, 3)


@pytest.fixture
def bare(office):
    """A suspended sentence of which only the notice came."""
    return received(office, complete=False)


def come(case, cast, day=LATER, *, complete=True, by="squad_officer", **besides):
    return actions.receive_documents(
        case=case, day=day, complete=complete, by=cast.actor(by), at=at(2026, 11, 2), **besides
    )


def whats(case):
    return [row.what for row in case.events.order_by("seq")]


def owed(case, on=date(2026, 11, 2)):
    return {one.what for one in queries.duties_next(fresh(case), on)}


def returned(case, cast, by="squad_leader", when=BACK, **entries):
    by = cast.actor(by) if isinstance(by, str) else by
    return actions.return_receipt(case=case, by=by, at=when, **entries)


def aide(cast):
    """Return an officer of the squad in a post that may not sign."""
    officer = cast.actor("squad_officer")
    held = tuple(replace(holding, may_sign=False) for holding in officer.holdings)
    return replace(officer, holdings=held)


def asked(case, cast, by="squad_leader", missing=("执行通知书",), when=ASKED):
    return actions.ask_completion(case=case, missing=missing, by=cast.actor(by), at=when)


def test_documents_that_came_make_the_receipt_owed(bare, cast):
    assert "intake.return_receipt" not in owed(bare)
    case = come(bare, cast)
    assert whats(case)[-1] == "documents_received"
    assert "intake.return_receipt" in owed(case)
    assert case.state == "awaited"


def test_whoever_was_registered_without_papers_is_received_when_they_come(bare, cast):
    case = registered(cast, bare)
    assert case.state == "incomplete"
    case = come(case, cast)
    assert whats(case)[-2:] == ["documents_received", "documents_completed"]
    assert case.state == "received"
    assert "intake.return_receipt" in owed(case)


def test_documents_that_are_not_whole_complete_nothing(bare, cast):
    case = registered(cast, come(bare, cast, DAY, complete=False, missing=["执行通知书", " "]))
    assert case.state == "incomplete"
    row = case.events.get(what="documents_received")
    assert row.code == "incomplete"
    case = come(case, cast)
    assert (case.state, whats(case)[-1]) == ("received", "documents_completed")
    assert whats(case).count("documents_received") == 1


def test_whole_documents_come_once(case, cast):
    with pytest.raises(AlreadyDone) as refused:
        come(case, cast, by="second_squad_officer")
    assert "宋立新" in str(refused.value)
    assert "2026-10-26" in str(refused.value)


def test_documents_cannot_be_whole_and_missing(bare, cast):
    with pytest.raises(Missing):
        come(bare, cast, missing=["执行通知书"])
    assert "documents_received" not in whats(bare)


@pytest.mark.parametrize(
    ("day", "refused"), [(date(2026, 10, 11), True), (date(2026, 10, 12), False)]
)
def test_documents_do_not_come_before_the_judgment(bare, cast, day, refused):
    if not refused:
        assert come(bare, cast, day).events.filter(day=day).exists()
        return
    with pytest.raises(BadFacts) as refusal:
        come(bare, cast, day)
    assert (refusal.value.field, refusal.value.ground) == ("day", "ccl-2019:20")
    assert str(refusal.value.remedy)


def test_documents_that_come_tomorrow_are_not_noted(bare, cast):
    with pytest.raises(TooEarly):
        come(bare, cast, date(2026, 11, 3))


@pytest.mark.parametrize("name", ["township_officer", "far_officer", "procurator", "city_officer"])
def test_documents_are_taken_in_by_the_squad_and_its_leaders(bare, cast, name):
    with pytest.raises(NotYours):
        come(bare, cast, by=name)
    assert CaseEvent.objects.filter(case=bare).count() == 2


def test_the_receipt_goes_back_with_what_came(case, cast):
    paper = returned(case, cast)
    assert (paper.form, paper.stage) == ("documents_receipt", "issued")
    row = case.events.get(what="receipt_returned")
    assert (row.paper, row.day) == (paper, date(2026, 10, 27))
    assert "intake.return_receipt" not in owed(case)


def test_a_receipt_for_nothing_is_refused(bare, cast):
    with pytest.raises(TooEarly) as refused:
        returned(bare, cast)
    assert refused.value.ground == "measures-2020:16.1"


def test_a_receipt_goes_back_once(case, cast):
    returned(case, cast)
    with pytest.raises(AlreadyDone) as refused:
        returned(case, cast, by="brigade_leader")
    assert "秦川" in str(refused.value)
    assert case.dossier.papers.count() == 1


def test_who_may_not_issue_leaves_a_draft_that_counts_once_it_is_issued(case, cast):
    draft = returned(case, cast, by=aide(cast))
    assert draft.is_draft
    assert "intake.return_receipt" in owed(case)
    issued = returned(case, cast, by="squad_leader", when=at(2026, 10, 28))
    assert issued == draft
    assert case.events.get(what="receipt_returned").paper == draft


def test_a_receipt_issued_by_hand_is_noted_and_not_issued_again(case, cast):
    draft = returned(case, cast, by=aide(cast))
    dossiers.issue_by_hand(paper=draft, by=cast.actor("squad_leader"), at=at(2026, 10, 27, 10))
    again = returned(case, cast, by=aide(cast), when=at(2026, 10, 27, 11))
    assert (again, case.dossier.papers.count()) == (draft, 1)
    assert case.events.get(what="receipt_returned").noted_by.name == "宋立新"


def test_what_a_paper_opened_is_recorded(case, cast):
    before = Entry.objects.filter(chain=case.chain.key, event="SensitiveUse").count()
    returned(case, cast)
    assert Entry.objects.filter(chain=case.chain.key, event="SensitiveUse").count() > before


def test_the_organ_is_asked_for_what_is_missing_within_five_days(bare, cast):
    case = registered(cast, bare)
    assert "intake.ask_completion" in owed(case)
    paper = asked(case, cast)
    assert (paper.form, paper.stage) == ("completion_notice", "issued")
    assert "intake.ask_completion" not in owed(case, date(2026, 11, 3))
    due = {one.what: one.duty.due for one in queries.duties_next(fresh(case), date(2026, 11, 3))}
    # Five days from 3 November end on Sunday the 8th, which rolls to Monday.
    assert due["intake.complete"] == date(2026, 11, 9)


def test_nothing_is_asked_for_when_the_documents_are_whole(case, cast):
    with pytest.raises(AlreadyDone):
        asked(case, cast)


@pytest.mark.parametrize("missing", [(), ("", " 　")])
def test_what_is_missing_is_named(bare, cast, missing):
    with pytest.raises(Missing) as refused:
        asked(bare, cast, missing=missing)
    assert refused.value.ground == "measures-2020:16.2"


def test_the_organ_is_asked_once_until_something_comes(bare, cast):
    asked(bare, cast)
    with pytest.raises(AlreadyDone):
        asked(bare, cast, by="brigade_leader")
    case = come(bare, cast, date(2026, 11, 2), complete=False, missing=["判决书"])
    assert case.events.filter(what="completion_asked").count() == 1


def test_what_completes_ends_what_the_organ_owes(bare, cast):
    case = registered(cast, bare)
    asked(case, cast, when=at(2026, 11, 2, 8))
    case = come(case, cast, date(2026, 11, 2))
    assert "intake.complete" not in owed(case)


def test_nothing_comes_in_after_the_end(bare, cast):
    ended = Event(What.TERMINATED, date(2026, 10, 27), code="died")
    actions.note(case=bare, event=ended, by=cast.actor("squad_leader"), at=at(2026, 10, 27))
    with pytest.raises(TooLate):
        come(bare, cast)
