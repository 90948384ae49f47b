"""A docket of any length: counted in the database by what it can be narrowed by, read in pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum

from guihang.agencies.authority import Actor
from guihang.duties import kinds
from guihang.duties.owing import HOUSE
from guihang.duties.queries.items import Item, read
from guihang.duties.queries.standing import (
    OWN,
    Part,
    Standing,
    all_of,
    one_of,
    open_on,
    speaks_of,
    within,
)

AHEAD = timedelta(days=7)
"""How many days from today what is due counts as due this week, whatever weekday it is."""
MOST = 10_000
"""How many rows one list can have; more is narrowed first."""


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

    presses: frozenset[Press] = frozenset(Press)
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
    standing = Standing(by)
    press = _press(standing, on)
    then = Part(
        f"SELECT {press.sql} AS press, what, unit_path, stand, house, COUNT(*) FROM mine "  # noqa: S608
        "GROUP BY press, what, unit_path, stand, house",
        press.values,
    )
    return tuple(
        Bucket(
            press=Press(press),
            what=what,
            unit_path=unit_path,
            owes=stand != standing.waits,
            cover=standing.cover(stand),
            by_house_rule=bool(house),
            n=n,
        )
        for press, what, unit_path, stand, house, n in standing.rows(_open(on, words), then=then)
    )


def page(
    by: Actor, wanted: Wanted, *, on: date, first: int = 0, most: int = MOST
) -> tuple[Item, ...]:
    """Return a stretch of what somebody wants to see of his docket, in two queries."""
    standing = Standing(by)
    press = _press(standing, on)
    shown = all_of((one_of("press", sorted(wanted.presses)), _whose(standing, wanted.whose)))
    then = Part(
        f"SELECT id, stand FROM (SELECT mine.*, {press.sql} AS press FROM mine) shown "  # noqa: S608
        f"WHERE {shown.sql} ORDER BY {_order(wanted)} LIMIT %s OFFSET %s",
        (*press.values, *shown.values, date.max, most, first),
    )
    where = all_of((_open(on, wanted.words), *_narrowing(wanted)))
    return read(standing, standing.rows(where, then=then))


def counts(by: Actor, *, on: date) -> tuple[int, int]:
    """Return how many things stand on a docket, and how many of them are overdue, in one query."""
    standing = Standing(by)
    then = Part(
        "SELECT COUNT(*), SUM(CASE WHEN stand < %s AND due < %s THEN 1 ELSE 0 END) FROM mine",
        (standing.waits, on),
    )
    for every, late in standing.rows(open_on(on), then=then):
        return every, late or 0
    return 0, 0


def press_of(item: Item, *, on: date) -> Press:
    """Say how one duty presses on a day."""
    if not item.is_owed:
        return Press.WAITING
    if item.due is None or item.due > on + AHEAD:
        return Press.LATER
    if item.due < on:
        return Press.OVERDUE
    return Press.TODAY if item.due == on else Press.WEEK


def _press(standing: Standing, on: date) -> Part:
    return Part(
        f"CASE WHEN stand = %s THEN {Press.WAITING:d} WHEN due IS NULL THEN {Press.LATER:d} "
        f"WHEN due < %s THEN {Press.OVERDUE:d} WHEN due = %s THEN {Press.TODAY:d} "
        f"WHEN due <= %s THEN {Press.WEEK:d} ELSE {Press.LATER:d} END",
        (standing.waits, on, on, on + AHEAD),
    )


def _open(on: date, words: str) -> Part:
    """Each word stands in what the duty is found by, or in the words of its kind."""
    spoken = (
        speaks_of(word, [one.what for one in kinds.all_kinds() if word in kinds.spoken(one)])
        for word in words.casefold().split()
    )
    return all_of((open_on(on), *spoken))


def _narrowing(wanted: Wanted) -> Iterator[Part]:
    if wanted.what:
        yield Part("d.what = %s", (wanted.what,))
    if wanted.unit_path:
        yield within("d.unit_path", wanted.unit_path)
    if wanted.by_house_rule is not None:
        is_not = "" if wanted.by_house_rule else "NOT "
        yield Part(f"d.ground {is_not}LIKE %s", (f"{HOUSE}%",))


def _whose(standing: Standing, whose: Whose | None) -> Part:
    if whose is None:
        return Part("1 = 1")
    if whose is Whose.COVERED:
        return Part("stand > %s AND stand < %s", (OWN, standing.waits))
    return Part("stand = %s", (OWN if whose is Whose.MINE else standing.waits,))


LAST = "COALESCE(due, %s)"
ORDERS = {
    Order.DUE: f"press, {LAST}, opens_on, id",
    Order.OPENED: f"press, opens_on, {LAST}, id",
    Order.PLACE: f"press, unit_path, {LAST}, id",
    Order.KIND: f"press, what, {LAST}, id",
}
BY_PERSON = f"MIN({LAST}) OVER (PARTITION BY place), place, press, due, id"


def _order(wanted: Wanted) -> str:
    return BY_PERSON if wanted.by_person else ORDERS[wanted.order]
