"""Whole files, for a room that looks at all of them; not scoped by who asks: never for a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from guihang.cases.facts import (
    Happened,
    event_of,
    facts_with,
    happened,
    law_of,
    member_of,
    standing,
)
from guihang.cases.models import Case, GroupMember, Plan
from guihang.duties.owing import day_of
from guihang.law.events import Event
from guihang.law.facts import CaseFacts
from guihang.law.refusals import BadFacts
from guihang.law.rules.group import Member
from guihang.law.statutes import Statutes

AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Whole:
    """One case with everything that can be held against the law (一案全部事实).

    `key` is that of its row. `group` names each member with his first and last day; `noted` tells
    on which day each event was written down, those aside that came in with the papers or a
    register; `review` is the day the newest plan is to be looked at again.
    """

    key: int
    number: str
    unit_path: str
    facts: CaseFacts
    law: Statutes
    group: tuple[tuple[Member, date, date | None], ...]
    noted: Mapping[Event, date]
    review: date | None


def all_numbers() -> Sequence[str]:
    """Return the numbers of all cases, in the order they came."""
    return tuple(Case.objects.order_by("pk").values_list("dossier__number", flat=True))


def wholes(numbers: Sequence[str], *, on: date) -> Iterator[Whole]:
    """Yield cases whole, read some hundreds at a time; facts that contradict are left out."""
    for start in range(0, len(numbers), AT_A_TIME):
        read = _read(numbers[start : start + AT_A_TIME])
        rows = happened(read)
        for case in read:
            try:
                yield _whole(case, rows[case.pk], on)
            except BadFacts:
                continue


def _read(numbers: Sequence[str]) -> list[Case]:
    group = Prefetch("members", GroupMember.objects.defer("phone"))
    plans = Prefetch("plans", Plan.objects.order_by("case_id", "-edition"))
    found = Case.objects.for_duties().filter(dossier__number__in=numbers)
    return list(found.prefetch_related(group, plans))


def _whole(case: Case, rows: Iterable[Happened], on: date) -> Whole:
    plan = next(iter(case.plans.all()), None)
    held = [(event_of(row), row.noted_at) for row in standing(rows)]
    return Whole(
        key=case.pk,
        number=case.number,
        unit_path=case.unit_path,
        facts=facts_with(case, [event for event, _noted_at in held]),
        law=law_of(case, on),
        group=tuple((member_of(row), row.since, row.until) for row in case.members.all()),
        noted={event: day_of(noted_at) for event, noted_at in held if noted_at != case.received_at},
        review=plan.review_on if plan else None,
    )
