"""Beginning and ending to take somebody's positions: only on one of three bases (定位依据)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.law.refusals import AlreadyDone, BadFacts
from guihang.ledger.actions import record
from guihang.ledger.chains import SYSTEM
from guihang.tracking.access import check_may_take_positions
from guihang.tracking.events import BasisChanged, BasisEnded, BasisOpened
from guihang.tracking.models import Basis, Device
from guihang.tracking.vocabulary import BasisSort, DeviceSort, Ended

if TYPE_CHECKING:
    from guihang.cases.models import Case

GROUNDS = {
    BasisSort.ORDER: "ccl-2019:29.1",
    BasisSort.CHECK: "ccl-2019:26.1",
    BasisSort.SHARING: "pipl-2021:13",
}
LONGEST_SHARING = timedelta(hours=2)
SHARING_APART = 15 * 60
"""Seconds between two places of a sharing session."""
LONGEST_CHECK = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Taking:
    """Positions that are to be taken: on which basis, from which device, from when until when.

    `number` is that of the matter it follows from, or of the check.
    """

    sort: BasisSort
    device: Device
    begins: datetime
    ends: datetime
    number: str = ""


@atomic
def begin(*, case: Case, taking: Taking, by, at: datetime) -> Basis:
    """Let positions of a device be taken for a while; anything beyond a basis is not received."""
    if not _is_own(case, taking, by):
        check_may_take_positions(by, case.unit_path)
    device = Device.objects.select_for_update().get(pk=taking.device.pk)
    _demand_device(device, taking, at)
    _demand_bounds(taking, at)
    basis = Basis.objects.create(
        case=case,
        device=device,
        sort=taking.sort,
        number=taking.number,
        ground=GROUNDS[taking.sort],
        begins=taking.begins,
        ends=taking.ends,
        spacing=SHARING_APART if taking.sort == BasisSort.SHARING else 0,
        most=1 if taking.sort == BasisSort.CHECK else 0,
        opened_at=at,
        opened_by_id=getattr(by, "account_id", None),
    )
    event = BasisOpened(
        case=case.number,
        basis=basis.pk,
        sort=str(taking.sort),
        number=taking.number,
        ground=basis.ground,
        begins=taking.begins,
        ends=taking.ends,
    )
    record(event, chain=case.chain, by=by, at=at)
    return basis


@atomic
def change_end(*, basis: Basis, ends: datetime, by, at: datetime) -> Basis:
    """Let a running basis end at another moment: its order was lengthened, or ended early."""
    basis = Basis.objects.select_for_update().select_related("case__dossier").get(pk=basis.pk)
    check_may_take_positions(by, basis.case.unit_path)
    basis.ends = ends
    basis.save(update_fields=["ends"])
    event = BasisChanged(case=basis.case.number, basis=basis.pk, ends=ends)
    record(event, chain=basis.case.chain, by=by, at=at)
    return basis


@atomic
def end(*, basis: Basis, because: Ended, by, at: datetime) -> Basis:
    """Take nothing more on a basis from this moment on; what has ended stays as it ended."""
    basis = Basis.objects.select_for_update().select_related("case__dossier").get(pk=basis.pk)
    if not (basis.sort == BasisSort.SHARING and _owns(basis.case, by)):
        check_may_take_positions(by, basis.case.unit_path)
    if basis.ended_at is not None:
        return basis
    basis.ended_at, basis.ended_because = at, because
    basis.save(update_fields=["ended_at", "ended_because"])
    event = BasisEnded(case=basis.case.number, basis=basis.pk, because=str(because))
    record(event, chain=basis.case.chain, by=by, at=at)
    return basis


def sweep(*, at: datetime) -> int:
    """Close the bases whose time is over; nothing was taken on them since then anyway."""
    over = list(Basis.objects.filter(ended_at__isnull=True, ends__lte=at))
    for basis in over:
        end(basis=basis, because=Ended.TIME, by=SYSTEM, at=at)
    return len(over)


def _owns(case: Case, by) -> bool:
    mine = case.person.subject.account_id
    return isinstance(by, Actor) and by.is_person and by.account_id == mine


def _is_own(case: Case, taking: Taking, by) -> bool:
    """Sharing is begun by the person alone."""
    return taking.sort == BasisSort.SHARING and _owns(case, by)


def _demand_device(device: Device, taking: Taking, at: datetime) -> None:
    worn = taking.sort == BasisSort.ORDER
    if device.withdrawn_at is not None or (device.sort == DeviceSort.WORN) != worn:
        raise BadFacts(
            "device",
            why=_("This device cannot be used for it."),
            ground=GROUNDS[taking.sort],
            remedy=_("An order needs a positioning device in use; checks and sharing a phone."),
        )
    if worn and device.bases.filter(sort=BasisSort.ORDER, ended_at__isnull=True).exists():
        raise AlreadyDone(
            why=_("Somebody wears this device already."),
            ground=GROUNDS[taking.sort],
            remedy=_("Take another device, or note first that it came off."),
        )


def _demand_bounds(taking: Taking, at: datetime) -> None:
    longest = {BasisSort.SHARING: LONGEST_SHARING, BasisSort.CHECK: LONGEST_CHECK}.get(taking.sort)
    if taking.ends <= taking.begins or taking.ends <= at:
        raise BadFacts(
            "ends",
            why=_("The end lies before the beginning, or has passed."),
            ground=GROUNDS[taking.sort],
        )
    if longest is not None and taking.ends - taking.begins > longest:
        raise BadFacts(
            "ends",
            why=_("Positions of a phone are not taken for so long."),
            ground="house:sharing",
            remedy=_("Sharing lasts two hours at most, a spot check half an hour."),
        )
