"""Leave: granted after departure, by the wrong rung, for too long, or never ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from guihang.bureau.reviews import house_rules
from guihang.bureau.reviews.check import Found, Severity, check
from guihang.bureau.reviews.file import File
from guihang.decisions.queries import History
from guihang.law import periods
from guihang.law.calendars import ONE_DAY
from guihang.law.codes import Body
from guihang.law.events import Event, What
from guihang.law.rungs import Rung

FOLLOWS = (
    What.RULE_BROKEN,
    What.ASKED_TO_MEND,
    What.ADMONISHED,
    What.WARNED,
    What.LEAVE_EXTENDED,
    What.LOST,
)


def _granted(file: File) -> Iterator[Event]:
    return file.events(What.LEAVE_GRANTED)


@check(
    "leave.after_departure",
    ground="ccl-2019:27.1",
    severity=Severity.GRAVE,
    says=_("A leave was granted after the person had left, or after its first day"),
    remedy=_("A leave is never granted afterwards: deal with the absence as it was."),
)
def after_departure(file: File) -> Iterator[Found]:
    """Leaving needs approval before it."""
    for event in _granted(file):
        left = file.facts.first(What.LEFT, of=event.of) if event.of else None
        first = min(day for day in (event.begins, left and left.day) if day is not None)
        if event.day > first:
            yield Found(event.day, event.of or "")


@check(
    "leave.left_ungranted",
    ground="ccl-2019:27.1",
    severity=Severity.GRAVE,
    says=_("Somebody left for a leave that was never granted"),
    remedy=_("Deal with it as an absence without approval."),
)
def left_ungranted(file: File) -> Iterator[Found]:
    """Who leaves for a matter must have been granted it."""
    for event in file.events(What.LEFT):
        granted = file.facts.first(What.LEAVE_GRANTED, of=event.of)
        if event.of and granted is None and not _travels(file, event):
            yield Found(event.day, event.of)


def _travels(file: File, left: Event) -> bool:
    """Whether somebody left under frequent travel, on a day on which it was in force."""
    granted = file.facts.first(What.TRAVEL_GRANTED, of=left.of)
    if granted is None:
        return False
    ended = file.facts.first(What.TRAVEL_ENDED, of=left.of)
    last = min(one for one in (granted.ends, ended and ended.day) if one is not None)
    return granted.begins <= left.day <= last


@check(
    "leave.wrong_rung",
    ground="measures-2020:27.2",
    severity=Severity.GRAVE,
    says=_("A leave was decided on a lower rung than the law names for its days"),
    remedy=_("Send it to the rung that decides; until then the leave does not hold."),
)
def wrong_rung(file: File) -> Iterator[Found]:
    """A week is the office's, thirty days the county's, more the city's."""
    for event in _granted(file):
        matter = _matter(file, event)
        if matter is not None and _is_too_low(file, event, matter):
            yield Found(event.day, matter.ref)


def _matter(file: File, event: Event) -> History | None:
    return next((one for one in file.matters if one.ref == event.of), None)


def _is_too_low(file: File, event: Event, matter: History) -> bool:
    law = file.law.at(event.day)
    days = periods.days_away(event.begins, event.ends)
    if matter.rung is Rung.OFFICE:
        return days > law["leave.office_max"].days
    return matter.rung is Rung.AGENCY and days > law["leave.trip_max"].days


@check(
    "leave.too_long",
    ground="measures-2020:27.3",
    severity=Severity.FAULT,
    says=_("A leave of more than thirty days was granted, and the procuratorate was not told"),
    remedy=_("Only the upper level grants it, and the procuratorate is told."),
)
def too_long(file: File) -> Iterator[Found]:
    """What goes beyond the county's limit is the upper level's, and is told."""
    for event in _granted(file):
        longest = file.law.at(event.day)["leave.trip_max"].days
        if periods.days_away(event.begins, event.ends) > longest and not _told(file, event):
            yield Found(event.day, event.of or "")


def _told(file: File, event: Event) -> bool:
    told = file.facts.all(What.TOLD, What.COPIED)
    return any(one.of == event.of and one.to is Body.PROCURATORATE for one in told)


@check(
    "leave.overlapping",
    ground="house:review.records",
    severity=Severity.FLAW,
    says=_("Two leaves were granted for the same days"),
    remedy=_("Strike or end one of them."),
)
def overlapping(file: File) -> Iterator[Found]:
    """One is away in one place at a time; a leave ended early makes room for the next."""
    taken: list[tuple[Event, date]] = []
    for event in _granted(file):
        back = file.facts.first(What.RETURNED, of=event.of)
        ends = min(event.ends, back.day) if back else event.ends
        if any(event.begins <= last and one.begins <= ends for one, last in taken):
            yield Found(event.day, event.of or "")
        taken.append((event, ends))


def _last_day(file: File, of: str | None) -> date | None:
    """Return the last day allowed for a leave, the longer one if it was lengthened."""
    granted = file.facts.last(What.LEAVE_GRANTED, of=of)
    longer = file.facts.last(What.LEAVE_EXTENDED, of=of)
    return longer.ends if longer else granted.ends if granted else None


@check(
    "leave.late_unanswered",
    ground="measures-2020:28.3",
    severity=Severity.FAULT,
    says=_("Somebody came back late from leave, and nothing followed"),
    remedy=_("Note the reason given and what follows, or why nothing does."),
)
def late_unanswered(file: File) -> Iterator[Found]:
    """A late return is dealt with."""
    for event in file.events(What.RETURNED):
        ends = _last_day(file, event.of)
        last = event.day + timedelta(days=house_rules.AFTER_LATE_RETURN_DAYS)
        if ends is None or event.day <= ends or last >= file.on:
            continue
        if file.between(ends, last, *FOLLOWS) is None:
            yield Found(event.day, event.of or "")


@check(
    "leave.not_back",
    ground="measures-2020:28.3",
    severity=Severity.GRAVE,
    says=_("A leave has ended, the person is not back, and nobody is searching"),
    remedy=_("Call, order the person back, and begin the search."),
)
def not_back(file: File) -> Iterator[Found]:
    """Who does not come back is out of supervision from the day after."""
    for event in file.events(What.LEFT):
        ends = _last_day(file, event.of)
        if ends is None or file.facts.first(What.RETURNED, of=event.of) is not None:
            continue
        from_day = ends + timedelta(days=house_rules.AT_ONCE_DAYS)
        sought = file.between(ends, file.on, What.LOST, What.SEARCH_STARTED, What.DETAINED)
        if from_day < file.on and sought is None and file.facts.closed_on is None:
            yield Found(from_day + ONE_DAY, event.of or "")


@check(
    "leave.while_out",
    ground="house:review.records",
    severity=Severity.GRAVE,
    says=_("A leave was granted to somebody who was out of contact or detained"),
    remedy=_("End the leave; look into how it was granted."),
)
def while_out(file: File) -> Iterator[Found]:
    """Nobody who cannot be reached is granted leave."""
    for event in _granted(file):
        for opens, closes in ((What.LOST, What.FOUND), (What.DETAINED, What.FREED)):
            gone = file.last_before(event.day, opens)
            back = file.last_before(event.day + ONE_DAY, closes)
            if gone is not None and (back is None or back.day < gone.day):
                yield Found(event.day, event.of or "")


@check(
    "travel.too_long",
    ground="measures-2020:29",
    severity=Severity.FAULT,
    says=_("Frequent travel was granted for more than six months"),
    remedy=_("End it at six months; a new request is needed after that."),
)
def travel_too_long(file: File) -> Iterator[Found]:
    """An approval of frequent travel holds for six months."""
    for event in file.events(What.TRAVEL_GRANTED):
        longest = file.law.at(event.day)["frequent.valid"].span
        if event.ends > periods.validity(event.begins, longest).last:
            yield Found(event.day, event.of or "")


@check(
    "travel.after_departure",
    ground="measures-2020:29",
    severity=Severity.GRAVE,
    says=_("Frequent travel was granted after its first day"),
    remedy=_("An approval is never dated back: deal with the earlier trips as they were."),
)
def travel_after_departure(file: File) -> Iterator[Found]:
    """An approval is dated before the trips it allows."""
    for event in file.events(What.TRAVEL_GRANTED, What.ENTRY_GRANTED):
        if event.begins and event.day > event.begins:
            yield Found(event.day, event.of or "")
