"""Counting: periods, terms and validity are three different arithmetics.

Period (期间): the first day is not counted; a last day on a rest day rolls, except in custody.
Term (刑期、考验期): its own first day counts, it ends the day before, it never rolls.
Validity (有效期): the first day counts, the shorter of two readings is taken, it never rolls.
Every count is returned with its steps.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from functools import lru_cache

from guihang.law.calendars import ONE_DAY, Calendar
from guihang.law.spans import MONTHS_A_YEAR, Span
from guihang.law.texts import Text
from guihang.law.verdicts import Ground, Step, Verdict

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
REMEMBERED = 65536
"""How many counts are kept: many duties of many cases ask for the same ones."""

FIRST_DAY = "cpl-2018:105.2"
ROLLING = "cpl-2018:105.4"
MONTHS = "spc-2021:202.1"
TERMS = "spc-2021:202.2"
AGE = "juvenile-2006:2"
VALIDITY = "house:validity"
BACKWARD = "house:backward"


class RestDay(Enum):
    """What a last day on a rest day does."""

    ROLLS = "rolls"
    STANDS = "stands"


@dataclass(frozen=True, slots=True)
class Counted:
    """The last day of a count, how it was reached, and whether its calendar is published."""

    last: date
    steps: tuple[Step, ...]
    firm: bool = True


@dataclass(frozen=True, slots=True)
class Instant:
    """The last minute of a count in hours, and how it was reached."""

    last: datetime
    steps: tuple[Step, ...]


def verdict[T](outcome: T, count: Counted | Instant, *grounds: Ground) -> Verdict[T]:
    """Return a verdict that carries a count: its steps, their articles, whether it is firm."""
    named = {ground.article for ground in grounds}
    applied: dict[str, Step] = {}
    for step in count.steps:
        if step.article and step.article not in named:
            applied.setdefault(step.article, step)
    rest = tuple(Ground(name, step.says) for name, step in applied.items())
    firm = count.firm if isinstance(count, Counted) else True
    return Verdict(outcome, (*grounds, *rest), count.steps, firm)


def is_months_last(day: date) -> bool:
    """Tell whether a day is the last of its month."""
    return (day + ONE_DAY).month != day.month


def same_day(day: date, months: int, *, month_end: bool = False) -> date:
    """Return the same day some months on (or back), or that month's last where it has none.

    With `month_end`, counting from a month's last day leads to a month's last day.
    """
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    length = _days_in(year, month + 1)
    if month_end and is_months_last(day):
        return date(year, month + 1, length)
    return date(year, month + 1, min(day.day, length))


@lru_cache(maxsize=REMEMBERED)
def _days_in(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def shift(day: date, span: Span, *, month_end: bool = True) -> date:
    """Return the day a span on: the years in one step, then the months in one, then the days."""
    if span.years:
        day = same_day(day, span.years * MONTHS_A_YEAR)
    if span.months:
        day = same_day(day, span.months, month_end=month_end)
    return day + timedelta(days=span.days)


@lru_cache(maxsize=REMEMBERED)
def period(after: date, span: Span, calendar: Calendar, ending: RestDay = RestDay.ROLLS) -> Counted:
    """Return the last day of a period that an event opens; the event's day is not counted."""
    _refuse_hours(span)
    first = Step(
        Text(f"{after} 当日不计，自次日起算", f"the day {after} is not counted"),
        after + ONE_DAY,
        FIRST_DAY,
    )
    if span.working_days:
        return _working(after, span, calendar, first)
    last = shift(after, span)
    by = MONTHS if span.in_months else FIRST_DAY
    full = Step(Text(f"{span.text.zh}届满", f"{span} run out"), last, by)
    return _ended(last, (first, full), calendar, ending)


def _refuse_hours(span: Span) -> None:
    if span.hours:
        raise ValueError("hours are counted from an instant")


def _ended(last: date, steps: tuple[Step, ...], calendar: Calendar, ending: RestDay) -> Counted:
    """Let the last day roll over rest days, or say why it stands."""
    if ending is RestDay.STANDS:
        return Counted(last, steps)
    rolled = last
    while calendar.is_rest(rolled):
        rolled += ONE_DAY
    if rolled != last:
        says = Text(
            f"{last} 为节假日，顺延至节假日后第一日",
            f"{last} is a rest day, so the next that is not",
        )
        steps = (*steps, Step(says, rolled, ROLLING))
    return _mark(rolled, steps, calendar)


def _working(after: date, span: Span, calendar: Calendar, first: Step) -> Counted:
    """Count working days, make-up Saturdays and Sundays among them."""
    last, left = after, span.working_days
    while left:
        last += ONE_DAY
        left -= not calendar.is_rest(last)
    says = Text(
        f"第{span.working_days}个工作日（调休上班日计入，节假日不计）",
        f"working day {span.working_days}, make-up days counted, rest days not",
    )
    counted = Step(says, last, working_days=span.working_days)
    return _mark(last, (first, counted), calendar)


def _mark(last: date, steps: tuple[Step, ...], calendar: Calendar) -> Counted:
    """Say so where the year's rest days are not published yet."""
    if calendar.is_published(last.year):
        return Counted(last, steps)
    says = Text(
        f"{last.year}年调休安排未发布，按法定节假日推算",
        f"the rest days of {last.year} are not published; statutory days are assumed",
    )
    return Counted(last, (*steps, Step(says, last, "house:calendars")), firm=False)


def hours(after: datetime, span: Span) -> Instant:
    """Return the minute a span of hours ends; hours run through nights and holidays.

    Of the two readings (from the minute, or from the next full hour) the earlier is taken.
    """
    if not span.hours or after.tzinfo is None:
        raise ValueError("hours are counted from an instant with its time zone")
    last = after.astimezone(BEIJING) + timedelta(hours=span.hours)
    says = Text(
        f"自该时刻起连续计算{span.text.zh}，节假日不扣除",
        f"{span} from that minute, through holidays",
    )
    return Instant(last, (Step(says, last, "cpl-2018:105.1"),))


@lru_cache(maxsize=REMEMBERED)
def term(begins: date, span: Span) -> Counted:
    """Return the last day of a term that begins on a day: the day before, never rolling."""
    _refuse_uncalendared(span)
    anchor = shift(begins, span)
    last = anchor - ONE_DAY
    says = Text(
        f"自 {begins} 起{span.text.zh}，至对应日 {anchor} 的前一日止，遇节假日不顺延",
        f"{span} from {begins}: the day before {anchor}, rest day or not",
    )
    return Counted(last, (Step(says, last, TERMS),))


@lru_cache(maxsize=REMEMBERED)
def validity(first: date, span: Span) -> Counted:
    """Return the last day something is valid: the day before the same day, never rolling."""
    _refuse_uncalendared(span)
    last = shift(first, span, month_end=False) - ONE_DAY
    says = Text(
        f"自 {first} 当日起算，有效{span.text.zh}，不顺延（取较短的算法）",
        f"valid {span} from {first}, that day included, never rolling (the shorter reading)",
    )
    return Counted(last, (Step(says, last, VALIDITY),))


@lru_cache(maxsize=REMEMBERED)
def before(day: date, span: Span) -> Counted:
    """Return the day that lies a span before another, in calendar days, never rolling."""
    _refuse_uncalendared(span)
    last = same_day(day, -span.in_months) - timedelta(days=span.days)
    says = Text(f"自 {day} 向前推算{span.text.zh}，不顺延", f"{span} before {day}, never rolling")
    return Counted(last, (Step(says, last, BACKWARD),))


def _refuse_uncalendared(span: Span) -> None:
    if span.hours or span.working_days:
        raise ValueError(f"{span} is not counted in calendar days")


def lasts_longer(since: date, span: Span, on: date) -> bool:
    """Tell whether what began after a day has lasted longer than a span: 超过 excludes the number.

    The day it is counted from is not counted; a rest day moves nothing.
    """
    _refuse_uncalendared(span)
    return on > shift(since, span)


def days_away(leaves: date, returns: date) -> int:
    """Count the days of a trip; the day of departure and the day of return both count."""
    return (returns - leaves).days + 1


def days_out(since: date, on: date) -> int:
    """Count days after a missed duty: the day after it is the first."""
    return (on - since).days


def ends_at(last: date) -> datetime:
    """Return the instant a term ends: 24:00 of its last day, Beijing time, all over China."""
    return datetime(last.year, last.month, last.day, tzinfo=BEIJING) + ONE_DAY


def reaches(birth: date, years: int) -> date:
    """Return the first day a person has reached an age: the day after the birthday (周岁)."""
    return same_day(birth, years * MONTHS_A_YEAR) + ONE_DAY


def age(birth: date, on: date) -> int:
    """Return the age in full years on a day; a birthday itself still counts for the year before."""
    years = on.year - birth.year
    return years if on >= reaches(birth, years) else max(years - 1, 0)


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch in which most days of several trips fall, and how many (时间窗)."""

    first: date
    last: date
    days: int


def busiest(
    trips: tuple[tuple[date, date], ...], span: Span, *, touching: tuple[date, date] | None = None
) -> Window | None:
    """Return the rolling window of a span that holds most days away; None without a trip.

    A window runs from a day away up to the day before the same day a span later. A day on which
    two trips touch counts once. With `touching`, only windows that hold a day of that trip count.
    """
    away = _days_away(trips)
    best: Window | None = None
    for at, ordinal in enumerate(away):
        first = date.fromordinal(ordinal)
        last = shift(first, span, month_end=False) - ONE_DAY
        if touching and (last < touching[0] or touching[1] < first):
            continue
        days = bisect_right(away, last.toordinal()) - at
        if best is None or days > best.days:
            best = Window(first, last, days)
    return best


def _days_away(trips: tuple[tuple[date, date], ...]) -> list[int]:
    """Return the days of several trips in order, a day of two trips once."""
    days: list[int] = []
    for leaves, returns in sorted(trips):
        first = max(leaves.toordinal(), days[-1] + 1) if days else leaves.toordinal()
        days.extend(range(first, returns.toordinal() + 1))
    return days
