"""Noting what many people did on one occasion: a reporting day, a lecture, a round of visits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.cases.access import check_may_work
from guihang.cases.actions.following import SOURCE
from guihang.cases.actions.noting import NOTHING, Besides, demand_possible
from guihang.cases.actions.noting_many import Place, write_many
from guihang.cases.models import Case, CaseEvent
from guihang.duties import actions as duties
from guihang.duties.owing import day_of
from guihang.law.events import Event, What
from guihang.law.refusals import BadFacts
from guihang.ledger.actions import record_many, take_turn

EVERYDAY = frozenset(
    {
        What.REPORT_MADE,
        What.CONTACTED,
        What.CHECKED,
        What.VISITED,
        What.TAUGHT,
        What.SERVICE_DONE,
        What.ASKED_TO_MEND,
        What.HEALTH_REPORTED,
        What.REVIEW_HANDED_IN,
        What.RESULT_PUBLISHED,
    }
)
"""What moves no state, overlay, level or term: only what is owed next follows from it."""


@dataclass(frozen=True, slots=True)
class Attended:
    """What one person did on the occasion, in the order of the day."""

    case: Case
    events: tuple[Event, ...]
    besides: Besides = NOTHING


@atomic
def note_round(*, attended: Sequence[Attended], by, at: datetime) -> int:
    """Note what many did on one occasion, each in his own case; return how many events."""
    held = _held({one.case.pk for one in attended})
    last = _last_places(held)
    places = [place for one in attended for place in _places(one, held[one.case.pk], last, by, at)]
    record_many(write_many(places, by=by, at=at), by=by)
    on = day_of(at)
    with duties.gathered():
        for case in held.values():
            duties.refresh(SOURCE, case.number, on=on)
    return len(places)


def _held(keys: Iterable[int]) -> dict[int, Case]:
    """Hold the cases for a change, always in one order."""
    wanted = Case.objects.filter(pk__in=tuple(keys)).order_by("pk")
    take_turn(*(case.chain for case in wanted.select_related("dossier")))
    cases = wanted.select_for_update(of=("self",))
    return {case.pk: case for case in cases.select_related("dossier__unit", "person__subject")}


def _last_places(held: dict[int, Case]) -> dict[int, int]:
    rows = CaseEvent.objects.filter(case__in=held).order_by()
    return dict(rows.values_list("case_id").annotate(last=Max("seq")))


def _places(one: Attended, case: Case, last: dict[int, int], by, at: datetime) -> Iterable[Place]:
    check_may_work(by, case.unit_path)
    for event in one.events:
        if event.what not in EVERYDAY:
            raise BadFacts(
                "what",
                why=_("Only everyday work is noted for many people at once."),
                ground="house:rounds",
                remedy=_("Note this in the person's own case."),
            )
        demand_possible(case, event, day_of(at))
        last[case.pk] = last.get(case.pk, 0) + 1
        yield Place(case, last[case.pk], event, one.besides)
