"""Every write to an inquiry."""

from guihang.cases.inquiry.actions.assessing import Findings, assess, complete, hear, note_sent
from guihang.cases.inquiry.actions.commissioning import (
    Commission,
    lengthen,
    note_materials,
    receive,
    send_back,
    start,
)
from guihang.cases.inquiry.actions.joining import copy_opinion, join, tell_procuratorate
from guihang.cases.inquiry.actions.moving import follow_dossier
from guihang.cases.inquiry.actions.stating import StatementDraft, reveal_statement, take_statement

__all__ = (
    "Commission",
    "Findings",
    "StatementDraft",
    "assess",
    "complete",
    "copy_opinion",
    "follow_dossier",
    "hear",
    "join",
    "lengthen",
    "note_materials",
    "note_sent",
    "receive",
    "reveal_statement",
    "send_back",
    "start",
    "take_statement",
    "tell_procuratorate",
)
