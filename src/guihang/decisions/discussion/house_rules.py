"""The office's own rules for discussions (本局规定): no national text fixes a number.

A rule may be switched off: then a discussion of that kind needs no quorum beyond one who speaks.
Each discussion keeps the rule it was called under.
"""

from __future__ import annotations

from dataclasses import dataclass

from guihang.decisions.vocabulary import DiscussionKind


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many must be present, and whether that must be more than half of who was called."""

    least: int
    more_than_half: bool
    ground: str
    is_on: bool = True


QUORUMS: dict[str, Quorum] = {
    DiscussionKind.GROUP: Quorum(2, False, "house:discussion.group"),
    DiscussionKind.COLLECTIVE: Quorum(3, True, "house:discussion.collective"),
}
NO_QUORUM = Quorum(1, False, "house:discussion.no_quorum", is_on=False)
DAYS: dict[str, int] = {"sign": 3}
"""How long a duty has, in calendar days from the day after; opinions are due on the day itself."""

RULE = "house:discussion"
RECUSAL = "house:discussion.recusal"
DEMANDED = "house:discussion.demanded"


def quorum(kind: str) -> Quorum:
    """Return the rule a discussion of a kind is called under."""
    rule = QUORUMS[kind]
    return rule if rule.is_on else NO_QUORUM
