"""Every write of the archive."""

from guihang.dossiers.archive.actions.bundling import PURPOSES, Bundle, take_bundle
from guihang.dossiers.archive.actions.destroying import demand_due, destroy
from guihang.dossiers.archive.actions.filing import Keeping, file_away
from guihang.dossiers.archive.actions.handing import Receipt, note_handover
from guihang.dossiers.archive.actions.lending import ask_for, bring_back, lend, refuse_to_lend
from guihang.dossiers.archive.actions.listing import take_list
from guihang.dossiers.archive.actions.sealing import seal

__all__ = (
    "PURPOSES",
    "Bundle",
    "Keeping",
    "Receipt",
    "ask_for",
    "bring_back",
    "demand_due",
    "destroy",
    "file_away",
    "lend",
    "note_handover",
    "refuse_to_lend",
    "seal",
    "take_bundle",
    "take_list",
)
