"""What the law makes somebody owe in each case, handed to the docket (cases' `Source`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from guihang.cases.bearing import bearers, waiting
from guihang.cases.facts import Rows, facts_of, happened, law_of
from guihang.cases.met import Met, met_on, name_of
from guihang.cases.models import Case
from guihang.duties import reasons
from guihang.duties.owing import Owed
from guihang.duties.ports import Source
from guihang.duties.reasons import Reason
from guihang.law import obligations
from guihang.law.obligations import Duty
from guihang.law.refusals import BadFacts

NAME = "cases"
FIRST_TURN = date(2003, 1, 1)
"""Before any case there is: turns are counted in days from here."""


class CaseDuties(Source):
    """The duties of all cases, as the law has them on a day."""

    name = NAME

    def owed(self, of: str, *, on: date) -> Iterable[Owed]:
        """Return what is owed in one case on a day."""
        case = Case.objects.for_facts().filter(dossier__number=of).first()
        return owed_in(case, on) if case else ()

    def owed_of_many(
        self, keys: Sequence[str], *, on: date
    ) -> Iterator[tuple[str, Iterable[Owed]]]:
        """Yield cases with what is owed in each, read together."""
        cases = Case.objects.for_duties().filter(dossier__number__in=keys)
        rows = happened(cases)
        for case in cases:
            yield case.number, owed_in(case, on, rows[case.pk])

    def why(self, of: str, what: str, turn: int, *, on: date) -> Reason | None:
        """Return how a duty of a case came about and how its day was counted."""
        case = Case.objects.for_facts().filter(dossier__number=of).first()
        if case is None:
            return None
        told = {(duty.name, number): duty for number, duty in numbered(duties_of(case, on))}
        duty = told.get((what, turn))
        return reasons.of_law(duty, law_of(case, on)) if duty else None

    def all_keys(self) -> Iterable[str]:
        """Return the numbers of all cases."""
        return Case.objects.order_by("pk").values_list("dossier__number", flat=True)


def owed_in(case: Case, on: date, rows: Rows | None = None) -> tuple[Owed, ...]:
    """Return what is owed in a case whose events and sides are at hand, and what was met today."""
    rows = tuple(case.events.all() if rows is None else rows)
    now = duties_of(case, on, rows)
    met = met_on(rows, on, now, lambda some: duties_of(case, on, some))
    every = numbered((*now, *(duty for duty, _by in met.values())))
    return tuple(_owed(case, duty, turn, met) for turn, duty in every)


def numbered(duties: Iterable[Duty]) -> tuple[tuple[int, Duty], ...]:
    """Return duties of a case, each numbered by the day it opened.

    So no number moves when another duty of the same name is done.
    """
    found: dict[tuple[str, int], Duty] = {}
    for duty in duties:
        turn = max((duty.opened - FIRST_TURN).days, 0)
        while (duty.name, turn) in found:
            turn += 1
        found[duty.name, turn] = duty
    return tuple((turn, duty) for (_name, turn), duty in found.items())


def duties_of(case: Case, on: date, rows: Rows | None = None) -> tuple[Duty, ...]:
    """Return the law's duties of a case; facts that contradict each other bring none."""
    try:
        found = obligations.duties(facts_of(case, rows=rows), on, law_of(case, on))
    except BadFacts:
        return ()
    return tuple(sorted(found, key=lambda duty: (duty.name, duty.opened, duty.due)))


def _owed(case: Case, duty: Duty, turn: int, met: Met) -> Owed:
    obligation, ended = duty.obligation, met.get(name_of(duty))
    return Owed(
        what=duty.name,
        turn=turn,
        unit_path=case.unit_path,
        opens_on=duty.opened,
        due=None if obligation.untimed else max(duty.due, duty.opened),
        ground=duty.by or obligation.articles[0],
        owed_by=bearers(case, obligation),
        owed_to=waiting(case, obligation),
        title={
            "name": case.person.name,
            "number": case.number,
            "kind": case.kind,
            "opened": duty.opened.isoformat(),
            **({"of": duty.of} if duty.of else {}),
        },
        place=case.number,
        seek=case.person.pinyin,
        discharge=ended[1] if ended else None,
    )
