"""Rest days and make-up working days (节假日与调休), year by year, with the notice that fixed them.

A year whose notice has not been published is estimated from the statutory days and says so.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from guihang.law import tables
from guihang.law.refusals import BadFacts
from guihang.law.texts import Text

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Year:
    """One year as its notice fixed it: weekdays off, and Saturdays and Sundays worked."""

    year: int
    notice: str
    off: frozenset[date]
    worked: frozenset[date]
    published: bool = True


class OutsideCalendars(BadFacts):
    """A day lies in a year for which there is neither a notice nor an estimate."""

    def __init__(self, day: date) -> None:
        """Name the day."""
        self.day = day
        super().__init__(
            day.isoformat(),
            why=Text(
                f"{day.isoformat()} 所在年份没有节假日安排数据。",
                f"There is no calendar of rest days for the year of {day.isoformat()}.",
            ),
            ground="house:calendars",
            remedy=Text("请核对日期。", "Check the date."),
        )


class Calendar:
    """The rest days of all years known, published or estimated."""

    __slots__ = ("_off", "_worked", "_years")

    def __init__(self, years: Iterable[Year]) -> None:
        """Put years together; a later one for the same year replaces the earlier."""
        self._years = {year.year: year for year in years}
        self._off = frozenset().union(*(year.off for year in self._years.values()))
        self._worked = frozenset().union(*(year.worked for year in self._years.values()))

    def with_year(self, year: Year) -> Calendar:
        """Return a calendar in which one more notice has been published."""
        return Calendar((*self._years.values(), year))

    def is_rest(self, day: date) -> bool:
        """Tell whether a day is a Saturday, Sunday or holiday and not a make-up working day."""
        if day.year not in self._years:
            raise OutsideCalendars(day)
        return day in self._off or (day.weekday() >= SATURDAY and day not in self._worked)

    def is_published(self, year: int) -> bool:
        """Tell whether the State Council has published the arrangement of a year."""
        return year in self._years and self._years[year].published

    def notice(self, year: int) -> str:
        """Return the notice that fixed a year, or nothing where none is known."""
        return self._years[year].notice if year in self._years else ""

    @property
    def years(self) -> tuple[int, ...]:
        """The years for which a notice is known."""
        return tuple(sorted(year for year in self._years if self.is_published(year)))


@lru_cache(maxsize=1)
def shipped() -> Calendar:
    """Return the calendars that come with the library: published years, then estimates."""
    files = dict(tables.folder("calendars"))
    statutory = files.pop("statutory")
    estimates = (
        Year(int(year), "", statutory.days(year), frozenset(), published=False)
        for year in statutory
    )
    published = (
        Year(int(year), table.word("notice"), table.days("off"), table.days("worked"))
        for year, table in files.items()
    )
    return Calendar((*estimates, *published))


def read_notice(words: str, *, notice: str) -> Year:
    """Read the State Council's notice of one year as CSV: `date,kind` with kind off or work.

    Only deviations count: a weekday that is off, a Saturday or Sunday that is worked. Days off
    that are Saturdays or Sundays anyway may be listed and are left out.
    """
    rows = list(csv.reader(words.lstrip("\ufeff").splitlines()))
    off: set[date] = set()
    worked: set[date] = set()
    for number, row in enumerate(rows, start=1):
        if not row or row[0].strip() in {"date", "日期", ""}:
            continue
        day, works = _read_row(row, number)
        (worked if works else off).add(day)
    return _one_year(notice, off, worked)


def _read_row(row: list[str], number: int) -> tuple[date, bool]:
    try:
        day = date.fromisoformat(row[0].strip())
        works = {"off": False, "休": False, "work": True, "班": True}[row[1].strip()]
    except (ValueError, KeyError, IndexError):
        raise _bad_row(number, "不是“日期,off/work”", "is not `date,off` or `date,work`") from None
    if works and day.weekday() < SATURDAY:
        raise _bad_row(number, "调休上班日应为周六或周日", "a weekday is worked anyway")
    return day, works


def _one_year(notice: str, off: set[date], worked: set[date]) -> Year:
    years = {day.year for day in off | worked}
    if len(years) != 1:
        raise _bad_row(0, "通知应当恰好涉及一个年份", "a notice is about exactly one year")
    if off & worked:
        raise _bad_row(0, "同一天既休又班", "a day cannot be off and worked")
    weekdays = frozenset(day for day in off if day.weekday() < SATURDAY)
    return Year(years.pop(), notice, weekdays, frozenset(worked))


def _bad_row(number: int, zh: str, en: str) -> BadFacts:
    return BadFacts(f"row {number}", why=Text(f"第{number}行：{zh}。", f"Row {number}: {en}."))
