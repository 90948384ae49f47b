"""What the ledger keeps of monthly assessments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.ledger.events import Event


@dataclass(frozen=True, slots=True)
class MonthAssessed(Event):
    """An officer said what a month came to; it waits for a leader (月度考核)."""

    title = _("Month assessed")
    case: str
    month: str
    result: str
    proposed: str
    scheme: str
    points: int | None


@dataclass(frozen=True, slots=True)
class MonthConfirmed(Event):
    """A leader confirmed the assessment of a month, and its sheet was issued."""

    title = _("Assessment of a month confirmed")
    case: str
    month: str
    result: str
    paper: str


@dataclass(frozen=True, slots=True)
class MonthTakenBack(Event):
    """The assessment of a month was returned or taken back, with the reason."""

    title = _("Assessment of a month taken back")
    case: str
    month: str
    because: str


@dataclass(frozen=True, slots=True)
class MonthTold(Event):
    """The person was told what a month came to (考核结果告知)."""

    title = _("Person told of a month's assessment")
    case: str
    month: str
    on: date
    how: str


@dataclass(frozen=True, slots=True)
class MonthObjected(Event):
    """Somebody objected to the assessment of a month (异议)."""

    title = _("Objection to a month's assessment")
    case: str
    month: str
    on: date


@dataclass(frozen=True, slots=True)
class MonthObjectionAnswered(Event):
    """The agency answered an objection to the assessment of a month (答复异议)."""

    title = _("Objection to a month's assessment answered")
    case: str
    month: str
    outcome: str


@dataclass(frozen=True, slots=True)
class MonthsPublished(Event):
    """The results of a month were put up, minors left out (定期公示)."""

    title = _("Results of a month published")
    month: str
    lines: int
    left_out: int
