"""What the ledger keeps of categories, plans and their goals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.ledger.events import Event


@dataclass(frozen=True, slots=True)
class CategorySetBesideScore(Event):
    """A category was set while an advisory score stood on the screen; it decided nothing."""

    title = _("Category set beside an advisory score")
    case: str
    level: str
    version: str
    band: str
    points: int
    provisional: bool


@dataclass(frozen=True, slots=True)
class MeasuresLookedAt(Event):
    """What came of the measures of a plan was noted when it was adjusted (措施效果)."""

    title = _("Measures of a plan looked at")
    case: str
    edition: int
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoalsSet(Event):
    """A plan set goals; those of the plan before that were still open are replaced."""

    title = _("Goals of a plan set")
    case: str
    edition: int
    goals: int
    replaced: int


@dataclass(frozen=True, slots=True)
class GoalReviewed(Event):
    """Somebody looked at a goal of a plan and said what came of it (目标复核)."""

    title = _("Goal of a plan looked at")
    case: str
    edition: int
    number: int
    outcome: str
    next_on: date | None
