"""Counting as rules: the three arithmetics, working days, hours, backward days and ages (计算)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from guihang.law import periods
from guihang.law.catalogue import rule
from guihang.law.events import check_order
from guihang.law.periods import RestDay, Window
from guihang.law.refusals import BadFacts
from guihang.law.spans import Span
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Step, Verdict, lacking
from guihang.law.wire import AnyUnit

SPAN = Text("期限", "length of time")


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """A period that an event opens (期间)."""

    after: Annotated[date, Text("事件发生之日", "day of the event")]
    span: Annotated[Span, SPAN, AnyUnit()]
    in_custody: Annotated[bool, Text("在押期间", "a period of custody")] = False

    def check(self) -> None:
        """Refuse hours: they are counted from a minute."""
        if self.span.hours:
            raise BadFacts("span", why=Text("以时计算的期间请用时刻。", "Hours need a minute."))


@dataclass(frozen=True, slots=True)
class DayAndSpan:
    """A day and a length in years, months and days counted from it."""

    day: Annotated[date, Text("起算日", "day it is counted from")]
    span: Annotated[Span, SPAN]


@dataclass(frozen=True, slots=True)
class HoursFacts:
    """A number of hours from a minute."""

    after: Annotated[datetime, Text("起算时刻", "minute it is counted from")]
    span: Annotated[Span, SPAN, AnyUnit()]

    def check(self) -> None:
        """Refuse anything that is not hours."""
        if not self.span.hours:
            raise BadFacts("span", why=Text("此项以小时计算。", "This is counted in hours."))


@dataclass(frozen=True, slots=True)
class LastedFacts:
    """Something that began after a day and is looked at on another."""

    since: Annotated[date, Text("应履行义务之日", "day it is counted from, not counted itself")]
    until: Annotated[date, Text("查看之日", "day it is looked at")]
    span: Annotated[Span, SPAN]

    def check(self) -> None:
        """Refuse a day before the beginning."""
        check_order("until", self.since, self.until)


@dataclass(frozen=True, slots=True)
class Lasted:
    """How many days it has lasted, and whether that is longer than the span (超过)."""

    days: int
    longer: bool
    last: date


@dataclass(frozen=True, slots=True)
class AgeFacts:
    """A birth and a day."""

    birth: Annotated[date, Text("出生日期", "day of birth")]
    day: Annotated[date, Text("查看之日", "day the age is asked for")]

    def check(self) -> None:
        """Refuse a day before the birth."""
        check_order("day", self.birth, self.day)


@dataclass(frozen=True, slots=True)
class Trip:
    """One absence: the day of departure and the day of return both count (外出)."""

    leaves: Annotated[date, Text("离开之日", "day of departure")]
    returns: Annotated[date, Text("返回之日", "day of return")]

    def check(self) -> None:
        """Refuse a return before the departure."""
        check_order("returns", self.leaves, self.returns)


@dataclass(frozen=True, slots=True)
class TripsFacts:
    """Several absences and the window in which their days are added up."""

    trips: Annotated[tuple[Trip, ...], Text("各次外出", "the trips")]
    span: Annotated[Span, Text("时间窗", "the window")]


@rule("counting.period", "cpl-2018:105", "spc-2021:202.1", zh="期间的最后一日")
def period(facts: PeriodFacts, law: Statutes) -> Answer[date]:
    """A period leaves out its first day; ending on a rest day it rolls, except in custody."""
    ending = RestDay.STANDS if facts.in_custody else RestDay.ROLLS
    count = periods.period(facts.after, facts.span, law.calendar, ending)
    return periods.verdict(count.last, count)


@rule("counting.term", "spc-2021:202.2", zh="刑期、考验期的最后一日")
def term(facts: DayAndSpan, law: Statutes) -> Answer[date]:
    """A term counts its first day and ends the day before the same day, rest day or not."""
    count = periods.term(facts.day, facts.span)
    return periods.verdict(count.last, count)


@rule("counting.validity", "house:validity", zh="有效期的最后一日")
def validity(facts: DayAndSpan, law: Statutes) -> Answer[date]:
    """A permit or measure is valid up to the day before the same day; the shorter reading holds."""
    count = periods.validity(facts.day, facts.span)
    return periods.verdict(count.last, count)


@rule("counting.before", "house:backward", zh="向前推算的日期")
def before(facts: DayAndSpan, law: Statutes) -> Answer[date]:
    """A deadline before a day is counted back in calendar days and never rolls."""
    count = periods.before(facts.day, facts.span)
    return periods.verdict(count.last, count)


@rule("counting.hours", "cpl-2018:105.1", zh="以时计算的期间届满时刻")
def hours(facts: HoursFacts, law: Statutes) -> Answer[datetime]:
    """Hours run from the minute, through nights and holidays."""
    count = periods.hours(facts.after, facts.span)
    return periods.verdict(count.last, count)


@rule("counting.longer", "cpl-2018:105.2", "spc-2021:202.1", zh="持续时间是否超过期限")
def longer(facts: LastedFacts, law: Statutes) -> Answer[Lasted]:
    """What lasts longer than a span has passed the span's last day; that day itself is within."""
    last = periods.shift(facts.since, facts.span)
    days = periods.days_out(facts.since, facts.until)
    is_longer = periods.lasts_longer(facts.since, facts.span, facts.until)
    says = Text(f"{facts.span.text.zh}至 {last} 止，已满 {days} 日", f"up to {last}; {days} days")
    article = periods.MONTHS if facts.span.in_months else periods.FIRST_DAY
    step = Step(says, last, article)
    return Verdict(Lasted(days, is_longer, last), (Ground(article, says),), (step,))


@rule("counting.age", "juvenile-2006:2", zh="周岁年龄")
def age(facts: AgeFacts, law: Statutes) -> Answer[int]:
    """A year of age is full on the day after the birthday."""
    years = periods.age(facts.birth, facts.day)
    says = Text(f"{facts.day} 已满 {years} 周岁", f"{years} full years on {facts.day}")
    return Verdict(years, (Ground(periods.AGE, says),), (Step(says, facts.day, periods.AGE),))


@rule("counting.window", "house:window", zh="时间窗内外出天数最多的一段")
def window(facts: TripsFacts, law: Statutes) -> Answer[Window]:
    """Days away are added up in every window from a day away; the fullest window counts."""
    found = periods.busiest(tuple((trip.leaves, trip.returns) for trip in facts.trips), facts.span)
    if found is None:
        lacking("trips", Text("外出记录", "any trip"))
    says = Text(
        f"{found.first} 至 {found.last} 共外出 {found.days} 日",
        f"{found.days} days away from {found.first} to {found.last}",
    )
    return Verdict(found, (Ground("house:window", says),), (Step(says, found.last),))
