"""Comparing two lengths of time in a rule: months against days only from a day on."""

from __future__ import annotations

from datetime import date

from guihang.law import periods
from guihang.law.spans import Span
from guihang.law.texts import Text
from guihang.law.verdicts import need

BEGINS = Text("起算日（月与日须从某一日起比较）", "the start day that months and days compare by")


def compare(one: Span, other: Span, begins: date | None) -> int:
    """Tell -1, 0 or 1 as a length is shorter, equal or longer, from a day on where it matters."""
    order = one.order(other)
    if order is not None:
        return order
    start = need(begins, "begins", BEGINS)
    ends, others = periods.shift(start, one), periods.shift(start, other)
    return (ends > others) - (ends < others)
