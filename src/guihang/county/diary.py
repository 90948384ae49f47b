"""What happens in the simulated county, in the order in which it happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

LOCAL = ZoneInfo("Asia/Shanghai")
SATURDAY = 5
BATCH = 50


@dataclass(frozen=True, slots=True)
class Happening:
    """Somebody does something at a moment."""

    at: datetime
    do: Callable[[datetime], object]


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment of a day; on a weekend the Friday before it, because offices are shut."""
    friday = day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))
    return datetime.combine(friday, time(hour, minute), LOCAL)


def live_through(happenings: Iterable[Happening]) -> Iterator[str]:
    """Let everything happen in order, some at a time in one transaction; say how far it is."""
    ordered = sorted(happenings, key=lambda happening: happening.at)
    for start in range(0, len(ordered), BATCH):
        batch = ordered[start : start + BATCH]
        yield f"the year up to {batch[-1].at:%Y-%m-%d}"
        with transaction.atomic():
            for happening in batch:
                happening.do(happening.at)
