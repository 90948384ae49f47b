"""Every write to a discussion."""

from guihang.decisions.discussion.actions.calling import Call, cancel, convene
from guihang.decisions.discussion.actions.concluding import Minutes, conclude, depart, sign
from guihang.decisions.discussion.actions.moving import follow_dossier
from guihang.decisions.discussion.actions.speaking import give_opinion, recuse

__all__ = (
    "Call",
    "Minutes",
    "cancel",
    "conclude",
    "convene",
    "depart",
    "follow_dossier",
    "give_opinion",
    "recuse",
    "sign",
)
