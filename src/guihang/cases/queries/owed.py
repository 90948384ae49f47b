"""What is owed in one case, and why: the law's own answer with its counted steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guihang.cases import bearing
from guihang.cases.facts import Rows, law_of
from guihang.cases.models import Case
from guihang.cases.sources import duties_of, numbered
from guihang.duties import reasons
from guihang.duties.reasons import Reason
from guihang.law.obligations import Duty


@dataclass(frozen=True, slots=True)
class Next:
    """One duty of a case, under the number by which the docket knows it."""

    turn: int
    duty: Duty

    @property
    def what(self) -> str:
        """The obligation's name."""
        return self.duty.name

    def is_overdue(self, on: date) -> bool:
        """Whether it should have been done by a day."""
        return self.duty.is_overdue(on)


def duties_next(case: Case, on: date, rows: Rows | None = None) -> tuple[Next, ...]:
    """Return what is owed in a case on a day, what is due first standing first.

    With `rows`, from events that were read already.
    """
    found = (Next(turn, duty) for turn, duty in numbered(duties_of(case, on, rows)))
    return tuple(
        sorted(found, key=lambda one: (one.duty.obligation.untimed, one.duty.due, one.what))
    )


def why(case: Case, what: str, turn: int, on: date) -> Duty | None:
    """Return one duty of a case with its counted steps; none when it is no longer owed."""
    for number, duty in numbered(duties_of(case, on)):
        if (duty.name, number) == (what, turn):
            return duty
    return None


def reason_of(case: Case, duty: Duty, on: date) -> Reason:
    """Return how a duty of a case came about and how its day was counted."""
    return reasons.of_law(duty, law_of(case, on))


def is_ours(duty: Duty) -> bool:
    """Whether the offices owe a duty, and not the person, a court, a prison or the police."""
    return duty.obligation.by in bearing.OURS
