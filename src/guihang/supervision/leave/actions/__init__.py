"""Every write about a leave."""

from guihang.supervision.leave.actions.asking import ask, attach_proof, complete, put_in_proof
from guihang.supervision.leave.actions.carrying import follow_case, hear
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
    "follow_case",
    "hear",
    "note_left",
    "note_not_back",
    "put_in_proof",
    "report_back",
    "reveal_trip",
    "take_out",
)
