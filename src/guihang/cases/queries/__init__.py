"""What others may ask about persons and cases; everything is scoped by who asks."""

from guihang.cases.arrivals import Timing, late_report, timing
from guihang.cases.queries.beside import (
    event_numbered,
    is_minor,
    mergers,
    namesakes,
    other_cases,
    perhaps_same,
    posts_for,
    responsible,
)
from guihang.cases.queries.counting import SOON, Tally, shown, tally
from guihang.cases.queries.filing import Whole, all_numbers, wholes
from guihang.cases.queries.finding import (
    Order,
    Search,
    case_for,
    cases,
    duplicates,
    ended_dossiers,
    person_for,
    under_between,
)
from guihang.cases.queries.foretelling import Foretold, foretold
from guihang.cases.queries.missing import case_numbered, lost_or_missed, never_came
from guihang.cases.queries.owed import Next, duties_next, is_ours, reason_of, why
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
from guihang.cases.queries.undergoing import offices_with_people, under_in

__all__ = (
    "SOON",
    "Foretold",
    "Moment",
    "Next",
    "Order",
    "Search",
    "Tally",
    "Term",
    "Timing",
    "Whole",
    "all_numbers",
    "case_for",
    "case_numbered",
    "cases",
    "duplicates",
    "duties_next",
    "ended_dossiers",
    "event_numbered",
    "events",
    "foretold",
    "group",
    "guarantor",
    "is_minor",
    "is_ours",
    "late_report",
    "lost_or_missed",
    "mergers",
    "namesakes",
    "never_came",
    "offices_with_people",
    "other_cases",
    "overlays_on",
    "papers",
    "perhaps_same",
    "person_for",
    "posts_for",
    "reason_of",
    "responsible",
    "shown",
    "tally",
    "term",
    "timeline",
    "timing",
    "under_between",
    "under_in",
    "wholes",
    "why",
)
