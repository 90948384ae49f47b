"""A docket of any length: counted in the database by what it can be narrowed by, read in pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum

from django.db.models import (
    BooleanField,
    Case,
    Count,
    F,
    Min,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce

from guihang.agencies.authority import Actor
from guihang.duties import kinds
from guihang.duties.models import Duty
from guihang.duties.owing import HOUSE
from guihang.duties.queries.items import Item, mine, read

AHEAD = timedelta(days=7)
"""How many days from today what is due counts as due this week, whatever weekday it is."""


class Press(IntEnum):
    """How a duty presses on a day; what somebody else owes is waited for."""

    OVERDUE = 0
    TODAY = 1
    WEEK = 2
    LATER = 3
    WAITING = 4


class Whose(StrEnum):
    """Whose a duty is: one's own, covered for somebody, or another's that one waits for."""

    MINE = "mine"
    COVERED = "covered"
    WAITING = "waiting"


class Order(StrEnum):
    """In which order duties that press alike stand."""

    DUE = "due"
    OPENED = "opened"
    PLACE = "place"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a docket somebody wants to see; what is empty narrows nothing."""

    presses: frozenset[Press] = frozenset()
    what: str = ""
    unit_path: str = ""
    whose: Whose | None = None
    by_house_rule: bool | None = None
    words: str = ""
    order: Order = Order.DUE
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class Bucket:
    """How many duties are alike in everything a docket is narrowed by."""

    press: Press
    what: str
    unit_path: str
    owes: bool
    cover: str
    by_house_rule: bool
    n: int

    @property
    def whose(self) -> Whose:
        """Whose they are."""
        if not self.owes:
            return Whose.WAITING
        return Whose.COVERED if self.cover else Whose.MINE


def tally(by: Actor, *, on: date, words: str = "") -> tuple[Bucket, ...]:
    """Count a docket in one query by how it presses, kind, unit, side and what set the day."""
    alike = ("press", "what", "unit_path", "owes", "cover", "by_house_rule")
    found = _speaking_of(_seen(by, on), words).order_by().values_list(*alike)
    return tuple(
        Bucket(Press(press), *rest) for press, *rest in found.annotate(n=Count("pk")).order_by()
    )


def page(
    by: Actor, wanted: Wanted, *, on: date, first: int = 0, most: int | None = None
) -> tuple[Item, ...]:
    """Return a stretch of what somebody wants to see of his docket, in one query."""
    found = _narrowed(_seen(by, on), wanted)
    until = None if most is None else first + most
    return read(_ordered(found, wanted)[first:until])


def counts(by: Actor, *, on: date) -> tuple[int, int]:
    """Return how many things stand on a docket, and how many of them are overdue, in one query."""
    found = mine(by, Duty.objects.open(on=on))
    told = found.aggregate(all=Count("pk"), late=Count("pk", filter=Q(due__lt=on, owes=True)))
    return told["all"], told["late"]


def press_of(item: Item, *, on: date) -> Press:
    """Say how one duty presses on a day."""
    if not item.is_owed:
        return Press.WAITING
    if item.due is None or item.due > on + AHEAD:
        return Press.LATER
    if item.due < on:
        return Press.OVERDUE
    return Press.TODAY if item.due == on else Press.WEEK


def _seen(by: Actor, on: date) -> QuerySet[Duty]:
    presses = Case(
        When(owes=False, then=Value(Press.WAITING)),
        When(due__lt=on, then=Value(Press.OVERDUE)),
        When(due=on, then=Value(Press.TODAY)),
        When(due__lte=on + AHEAD, then=Value(Press.WEEK)),
        default=Value(Press.LATER),
    )
    by_house_rule = Case(
        When(ground__startswith=HOUSE, then=True), default=False, output_field=BooleanField()
    )
    return mine(by, Duty.objects.open(on=on)).annotate(press=presses, by_house_rule=by_house_rule)


def _narrowed(found: QuerySet[Duty], wanted: Wanted) -> QuerySet[Duty]:
    exact: dict[str, object] = {}
    if wanted.presses:
        exact["press__in"] = wanted.presses
    if wanted.what:
        exact["what"] = wanted.what
    if wanted.unit_path:
        exact["unit_path__startswith"] = wanted.unit_path
    if wanted.by_house_rule is not None:
        exact["by_house_rule"] = wanted.by_house_rule
    if wanted.whose is not None:
        exact["owes"] = wanted.whose is not Whose.WAITING
    found = _speaking_of(found.filter(**exact), wanted.words)
    if wanted.whose in (Whose.MINE, Whose.COVERED):
        own = Q(cover="")
        found = found.filter(own if wanted.whose is Whose.MINE else ~own)
    return found


def _speaking_of(found: QuerySet[Duty], words: str) -> QuerySet[Duty]:
    """Each word stands in what the duty is found by, or in the words of its kind."""
    for word in words.casefold().split():
        fitting = [one.what for one in kinds.all_kinds() if word in kinds.spoken(one)]
        found = found.filter(Q(seek__contains=word) | Q(what__in=fitting))
    return found


ORDERS = {
    Order.DUE: ("last", "opens_on", "pk"),
    Order.OPENED: ("opens_on", "pk"),
    Order.PLACE: ("unit_path", "last", "pk"),
    Order.KIND: ("what", "last", "pk"),
}


def _ordered(found: QuerySet[Duty], wanted: Wanted) -> QuerySet[Duty]:
    found = found.annotate(last=Coalesce("due", Value(date.max)))
    if not wanted.by_person:
        return found.order_by("press", *ORDERS[wanted.order])
    soonest = Window(Min(Coalesce(F("due"), Value(date.max))), partition_by=F("place"))
    return found.annotate(soonest=soonest).order_by("soonest", "place", "press", "last", "pk")
