"""Every write to what is decided: one module for each part of the course."""

from guihang.decisions.actions.asking import Request, ask, resubmit, withdraw
from guihang.decisions.actions.deciding import check, give_opinion, grant, refuse, return_matter
from guihang.decisions.actions.moving import follow_dossier
from guihang.decisions.actions.running import end, lapse, move_with_the_days, take_effect
from guihang.decisions.actions.telling import confirm_receipt, leave_with_witness, tell
from guihang.decisions.actions.turns import Press
from guihang.decisions.words import Note

__all__ = (
    "Note",
    "Press",
    "Request",
    "ask",
    "check",
    "confirm_receipt",
    "end",
    "follow_dossier",
    "give_opinion",
    "grant",
    "lapse",
    "leave_with_witness",
    "move_with_the_days",
    "refuse",
    "resubmit",
    "return_matter",
    "take_effect",
    "tell",
    "withdraw",
)
