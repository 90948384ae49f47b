"""Positions are taken exactly as long as an order allows it: its basis follows the order."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db.models import Q
from django.db.transaction import atomic

from guihang.cases.events import CaseEventNoted
from guihang.duties.owing import day_of
from guihang.law.events import What
from guihang.law.periods import BEIJING
from guihang.ledger.chains import SYSTEM
from guihang.supervision.approvals import plans
from guihang.supervision.approvals.queries import device_in_force
from guihang.supervision.models import Approval
from guihang.tracking import actions as tracking
from guihang.tracking import queries as taken
from guihang.tracking.actions import Taking
from guihang.tracking.vocabulary import BasisSort, Ended

OVER = frozenset({What.DISCHARGED, What.TERMINATED, What.MOVED_OUT})
"""With these an order ends, whatever its days."""


@atomic
def follow(order: Approval, *, by, at: datetime) -> object:
    """Begin, lengthen or end taking the positions of an order as it stands; return its basis."""
    number, case = order.matter.number, order.case
    running = taken.basis_of(number)
    in_force = device_in_force(case, on=day_of(at))
    if in_force is None or in_force.pk != order.pk or in_force.device_id is None:
        return _ended(running, order, at) if running else None
    until = _midnight_after(in_force.ends)
    if running is None:
        taking = Taking(BasisSort.ORDER, in_force.device, at, until, number)
        return tracking.begin(case=case, taking=taking, by=by, at=at)
    if running.ends != until:
        return tracking.change_end(basis=running, ends=until, by=SYSTEM, at=at)
    return running


def hear_order(event, *, by, at: datetime, **_besides: object) -> None:
    """Follow an order that was granted longer or ended, or whose device was put on or taken off.

    Wiring calls this after approvals have heard of it.
    """
    number = event.matter
    of_it = Q(matter__number=number) | Q(extensions__matter__number=number)
    for order in _worn().filter(of_it):
        follow(order, by=by, at=at)


def hear(event: CaseEventNoted, *, at: datetime, **_besides: object) -> None:
    """End the orders of a case with the correction; wiring calls this with each event."""
    if event.what in OVER:
        _follow_all(_worn().filter(case__dossier__number=event.case), at)


def sweep(*, at: datetime) -> None:
    """Look at every order whose positions are taken: what no longer holds is ended."""
    _follow_all(_worn().filter(matter__number__in=taken.running_orders()), at)
    tracking.sweep(at=at)


def _worn():
    orders = Approval.objects.filter(kind=plans.DEVICE, device__isnull=False)
    return orders.select_related("matter", "case__dossier", "case__person__subject")


def _follow_all(orders, at: datetime) -> None:
    for order in orders:
        follow(order, by=SYSTEM, at=at)


def _ended(running, order: Approval, at: datetime) -> object:
    because = Ended.TIME if order.ends < day_of(at) else Ended.CLOSED
    if order.off_on is not None:
        because = Ended.TAKEN_OFF
    return tracking.end(basis=running, because=because, by=SYSTEM, at=at)


def _midnight_after(day) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), BEIJING)
