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
from guihang.law.obligations import REGISTER, Duty

GRAVE, FAULT, FLAW = Severity.GRAVE, Severity.FAULT, Severity.FLAW
AT_ONCE = timedelta(days=house_rules.AT_ONCE_DAYS)
UNTIMED = timedelta(days=house_rules.UNTIMED_DAYS)
OPEN = timedelta(days=house_rules.OPEN_DAYS)
DUTIES = "duties"
SEND = _("Do it today, note the day it really was done, and write in the file why it was late.")
TELL = _("Tell them today, and note the day.")


def latest(duty: Duty) -> date:
    """Return the last day on which a review still keeps silent about a duty."""
    if duty.obligation.untimed:
        return duty.opened + UNTIMED
    exact = duty.obligation.within or duty.counted is not None
    return duty.due if exact else max(duty.due, duty.opened) + AT_ONCE


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
                yield Found(latest(duty) + timedelta(days=1), duty.of or "")


def _is_late(duty: Duty, file: File) -> bool:
    """Whether a duty was done too late, or is still open although nobody can overlook it."""
    if duty.done is not None:
        return duty.done > latest(duty)
    closed = None if duty.obligation.lives_on else file.facts.closed_on
    return closed > latest(duty) if closed else file.on > latest(duty) + OPEN


def late(code: str, severity: Severity, says: object, remedy: object, *names: str) -> None:
    """Enter a check on duties of these names; it stands on the article of the first."""
    ground = REGISTER.obligations[names[0]].articles[0]
    add(Check(code, says, ground, severity, remedy, partial(look, names=names)))
