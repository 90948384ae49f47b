"""What the ledger keeps of leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.ledger.events import Event


@dataclass(frozen=True, slots=True)
class BackFromLeave(Event):
    """Somebody came back from leave and reported: in time, excused, or late (销假)."""

    title = _("Back from leave")
    matter: str
    on: date
    how: str
    came: str
    days_late: int
    told: bool


@dataclass(frozen=True, slots=True)
class NotBackFromLeave(Event):
    """Somebody did not come back when a leave ended (逾期未归)."""

    title = _("Not back from leave")
    matter: str
    on: date
    reached: bool


@dataclass(frozen=True, slots=True)
class LeavesExported(Event):
    """A list of leaves was taken out as a file, for a purpose (导出)."""

    title = _("List of leaves exported")
    purpose: str
    count: int
