"""The rounds of the offices: reporting days, calls and visits, every month, for everybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from guihang.cases import actions as cases
from guihang.cases.actions import Attended, Besides
from guihang.county.courses import REVIEWED_MONTHS
from guihang.county.diary import Happening, moment, workday
from guihang.county.hands import Hands, townships_order
from guihang.county.lives import Life
from guihang.law import periods
from guihang.law.codes import Kind
from guihang.law.events import Event, What

REPORTING_DAY, SPREAD = 5, 9
OLD_DAYS = 120
"""Of the months before, only every second reporting day of most people is told."""
VISITED_EVERY = {"strict": 1, "ordinary": 3, "lenient": 6}
"""How many months lie between visits: the worse the prospects, the more often."""


def happenings(
    hands: Hands, lives: Sequence[Life], *, opening: date, on: date
) -> Iterator[Happening]:
    """Yield a reporting day a month in each office, up to a day."""
    by_office: dict[str, list[Life]] = defaultdict(list)
    for life in lives:
        by_office[life.office].append(life)
    month = opening.replace(day=1)
    while month < on:
        for office, many in by_office.items():
            at = moment(reporting_day(office, month), 9, townships_order(office))
            if opening < at.date() < on:
                come = [one for one in many if _is_told(one, at.date(), month, on)]
                yield Happening(at, _round(hands, office, come))
        month = periods.same_day(month, 1)


def reporting_day(office: str, month: date) -> date:
    """Return the day of a month on which an office takes reports, a day of work."""
    return workday(month.replace(day=REPORTING_DAY + townships_order(office) % SPREAD))


def history(life: Life, on: date) -> Iterator[Event]:
    """Yield what the rounds brought about somebody who is taken over with the register."""
    month = life.effective.replace(day=1)
    while month < on:
        day = moment(month.replace(day=REPORTING_DAY + int(life.office) % SPREAD), 9).date()
        if day < on and life.reports_on(day) and _is_told(life, day, month, on):
            yield from _events(life, day)
        month = periods.same_day(month, 1)


def _is_told(life: Life, day: date, month: date, on: date) -> bool:
    """Whether a reporting day is told; of those long past, every second one of most people is."""
    old = day < on - timedelta(days=OLD_DAYS)
    return not old or month.month % 2 == 0 or _every_month(life)


def _every_month(life: Life) -> bool:
    """Whether somebody reports every month even where little is told of the rest."""
    return life.level == "strict" or life.order.kind == Kind.OUTSIDE


def _round(hands: Hands, office: str, lives: Sequence[Life]):
    def do(at: datetime) -> None:
        attended = tuple(_attended(life, at.date()) for life in lives if life.reports_on(at.date()))
        if attended:
            cases.note_round(attended=attended, by=hands.of_office(office, at), at=at)

    return do


def _attended(life: Life, day: date) -> Attended:
    return Attended(life.case, tuple(_events(life, day)), Besides(channel="counter"))


def _events(life: Life, day: date) -> list[Event]:
    events = [Event(What.REPORT_MADE, day)]
    if (day.month + life.number) % VISITED_EVERY[life.level] == 0:
        events.append(Event(What.VISITED, day))
    elif (day.month + life.number) % 2 == 0:
        events.append(Event(What.CONTACTED, day))
    if life.order.kind == Kind.OUTSIDE and not life.told:
        events.append(Event(What.HEALTH_REPORTED, day))
        if (day.month + life.number) % REVIEWED_MONTHS == 0:
            events.append(Event(What.REVIEW_HANDED_IN, day))
    return events
