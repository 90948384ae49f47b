"""Every write about conduct: opening, hearing, serving, objections, answers, publication."""

from guihang.supervision.conduct.actions.answering import Answer, note_answer, note_delivery
from guihang.supervision.conduct.actions.carrying import hear, send_copies
from guihang.supervision.conduct.actions.excusing import excuse
from guihang.supervision.conduct.actions.hearing import Heard, hear_person
from guihang.supervision.conduct.actions.objecting import answer_objection, object_to, refer
from guihang.supervision.conduct.actions.opening import complete, open_proceeding
from guihang.supervision.conduct.actions.showing import publish, reveal_words, take_out

__all__ = (
    "Answer",
    "Heard",
    "answer_objection",
    "complete",
    "excuse",
    "hear",
    "hear_person",
    "note_answer",
    "note_delivery",
    "object_to",
    "open_proceeding",
    "publish",
    "refer",
    "reveal_words",
    "send_copies",
    "take_out",
)
