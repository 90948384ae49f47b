"""Lengths of time as a law, a judgment or a form writes them: never a bare number.

A half month is always fifteen days (SPC interpretation art. 202). How a length is counted
from a day is not here: see `periods`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from guihang.law.texts import Text

MONTHS_A_YEAR = 12
HALF_MONTH_DAYS = 15

_ENGLISH = {
    "year": "years",
    "month": "months",
    "working day": "working_days",
    "day": "days",
    "hour": "hours",
}
_CHINESE = {
    "年": "years",
    "个月": "months",
    "月": "months",
    "个工作日": "working_days",
    "工作日": "working_days",
    "日": "days",
    "天": "days",
    "小时": "hours",
}
_WRITTEN = {
    "years": Text("年", "year"),
    "months": Text("个月", "month"),
    "days": Text("日", "day"),
    "working_days": Text("个工作日", "working day"),
    "hours": Text("小时", "hour"),
}
_ENGLISH_PART = re.compile(r"(\d+|half a) (year|month|working day|day|hour)s?")
_CHINESE_PART = re.compile(
    r"([0-9零〇一二两三四五六七八九十百]+|半)(年|个月|月|个工作日|工作日|日|天|小时)(半)?"
)
_DIGITS: Mapping[str, int] = {
    **{sign: value for value, sign in enumerate("零一二三四五六七八九")},
    "〇": 0,
    "两": 2,
}


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time: years, months and days, or working days, or hours (期间、刑期)."""

    years: int = 0
    months: int = 0
    days: int = 0
    working_days: int = 0
    hours: int = 0

    def __post_init__(self) -> None:
        """Refuse nothing at all, less than nothing, and units that are counted differently."""
        parts = (self.years, self.months, self.days, self.working_days, self.hours)
        if min(parts) < 0 or not any(parts):
            raise ValueError(f"not a length of time: {parts}")
        if (self.working_days or self.hours) and sum(map(bool, parts)) != 1:
            raise ValueError("working days and hours are counted by themselves")

    @classmethod
    def parse(cls, words: str) -> Span:
        """Read "3 months", "10 working days", "1 year 6 months", "half a month" or 一年六个月."""
        return _parse(words.strip())

    @property
    def in_months(self) -> int:
        """Years and months together, in months."""
        return self.years * MONTHS_A_YEAR + self.months

    def _parts(self) -> list[tuple[str, int]]:
        return [(name, count) for name in _WRITTEN if (count := getattr(self, name))]

    def __str__(self) -> str:
        """Write the length the way `parse` reads it: "1 year 6 months"."""
        return " ".join(
            f"{count} {_WRITTEN[name].en}{'s' if count > 1 else ''}"
            for name, count in self._parts()
        )

    @property
    def text(self) -> Text:
        """The length in both languages."""
        return Text(
            "".join(f"{count}{_WRITTEN[name].zh}" for name, count in self._parts()), str(self)
        )

    def half(self) -> Span:
        """Return half of it: an odd month leaves fifteen days, an odd day counts whole."""
        self._refuse_uncalendared()
        months, odd = divmod(self.in_months, 2)
        days = (HALF_MONTH_DAYS if odd else 0) + (self.days + 1) // 2
        return Span(months=months, days=days)

    def plus(self, other: Span) -> Span:
        """Return both together, months with months and days with days."""
        self._refuse_uncalendared()
        other._refuse_uncalendared()
        return Span(months=self.in_months + other.in_months, days=self.days + other.days)

    def order(self, other: Span) -> int | None:
        """Tell -1, 0 or 1 as it is shorter, equal or longer; None where only a start day tells.

        One month against thirty days depends on the month; a month against twenty-seven days,
        or against thirty-two, does not.
        """
        self._refuse_uncalendared()
        other._refuse_uncalendared()
        months, days = self.in_months - other.in_months, self.days - other.days
        if months == 0:
            return (days > 0) - (days < 0)
        if months < 0:
            turned = other.order(self)
            return None if turned is None else -turned
        return _order_of(months, days)

    def _refuse_uncalendared(self) -> None:
        if self.working_days or self.hours:
            raise ValueError(f"{self} is not counted in calendar days")


def _order_of(months: int, days: int) -> int | None:
    """Compare a number of months with days that were taken away."""
    shortest, longest = 28 * months, 31 * months
    if days + shortest > 0:
        return 1
    return -1 if days + longest < 0 else None


@lru_cache(maxsize=512)
def _parse(words: str) -> Span:
    counts = _english(words) or _chinese(words)
    if counts is None:
        raise ValueError(f"not a length of time: {words!r}")
    return Span(**counts)


def _english(words: str) -> dict[str, int] | None:
    parts = _ENGLISH_PART.findall(words)
    written = " ".join(match.group() for match in _ENGLISH_PART.finditer(words))
    if not parts or written != words:
        return None
    counts: dict[str, int] = {}
    for number, unit in parts:
        _add(counts, number, _ENGLISH[unit], half=number == "half a")
    return counts


def _chinese(words: str) -> dict[str, int] | None:
    parts = _CHINESE_PART.findall(words)
    if not parts or "".join("".join(part) for part in parts) != words:
        return None
    counts: dict[str, int] = {}
    for number, unit, and_half in parts:
        _add(counts, number, _CHINESE[unit], half=number == "半")
        if and_half:
            _add(counts, "半", _CHINESE[unit], half=True)
    return counts


def _add(counts: dict[str, int], number: str, unit: str, *, half: bool) -> None:
    """Add one written part; a half is six months of a year, fifteen days of a month."""
    if not half:
        counts[unit] = counts.get(unit, 0) + _number(number)
    elif unit == "years":
        counts["months"] = counts.get("months", 0) + MONTHS_A_YEAR // 2
    elif unit == "months":
        counts["days"] = counts.get("days", 0) + HALF_MONTH_DAYS
    else:
        raise ValueError(f"no half of {unit}")


def _number(sign: str) -> int:
    """Read 12, 十二 or 一百二十."""
    if sign.isdecimal():
        return int(sign)
    total, digit = 0, 0
    for mark in sign:
        if mark in "十百":
            total += (digit or 1) * (10 if mark == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[mark]
    return total + digit
