"""Somebody whose positions are taken: a case, a device, a basis, and a county round it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import shapely

from guihang.ledger.chains import SYSTEM
from guihang.tracking import actions, ports
from guihang.tracking.actions import Enrolment, Taking
from guihang.tracking.fixes import roster
from guihang.tracking.fixes.engine import Engine
from guihang.tracking.geometry import Circle, Region
from guihang.tracking.ports import Bound
from guihang.tracking.protocols.readings import Batch, Message, Reading
from guihang.tracking.vocabulary import BasisSort, DeviceSort, Sign

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
COUNTY = Region(shapely.box(111.4, 26.2, 111.8, 26.6))
HOME = (26.4, 111.6)
AWAY = (26.4, 111.9)
"""Ten kilometres beyond the border."""


class Played:
    """One person under a device order, whose device sends what a test lets it send."""

    def __init__(self, case, key="013900000001", *, protocol="jt808", days=30):
        self.case, self.protocol = case, protocol
        enrolment = Enrolment(key, DeviceSort.WORN, protocol)
        unit = case.dossier.unit
        before = NOON - timedelta(hours=1)
        self.device, self.secret = actions.enrol(device=enrolment, unit=unit, by=SYSTEM, at=before)
        taking = Taking(BasisSort.ORDER, self.device, before, NOON + timedelta(days=days), "2026-1")
        self.basis = actions.begin(case=case, taking=taking, by=SYSTEM, at=before)
        self.sent = 0

    def batch(self, *readings, received=None):
        """Return what the device sends in one go."""
        self.sent += 1
        message = Message("position", "0x0200", self.device.key, readings, b"", sequence=self.sent)
        last = max((one.time for one in readings if one.time), default=NOON)
        return Batch(self.protocol, received or last + timedelta(seconds=2), (message,))


def reading(minutes, place=HOME, **besides):
    """Return a fix so many minutes after noon."""
    whole = {"accuracy": 8.0, "battery": 80.0, **besides}
    at = NOON + timedelta(minutes=minutes)
    return Reading(time=at, lat=place[0], lon=place[1], valid=True, **whole)


def bound(case, **besides):
    """Return the county as a zone somebody stays in."""
    whole = Bound(
        case=case.pk,
        key="county",
        sign=Sign.LEFT,
        name="零陵区",
        shape=COUNTY,
        border=150.0,
        begins=NOON - timedelta(days=1),
        ends=NOON + timedelta(days=60),
        ground="ccl-2019:27.1",
    )
    return replace(whole, **besides)


def circle(place, metres):
    """Return a place an order names."""
    return Circle(*place, metres)


def bounded(monkeypatch, *bounds):
    """Let these zones bind, as the rooms above would say it."""

    def those(cases, *, since, until):
        wanted = [one for one in bounds if one.case in cases]
        return [one for one in wanted if one.begins <= until and one.ends > since]

    monkeypatch.setattr(ports, "_bounds", those)


def engine(at=NOON):
    """Return an engine that has just started."""
    return Engine(roster.read(at=at))
