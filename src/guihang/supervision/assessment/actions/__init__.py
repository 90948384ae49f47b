"""Every write about a month: assessing, confirming, telling, objections, publication."""

from guihang.supervision.assessment.actions.assessing import Given, assess
from guihang.supervision.assessment.actions.confirming import confirm, give_back
from guihang.supervision.assessment.actions.objecting import answer_objection, object_to, refer
from guihang.supervision.assessment.actions.telling import Telling, publish, reveal_words, tell

__all__ = (
    "Given",
    "Telling",
    "answer_objection",
    "assess",
    "confirm",
    "give_back",
    "object_to",
    "publish",
    "refer",
    "reveal_words",
    "tell",
)
