"""The end: too early, too late, over an open measure, or without the paper it stands on."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from guihang.bureau.reviews.check import Found, Severity, check
from guihang.bureau.reviews.file import File
from guihang.law.calendars import ONE_DAY
from guihang.law.events import Ending, What
from guihang.law.refusals import BadFacts
from guihang.law.rules.terms import last_day

RULINGS = {
    Ending.REVOKED: What.REVOKED,
    Ending.RECALLED: What.RECALLED,
    Ending.DIED: What.DIED,
}
PROPOSED = {
    What.REVOCATION_PROPOSED: (What.REVOKED, What.REVOCATION_REFUSED),
    What.RECALL_PROPOSED: (What.RECALLED, What.RECALL_REFUSED),
}


def _last_day(file: File):
    try:
        return last_day(file.facts, file.law)
    except BadFacts:
        return None


@check(
    "ending.early",
    ground="ccl-2019:44",
    severity=Severity.GRAVE,
    says=_("Somebody was discharged before the term was over"),
    remedy=_("Take the discharge back; tell the organ and the procuratorate."),
)
def early(file: File) -> Iterator[Found]:
    """A discharge comes when the term is over, or with a pardon."""
    last = _last_day(file)
    for event in file.events(What.DISCHARGED):
        pardoned = any(one.day <= event.day for one in file.facts.all(What.PARDONED))
        if last is not None and event.day < last and not pardoned:
            yield Found(event.day)


@check(
    "ending.late",
    ground="ccl-2019:44",
    severity=Severity.GRAVE,
    says=_("The term is over, and the person was not discharged, or too late"),
    remedy=_("Discharge today with the day the term ended; nobody is supervised beyond it."),
)
def late(file: File) -> Iterator[Found]:
    """The day after the last day is one day too many, unless a measure holds the case."""
    last = _last_day(file)
    if last is None or _held(file, last) or file.facts.all(What.TERMINATED, What.MOVED_OUT):
        return
    done = file.facts.day_of(What.DISCHARGED)
    if (done or file.on) > last + ONE_DAY:
        yield Found(last + ONE_DAY)


def _held(file: File, last) -> bool:
    """Whether custody or a proposal was open when the term ended: then somebody decides."""
    custody = file.last_before(last + ONE_DAY, What.DETAINED)
    freed = custody and file.between(custody.day, last, What.FREED)
    if custody is not None and freed is None:
        return True
    return any(_open_on(file, last, opens, closes) for opens, closes in PROPOSED.items())


def _open_on(file: File, day, opens: What, closes: tuple[What, ...]) -> bool:
    opened = file.last_before(day + ONE_DAY, opens)
    return opened is not None and file.between(opened.day, day, *closes) is None


@check(
    "ending.held_over",
    ground="measures-2020:53.1",
    severity=Severity.GRAVE,
    says=_("Somebody was discharged while detained or while a proposal was open"),
    remedy=_("Look at it by hand: what the measure comes to decides about the discharge."),
)
def held_over(file: File) -> Iterator[Found]:
    """A term that ends over an open measure is decided by a person, with reasons."""
    last = _last_day(file)
    decided = file.facts.all(What.PARDONED)
    for event in file.events(What.DISCHARGED):
        if last is not None and not decided and _held(file, event.day):
            yield Found(event.day)


@check(
    "ending.terminated_without_ruling",
    ground="ccl-2019:45",
    severity=Severity.GRAVE,
    says=_("A case was terminated without the ruling, decision or death it stands on"),
    remedy=_("Note the ruling with its number and day, or take the termination back."),
)
def terminated_without_ruling(file: File) -> Iterator[Found]:
    """Only a court, the organ or a death ends correction early."""
    for event in file.events(What.TERMINATED):
        needed = RULINGS.get(Ending(event.code)) if event.code else None
        if needed is None or not any(one.day <= event.day for one in file.facts.all(needed)):
            yield Found(event.day)


@check(
    "ending.unappraised",
    ground="measures-2020:53.2",
    severity=Severity.FLAW,
    says=_("Somebody was discharged without the written appraisal"),
    remedy=_("Write the appraisal and put it into the file."),
)
def unappraised(file: File) -> Iterator[Found]:
    """The agency writes an appraisal before the end."""
    for event in file.events(What.DISCHARGED):
        pardoned = file.facts.all(What.PARDONED)
        if not pardoned and not file.facts.all(What.APPRAISAL_WRITTEN):
            yield Found(event.day)


@check(
    "ending.archived_open",
    ground="measures-2020:18",
    severity=Severity.FAULT,
    says=_("A case was archived that has not ended"),
    remedy=_("Take it back from the archive."),
)
def archived_open(file: File) -> Iterator[Found]:
    """Only what has ended is archived."""
    for event in file.events(What.ARCHIVED):
        closed = file.facts.closed_on
        if closed is None or event.day < closed:
            yield Found(event.day)
