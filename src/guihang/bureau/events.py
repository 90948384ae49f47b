"""What this room records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.ledger.events import Event


@dataclass(frozen=True, slots=True)
class EntrustmentReviewed(Event):
    """Somebody reviewed an entrustment before its end: to be renewed, or to lapse (到期评估)."""

    title = _("Entrustment reviewed")
    matter: str
    outcome: str


@dataclass(frozen=True, slots=True)
class FilesReviewed(Event):
    """All files were looked at: how many, what was found anew, what is no longer there (评查)."""

    title = _("Files reviewed")
    files: int
    found: int
    gone: int


@dataclass(frozen=True, slots=True)
class FindingAssigned(Event):
    """A finding was given to somebody to answer by a day."""

    title = _("Finding assigned")
    finding: int
    check: str
    to: str
    due: date


@dataclass(frozen=True, slots=True)
class FindingAnswered(Event):
    """Somebody answered a finding."""

    title = _("Finding answered")
    finding: int
    check: str


@dataclass(frozen=True, slots=True)
class FindingClosed(Event):
    """A finding was closed: mended, explained, or the check was mistaken."""

    title = _("Finding closed")
    finding: int
    check: str
    outcome: str


@dataclass(frozen=True, slots=True)
class FindingReopened(Event):
    """A closed finding was opened again."""

    title = _("Finding opened again")
    finding: int
    check: str


@dataclass(frozen=True, slots=True)
class CheckSwitched(Event):
    """A check on a named local rule was switched off, or on again, with the reason."""

    title = _("Check switched")
    check: str
    unit_path: str
    off: bool


@dataclass(frozen=True, slots=True)
class FindingsTakenOut(Event):
    """The list of findings was taken out as a file, and for what."""

    title = _("Findings taken out")
    number: int
    purpose: str
