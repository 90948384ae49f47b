"""What the ledger keeps of searches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.ledger.events import Event


@dataclass(frozen=True, slots=True)
class SearchOpened(Event):
    """Somebody missed a duty and may be out of contact: a search began (失联查找)."""

    title = _("Search opened")
    search: str
    case: str
    missed: date | None
    practised: bool


@dataclass(frozen=True, slots=True)
class AttemptNoted(Event):
    """It was tried to reach somebody who is searched for (查找记录)."""

    title = _("Attempt to reach somebody noted")
    search: str
    way: str
    came: str
    second: int


@dataclass(frozen=True, slots=True)
class SearchTold(Event):
    """Police or procuratorate were told of a search (通报查找)."""

    title = _("Told of a search")
    search: str
    to: str
    about: str


@dataclass(frozen=True, slots=True)
class SearchReceiptNoted(Event):
    """It was noted that a notice about a search was received (通报回执)."""

    title = _("Receipt of a notice about a search noted")
    search: str
    to: str
    on: date


@dataclass(frozen=True, slots=True)
class PersonFound(Event):
    """Somebody who was searched for was found (查找到)."""

    title = _("Person found")
    search: str
    on: date
    how: str
    refuses: bool


@dataclass(frozen=True, slots=True)
class SearchClosed(Event):
    """A search was closed (查找结案)."""

    title = _("Search closed")
    search: str
    outcome: str
