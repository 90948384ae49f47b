"""Electronic positioning: without its circumstance, too long, worn before it was told."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from guihang.bureau.reviews.check import Found, Severity, check
from guihang.bureau.reviews.file import File
from guihang.law import periods
from guihang.law.events import Circumstance, Event, What

PROVED = {
    Circumstance.ORDER: (What.ORDER_BROKEN,),
    Circumstance.ABSENCE: (What.ABSENT, What.LOST),
    Circumstance.WARNED: (What.WARNED,),
    Circumstance.PENALISED: (What.PENALISED,),
    Circumstance.PROPOSAL: (
        What.REVOCATION_PROPOSED,
        What.RECALL_PROPOSED,
        What.ARREST_ASKED,
        What.RULE_BROKEN,
        What.LOST,
        What.WARNED,
    ),
}
APPROVED = (What.DEVICE_APPROVED, What.DEVICE_EXTENDED)


@check(
    "device.groundless",
    ground="ccl-2019:29.1",
    severity=Severity.GRAVE,
    says=_("A positioning device was approved without the fact its circumstance asks for"),
    remedy=_("Take the device off, or link the fact that proves the circumstance."),
)
def groundless(file: File) -> Iterator[Found]:
    """The list is closed, and each circumstance is proved by a fact in the file."""
    for event in file.events(What.DEVICE_APPROVED):
        if not _proved(file, event):
            yield Found(event.day, event.of or "")


def _proved(file: File, event: Event) -> bool:
    facts = PROVED.get(Circumstance(event.code), ()) if event.code else ()
    return any(one.day <= event.day for one in file.facts.all(*facts)) if facts else False


@check(
    "device.too_long",
    ground="ccl-2019:29.2",
    severity=Severity.GRAVE,
    says=_("A positioning device was approved for more than three months at once"),
    remedy=_("It ends after three months; an extension needs an assessment and an approval."),
)
def too_long(file: File) -> Iterator[Found]:
    """Three months at most, and each extension again."""
    for event in file.events(*APPROVED):
        longest = file.law.at(event.day)["monitoring.order_max"].span
        if event.ends > periods.validity(event.begins, longest).last:
            yield Found(event.day, event.of or "")


@check(
    "device.worn_unapproved",
    ground="ccl-2019:29.1",
    severity=Severity.GRAVE,
    says=_("A positioning device was put on outside any approved period"),
    remedy=_("Take it off now; what it recorded must not be used."),
)
def worn_unapproved(file: File) -> Iterator[Found]:
    """A device is worn within an approved period only."""
    for event in file.events(What.DEVICE_WORN):
        approved = file.facts.all(*APPROVED)
        if not any(one.begins <= event.day <= one.ends for one in approved):
            yield Found(event.day, event.of or "")


@check(
    "device.worn_untold",
    ground="measures-2020:37",
    severity=Severity.GRAVE,
    says=_("A positioning device was put on before the person was told of it"),
    remedy=_("Tell the person in writing; note since when he or she knew."),
)
def worn_untold(file: File) -> Iterator[Found]:
    """Period, demands and consequences are told before."""
    for event in file.events(What.DEVICE_WORN):
        told = file.facts.first(What.DEVICE_TOLD, of=event.of)
        if told is None or told.day > event.day:
            yield Found(event.day, event.of or "")


@check(
    "device.extended_late",
    ground="ccl-2019:29.2",
    severity=Severity.GRAVE,
    says=_("A positioning device was extended after its period had ended"),
    remedy=_("The device had to come off; only a new approval may begin anew."),
)
def extended_late(file: File) -> Iterator[Found]:
    """What has ended cannot be extended."""
    for event in file.events(What.DEVICE_EXTENDED):
        before = file.last_before(event.day, *APPROVED)
        if before is None or before.ends < event.day:
            yield Found(event.day, event.of or "")


@check(
    "device.extended_unassessed",
    ground="ccl-2019:29.2",
    severity=Severity.FAULT,
    says=_("A positioning device was extended without an assessment"),
    remedy=_("Assess whether it is still needed; without need it comes off."),
)
def extended_unassessed(file: File) -> Iterator[Found]:
    """An extension follows from an assessment of the need."""
    for event in file.events(What.DEVICE_EXTENDED):
        before = file.last_before(event.day, *APPROVED)
        since = before.day if before else event.day
        if file.between(since, event.day, What.DEVICE_ASSESSED) is None:
            yield Found(event.day, event.of or "")
