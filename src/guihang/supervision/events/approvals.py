"""What the ledger keeps of approvals besides leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.ledger.events import Event


@dataclass(frozen=True, slots=True)
class OthersTold(Event):
    """A court or a procuratorate was told of an approval, or got a copy (通知、抄送)."""

    title = _("Others told of an approval")
    matter: str
    to: tuple[str, ...]
    on: date


@dataclass(frozen=True, slots=True)
class DevicePutOn(Event):
    """A positioning device was put on under an order (佩戴电子定位装置)."""

    title = _("Positioning device put on")
    matter: str
    on: date
    apparatus: str


@dataclass(frozen=True, slots=True)
class DeviceAssessed(Event):
    """It was assessed whether a positioning device is still needed (评估)."""

    title = _("Need of a positioning device assessed")
    matter: str
    on: date
    needed: bool


@dataclass(frozen=True, slots=True)
class DeviceTakenOff(Event):
    """A positioning device was taken off; from then on no position is taken (解除)."""

    title = _("Positioning device taken off")
    matter: str
    on: date
    because: str


@dataclass(frozen=True, slots=True)
class ApprovalsExported(Event):
    """A list of approvals was taken out as a file, for a purpose (导出)."""

    title = _("List of approvals exported")
    purpose: str
    count: int
