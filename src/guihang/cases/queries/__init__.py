"""What others may ask about persons and cases; everything is scoped by who asks."""

from guihang.cases.arrivals import Timing, late_report, timing
from guihang.cases.queries.finding import Order, Search, case_for, cases, duplicates, person_for
from guihang.cases.queries.owed import Next, duties_next, why
from guihang.cases.queries.reading import (
    Moment,
    Term,
    events,
    group,
    guarantor,
    overlays_on,
    papers,
    term,
    timeline,
)

__all__ = (
    "Moment",
    "Next",
    "Order",
    "Search",
    "Term",
    "Timing",
    "case_for",
    "cases",
    "duplicates",
    "duties_next",
    "events",
    "group",
    "guarantor",
    "late_report",
    "overlays_on",
    "papers",
    "person_for",
    "term",
    "timeline",
    "timing",
    "why",
)
