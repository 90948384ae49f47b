"""How many people of a register each further narrowing would leave, in a fixed number of queries.

A choice is counted with everything else somebody asked for, but without the other choices of its
own kind: so a count says what would be there after choosing it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Prefetch, QuerySet

from guihang.agencies.authority import Actor
from guihang.cases.models import Case, Overlay, SideOrder
from guihang.cases.queries.finding import EVERYTHING, Search, cases

SOON = (30, 60)
"""Within how many days a term must end to be counted apart."""
ELDERLY = 60


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts by what can be chosen; what nobody has is not listed."""

    states: Mapping[str, int]
    kinds: Mapping[str, int]
    units: Mapping[str, int]
    levels: Mapping[str, int]
    sexes: Mapping[str, int]
    overlays: Mapping[str, int]
    sides: Mapping[str, int]
    ends: Mapping[int, int]
    minors: int
    elderly: int
    lacks_papers: int


def tally(by: Actor, search: Search = EVERYTHING, *, on: date) -> Tally:
    """Count what each choice of a register would leave for whoever asks."""

    def without(**changes) -> QuerySet[Case]:
        return cases(by, replace(search, **changes), on=on).order_by()

    over = Overlay.objects.holding(on).filter(case__in=without(overlay=""))
    sides = SideOrder.objects.standing(on).filter(case__in=without(side=""))
    return Tally(
        states=_by(without(states=()), "state"),
        kinds=_by(without(kind=""), "kind"),
        units=_by(without(unit_path=""), "unit_path"),
        levels=_by(without(level=""), "level"),
        sexes=_by(without(sex=""), "person__sex"),
        overlays=_by(over, "name", of="case"),
        sides=_by(sides, "kind", of="case"),
        ends={days: without(ends_within=days).count() for days in SOON},
        minors=without(minors=True).count(),
        elderly=without(age=(ELDERLY, None)).count(),
        lacks_papers=without(lacks_papers=True).count(),
    )


def shown(found: QuerySet[Case], *, on: date) -> QuerySet[Case]:
    """Return cases with what a row shows of each: what lies over it and is ordered beside."""
    return found.prefetch_related(
        Prefetch("overlays", Overlay.objects.holding(on), to_attr="over_now"),
        Prefetch("sides", SideOrder.objects.standing(on), to_attr="sides_now"),
    )


def _by(found: QuerySet, column: str, *, of: str = "pk") -> dict[str, int]:
    rows = found.order_by().values_list(column).annotate(n=Count(of, distinct=True))
    return {key: n for key, n in rows if key}
