"""The docket (待办): what somebody owes and waits for, in the order in which it presses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from guihang.agencies.authority import Actor
from guihang.duties import kinds
from guihang.duties import queries as duties
from guihang.duties.queries import Item

SOON_DAYS = 3


class Tab(StrEnum):
    """Which part of the docket is looked at."""

    ALL = "all"
    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    WAITING = "waiting"
    COVERED = "covered"


class Sort(StrEnum):
    """In which order."""

    DUE = "due"
    PLACE = "place"
    KIND = "kind"
    OPENED = "opened"


GROUPS = (Tab.OVERDUE, Tab.TODAY, Tab.SOON, Tab.LATER, Tab.WAITING)
FAR = date.max


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked to see of his docket."""

    tab: Tab = Tab.ALL
    sort: Sort = Sort.DUE
    what: str = ""
    unit_path: str = ""
    words: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether some rows are left out by a filter."""
        return bool(self.what or self.unit_path or self.words)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that press alike."""

    tab: Tab
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Docket:
    """One person's docket on a day, as he asked to see it."""

    on: date
    asked: Asked
    groups: tuple[Group, ...]
    counts: Mapping[Tab, int]
    whats: tuple[str, ...]
    unit_paths: tuple[str, ...]
    covered: Mapping[str, int]

    @property
    def shown(self) -> int:
        """How many rows are shown."""
        return sum(len(group.items) for group in self.groups)


def read(by: Actor, asked: Asked, *, on: date) -> Docket:
    """Return somebody's docket: counts of the whole, groups of what he asked to see."""
    every = duties.docket(by, on=on)
    chosen = [item for item in every if _is_asked_for(item, asked, on)]
    return Docket(
        on=on,
        asked=asked,
        groups=_groups(chosen, asked.sort, on),
        counts={tab: sum(_is_in(item, tab, on) for item in every) for tab in Tab},
        whats=tuple(sorted({item.what for item in every})),
        unit_paths=tuple(sorted({item.unit_path for item in every})),
        covered=_covered(every),
    )


def group_of(item: Item, *, on: date) -> Tab:
    """Say how a duty presses on a day; what somebody else owes is waited for."""
    if not item.is_owed:
        return Tab.WAITING
    if item.due is None or item.due > on + timedelta(days=SOON_DAYS):
        return Tab.LATER
    if item.due < on:
        return Tab.OVERDUE
    return Tab.TODAY if item.due == on else Tab.SOON


def title(item: Item) -> str:
    """Say what is to be done, verb first."""
    return kinds.filled(kinds.kind(item.what).title, item.title)


def _is_in(item: Item, tab: Tab, on: date) -> bool:
    if tab is Tab.ALL:
        return True
    if tab is Tab.COVERED:
        return bool(item.cover) and item.is_owed
    return group_of(item, on=on) is tab


def _is_asked_for(item: Item, asked: Asked, on: date) -> bool:
    return (
        _is_in(item, asked.tab, on)
        and asked.what in ("", item.what)
        and item.unit_path.startswith(asked.unit_path)
        and _speaks_of(item, asked.words)
    )


def _speaks_of(item: Item, words: str) -> bool:
    said = " ".join((title(item), item.place, *item.title.values())).casefold()
    return all(word in said for word in words.casefold().split())


def _groups(items: Iterable[Item], sort: Sort, on: date) -> tuple[Group, ...]:
    ordered = sorted(items, key=ORDERS[sort])
    found = (
        Group(tab, tuple(item for item in ordered if group_of(item, on=on) is tab))
        for tab in GROUPS
    )
    return tuple(group for group in found if group.items)


def _covered(items: Iterable[Item]) -> dict[str, int]:
    names: dict[str, int] = {}
    for item in items:
        if item.cover and item.is_owed:
            names[item.cover] = names.get(item.cover, 0) + 1
    return names


ORDERS: Mapping[Sort, Callable[[Item], tuple[object, ...]]] = {
    Sort.DUE: lambda item: (item.due or FAR, item.opens_on, item.key),
    Sort.PLACE: lambda item: (item.unit_path, item.due or FAR, item.key),
    Sort.KIND: lambda item: (item.what, item.due or FAR, item.key),
    Sort.OPENED: lambda item: (item.opens_on, item.key),
}
