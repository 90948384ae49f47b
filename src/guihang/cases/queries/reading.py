"""One case as its page shows it: what happened, what lies over it, its term, its papers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from guihang.agencies.authority import Actor
from guihang.cases.models import Case, CaseEvent, GroupMember, Guarantor, Overlay, SideOrder
from guihang.dossiers import queries as files
from guihang.duties.owing import day_of
from guihang.law.events import What
from guihang.law.wire import Json

if TYPE_CHECKING:
    from guihang.dossiers.models import Paper


POLICE_RECORDS = frozenset({What.PENALTY_ASKED, What.PENALISED, What.PENALTY_REFUSED})
"""Records of police penalties, sealed with the file (psl-2025:136)."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a timeline: an event with what took its place, or a paper that stands alone."""

    day: date
    at: datetime
    event: CaseEvent | None = None
    paper: Paper | None = None
    corrected_by: CaseEvent | None = None

    @property
    def came_late(self) -> bool:
        """Whether it was noted on a later day than it happened; then both days are shown."""
        return self.event is not None and day_of(self.at) > self.day


@dataclass(frozen=True, slots=True)
class Term:
    """A term as the paper has it and as the law computes it, with the steps of the count."""

    begins: date | None
    ends: date | None
    computed: date | None
    differs: bool
    firm: bool
    steps: tuple[Json, ...] = ()
    grounds: tuple[Json, ...] = ()
    cannot: Json = None


def timeline(noted: Iterable[CaseEvent], of_file: Iterable[Paper]) -> tuple[Moment, ...]:
    """Return what happened in a case with its papers, the latest first."""
    rows = tuple(noted)
    replaced = {row.corrects_id: row for row in rows if row.corrects_id}
    told = [
        Moment(row.day, row.noted_at, row, row.paper, replaced.get(row.pk))
        for row in rows
        if row.what
    ]
    shown = {row.paper_id for row in rows}
    alone = [
        Moment(day_of(at), at, paper=paper)
        for paper in of_file
        if paper.pk not in shown
        for at in (paper.issued_at or paper.drafted_at,)
    ]
    return tuple(sorted((*told, *alone), key=lambda one: (one.day, one.at), reverse=True))


def read_whole(case: Case) -> None:
    """Read what a page shows of a case once, for every question that is asked of it afterwards."""
    told = CaseEvent.objects.select_related(
        "paper", "attachment", "noted_by", "corrects", "corrected"
    )
    prefetch_related_objects([case], Prefetch("events", told), "sides", "overlays")


def events(case: Case) -> tuple[CaseEvent, ...]:
    """Return every event that was noted, corrections and what they replaced included, by day.

    Once the file is closed, without the records of police penalties: they are sealed then.
    """
    rows = tuple(case.events.all())
    if not case.dossier.is_closed:
        return rows
    return tuple(row for row in rows if row.what not in POLICE_RECORDS)


def overlays_on(case: Case, on: date) -> list[Overlay]:
    """Return what lies over a case on a day; what closed that day lies over it no longer."""
    return [one for one in case.overlays.all() if one.holds(on)]


def sides_on(case: Case, on: date) -> list[SideOrder]:
    """Return what is ordered beside the sentence and holds on a day, its last day included."""
    return [one for one in case.sides.all() if one.stands(on)]


def term(case: Case) -> Term:
    """Return the legal term, the computed one beside it, and how it was computed."""
    last = case.derivations.last()
    answer = last.answer if last is not None else {}
    differs = case.computed_ends is not None and case.computed_ends != case.term_ends
    return Term(
        begins=case.term_begins,
        ends=case.term_ends,
        computed=case.computed_ends,
        differs=differs,
        firm=bool(answer.get("firm", False)),
        steps=_several(answer.get("steps")),
        grounds=_several(answer.get("grounds")),
        cannot=answer.get("because") or (answer.get("refused") or {}).get("why"),
    )


def papers(by: Actor, case: Case) -> tuple[Paper, ...]:
    """Return the papers of a case, the newest first; of a closed file, those that are not apart."""
    lying = files.papers(case.dossier)
    apart = files.kept_apart(by, case.dossier) if case.dossier.is_closed else frozenset()
    return tuple(one for one in lying if one.pk not in apart)


def group(case: Case, on: date) -> QuerySet[GroupMember]:
    """Return who is in the correction group of a case on a day."""
    return case.members.holding(on)


def guarantor(case: Case, on: date) -> Guarantor | None:
    """Return who vouches for somebody on a day."""
    return case.guarantors.holding(on).last()


def _several(written: Iterable[Json] | None) -> tuple[Json, ...]:
    return tuple(written or ())
