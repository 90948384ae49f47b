"""Every write to persons and cases."""

from guihang.cases.actions.noting import Besides, correct, note, note_all
from guihang.cases.actions.receiving import (
    OrderDraft,
    PersonDraft,
    Receipt,
    SideDraft,
    receive,
)

__all__ = (
    "Besides",
    "OrderDraft",
    "PersonDraft",
    "Receipt",
    "SideDraft",
    "correct",
    "note",
    "note_all",
    "receive",
)
