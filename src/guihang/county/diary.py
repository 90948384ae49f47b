"""What happens in the simulated county, in the order in which it happens, on days of work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.db import transaction

from guihang.law.calendars import ONE_DAY, shipped

LOCAL = ZoneInfo("Asia/Shanghai")
BATCH = 200


@dataclass(frozen=True, slots=True)
class Happening:
    """Somebody does something at a moment."""

    at: datetime
    do: Callable[[datetime], object]


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


def live_through(happenings: Iterable[Happening]) -> Iterator[str]:
    """Let everything happen in order, some at a time in one transaction; say how far it is."""
    ordered = sorted(happenings, key=lambda happening: happening.at)
    months = groupby(ordered, key=lambda happening: (happening.at.year, happening.at.month))
    for (year, month), many in months:
        yield f"{year}-{month:02d}"
        happened = tuple(many)
        for start in range(0, len(happened), BATCH):
            with transaction.atomic():
                for happening in happened[start : start + BATCH]:
                    happening.do(happening.at)


def days(number: int) -> timedelta:
    """Return so many days."""
    return timedelta(days=number)
