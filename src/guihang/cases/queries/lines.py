"""What a row of the register needs of each case, and no more: fifty of them are read at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import QuerySet

from guihang.cases.models import Case, Overlay, SideOrder


@dataclass(frozen=True, slots=True)
class Over:
    """What lies over a case."""

    name: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What is ordered beside a sentence."""

    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """One case of the register, with what lies over it and is ordered beside it on a day."""

    pk: int
    number: str
    name: str
    sex: str
    birth: date | None
    kind: str
    state: str
    level: str
    term_begins: date | None
    term_ends: date | None
    received_at: datetime
    judgment_number: str
    unit: str
    area: str | None
    post: int | None
    post_title: str | None
    overlays: list[Over] = field(default_factory=list)
    sides: list[Beside] = field(default_factory=list)


COLUMNS = (
    "pk",
    "dossier__number",
    "person__subject__name",
    "person__sex",
    "person__birth",
    "kind",
    "state",
    "level",
    "term_begins",
    "term_ends",
    "received_at",
    "judgment_number",
    "dossier__unit__short_name",
    "area__name",
    "post",
    "post__title",
)
"""Where each part of a line is read, in its order."""


def lines(found: QuerySet[Case], *, on: date) -> list[Line]:
    """Return cases as lines, in three queries, in the order they were found."""
    read = [Line(*row) for row in found.values_list(*COLUMNS)]
    by_case = {one.pk: one for one in read}
    over = Overlay.objects.holding(on).filter(case__in=by_case)
    sides = SideOrder.objects.standing(on).filter(case__in=by_case)
    for case, name in over.values_list("case", "name"):
        by_case[case].overlays.append(Over(name))
    for case, kind in sides.values_list("case", "kind"):
        by_case[case].sides.append(Beside(kind))
    return read
