"""The office's own periods about the archive (本局时限): local values, no law says them."""

from __future__ import annotations

from guihang.decisions.kinds import Limit, days_after

DAYS: dict[str, int] = {"check": 5, "complete": 5, "decide": 10, "tell": 5, "receive": 5}
LEND_WITHIN = 3
LEND_RULE = "house:lending.decide_within"
RETURN_RULE = "house:lending.return"


def limits() -> dict[str, Limit]:
    """Return how long each duty about a destruction has."""
    return {
        name: Limit(days_after(n), f"house:destruction.{name}_within") for name, n in DAYS.items()
    }
