"""Taking in a whole register at once: the same rows, history and duties as one case after another.

For registers that come as a file, and for measuring with many thousands of people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import batched

from django.db.transaction import atomic

from guihang.cases.access import check_may_import
from guihang.cases.actions.following import Following, follow_new, work_out
from guihang.cases.actions.noting import demand_possible
from guihang.cases.actions.noting_many import Place, write_many
from guihang.cases.actions.receiving import (
    Receipt,
    case_of,
    check_lawful,
    completed,
    person_of,
    side_noted,
    side_of,
    subject_draft,
)
from guihang.cases.events import CaseReceived
from guihang.cases.models import Case, Person, SideOrder
from guihang.cases.sameness import Known, key_of
from guihang.dossiers import actions as dossiers
from guihang.dossiers.actions import DossierDraft, account_of
from guihang.duties import actions as duties
from guihang.duties.owing import day_of
from guihang.law.facts import CaseFacts
from guihang.ledger.actions import Happened, record_many

AT_ONCE = 500
"""How many cases are held in memory at once."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """The number of the dossier of each draft; "" where that case was there before."""

    numbers: tuple[str, ...]

    @property
    def begun(self) -> int:
        """How many cases were begun."""
        return sum(map(bool, self.numbers))


@dataclass(frozen=True, slots=True)
class _Hand:
    """By whom, when, and on which day a register comes in."""

    by: object
    at: datetime

    @property
    def on(self) -> date:
        """The day."""
        return day_of(self.at)


@atomic
def admit_many(
    *,
    drafts: Iterable[Receipt],
    by,
    at: datetime,
    says: Callable[[int], None] | None = None,
) -> Admitted:
    """Begin the cases of a whole register in one transaction; what is there already is left alone.

    `says` is told how many drafts were gone through; duties are derived once, at the end.
    """
    hand, numbers = _Hand(by, at), []
    dossiers.hold_everybody()
    with duties.gathered():
        for portion in batched(drafts, AT_ONCE):
            numbers += _admit(portion, hand)
            if says:
                says(len(numbers))
    return Admitted(tuple(numbers))


def _admit(portion: Sequence[Receipt], hand: _Hand) -> list[str]:
    for unit in {receipt.unit.pk: receipt.unit for receipt in portion}.values():
        check_may_import(hand.by, unit.path)
    receipts = [replace(one, person=completed(one.person)) for one in portion]
    known = Known.of(receipts)
    new = [(place, one) for place, one in enumerate(receipts) if known.add(one)]
    facts = [check_lawful(receipt, hand.on) for _place, receipt in new]
    cases = _begin([receipt for _place, receipt in new], facts, known, hand)
    found = [""] * len(receipts)
    for (place, _receipt), case in zip(new, cases, strict=True):
        found[place] = case.number
    return found


def _begin(
    receipts: Sequence[Receipt], facts: Sequence[CaseFacts], known: Known, hand: _Hand
) -> list[Case]:
    people = _enter(receipts, known, hand)
    opened = dossiers.open_dossiers(
        drafts=[
            DossierDraft(person.subject, receipt.unit, hand.at)
            for receipt, person in zip(receipts, people, strict=True)
        ],
        by=hand.by,
    )
    begun: list[tuple[Case, Following]] = []
    for receipt, person, dossier, seen in zip(receipts, people, opened, facts, strict=True):
        case = case_of(receipt, person, dossier, hand.by, hand.at)
        for event in receipt.events:
            demand_possible(case, event, hand.on)
        begun.append((case, work_out(case, seen, hand.on)))
    cases = Case.objects.bulk_create(case for case, _following in begun)
    _belong(receipts, cases, hand)
    follow_new(begun, by_id=account_of(hand.by), at=hand.at, on=hand.on)
    return cases


def _enter(receipts: Sequence[Receipt], known: Known, hand: _Hand) -> list[Person]:
    """Return the person of each receipt; who is not known is entered, once."""
    new: dict[object, Receipt] = {}
    keys = [key_of(receipt.person) or place for place, receipt in enumerate(receipts)]
    for key, receipt in zip(keys, receipts, strict=True):
        if key not in known.people:
            new.setdefault(key, receipt)
    drafts = [receipt.person for receipt in new.values()]
    subjects = dossiers.enter_subjects(drafts=[subject_draft(draft) for draft in drafts])
    people = Person.objects.bulk_create(
        person_of(draft, subject, hand.at) for draft, subject in zip(drafts, subjects, strict=True)
    )
    entered = known.people | dict(zip(new, people, strict=True))
    return [entered[key] for key in keys]


def _belong(receipts: Sequence[Receipt], cases: Sequence[Case], hand: _Hand) -> None:
    """Write what stands beside the order and what happened so far, and record it all."""
    account = account_of(hand.by)
    pairs = list(zip(receipts, cases, strict=True))
    sides = SideOrder.objects.bulk_create(
        side_of(case, draft, account, hand.at)
        for receipt, case in pairs
        for draft in receipt.order.sides
    )
    places = [
        Place(case, seq, event, receipt.beside(event))
        for receipt, case in pairs
        for seq, event in enumerate(receipt.events, start=1)
    ]
    record_many(
        [
            *(
                Happened(CaseReceived(case.number, case.kind, case.channel), case.chain, hand.at)
                for case in cases
            ),
            *(Happened(side_noted(side), side.case.chain, hand.at) for side in sides),
            *write_many(places, by=hand.by, at=hand.at),
        ],
        by=hand.by,
    )
