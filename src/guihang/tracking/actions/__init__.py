"""Everything that is written about positions."""

from guihang.tracking.actions.basing import Taking, begin, change_end, end, sweep
from guihang.tracking.actions.crossing import tell
from guihang.tracking.actions.enrolling import Enrolment, enrol, withdraw
from guihang.tracking.actions.forgetting import erase
from guihang.tracking.actions.reading import Span, Track, read

__all__ = (
    "Enrolment",
    "Span",
    "Taking",
    "Track",
    "begin",
    "change_end",
    "end",
    "enrol",
    "erase",
    "read",
    "sweep",
    "tell",
    "withdraw",
)
