"""What this room records: the projection itself is no event, putting a duty off is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.ledger.events import Event


@dataclass(frozen=True, slots=True)
class DutyPutOff(Event):
    """Somebody put off what he owes, for a reason; the due date stays (推后)."""

    title = _("Duty put off")
    what: str
    of: str
    until: date
    reason: str
