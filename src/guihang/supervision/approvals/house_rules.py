"""The office's own rules for approvals (本局规定): local values and choices, no law says them.

Periods are counted in calendar days from the day after the event.
"""

from __future__ import annotations

from guihang.decisions.kinds import Limit, days_after

DAYS: dict[str, int] = {"check": 2, "complete": 3, "decide": 3, "tell": 1, "receive": 3}

PROOF = "house:approvals.proof"
ALONE = "house:approvals.one_at_a_time"
COUNTED = "house:approvals.counted_from"
TAKING_OFF = "house:approvals.taking_off"
PROVED: frozenset[str] = frozenset({"health_lengthening", "exemption"})
"""What needs something in writing besides what the law itself asks proof for."""


def limits() -> dict[str, Limit]:
    """Return how long each duty about an approval has."""
    return {
        name: Limit(days_after(n), f"house:approvals.{name}_within") for name, n in DAYS.items()
    }
