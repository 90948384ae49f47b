"""Every write to persons and cases."""

from guihang.cases.actions.admitting import Admitted, admit_many
from guihang.cases.actions.borders import (
    hold_document,
    lift_exit_ban,
    report_exit_ban,
    return_document,
)
from guihang.cases.actions.intake import ask_completion, receive_documents, return_receipt
from guihang.cases.actions.noting import Besides, correct, note, note_all
from guihang.cases.actions.receiving import (
    OrderDraft,
    PersonDraft,
    Receipt,
    SideDraft,
    receive,
)
from guihang.cases.actions.registering import Arrival, How, register, tell_arrival
from guihang.cases.actions.rounds import Attended, note_round
from guihang.cases.actions.sheets import fill_basic_sheet, give_arrival_notice

__all__ = (
    "Admitted",
    "Arrival",
    "Attended",
    "Besides",
    "How",
    "OrderDraft",
    "PersonDraft",
    "Receipt",
    "SideDraft",
    "admit_many",
    "ask_completion",
    "correct",
    "fill_basic_sheet",
    "give_arrival_notice",
    "hold_document",
    "lift_exit_ban",
    "note",
    "note_all",
    "note_round",
    "receive",
    "receive_documents",
    "register",
    "report_exit_ban",
    "return_document",
    "return_receipt",
    "tell_arrival",
)
