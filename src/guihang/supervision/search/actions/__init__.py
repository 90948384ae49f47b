"""What officers do in a search; each action checks, changes, records, and says so in the case."""

from guihang.supervision.search.actions.closing import close
from guihang.supervision.search.actions.finding import Found, note_found
from guihang.supervision.search.actions.opening import (
    Exercise,
    follow_case,
    hear,
    hear_many,
    open_for,
    practise,
    sweep,
)
from guihang.supervision.search.actions.showing import reveal_words
from guihang.supervision.search.actions.telling import note_receipt, tell
from guihang.supervision.search.actions.trying import Tried, note_attempt

__all__ = (
    "Exercise",
    "Found",
    "Tried",
    "close",
    "follow_case",
    "hear",
    "hear_many",
    "note_attempt",
    "note_found",
    "note_receipt",
    "open_for",
    "practise",
    "reveal_words",
    "sweep",
    "tell",
)
