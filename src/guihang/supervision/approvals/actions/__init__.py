"""Every write about an approval."""

from guihang.supervision.approvals.actions.asking import ask, complete
from guihang.supervision.approvals.actions.carrying import hear
from guihang.supervision.approvals.actions.telling import reveal_words, take_out, tell_others
from guihang.supervision.approvals.actions.wearing import assess, put_on, take_off

__all__ = (
    "ask",
    "assess",
    "complete",
    "hear",
    "put_on",
    "reveal_words",
    "take_off",
    "take_out",
    "tell_others",
)
