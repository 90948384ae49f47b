"""Every write to persons and cases."""

from guihang.cases.actions.admitting import Admitted, admit_many
from guihang.cases.actions.noting import Besides, correct, note, note_all
from guihang.cases.actions.receiving import (
    OrderDraft,
    PersonDraft,
    Receipt,
    SideDraft,
    receive,
)
from guihang.cases.actions.rounds import Attended, note_round

__all__ = (
    "Admitted",
    "Attended",
    "Besides",
    "OrderDraft",
    "PersonDraft",
    "Receipt",
    "SideDraft",
    "admit_many",
    "correct",
    "note",
    "note_all",
    "note_round",
    "receive",
)
