"""A whole register comes in at once, and is the same as one case after another."""

from datetime import date

import pytest
from django.db import connection

from cast import NOW
from guihang.cases import actions
from guihang.cases.actions import SideDraft
from guihang.cases.models import Case, Person
from guihang.duties.models import Duty
from guihang.law.events import Event, What
from guihang.law.refusals import BadFacts, NotYours, TooEarly
from guihang.ledger import queries as ledger
from guihang.ledger import vault
from guihang.ledger.chains import SYSTEM
from guihang.ledger.models import Entry
from guihang.ledger.verify import verify
from lives import OLD, OUTSIDE, SUSPENDED, TANG, another, receipt

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PAST = (
    Event(What.NOTICE_RECEIVED, date(2026, 10, 24)),
    Event(What.DOCUMENTS_RECEIVED, date(2026, 10, 26)),
    Event(What.REPORTED, date(2026, 10, 28)),
    Event(What.REGISTERED, date(2026, 10, 28)),
    Event(What.DECLARED, date(2026, 10, 30)),
)
FORBIDDEN = SideDraft("prohibition", begins=date(2026, 10, 23), ends=date(2027, 10, 22))


def people(cast, count=3):
    numbered = (
        another(OLD, name=f"彭守{sign}", birth=date(1953, 3, place + 1))
        for place, sign in enumerate("安平和顺康宁福禄"[:count])
    )
    return [receipt(cast, person=person, order=OUTSIDE, events=PAST[:2]) for person in numbered]


def admit(drafts, by=SYSTEM):
    return actions.admit_many(drafts=drafts, by=by, at=NOW)


def told(case):
    return [entry.event for entry in ledger.history(case.chain.key)]


def rows(case):
    """Return everything that was kept of a case, but its keys."""
    case = Case.objects.for_facts().get(pk=case.pk)
    return (
        [case.state, case.term_begins, case.term_ends, case.computed_ends, case.level, case.kind],
        list(case.events.values_list("seq", "what", "day", "noted_at")),
        list(case.sides.values_list("kind", "begins", "ends")),
        list(case.overlays.values_list("name", "since", "until")),
        [case.standings.last().state, case.standings.last().since],
        list(case.derivations.values_list("begins", "ends", "agrees", "answer")),
        sorted(Duty.objects.filter(of=case.number).values_list("what", "turn", "due")),
        told(case),
    )


def test_a_case_of_a_register_is_kept_as_one_that_was_received(office):
    draft = receipt(office, order=another(SUSPENDED, sides=(FORBIDDEN,)), events=PAST)
    one = actions.receive(receipt=draft, by=SYSTEM, at=NOW)
    other = another(draft, person=another(TANG, identity_number="431103199001010013"))
    admit([other])
    many = Case.objects.exclude(pk=one.pk).get()
    assert many.state == "under"
    assert rows(many) == rows(one)


def test_the_states_a_case_went_through_are_all_kept(office):
    admit([receipt(office, events=PAST)])
    states = Case.objects.get().standings.values_list("state", flat=True)
    assert list(states) == ["awaited", "received", "under"]


def test_many_come_in_with_numbers_in_a_row_and_the_ledger_verifies(office):
    done = admit(people(office, 8))
    assert done.begun == 8
    serials = [int(number.rsplit("-", 1)[1]) for number in done.numbers]
    assert serials == list(range(serials[0], serials[0] + 8))
    assert verify(connection, vault.keyring()).whole


def test_the_same_register_a_second_time_changes_nothing(office):
    drafts = [receipt(office, events=PAST), *people(office)]
    admit(drafts)
    before = Entry.objects.count(), Person.objects.count()
    assert admit(drafts).numbers == ("", "", "", "")
    assert (Entry.objects.count(), Person.objects.count()) == before


def test_the_same_judgment_in_other_brackets_is_the_same(office):
    admit([receipt(office)])
    assert not admit(
        [receipt(office, order=another(SUSPENDED, judgment_number="(2026) 湘1103刑初12号"))]
    ).begun


def test_without_a_number_of_the_judgment_kind_and_days_tell_orders_apart(office):
    bare = another(SUSPENDED, judgment_number="")
    later = another(
        bare, judged_on=None, paper_begins=date(2026, 11, 1), paper_ends=date(2028, 10, 31)
    )
    done = admit([receipt(office, order=bare), receipt(office, order=later)])
    assert done.begun == 2
    assert Person.objects.count() == 1
    assert not admit([receipt(office, order=later)]).begun


def test_one_person_twice_in_a_register_is_one_person_with_two_cases(office):
    second = another(SUSPENDED, judgment_number="（2026）湘1103刑初99号")
    assert admit([receipt(office), receipt(office, order=second), receipt(office)]).begun == 2
    assert Person.objects.get().cases.count() == 2


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"order": another(SUSPENDED, probation="6 years")}, BadFacts),
        ({"person": another(TANG, identity_number="431103198804120010")}, BadFacts),
        ({"events": (Event(What.REPORTED, date(2026, 11, 24)),)}, TooEarly),
    ],
)
def test_one_wrong_row_leaves_nothing_of_the_others(office, wrong, refusal):
    before = Entry.objects.count()
    with pytest.raises(refusal):
        admit([*people(office), receipt(office, **wrong)])
    assert not Case.objects.exists()
    assert Entry.objects.count() == before


def test_only_a_leader_brings_a_register_in(office):
    with pytest.raises(NotYours):
        admit(people(office), by=office.actor("squad_officer"))
    with pytest.raises(NotYours):
        admit(people(office), by=office.actor("next_brigade_leader"))
    assert admit(people(office), by=office.actor("brigade_leader")).begun == 3


def test_how_far_it_is_is_said(office, monkeypatch):
    monkeypatch.setattr("guihang.cases.actions.admitting.AT_ONCE", 2)
    heard = []
    actions.admit_many(drafts=people(office, 5), by=SYSTEM, at=NOW, says=heard.append)
    assert heard == [2, 4, 5]
