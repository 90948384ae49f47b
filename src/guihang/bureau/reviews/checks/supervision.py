"""Daily supervision: records that cannot be true together, and plans nobody looks at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from guihang.bureau.reviews import house_rules
from guihang.bureau.reviews.check import Found, Severity, check
from guihang.bureau.reviews.file import File
from guihang.law.calendars import ONE_DAY
from guihang.law.events import What

MET = (What.REPORT_MADE, What.CHECKED, What.TAUGHT, What.SERVICE_DONE)
AT_HOME = (What.VISITED, What.TAUGHT, What.SERVICE_DONE)
PRAISED = (What.COMMENDED, What.ASSESSED)


def _spells(file: File, opens: What, *closes: What) -> Iterator[tuple[date, date]]:
    """Yield the days from an event to what ended it, both of them left out."""
    for event in file.events(opens):
        ends = [one.day for one in file.facts.all(*closes) if one.day >= event.day]
        yield event.day, min(ends, default=file.on)


def _inside(file: File, first: date, last: date, *whats: What) -> Iterator[Found]:
    for event in file.events(*whats):
        if first < event.day < last:
            yield Found(event.day)


@check(
    "records.met_while_lost",
    ground="measures-2020:38.1",
    severity=Severity.GRAVE,
    says=_("A report, a check or an activity is noted while the person was out of contact"),
    remedy=_("Find out which is true; strike the wrong record with the reason."),
)
def met_while_lost(file: File) -> Iterator[Found]:
    """Who was out of contact did not report."""
    for first, last in _spells(file, What.LOST, What.FOUND):
        yield from _inside(file, first, last, *MET)


@check(
    "records.praised_while_lost",
    ground="measures-2020:32",
    severity=Severity.GRAVE,
    says=_("Somebody was assessed or commended while out of contact"),
    remedy=_("Take the assessment back; look into how it came about."),
)
def praised_while_lost(file: File) -> Iterator[Found]:
    """Nobody passes an assessment while a search is running."""
    for first, last in _spells(file, What.LOST, What.FOUND):
        yield from _inside(file, first, last, *PRAISED)


@check(
    "records.met_in_custody",
    ground="house:review.records",
    severity=Severity.GRAVE,
    says=_("A visit at home, education or an activity is noted while the person was detained"),
    remedy=_("Find out which is true; strike the wrong record with the reason."),
)
def met_in_custody(file: File) -> Iterator[Found]:
    """Who is detained is not at home and takes part in nothing."""
    for first, last in _spells(file, What.DETAINED, What.FREED):
        yield from _inside(file, first, last, *AT_HOME)


@check(
    "records.visited_while_away",
    ground="house:review.records",
    severity=Severity.FAULT,
    says=_("A visit at home or an activity is noted while the person was away on leave"),
    remedy=_("Find out which is true; strike the wrong record with the reason."),
)
def visited_while_away(file: File) -> Iterator[Found]:
    """Between leaving and coming back nobody is met at home."""
    for event in file.events(What.LEFT):
        back = file.facts.first(What.RETURNED, of=event.of)
        if back is not None:
            yield from _inside(file, event.day, back.day, *AT_HOME)


@check(
    "records.before_registration",
    ground="house:review.records",
    severity=Severity.FAULT,
    says=_("Supervision is noted before the person was registered"),
    remedy=_("Correct the wrong day."),
)
def before_registration(file: File) -> Iterator[Found]:
    """Supervision begins when somebody is registered."""
    registered = file.facts.day_of(What.REGISTERED)
    for event in file.events(*MET, What.VISITED):
        if registered is not None and event.day < registered:
            yield Found(event.day)


@check(
    "records.after_the_end",
    ground="ccl-2019:44",
    severity=Severity.GRAVE,
    says=_("Supervision or a sanction is noted after correction had ended"),
    remedy=_("Strike it; nobody is supervised after the term."),
)
def after_the_end(file: File) -> Iterator[Found]:
    """After the discharge nothing may be asked of anybody."""
    closed = file.facts.closed_on
    if closed is None:
        return
    late = (*MET, What.VISITED, What.ADMONISHED, What.WARNED, What.LEAVE_GRANTED)
    for event in file.events(*late):
        if event.day > closed:
            yield Found(event.day)


@check(
    "plan.unreviewed",
    ground="house:review.plan",
    severity=Severity.FLAW,
    says=_("The plan was not reviewed by the day set for it"),
    remedy=_("Review the plan and set the next day."),
)
def plan_unreviewed(file: File) -> Iterator[Found]:
    """A plan is looked at on the day it names."""
    if file.plan_review is None or file.facts.closed_on is not None:
        return
    last = file.plan_review + timedelta(days=house_rules.REVIEW_OVERDUE_DAYS)
    if last < file.on:
        yield Found(last + ONE_DAY)


@check(
    "missing.lost_twice",
    ground="measures-2020:38.1",
    severity=Severity.FLAW,
    says=_("Somebody was found to be out of contact while already being searched for"),
    remedy=_("Strike the second record, or note when the person was found in between."),
)
def lost_twice(file: File) -> Iterator[Found]:
    """A second loss needs a finding before it."""
    lost = False
    for event in file.events(What.LOST, What.FOUND):
        if event.what is What.LOST and lost:
            yield Found(event.day)
        lost = event.what is What.LOST


@check(
    "missing.found_unlost",
    ground="measures-2020:38.1",
    severity=Severity.FLAW,
    says=_("Somebody was found who had not been noted as out of contact"),
    remedy=_("Note since when the person was out of contact."),
)
def found_unlost(file: File) -> Iterator[Found]:
    """What ends must have begun; a late report is found by reporting."""
    for event in file.events(What.FOUND):
        begun = file.last_before(event.day + ONE_DAY, What.LOST, What.SEARCH_STARTED)
        if begun is None:
            yield Found(event.day)
