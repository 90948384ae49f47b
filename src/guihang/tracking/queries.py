"""Devices, bases and episodes as whoever asks may see them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.law.refusals import NotYours
from guihang.tracking.access import check_may_see_devices
from guihang.tracking.fixes import queries as kept
from guihang.tracking.fixes.models import Refused
from guihang.tracking.models import Basis, Device, Episode
from guihang.tracking.vocabulary import BasisSort, DeviceSort


def devices(by: Actor) -> QuerySet[Device]:
    """Return the devices of the units somebody sees, withdrawn ones last."""
    return Device.objects.within(by.domain).order_by("withdrawn_at", "key")


def device_for(by: Actor, pk: int) -> Device:
    """Return one device somebody may see."""
    found = Device.objects.within(by.domain).filter(pk=pk).first()
    if found is None:
        raise NotYours(
            why=_("There is no such device in your charge."),
            ground="house:jurisdiction",
            remedy=_("Look it up in the list of devices."),
        )
    check_may_see_devices(by, found.unit_path)
    return found


def free(county_path: str) -> QuerySet[Device]:
    """Return the positioning devices of a county nobody wears."""
    worn = Basis.objects.filter(sort=BasisSort.ORDER, ended_at__isnull=True).values("device")
    found = Device.objects.in_use().filter(sort=DeviceSort.WORN)
    return found.filter(unit_path__startswith=county_path).exclude(pk__in=worn)


def worn_by(devices: Iterable[Device], *, at: datetime) -> dict[int, Basis]:
    """Return the basis in force of each of some devices that has one."""
    found = Basis.objects.in_force(at=at).filter(device__in=[one.pk for one in devices])
    return {basis.device_id: basis for basis in found.select_related("case__dossier")}


def not_taken(by: Actor, *, since: date) -> list[Refused]:
    """Return how often readings of one's own devices were not taken, by day and reason."""
    keys = set(devices(by).values_list("key", flat=True))
    return [one for one in kept.refused_since(since) if one.device in keys]


def basis_of(number: str) -> Basis | None:
    """Return the running basis that follows from a matter."""
    return Basis.objects.filter(number=number, ended_at__isnull=True).first()


def running_orders() -> list[str]:
    """Return the numbers of the matters under which positions are taken."""
    found = Basis.objects.filter(sort=BasisSort.ORDER, ended_at__isnull=True)
    return list(found.values_list("number", flat=True))


def bases(by: Actor, case) -> QuerySet[Basis]:
    """Return every basis of a case somebody may see, the latest first."""
    return Basis.objects.within(by.reach).filter(case=case).select_related("device")


def basis_for(by: Actor, pk: int) -> Basis:
    """Return one basis within somebody's reach."""
    found = Basis.objects.within(by.reach).filter(pk=pk).select_related("case__dossier").first()
    if found is None:
        raise NotYours(
            why=_("There is no such case in your charge."),
            ground="house:jurisdiction",
            remedy=_("Look it up in the register."),
        )
    return found


def episodes_of(by: Actor, case) -> QuerySet[Episode]:
    """Return what the machine raised about a case somebody may see, the latest first."""
    return Episode.objects.within(by.reach).filter(case=case)


def episodes(by: Actor, *, since: datetime | None = None) -> QuerySet[Episode]:
    """Return the episodes within somebody's reach, the latest first."""
    found = Episode.objects.within(by.reach).select_related("case__person__subject", "basis")
    return found.filter(raised_at__gte=since) if since else found
