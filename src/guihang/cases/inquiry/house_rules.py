"""The office's own rules for inquiries (本局规定): local values and choices, no law says them.

The time for the opinion is the law's; these are the steps on the way to it.
"""

from __future__ import annotations

from guihang.decisions.kinds import Limit, days_after
from guihang.decisions.vocabulary import DiscussionKind

DAYS: dict[str, int] = {"check": 1, "complete": 1, "decide": 1, "tell": 1, "receive": 5}

DISCUSSED: tuple[DiscussionKind, ...] = (DiscussionKind.GROUP, DiscussionKind.COLLECTIVE)
"""Which discussions an opinion needs before it is decided; empty where the office asks for none."""

LAST_DISCUSSED = DiscussionKind.COLLECTIVE
"""The discussion after which an inquiry counts as discussed together (集体评议)."""

DISCUSSED_RULE = "house:inquiry.discussed"
STATEMENT_RULE = "house:inquiry.statements"
TWO_ASK_RULE = "local:two-investigators"
IN_TIME_RULE = "house:inquiry.lengthen_in_time"
RULE = "house:inquiry"


def limits() -> dict[str, Limit]:
    """Return how long each step of the opinion has."""
    return {name: Limit(days_after(n), f"house:inquiry.{name}_within") for name, n in DAYS.items()}
