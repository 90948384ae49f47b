"""What this room records: the projection itself is no event, what people do with it is."""

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


@dataclass(frozen=True, slots=True)
class DutyTakenUp(Event):
    """Somebody took back that he had put something off."""

    title = _("Duty taken up again")
    what: str
    of: str


@dataclass(frozen=True, slots=True)
class DocketTakenOut(Event):
    """Somebody took a list of what is owed out as a file, for a purpose."""

    title = _("Docket taken out")
    purpose: str
    narrowed: str
    count: int


@dataclass(frozen=True, slots=True)
class FeedMade(Event):
    """An account got a secret address for its calendar; one it had before ended."""

    title = _("Calendar feed made")
    account: str


@dataclass(frozen=True, slots=True)
class FeedEnded(Event):
    """The secret address of an account's calendar was ended."""

    title = _("Calendar feed ended")
    account: str
