"""A month of the calendar, as addresses and lists name it; pure."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from guihang.law.refusals import BadFacts
from guihang.law.texts import Text

FORM = "%Y-%m"
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month, known by its first day."""

    first: date

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month a day lies in."""
        return cls(day.replace(day=1))

    @classmethod
    def read(cls, written: str) -> Self:
        """Return a month written as in 2026-10, or refuse what is none."""
        try:
            year, _dash, month = written.partition("-")
            return cls(date(int(year), int(month), 1))
        except ValueError:
            why = Text("没有这个月份。", "There is no such month.")
            raise BadFacts("month", why=why, ground="house:months") from None

    @property
    def last(self) -> date:
        """The last day of the month."""
        return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])

    @property
    def before(self) -> Month:
        """The month before."""
        return Month.of(self.first - A_DAY)

    @property
    def after(self) -> Month:
        """The month after."""
        return Month.of(self.last + A_DAY)

    def __str__(self) -> str:
        return self.first.strftime(FORM)
