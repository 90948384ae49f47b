"""The docket (待办): what somebody owes and waits for, in the order in which it presses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby

from django.utils import timezone

from guihang.agencies.authority import Actor
from guihang.duties import kinds
from guihang.duties import queries as duties
from guihang.duties.queries import Bucket, Item, Order, Press, Wanted, Whose

PER_PAGE, AT_MOST = 60, 600
"""How many rows a page has, and how many one page may hold that is asked for to be printed."""


class Tab(StrEnum):
    """Which part of the docket is looked at."""

    ALL = "all"
    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    WAITING = "waiting"
    DONE = "done"


PRESSES = {
    Tab.OVERDUE: Press.OVERDUE,
    Tab.TODAY: Press.TODAY,
    Tab.WEEK: Press.WEEK,
    Tab.LATER: Press.LATER,
    Tab.WAITING: Press.WAITING,
}
TABS = {press: tab for tab, press in PRESSES.items()}


class View(StrEnum):
    """How the rows are put together."""

    DAYS = "days"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked to see of his docket."""

    tab: Tab = Tab.ALL
    view: View = View.DAYS
    order: Order = Order.DUE
    what: str = ""
    unit_path: str = ""
    whose: Whose | None = None
    by_house_rule: bool | None = None
    words: str = ""
    page: int = 1
    on_one_page: bool = False

    @property
    def per_page(self) -> int:
        """How many rows stand on a page."""
        return AT_MOST if self.on_one_page else PER_PAGE

    @property
    def is_narrowed(self) -> bool:
        """Whether some rows are left out by a filter."""
        narrowing = (self.what, self.unit_path, self.whose, self.words)
        return any(narrowing) or self.by_house_rule is not None

    @property
    def is_whole(self) -> bool:
        """Whether the whole docket is looked at, grouped by days."""
        return self.tab is Tab.ALL and self.view is View.DAYS and not self.is_narrowed

    def wanted(self, *, folded: bool = False) -> Wanted:
        """Return what is to be read; where it is folded, without what has time."""
        shown = {PRESSES[self.tab]} if self.tab in PRESSES else set(Press)
        return Wanted(
            presses=frozenset(shown - {Press.LATER} if folded else shown),
            what=self.what,
            unit_path=self.unit_path,
            whose=self.whose,
            by_house_rule=self.by_house_rule,
            words=self.words,
            order=self.order,
            by_person=self.view is View.PEOPLE,
        )


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that press alike or are about one person; `n` counts them over all pages."""

    tab: Tab | None
    items: tuple[Item, ...]
    n: int
    covered: int = 0


@dataclass(frozen=True, slots=True)
class Docket:
    """One page of a person's docket on a day, as he asked to see it, with the counts of all."""

    on: date
    asked: Asked
    groups: tuple[Group, ...]
    fitting: int
    counts: Mapping[Tab, int]
    whats: Mapping[str, int]
    unit_paths: Mapping[str, int]
    covered: Mapping[str, int]
    folded: int = 0

    @property
    def items(self) -> tuple[Item, ...]:
        """The rows of this page."""
        return tuple(item for group in self.groups for item in group.items)

    @property
    def first(self) -> int:
        """The number of the first row of this page among all that fit."""
        return (self.asked.page - 1) * self.asked.per_page + 1

    @property
    def last(self) -> int:
        """The number of the last row of this page."""
        return self.first + len(self.items) - 1

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return _pages(self.fitting, self.asked)

    @property
    def fits_one_page(self) -> bool:
        """Whether all that fits can be put on one page, to be printed."""
        return self.pages > 1 and self.fitting <= AT_MOST


def _pages(fitting: int, asked: Asked) -> int:
    return max(-(-fitting // asked.per_page), 1)


def read(by: Actor, asked: Asked, *, on: date) -> Docket:
    """Return somebody's docket: counts of the whole, and one page of what he asked to see."""
    whole = duties.tally(by, on=on)
    spoken = duties.tally(by, on=on, words=asked.words) if asked.words else whole
    done, counts = done_today(by, on=on), _counts(whole)
    # What has time is only counted, unless there is nothing else to look at.
    folds = asked.is_whole and counts[Tab.LATER] < counts[Tab.ALL]
    wanted = asked.wanted(folded=folds)
    chosen = [bucket for bucket in spoken if _fits(bucket, wanted)]
    fitting = len(done) if asked.tab is Tab.DONE else sum(bucket.n for bucket in chosen)
    asked = replace(asked, page=min(max(asked.page, 1), _pages(fitting, asked)))
    first = (asked.page - 1) * asked.per_page
    if asked.tab is Tab.DONE:
        items = done[first : first + asked.per_page]
    else:
        items = duties.page(by, wanted, on=on, first=first, most=asked.per_page)
    return Docket(
        on=on,
        asked=asked,
        groups=_groups(items, asked, chosen, on),
        fitting=fitting,
        counts=counts | {Tab.DONE: len(done)},
        whats=_sums(whole, lambda bucket: bucket.what),
        unit_paths=_sums(whole, lambda bucket: bucket.unit_path),
        covered=_sums([one for one in whole if one.cover], lambda bucket: bucket.cover),
        folded=counts[Tab.LATER] if folds else 0,
    )


def done_today(by: Actor, *, on: date) -> tuple[Item, ...]:
    """Return what somebody owed and what was done on a day, the latest first."""
    begins = timezone.make_aware(datetime.combine(on, time.min))
    return duties.done_between(by, begins, begins + timedelta(days=1))


def tab_of(item: Item, *, on: date) -> Tab:
    """Say how a duty presses on a day."""
    return Tab.DONE if item.is_done else TABS[duties.press_of(item, on=on)]


def title(item: Item) -> str:
    """Say what is to be done, verb first."""
    return kinds.filled(kinds.kind(item.what).title, item.title)


def _fits(bucket: Bucket, wanted: Wanted) -> bool:
    return (
        bucket.press in wanted.presses
        and wanted.what in ("", bucket.what)
        and bucket.unit_path.startswith(wanted.unit_path)
        and wanted.whose in (None, bucket.whose)
        and wanted.by_house_rule in (None, bucket.by_house_rule)
    )


def _groups(
    items: Iterable[Item], asked: Asked, chosen: Iterable[Bucket], on: date
) -> tuple[Group, ...]:
    if asked.view is View.PEOPLE:
        together = groupby(items, key=lambda item: item.place)
        return tuple(_person(tuple(many)) for _place, many in together)
    alike = groupby(items, key=lambda item: tab_of(item, on=on))
    return tuple(_group(tab, tuple(many), chosen) for tab, many in alike)


def _person(items: tuple[Item, ...]) -> Group:
    return Group(None, items, len(items), sum(bool(item.cover) for item in items))


def _group(tab: Tab, items: tuple[Item, ...], chosen: Iterable[Bucket]) -> Group:
    if tab is Tab.DONE:
        return Group(tab, items, len(items))
    alike = [bucket for bucket in chosen if bucket.press is PRESSES[tab]]
    covered = sum(bucket.n for bucket in alike if bucket.cover)
    return Group(tab, items, sum(bucket.n for bucket in alike), covered)


def _counts(buckets: Iterable[Bucket]) -> dict[Tab, int]:
    pressing = _sums(buckets, lambda bucket: TABS[bucket.press])
    counts = {tab: pressing.get(tab, 0) for tab in Tab}
    return counts | {Tab.ALL: sum(pressing.values())}


def _sums[Key](buckets: Iterable[Bucket], key: Callable[[Bucket], Key]) -> dict[Key, int]:
    found: Counter[Key] = Counter()
    for bucket in buckets:
        found[key(bucket)] += bucket.n
    return dict(found)
