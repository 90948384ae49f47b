"""Making a device known before it sends, and withdrawing it (定位设备登记)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.agencies.chains import unit_chain
from guihang.law.refusals import AlreadyDone, BadFacts
from guihang.ledger.actions import record
from guihang.tracking.access import check_may_enrol_device
from guihang.tracking.events import DeviceEnrolled, DeviceWithdrawn
from guihang.tracking.kinds import Datum
from guihang.tracking.models import Device
from guihang.tracking.protocols.catalogue import PROTOCOLS
from guihang.tracking.proving import digest
from guihang.tracking.vocabulary import DeviceSort

if TYPE_CHECKING:
    from guihang.agencies.models import Unit

GROUND = "house:devices"
LONGEST = 60
WITH_SECRET = frozenset({"osmand", "owntracks", "mobile"})
"""Protocols in which a device can show a secret; of the others the name alone is known."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A device as an officer describes it; `key` is what it calls itself on the line."""

    key: str
    sort: DeviceSort
    protocol: str
    datum: Datum = Datum.WGS_84


@atomic
def enrol(*, device: Enrolment, unit: Unit, by: Actor, at: datetime) -> tuple[Device, str]:
    """Make a device known; return it and its secret, shown only now ("" where there is none)."""
    check_may_enrol_device(by, unit.path)
    key = device.key.strip()
    _demand_device(device, key)
    if Device.objects.filter(key=key).exists():
        raise AlreadyDone(
            why=_("A device with this number is known already."),
            ground=GROUND,
            remedy=_("Look it up in the list of devices; a withdrawn one keeps its number."),
        )
    secret = secrets.token_urlsafe(18) if device.protocol in WITH_SECRET else ""
    known = Device.objects.create(
        key=key,
        sort=device.sort,
        protocol=device.protocol,
        datum=device.datum,
        secret=digest(secret) if secret else "",
        unit=unit,
        unit_path=unit.path,
        enrolled_at=at,
        enrolled_by_id=getattr(by, "account_id", None),
    )
    event = DeviceEnrolled(device=known.pk, sort=str(device.sort), protocol=device.protocol)
    record(event, chain=unit_chain(unit), by=by, at=at)
    return known, secret


@atomic
def withdraw(*, device: Device, by: Actor, at: datetime) -> Device:
    """Receive a device no more; one that somebody wears is taken off first."""
    device = Device.objects.select_for_update().get(pk=device.pk)
    check_may_enrol_device(by, device.unit_path)
    if device.withdrawn_at is not None:
        raise AlreadyDone(
            why=_("This device was withdrawn already."),
            ground=GROUND,
            remedy=_("Nothing more is to be done."),
        )
    if device.bases.in_force(at=at).exists():
        raise BadFacts(
            "device",
            why=_("Somebody's positions are taken with this device."),
            ground=GROUND,
            remedy=_("Note first that it came off, or end the sharing."),
        )
    device.withdrawn_at = at
    device.save(update_fields=["withdrawn_at"])
    record(DeviceWithdrawn(device=device.pk), chain=unit_chain(device.unit), by=by, at=at)
    return device


def _demand_device(device: Enrolment, key: str) -> None:
    if not key or len(key) > LONGEST or not key.isprintable():
        raise BadFacts(
            "key",
            why=_("It is not said what the device calls itself."),
            ground=GROUND,
            remedy=_("Enter the number printed on it: IMEI, terminal number, or user/device."),
        )
    if device.protocol not in PROTOCOLS:
        raise BadFacts(
            "protocol",
            why=_("This protocol is not known here."),
            ground=GROUND,
            remedy=_("Choose one of the list; the supplier says which the device speaks."),
        )
    if device.sort not in set(DeviceSort):
        raise BadFacts("sort", why=_("It is not said what it is."), ground=GROUND)
