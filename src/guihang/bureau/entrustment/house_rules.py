"""The office's own periods for an entrustment (本局时限): local values, no law says them.

They are counted in calendar days from the day after the event.
"""

from __future__ import annotations

from datetime import date, timedelta

from guihang.decisions.kinds import Limit, days_after

DAYS: dict[str, int] = {"check": 3, "complete": 5, "decide": 5, "tell": 3, "receive": 3}
REVIEW_BEFORE_DAYS = 30
LONGEST_YEARS = 1

REVIEW_RULE = "house:entrustment.review_before"
LONGEST_RULE = "house:entrustment.longest"


def limits() -> dict[str, Limit]:
    """Return how long each duty about an entrustment has."""
    return {
        name: Limit(days_after(n), f"house:entrustment.{name}_within") for name, n in DAYS.items()
    }


def latest_end(since: date) -> date:
    """Return the last day the longest entrustment from a day on can have."""
    try:
        next_year = since.replace(year=since.year + LONGEST_YEARS)
    except ValueError:
        next_year = date(since.year + LONGEST_YEARS, 3, 1)
    return next_year - timedelta(days=1)


def review_from(ends: date) -> date:
    """Return the day from which an entrustment is to be reviewed."""
    return ends - timedelta(days=REVIEW_BEFORE_DAYS)
