"""The office's own rules for changes of place (本局规定): local values, no law says them.

The periods of the law (letter, reply, file, receipt, report) stand with the law and are owed in the
case; these are for the work inside one agency.
"""

from __future__ import annotations

from guihang.decisions.kinds import Limit, days_after

DAYS: dict[str, int] = {"check": 2, "complete": 3, "decide": 3, "tell": 2, "receive": 3}
RECEIVE_LETTER_DAYS = 1
"""Within how many days the new county notes that a letter arrived: its own time runs from then."""

RULE = "house:transfer"
RECEIVING_RULE = "house:transfer.letter_received"


def limits() -> dict[str, Limit]:
    """Return how long each duty about the decision has."""
    return {name: Limit(days_after(n), f"house:transfer.{name}_within") for name, n in DAYS.items()}
