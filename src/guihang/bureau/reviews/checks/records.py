"""How the file was kept: noted late, decided by one person, never signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from guihang.bureau.reviews import house_rules
from guihang.bureau.reviews.check import Found, Severity, check
from guihang.bureau.reviews.file import File
from guihang.law.events import What
from guihang.law.rungs import Rung

APPROVALS = (
    What.LEAVE_GRANTED,
    What.LEAVE_EXTENDED,
    What.TRAVEL_GRANTED,
    What.CONTACT_GRANTED,
    What.ENTRY_GRANTED,
    What.EXEMPTED,
    What.DEVICE_APPROVED,
    What.DEVICE_EXTENDED,
    What.ADMONISHED,
    What.WARNED,
    What.COMMENDED,
)


@check(
    "records.approved_backwards",
    ground="house:review.noted",
    severity=Severity.GRAVE,
    says=_("An approval or a decision was noted long after the day it bears"),
    remedy=_("Find out when it was really made; an approval is never dated back."),
)
def approved_backwards(file: File) -> Iterator[Found]:
    """The day on a decision is the day it was made."""
    for event in file.events(*APPROVALS):
        if _late(file, event):
            yield Found(event.day, event.of or "")


@check(
    "records.noted_late",
    ground="house:review.noted",
    severity=Severity.FLAW,
    says=_("An event was noted long after it happened"),
    remedy=_("Write in the file why it was noted late."),
)
def noted_late(file: File) -> Iterator[Found]:
    """What happened is noted while it is fresh; what others tell comes when it comes."""
    own = (What.DECLARED, What.GROUP_FORMED, What.PLAN_MADE, What.CLASSIFIED, What.VISITED)
    for event in file.events(*own):
        if _late(file, event):
            yield Found(event.day, event.of or "")


def _late(file: File, event) -> bool:
    noted = file.noted.get(event)
    return noted is not None and noted > event.day + timedelta(days=house_rules.NOTED_DAYS)


@check(
    "matters.one_person",
    ground="house:two-people",
    severity=Severity.FAULT,
    says=_("One person both checked and decided a matter"),
    remedy=_("Let somebody else look at the decision."),
)
def one_person(file: File) -> Iterator[Found]:
    """Two people look at a matter, except where the entrusted office itself decides."""
    for matter in file.matters:
        alone = matter.checked_by is not None and matter.checked_by == matter.decided_by
        if alone and matter.rung is not Rung.OFFICE and matter.decided_on is not None:
            yield Found(matter.decided_on, matter.ref)


@check(
    "matters.unsigned",
    ground="house:signatures",
    severity=Severity.GRAVE,
    says=_("A matter was granted without a signature"),
    remedy=_("Have it signed by who decides; until then it does not hold."),
)
def unsigned(file: File) -> Iterator[Found]:
    """A grant is signed."""
    for matter in file.matters:
        if matter.granted and not matter.signed and matter.decided_on is not None:
            yield Found(matter.decided_on, matter.ref)
