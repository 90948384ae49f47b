"""What the ledger keeps of positions: whose, on which basis, who looked and why; never a place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from guihang.ledger.events import Event


@dataclass(frozen=True, slots=True)
class DeviceEnrolled(Event):
    """A device was made known before it sends (定位设备登记)."""

    title = _("Positioning device enrolled")
    device: int
    sort: str
    protocol: str


@dataclass(frozen=True, slots=True)
class DeviceWithdrawn(Event):
    """A device is received no more (定位设备停用)."""

    title = _("Positioning device withdrawn")
    device: int


@dataclass(frozen=True, slots=True)
class BasisOpened(Event):
    """From a moment on positions of a device are taken, on a named basis (开始采集位置)."""

    title = _("Positions are taken")
    case: str
    basis: int
    sort: str
    number: str
    ground: str
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class BasisChanged(Event):
    """Positions are taken until another moment than was said (变更采集期限)."""

    title = _("End of taking positions changed")
    case: str
    basis: int
    ends: datetime


@dataclass(frozen=True, slots=True)
class BasisEnded(Event):
    """From a moment on nothing more is taken on a basis (停止采集位置)."""

    title = _("Positions are taken no more")
    case: str
    basis: int
    because: str


@dataclass(frozen=True, slots=True)
class AlarmRaised(Event):
    """The evidence was enough for an alarm; what it was, people judge (报警)."""

    title = _("Alarm raised")
    case: str
    episode: int
    sign: str
    zone: str


@dataclass(frozen=True, slots=True)
class AlarmCleared(Event):
    """The evidence of an alarm is gone (报警解除)."""

    title = _("Alarm cleared")
    case: str
    episode: int


@dataclass(frozen=True, slots=True)
class PositionsRead(Event):
    """Somebody read positions of a person: which, for what, why (查阅定位信息)."""

    title = _("Positions read")
    case: str
    basis: int
    since: datetime
    until: datetime
    purpose: str
    reason: str


@dataclass(frozen=True, slots=True)
class PositionsErased(Event):
    """The positions of an ended basis were erased when their time was over (删除定位信息)."""

    title = _("Positions erased")
    case: str
    basis: int
    count: int
    digest: str
