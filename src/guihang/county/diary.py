"""What happens in the simulated county, in the order in which it happens, on days of work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.db import transaction

from guihang.law.calendars import ONE_DAY, shipped
from guihang.law.refusals import Refused

LOCAL = ZoneInfo("Asia/Shanghai")
BATCH = 200


A_WHILE = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Happening:
    """Somebody does something at a moment.

    What belongs to a `tale` ends with it: where a step does not fit the calendar of that year and
    is refused, the tale stops there, as it would in an office, and the county goes on.
    """

    at: datetime
    do: Callable[[datetime], object]
    tale: object = None


def workday(day: date) -> date:
    """Return a day on which offices are open: the day itself, or the last one before it."""
    calendar = shipped()
    while calendar.is_rest(day):
        day -= ONE_DAY
    return day


def next_workday(day: date) -> date:
    """Return a day on which offices are open: the day itself, or the first one after it."""
    calendar = shipped()
    while calendar.is_rest(day):
        day += ONE_DAY
    return day


def workdays_before(day: date, number: int) -> date:
    """Return the day of work that lies so many days of work before another."""
    for _ in range(number):
        day = workday(day - ONE_DAY)
    return day


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment of a day; on a rest day the day of work before it: offices are shut."""
    return datetime.combine(workday(day), time(hour, minute), LOCAL)


def in_order(happenings: Iterable[Happening]) -> Iterator[Happening]:
    """Let each happen after the one before: rest days can bring two to the same day of work."""
    last = None
    for one in happenings:
        at = one.at if last is None else max(one.at, last + A_WHILE)
        yield replace(one, at=at)
        last = at


class Year:
    """A year that is lived through; `refused` says of each tale that ended early why it did."""

    def __init__(self, happenings: Iterable[Happening]) -> None:
        self._ordered = sorted(happenings, key=lambda happening: happening.at)
        self._over: set[int] = set()
        self.refused: list[str] = []

    def live(self) -> Iterator[str]:
        """Let everything happen in order, some at a time in one transaction; say how far it is."""
        months = groupby(self._ordered, key=lambda one: (one.at.year, one.at.month))
        for (year, month), many in months:
            yield f"{year}-{month:02d}"
            happened = tuple(many)
            for start in range(0, len(happened), BATCH):
                with transaction.atomic():
                    for happening in happened[start : start + BATCH]:
                        self._let(happening)

    def _let(self, happening: Happening) -> None:
        tale = happening.tale
        if tale is None:
            happening.do(happening.at)
        elif id(tale) not in self._over:
            try:
                with transaction.atomic():
                    happening.do(happening.at)
            except Refused as refused:
                self._over.add(id(tale))
                self.refused.append(
                    f"{happening.at:%Y-%m-%d %H:%M} {type(tale).__name__}: {refused}"
                )


def days(number: int) -> timedelta:
    """Return so many days."""
    return timedelta(days=number)
