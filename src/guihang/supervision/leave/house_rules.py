"""The office's own rules for leave (本局规定): local values and choices, no law says them.

Periods are counted in calendar days from the day after the event; the day by which a request must
be answered is the law's, and stands in the case.
"""

from __future__ import annotations

from guihang.decisions.course import Act
from guihang.decisions.kinds import Limit, days_after
from guihang.law.rules.leave import Reason
from guihang.law.rungs import Rung

DAYS: dict[str, int] = {"check": 1, "complete": 3, "decide": 1, "tell": 1, "receive": 3}

PROVED: frozenset[Reason] = frozenset(
    {Reason.MEDICAL, Reason.SCHOOL, Reason.LITIGATION, Reason.WORK}
)
"""The reasons for which something in writing is asked for; it may follow when it is urgent."""

ENTERING_BARS_CHECKING = False
"""Whether who took a request in may not check it: he only wrote down what the person asked for."""

ALONE_ON: frozenset[Rung] = frozenset({Rung.OFFICE})
"""Where who checked may decide: an entrusted office may have one officer who may sign."""

PROOF_RULE = "house:leave.proof"
TWO_PEOPLE_RULE = "house:two-people"
NOT_BACK_RULE = "house:leave.not_back"


def limits() -> dict[str, Limit]:
    """Return how long each duty about a leave has."""
    return {name: Limit(days_after(n), f"house:leave.{name}_within") for name, n in DAYS.items()}


def another_checks() -> frozenset[Act]:
    """Return whose act bars from checking."""
    return frozenset({Act.ASK}) if ENTERING_BARS_CHECKING else frozenset()
