"""What is recorded of an inquiry, told by the number of its dossier; no names, no statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.ledger.events import Event


@dataclass(frozen=True, slots=True)
class InquiryCommissioned(Event):
    """An organ commissioned an inquiry (收到调查评估委托)."""

    title = _("Inquiry commissioned")
    inquiry: str
    commissioner: str
    kind: str


@dataclass(frozen=True, slots=True)
class InquiryNoted(Event):
    """Something happened in an inquiry (调查评估事项)."""

    title = _("Step of an inquiry")
    inquiry: str
    what: str
    day: date
    paper: str


@dataclass(frozen=True, slots=True)
class InquiryStarted(Event):
    """People were named to look into it (确定调查人员)."""

    title = _("Investigators named")
    inquiry: str
    investigators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatementTaken(Event):
    """What somebody said was written down (制作调查笔录)."""

    title = _("Statement written down")
    inquiry: str
    asked_as: str
    paper: str
    signed: bool


@dataclass(frozen=True, slots=True)
class InquiryAssessed(Event):
    """The investigators assessed what they found (制作调查评估表)."""

    title = _("Inquiry assessed")
    inquiry: str
    matter: str
    outcome: str


@dataclass(frozen=True, slots=True)
class InquiryJoined(Event):
    """An inquiry was joined to the case that followed (并入案件)."""

    title = _("Inquiry joined to its case")
    inquiry: str
    case: str
    followed: str
