"""What this room records: one entry for each step of a matter, told by its number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.ledger.events import Event


@dataclass(frozen=True, slots=True)
class MatterAsked(Event):
    """Somebody asked for something that must be decided (申请)."""

    title = _("Matter asked for")
    matter: str
    kind: str
    digest: str


@dataclass(frozen=True, slots=True)
class MatterResubmitted(Event):
    """A returned request was completed and handed in again (补正)."""

    title = _("Matter resubmitted")
    matter: str
    digest: str


@dataclass(frozen=True, slots=True)
class MatterChecked(Event):
    """A second person checked a request (核实)."""

    title = _("Matter checked")
    matter: str
    signed: str


@dataclass(frozen=True, slots=True)
class MatterReturned(Event):
    """A request was returned to be completed (退回补正)."""

    title = _("Matter returned")
    matter: str


@dataclass(frozen=True, slots=True)
class OpinionGiven(Event):
    """Somebody gave an opinion on a matter (意见)."""

    title = _("Opinion given")
    matter: str
    advice: str


@dataclass(frozen=True, slots=True)
class MatterGranted(Event):
    """A matter was granted and its paper issued (批准)."""

    title = _("Matter granted")
    matter: str
    paper: str
    signed: str
    acting_for: str


@dataclass(frozen=True, slots=True)
class MatterRefused(Event):
    """A matter was refused, with reasons and what can be done instead (不予批准)."""

    title = _("Matter refused")
    matter: str
    ground: str
    signed: str
    acting_for: str


@dataclass(frozen=True, slots=True)
class MatterWithdrawn(Event):
    """Who asked took his request back before it was decided (撤回)."""

    title = _("Matter withdrawn")
    matter: str


@dataclass(frozen=True, slots=True)
class MatterTold(Event):
    """A decision was told to whom it concerns (告知、送达)."""

    title = _("Decision told")
    matter: str
    channel: str


@dataclass(frozen=True, slots=True)
class ReceiptConfirmed(Event):
    """Who was told confirmed the receipt (签收)."""

    title = _("Receipt confirmed")
    matter: str


@dataclass(frozen=True, slots=True)
class LeftWithWitness(Event):
    """A receipt was refused; the paper was left before a witness (留置送达)."""

    title = _("Paper left with a witness")
    matter: str


@dataclass(frozen=True, slots=True)
class MatterTookEffect(Event):
    """The first day of a grant came (生效)."""

    title = _("Grant took effect")
    matter: str
    on: date


@dataclass(frozen=True, slots=True)
class MatterLapsed(Event):
    """The last day of a grant passed (到期失效)."""

    title = _("Grant lapsed")
    matter: str
    on: date


@dataclass(frozen=True, slots=True)
class MatterEnded(Event):
    """A grant was ended before its last day (提前终止)."""

    title = _("Grant ended early")
    matter: str
    on: date
    signed: str
