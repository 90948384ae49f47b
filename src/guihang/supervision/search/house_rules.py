"""The office's own rules for searches (本局规定): no national article says them."""

from __future__ import annotations

from datetime import timedelta

from guihang.law.events import Missed, What

OPENED_BY: frozenset[Missed] = frozenset(
    {Missed.FIRST_REPORT, Missed.REPORT, Missed.RETURN, Missed.TRANSFER_REPORT}
)
"""Which missed duties open a search by themselves: those after which nobody knows where he is."""

PROVES_CONTACT: frozenset[What] = frozenset(
    {
        What.REPORTED,
        What.REGISTERED,
        What.REPORT_MADE,
        What.RETURNED,
        What.CONTACTED,
        What.VISITED,
        What.TAUGHT,
        What.SERVICE_DONE,
        What.HEALTH_REPORTED,
        What.REVIEW_HANDED_IN,
        What.HEARD,
        What.ASKED_TO_MEND,
        What.FOUND,
    }
)
"""Events that show somebody was in contact on their day."""

FIRST_VIEW = timedelta(hours=24)
"""Within this time of the opening, phone, check and visit have been tried."""
CLOSED_WITHIN = 3
"""Days after the finding within which a search is dealt with and closed."""

FIRST_DAY = "house:search.first_day"
TWO_VISIT = "house:search.two_officers"
EVIDENCE = "house:search.evidence"
CLOSING = "house:search.closing"
EXERCISE = "house:search.exercise"
