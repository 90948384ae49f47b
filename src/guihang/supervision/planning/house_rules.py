"""The office's own rules for the goals of a plan (本局规定): the law sets no day for them."""

from __future__ import annotations

RULE = "house:plan.goals"
SHOWN_BEFORE = 7
"""Days before a goal is to be looked at from which the docket shows it."""
MOST_GOALS = 6
