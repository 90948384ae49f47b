"""Every write about a leave."""

from guihang.supervision.leave.actions.asking import ask, attach_proof, complete
from guihang.supervision.leave.actions.carrying import hear
from guihang.supervision.leave.actions.returning import (
    Return,
    note_left,
    note_not_back,
    report_back,
    reveal_trip,
    take_out,
)

__all__ = (
    "Return",
    "ask",
    "attach_proof",
    "complete",
    "hear",
    "note_left",
    "note_not_back",
    "report_back",
    "reveal_trip",
    "take_out",
)
