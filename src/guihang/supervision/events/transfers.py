"""What the ledger keeps of changes of place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.ledger.events import Event


@dataclass(frozen=True, slots=True)
class TransferMovedOn(Event):
    """One of the two counties, or the one above them, took a step (执行地变更办理)."""

    title = _("Change of place moved on")
    transfer: str
    act: str
    day: date
    new_county: bool


@dataclass(frozen=True, slots=True)
class TransferProofRead(Event):
    """A proof that went along with a request was read by either county (查阅随函材料)."""

    title = _("Proof of a change of place read")
    transfer: str
    proof: str
    reason: str


@dataclass(frozen=True, slots=True)
class TransferPaperRead(Event):
    """A letter of the other county was read (查阅往来函件)."""

    title = _("Letter of the other county read")
    transfer: str
    paper: str
