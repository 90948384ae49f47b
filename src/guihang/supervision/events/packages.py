"""What the ledger keeps of responsibility packages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.ledger.events import Event


@dataclass(frozen=True, slots=True)
class OwnerNamed(Event):
    """Somebody was named for a part of a person's package (责任包定人)."""

    title = _("Named for a package")
    case: str
    part: str
    owner: str
    since: date
    because: str


@dataclass(frozen=True, slots=True)
class OwnerReleased(Event):
    """Somebody no longer answers for a part of a person's package, with the reason."""

    title = _("Released from a package")
    case: str
    part: str
    owner: str
    on: date
    because: str


@dataclass(frozen=True, slots=True)
class OwnerTold(Event):
    """Somebody was told for how many people he answers from now on."""

    title = _("Told of packages")
    owner: str
    n: int


@dataclass(frozen=True, slots=True)
class PackagesExported(Event):
    """Somebody took a list of packages out as a file, and for what."""

    title = _("Packages taken out")
    purpose: str
    count: int
