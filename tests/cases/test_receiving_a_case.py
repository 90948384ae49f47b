"""A notice or papers come in, and a case begins."""

from datetime import date

import pytest

from guihang.cases import actions
from guihang.cases.models import Case, Person
from guihang.dossiers.models import Dossier
from guihang.duties.models import Duty
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, NotYours, TooEarly
from lives import OLD, OUTSIDE, SUSPENDED, TANG, another, at, receipt, received

pytestmark = pytest.mark.django_db


def test_a_received_case_awaits_the_person_and_knows_its_term(case):
    assert (case.state, case.term_begins, case.term_ends) == (
        "awaited",
        date(2026, 10, 23),
        date(2028, 10, 22),
    )
    assert case.computed_ends == case.term_ends
    assert case.person.birth == date(1988, 4, 12)
    assert case.person.pinyin.split()[-1] == "tjp"


def test_what_is_owed_stands_on_the_docket_at_once(case):
    owed = set(Duty.objects.filter(source="cases", of=case.number).values_list("what", flat=True))
    assert "intake.return_receipt" in owed


def test_the_paper_rules_and_the_difference_is_kept(office):
    wrong = another(SUSPENDED, paper_ends=date(2028, 10, 23))
    case = received(office, order=wrong)
    assert case.term_ends == date(2028, 10, 23)
    assert case.computed_ends == date(2028, 10, 22)
    assert case.derivations.get().agrees is False


def test_somebody_known_by_his_identity_number_is_not_entered_twice(case, office):
    second = received(office, order=another(SUSPENDED, judgment_number="（2026）湘1103刑初99号"))
    assert second.person == case.person
    assert Person.objects.count() == 1


def test_the_second_who_receives_it_is_told_who_was_first_when_and_for_which_day(case, office):
    with pytest.raises(AlreadyDone) as refused:
        received(office, by="second_squad_officer")
    said = str(refused.value.why)
    assert case.number in said and "宋立新" in said
    assert "2026-10-26" in said and "2026-10-26 09:00" in said


def test_what_another_county_received_is_not_told(case, office):
    with pytest.raises(AlreadyDone) as refused:
        received(office, by="next_brigade_leader", unit="next_office")
    assert case.number not in str(refused.value.why) and "宋立新" not in str(refused.value.why)


def test_two_officers_receive_the_same_judgment_once(case, office):
    dossiers = Dossier.objects.count()
    with pytest.raises(AlreadyDone):
        received(office, by="second_squad_officer")
    assert (Case.objects.count(), Dossier.objects.count()) == (1, dossiers)


@pytest.mark.parametrize(
    ("order", "field"),
    [
        (another(SUSPENDED, sentence="4 years"), "sentence"),
        (another(SUSPENDED, probation="6 years"), "probation"),
        (another(SUSPENDED, organ="police"), "organ"),
        (another(SUSPENDED, paper_ends=date(2026, 1, 1)), "paper_ends"),
    ],
)
def test_an_order_the_law_does_not_allow_is_refused_by_field(office, order, field):
    with pytest.raises(BadFacts) as refused:
        received(office, order=order)
    assert refused.value.field.startswith(field)
    assert not Case.objects.exists()
    assert not Dossier.objects.filter(kind="person").exists()


@pytest.mark.parametrize(
    ("number", "field"),
    [
        ("431103198804120010", "identity_number"),
        ("43110319880412001", "identity_number"),
        ("431103198813120010", "identity_number"),
    ],
)
def test_a_wrong_identity_number_is_refused(office, number, field):
    with pytest.raises(BadFacts) as refused:
        received(office, person=another(TANG, identity_number=number))
    assert refused.value.field == field


def test_a_birth_that_contradicts_the_identity_number_is_refused(office):
    with pytest.raises(BadFacts) as refused:
        received(office, person=another(TANG, birth=date(1988, 4, 13)))
    assert refused.value.field == "birth"


def test_what_has_not_happened_yet_is_not_noted(office):
    with pytest.raises(TooEarly):
        actions.receive(
            receipt=receipt(office, events=(Event(What.NOTICE_RECEIVED, date(2026, 10, 27)),)),
            by=office.actor("squad_officer"),
            at=at(2026, 10, 26),
        )
    assert not Case.objects.exists()


def test_a_township_officer_does_not_receive_cases(office):
    with pytest.raises(NotYours):
        received(office, by="township_officer")


def test_serving_outside_prison_ends_with_the_sentence(office):
    case = received(office, person=OLD, order=OUTSIDE)
    assert case.term_ends == date(2028, 4, 30)
