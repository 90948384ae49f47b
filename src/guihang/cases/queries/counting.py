"""How many people of a register each further narrowing would leave, in a fixed number of queries.

A choice is counted with everything else somebody asked for, but without the other choices of its
own kind: so a count says what would be there after choosing it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from guihang.agencies.authority import Actor
from guihang.cases.models import Case, Overlay, SideOrder
from guihang.cases.queries.finding import (
    EVERYTHING,
    Search,
    began_under_age,
    cases,
    ends_within,
    is_aged,
)

SOON = (30, 60)
"""Within how many days a term must end to be counted apart."""
ELDERLY = 60


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts by what can be chosen; what nobody has is not listed; `n` are those who fit.

    `offices` counts by office whichever squad is chosen: squads are counted from it.
    """

    n: int
    states: Mapping[str, int]
    kinds: Mapping[str, int]
    units: Mapping[str, int]
    offices: Mapping[str, int]
    levels: Mapping[str, int]
    sexes: Mapping[str, int]
    overlays: Mapping[str, int]
    sides: Mapping[str, int]
    ends: Mapping[int, int]
    minors: int
    elderly: int
    lacks_papers: int
    late: int


CHOICES = {
    "states": "state",
    "kinds": "kind",
    "units": "unit_path",
    "levels": "level",
    "sexes": "person__sex",
}
"""In which columns there are choices."""


def tally(by: Actor, search: Search = EVERYTHING, *, on: date) -> Tally:
    """Count what each choice of a register would leave for whoever asks."""

    whole = cases(by, search, on=on).order_by()

    def without(**changes) -> QuerySet[Case]:
        other = replace(search, **changes)
        return whole if other == search else cases(by, other, on=on).order_by()

    free = without(
        states=(), kind="", unit_path="", level="", sex="", ends_within=None, age=EVERYTHING.age
    )
    chosen, sums = _summed(_counted(free, search, on), search)
    elsewhere = without(unit_path="", squad="")
    over = Overlay.objects.holding(on).filter(_of(without(overlay="")))
    sides = SideOrder.objects.standing(on).filter(_of(without(side="")))
    return Tally(
        n=sums["n"],
        **chosen,
        offices=_by(elsewhere, "unit_path") if search.squad else chosen["units"],
        overlays=_by(over, "name", of="case"),
        sides=_by(sides, "kind", of="case"),
        ends={days: sums[f"ends_{days}"] for days in SOON},
        minors=sums["minors"],
        elderly=sums["elderly"],
        lacks_papers=without(lacks_papers=True).count(),
        late=without(late=True).count(),
    )


COUNTS = ("n", "minors", "elderly", *(f"ends_{days}" for days in SOON))


def _counted(found: QuerySet[Case], search: Search, on: date) -> Iterable[tuple]:
    """Count all that are alike in what can be chosen, in one pass; by what is no column too."""
    ends, aged = ends_within(search.ends_within, on), is_aged(search.age, on)
    wanted = {f"ends_{days}": ends_within(days, on) & aged for days in SOON} | {
        "n": ends & aged,
        "minors": began_under_age(on) & ends & aged,
        "elderly": is_aged((ELDERLY, None), on) & ends,
    }
    counts = {name: Count("pk", filter=wanted[name]) for name in COUNTS}
    return found.values_list(*CHOICES.values()).annotate(**counts)


def _summed(
    groups: Iterable[tuple], search: Search
) -> tuple[dict[str, dict[str, int]], dict[str, int]]:
    """Sum groups up: by every choice without what was chosen in it, and over what was chosen."""
    asked = [(place, fits) for place, fits in enumerate(_asked(search)) if fits is not None]
    every = range(len(CHOICES))
    by_choice: list[defaultdict[str, int]] = [defaultdict(int) for _place in every]
    sums = [0] * len(COUNTS)
    for row in groups:
        counts = row[len(CHOICES) :]
        missed = [place for place, fits in asked if not fits(row[place])]
        if not missed:
            sums = [so_far + n for so_far, n in zip(sums, counts, strict=True)]
        if (n := counts[0]) and len(missed) <= 1:
            for place in missed or every:
                by_choice[place][row[place]] += n
    found = zip(CHOICES, by_choice, strict=True)
    return {name: {key: n for key, n in by.items() if key} for name, by in found}, dict(
        zip(COUNTS, sums, strict=True)
    )


def _asked(search: Search) -> tuple[Callable[[str], bool] | None, ...]:
    """Return what was chosen in each choice, in their order: which values fit."""
    return (
        search.states.__contains__ if search.states else None,
        search.kind.__eq__ if search.kind else None,
        (lambda path: path.startswith(search.unit_path)) if search.unit_path else None,
        search.level.__eq__ if search.level else None,
        search.sex.__eq__ if search.sex else None,
    )


def _of(found: QuerySet[Case]) -> Exists:
    """What lies over few cases is asked of those, instead of going through all."""
    return Exists(found.filter(pk=OuterRef("case")))


def shown(found: QuerySet[Case], *, on: date) -> QuerySet[Case]:
    """Return cases with what a row shows of each: what lies over it and is ordered beside."""
    return found.prefetch_related(
        Prefetch("overlays", Overlay.objects.holding(on), to_attr="over_now"),
        Prefetch("sides", SideOrder.objects.standing(on), to_attr="sides_now"),
    )


def _by(found: QuerySet, column: str, *, of: str = "pk") -> dict[str, int]:
    rows = found.order_by().values_list(column).annotate(n=Count(of, distinct=True))
    return {key: n for key, n in rows if key}
