"""Duties of the agency that were done late, or never, although the law set their day.

The days are those of the law's own obligations; only the patience with "at once" and with what
has no time at all is the office's (house_rules).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from django.utils.translation import gettext_lazy as _

from guihang.bureau.reviews import house_rules
from guihang.bureau.reviews.check import Check, Found, Severity, add
from guihang.bureau.reviews.file import File
from guihang.law.calendars import Calendar
from guihang.law.obligations import REGISTER, Duty

GRAVE, FAULT, FLAW = Severity.GRAVE, Severity.FAULT, Severity.FLAW
AT_ONCE = timedelta(days=house_rules.AT_ONCE_DAYS)
UNTIMED = timedelta(days=house_rules.UNTIMED_DAYS)
OPEN = timedelta(days=house_rules.OPEN_DAYS)
ONE_DAY = timedelta(days=1)
DUTIES = "duties"
SEND = _("Do it today, note the day it really was done, and write in the file why it was late.")
TELL = _("Tell them today, and note the day.")


def latest(duty: Duty, calendar: Calendar) -> date:
    """Return the last day on which a review still keeps silent about a duty.

    The law's own days are exact; a patience of the office that ends on a rest day ends after it.
    """
    if duty.obligation.untimed:
        return duty.opened + UNTIMED
    if duty.obligation.within or duty.counted is not None:
        return duty.due
    last = max(duty.due, duty.opened) + AT_ONCE
    while calendar.is_published(last.year) and calendar.is_rest(last):
        last += ONE_DAY
    return last


def duties(file: File) -> dict[str, list[Duty]]:
    """Return every duty of a case by its name, done or not; derived once for all checks."""
    known = file.facts.memory.get((DUTIES, file.on))
    if known is None:
        known = {}
        for duty in REGISTER.find(file.facts, file.on, file.law):
            known.setdefault(duty.name, []).append(duty)
        file.facts.memory[DUTIES, file.on] = known
    return known


def look(file: File, *, names: tuple[str, ...]) -> Iterator[Found]:
    """Yield the duties of these names that were done late, or are not done and should be."""
    owed = duties(file)
    for name in names:
        for duty in owed.get(name, ()):
            if duty.opened <= file.on and _is_late(duty, file):
                yield Found(latest(duty, file.law.calendar) + ONE_DAY, duty.of or "")


def _is_late(duty: Duty, file: File) -> bool:
    """Whether a duty was done too late, or is still open although nobody can overlook it."""
    last = latest(duty, file.law.calendar)
    if duty.done is not None:
        return duty.done > last
    closed = None if duty.obligation.lives_on else file.facts.closed_on
    return closed > last if closed else file.on > last + OPEN


def late(code: str, severity: Severity, says: object, remedy: object, *names: str) -> None:
    """Enter a check on duties of these names; it stands on the article of the first."""
    ground = REGISTER.obligations[names[0]].articles[0]
    add(Check(code, says, ground, severity, remedy, partial(look, names=names)))
