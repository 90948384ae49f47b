"""When two rows mean the same person, and when the same case: so that nothing comes in twice."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from guihang.cases.models import Case, Person
from guihang.dossiers import queries as files

if TYPE_CHECKING:
    from guihang.cases.actions.receiving import OrderDraft, PersonDraft, Receipt

BRACKETS = str.maketrans("〔【[{〕】]}", "(((())))")

type PersonKey = tuple[str, ...]
type OrderKey = tuple[object, ...]


def plain_number(number: str) -> str:
    """Return the number of a judgment as it is compared: one kind of bracket, nothing blank."""
    return "".join(unicodedata.normalize("NFKC", number).translate(BRACKETS).split()).upper()


def key_of(person: PersonDraft) -> PersonKey | None:
    """Return what tells a person from others: his identity number, else name and birth."""
    if person.identity_number:
        return (person.identity_number,)
    return (person.name, str(person.birth)) if person.birth else None


def order_key(order: Case | OrderDraft) -> OrderKey:
    """Return what tells an order from others: the judgment's number, else kind and days."""
    if order.judgment_number:
        return (plain_number(order.judgment_number),)
    return (order.kind, order.paper_begins, order.paper_ends)


@dataclass(slots=True)
class Known:
    """Who of many drafts is known already, and under which orders."""

    people: dict[object, Person] = field(default_factory=dict)
    orders: set[tuple[object, OrderKey]] = field(default_factory=set)

    @classmethod
    def of(cls, receipts: Sequence[Receipt]) -> Known:
        """Look up the persons of many drafts and their cases, in few queries."""
        people = _identified(receipts) | _named(receipts)
        cases = Case.objects.filter(person__in={person.pk for person in people.values()}).only(
            "person", "judgment_number", "kind", "paper_begins", "paper_ends"
        )
        return cls(people, {(case.person_id, order_key(case)) for case in cases})

    def add(self, receipt: Receipt) -> bool:
        """Tell whether a draft is a case that was not there yet, and remember it."""
        person = key_of(receipt.person)
        if person is None:
            return True
        entered = self.people.get(person)
        case = (entered.pk if entered else person), order_key(receipt.order)
        if case in self.orders:
            return False
        self.orders.add(case)
        return True


def _identified(receipts: Iterable[Receipt]) -> dict[object, Person]:
    numbers = {receipt.person.identity_number for receipt in receipts} - {""}
    subjects = files.subjects_identified(numbers)
    people = Person.objects.select_related("subject", "merged_into__subject").filter(
        subject__in=subjects.values()
    )
    by_subject = {person.subject_id: kept(person) for person in people}
    return {
        (number,): by_subject[subject.pk]
        for number, subject in subjects.items()
        if subject.pk in by_subject
    }


def _named(receipts: Iterable[Receipt]) -> dict[object, Person]:
    """Find those whose number nobody knows, by name and day of birth."""
    wanted = {
        (one.person.name, one.person.birth): key_of(one.person)
        for one in receipts
        if not one.person.identity_number and one.person.birth
    }
    names, births = {name for name, _birth in wanted}, {birth for _name, birth in wanted}
    people = Person.objects.select_related("subject", "merged_into__subject").filter(
        subject__name__in=names, birth__in=births, subject__identity_number_digest=""
    )
    found: dict[object, Person] = {}
    for person in people:
        name_and_birth: tuple[str, date | None] = person.name, person.birth
        if name_and_birth in wanted:
            found[wanted[name_and_birth]] = kept(person)
    return found


def kept(person: Person) -> Person:
    """Return the record that holds now, where a person was merged into another."""
    while person.merged_into is not None:
        person = person.merged_into
    return person
