"""Nobody whose sentence runs leaves China: the ban is reported, documents are kept and returned."""

from datetime import date

import pytest

from guihang.cases import actions, queries
from guihang.cases.actions.noting import fresh
from guihang.cases.models import TravelDocument
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly, TooLate
from guihang.ledger.models import Entry
from lives import at, registered

pytestmark = pytest.mark.django_db

DAY = date(2026, 10, 29)


@pytest.fixture
def known(case, cast):
    """The same person, registered."""
    return registered(cast, case)


def report(case, cast, by="squad_officer", day=DAY, receiver="冷水滩区公安分局出入境管理大队"):
    return actions.report_exit_ban(
        case=case, day=day, receiver=receiver, by=cast.actor(by), at=at(2026, 10, 30)
    )


def lift(case, cast, day, when):
    return actions.lift_exit_ban(case=case, day=day, by=cast.actor("squad_officer"), at=when)


def hold(case, cast, kind="passport", number="E12345678", day=DAY, by="squad_officer"):
    return actions.hold_document(
        case=case, kind=kind, number=number, day=day, by=cast.actor(by), at=at(2026, 10, 30)
    )


def give_back(document, cast, day=DAY, remark="解除矫正，本人领回", by="squad_officer"):
    return actions.return_document(
        document=document, day=day, remark=remark, by=cast.actor(by), at=at(2026, 10, 30)
    )


def discharged(case, cast):
    event = Event(What.DISCHARGED, date(2028, 10, 22))
    actions.note(case=case, event=event, by=cast.actor("squad_leader"), at=at(2028, 10, 22))
    return queries.case_for(cast.actor("squad_leader"), case.number)


def owed(case, on):
    return {one.what for one in queries.duties_next(fresh(case), on)}


def test_a_reported_ban_is_owed_no_longer(known, cast):
    assert "intake.report_exit_ban" in owed(known, DAY)
    assert "intake.report_exit_ban" not in owed(report(known, cast), DAY)


def test_a_ban_is_reported_once(known, cast):
    report(known, cast)
    with pytest.raises(AlreadyDone) as refused:
        report(known, cast, by="second_squad_officer")
    assert "宋立新" in str(refused.value)


def test_a_report_names_who_received_it(known, cast):
    with pytest.raises(Missing):
        report(known, cast, receiver=" ")


def test_a_ban_is_not_reported_before_the_judgment(known, cast):
    with pytest.raises(BadFacts):
        report(known, cast, day=date(2026, 10, 11))


def test_a_ban_stands_while_the_sentence_runs(known, cast):
    report(known, cast)
    with pytest.raises(TooEarly) as refused:
        lift(known, cast, date(2028, 10, 22), at(2028, 10, 22))
    assert refused.value.ground == "eel-2012:12(2)"


def test_after_the_discharge_the_ban_is_withdrawn_once(known, cast):
    report(known, cast)
    case = discharged(known, cast)
    assert "intake.lift_exit_ban" in owed(case, date(2028, 10, 22))
    case = lift(case, cast, date(2028, 10, 23), at(2028, 10, 23))
    assert "intake.lift_exit_ban" not in owed(case, date(2028, 10, 23))
    with pytest.raises(AlreadyDone):
        lift(case, cast, date(2028, 10, 24), at(2028, 10, 24))


def test_what_was_not_reported_is_not_withdrawn(known, cast):
    with pytest.raises(TooEarly):
        lift(known, cast, DAY, at(2026, 10, 30))


def test_a_withdrawal_does_not_lie_before_the_report(known, cast):
    report(known, cast)
    with pytest.raises(BadFacts):
        lift(discharged(known, cast), cast, date(2026, 10, 28), at(2028, 10, 23))


def test_a_document_is_kept_under_its_number_and_given_back(known, cast):
    document = hold(known, cast, number=" e1234 5678 ")
    assert (document.state, document.number.masked) == ("held", "•••")
    document = give_back(document, cast)
    assert (document.state, document.returned_on) == ("returned", DAY)
    assert Entry.objects.filter(event="TravelDocumentMoved").count() == 2


def test_one_document_of_a_kind_is_kept(known, cast):
    hold(known, cast)
    with pytest.raises(AlreadyDone):
        hold(known, cast, number="E99999999")
    hold(known, cast, kind="taiwan", number="T1")
    assert [hold(known, cast, kind="other", number=one).state for one in ("A1", "A2")] == [
        "held"
    ] * 2


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"kind": "library_card"}, BadFacts),
        ({"number": " "}, Missing),
        ({"day": date(2026, 10, 31)}, BadFacts),
    ],
)
def test_a_document_that_cannot_be_kept_so_is_refused(known, cast, changes, refused):
    with pytest.raises(refused):
        hold(known, cast, **changes)
    assert not TravelDocument.objects.exists()


def test_a_document_is_given_back_once_for_a_reason_and_not_before_it_came(known, cast):
    document = hold(known, cast)
    with pytest.raises(BadFacts):
        give_back(document, cast, day=date(2026, 10, 28))
    with pytest.raises(Missing):
        give_back(document, cast, remark="")
    give_back(document, cast)
    with pytest.raises(AlreadyDone):
        give_back(document, cast)


def test_nothing_is_taken_in_after_the_end(known, cast):
    case = discharged(known, cast)
    with pytest.raises(TooLate):
        hold(case, cast)
    with pytest.raises(TooLate):
        report(case, cast)


def test_another_office_neither_keeps_nor_returns(known, cast):
    with pytest.raises(NotYours):
        hold(known, cast, by="far_officer")
    with pytest.raises(NotYours):
        give_back(hold(known, cast), cast, by="far_officer")
