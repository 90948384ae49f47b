"""The projection's ways in and out: refresh one thing, rebuild many, put off, take out, feeds."""

from guihang.duties.actions.feeds import end_feed, make_feed
from guihang.duties.actions.putting_off import (
    REASON_MOST,
    Outcome,
    put_off,
    put_off_many,
    take_up,
)
from guihang.duties.actions.rebuilding import Rebuilt, gathered, rebuild, rebuild_all, refresh
from guihang.duties.actions.taking_out import take_out

__all__ = [
    "REASON_MOST",
    "Outcome",
    "Rebuilt",
    "end_feed",
    "gathered",
    "make_feed",
    "put_off",
    "put_off_many",
    "rebuild",
    "rebuild_all",
    "refresh",
    "take_out",
    "take_up",
]
