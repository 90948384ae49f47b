"""What the ledger keeps of proceedings about conduct and of proposals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.ledger.events import Event


@dataclass(frozen=True, slots=True)
class PersonHeard(Event):
    """Somebody was heard before a measure, or could not be reached (听取陈述申辩)."""

    title = _("Person heard before a measure")
    matter: str
    on: date
    outcome: str


@dataclass(frozen=True, slots=True)
class ObjectionRaised(Event):
    """Somebody objected to a decision about conduct (异议)."""

    title = _("Objection raised")
    matter: str
    on: date


@dataclass(frozen=True, slots=True)
class ObjectionAnswered(Event):
    """The agency answered an objection (答复异议)."""

    title = _("Objection answered")
    matter: str
    outcome: str


@dataclass(frozen=True, slots=True)
class ProposalAnswered(Event):
    """A court, the police or an organ answered a proposal (提请的结果)."""

    title = _("Proposal answered")
    matter: str
    answer: str
    on: date


@dataclass(frozen=True, slots=True)
class PenaltyRecordRead(Event):
    """The sealed record of a police penalty was read, for a reason (查询封存的治安违法记录)."""

    title = _("Sealed record of a police penalty read")
    matter: str
    reason: str


@dataclass(frozen=True, slots=True)
class SubmissionPutTogether(Event):
    """The volume that goes with a proposal was put together (组卷)."""

    title = _("Volume of a proposal put together")
    matter: str
    entries: int
    pages: int


@dataclass(frozen=True, slots=True)
class SubmissionTaken(Event):
    """The volume that goes with a proposal was taken as one PDF, to be printed (打印案卷)."""

    title = _("Volume of a proposal printed")
    matter: str
    pages: int
    digest: str


@dataclass(frozen=True, slots=True)
class ConductPublished(Event):
    """A list of rewards and sanctions was put up, minors left out (定期公示)."""

    title = _("Rewards and sanctions published")
    first: date
    last: date
    lines: int
    left_out: int


@dataclass(frozen=True, slots=True)
class ConductExported(Event):
    """A list of proceedings was taken out as a file, for a purpose (导出)."""

    title = _("List of proceedings exported")
    purpose: str
    count: int
