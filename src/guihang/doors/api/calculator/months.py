"""A count drawn into the months it runs through, and what it is often mistaken for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from guihang.doors.ui import wording
from guihang.law.calendars import ONE_DAY, Calendar
from guihang.law.periods import FIRST_DAY, ROLLING
from guihang.law.texts import Text
from guihang.law.verdicts import Step

WEEK = 7
LONGEST = 100
SATURDAY = 5
REST, MADE_UP = Text("休", "off"), Text("班", "on")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class Count:
    """A count from a day on which something happened: how many working days, and to which day."""

    start: date
    last: date
    unrolled: date
    working_days: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of a month: what it is in the count, and what stands under its number."""

    day: date
    kind: str
    mark: str = ""

    @property
    def says(self) -> str:
        """What stands under the number: off, on, and which working day it is."""
        if "day-made-up" in self.kind:
            return wording.said(MADE_UP) + self.mark
        is_off = self.kind == "day-rest" and self.day.weekday() < SATURDAY
        return wording.said(REST) if is_off else self.mark


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks of days; None before its first and after its last."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]

    @property
    def title(self) -> str:
        """The month in the reader's language."""
        return wording.said(Text(f"{self.first:%Y}年{self.first.month}月", f"{self.first:%B %Y}"))

    @property
    def weekdays(self) -> list[str]:
        """The heads of the columns, from Monday on."""
        monday = date(self.first.year, self.first.month, 1)
        monday -= timedelta(days=monday.weekday())
        return [wording.weekday_short(monday + timedelta(days=at)) for at in range(WEEK)]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A day somebody could take for the last, and why it is not."""

    day: date
    says: Text


def counted(steps: Sequence[Step]) -> Count | None:
    """Return the count an answer's steps describe, if it is short enough to be drawn."""
    first = next((step for step in steps if step.article == FIRST_DAY and step.day), None)
    days = [step for step in steps if isinstance(step.day, date)]
    if first is None or len(days) < 2 or not _is_day(first.day) or not _is_day(days[-1].day):
        return None
    start, last = _day(first.day) - ONE_DAY, _day(days[-1].day)
    if not start <= last <= start + timedelta(days=LONGEST):
        return None
    rolled = next((at for at, step in enumerate(days) if step.article == ROLLING), None)
    unrolled = _day(days[rolled - 1].day) if rolled else last
    working = max((step.working_days for step in steps), default=0)
    return Count(start, last, unrolled, working)


def _is_day(day: object) -> bool:
    return isinstance(day, date) and not isinstance(day, datetime)


def _day(day: object) -> date:
    if not isinstance(day, date):
        raise TypeError(f"{day} is no day")
    return day


def drawn(count: Count, calendar: Calendar) -> tuple[Month, ...]:
    """Return the months a count runs through, its days marked."""
    cells = {cell.day: cell for cell in _cells(count, calendar)}
    months, first = [], count.start.replace(day=1)
    while first <= count.last:
        months.append(Month(first, _weeks(first, cells, calendar)))
        first = (first + timedelta(days=31)).replace(day=1)
    return tuple(months)


def _cells(count: Count, calendar: Calendar) -> Iterable[Cell]:
    yield Cell(count.start, "day-start")
    number, day = 0, count.start + ONE_DAY
    while day <= count.last:
        is_rest = calendar.is_rest(day)
        counts = not (count.working_days and is_rest) and day <= count.unrolled
        number += counts
        kind = "day-last" if day == count.last else "day-counted" if counts else "day-rest"
        if kind == "day-counted" and not is_rest and day.weekday() >= SATURDAY:
            kind = "day-counted day-made-up"
        mark = _mark(number) if counts and count.working_days else ""
        yield Cell(day, kind, mark)
        day += ONE_DAY


def _mark(number: int) -> str:
    return CIRCLED[number - 1] if number <= len(CIRCLED) else str(number)


def _weeks(
    first: date, cells: dict[date, Cell], calendar: Calendar
) -> tuple[tuple[Cell | None, ...], ...]:
    days: list[Cell | None] = [None] * first.weekday()
    day = first
    while day.month == first.month:
        days.append(cells.get(day) or _plain(day, calendar))
        day += ONE_DAY
    days += [None] * (-len(days) % WEEK)
    return tuple(tuple(days[at : at + WEEK]) for at in range(0, len(days), WEEK))


def _plain(day: date, calendar: Calendar) -> Cell:
    if calendar.is_rest(day):
        return Cell(day, "day-rest")
    return Cell(day, "day-made-up" if day.weekday() >= SATURDAY else "day-plain")


NO_MAKE_UP = Text("把调休上班日当成休息日", "make-up days taken for rest days")
NOT_WORKING = Text("把工作日当成自然日", "working days taken for calendar days")
NOT_ROLLED = Text("末日遇节假日没有顺延", "a last day on a rest day not moved on")
FIRST_COUNTED = Text("把当日算作第一日", "the day itself taken for day one")


def mistakes(count: Count, calendar: Calendar) -> tuple[Mistake, ...]:
    """Return the days a count is often mistaken for, those that differ from the right one."""
    found: dict[date, Mistake] = {}
    for day, says in _wrong(count, calendar):
        if day != count.last:
            found.setdefault(day, Mistake(day, says))
    return tuple(found.values())


def _wrong(count: Count, calendar: Calendar) -> Iterable[tuple[date, Text]]:
    if not count.working_days:
        yield count.unrolled, NOT_ROLLED
        yield _rolled(count.unrolled - ONE_DAY, calendar), FIRST_COUNTED
        return

    def is_off(day: date) -> bool:
        return day.weekday() >= SATURDAY or calendar.is_rest(day)

    yield _working(count.start, count.working_days, is_off), NO_MAKE_UP
    yield _rolled(count.start + timedelta(days=count.working_days), calendar), NOT_WORKING
    before = count.start - ONE_DAY
    yield _working(before, count.working_days, calendar.is_rest), FIRST_COUNTED


def _working(after: date, left: int, is_off: Callable[[date], bool]) -> date:
    while left:
        after += ONE_DAY
        left -= not is_off(after)
    return after


def _rolled(day: date, calendar: Calendar) -> date:
    while calendar.is_rest(day):
        day += ONE_DAY
    return day
