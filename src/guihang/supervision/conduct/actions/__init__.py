"""Every write about conduct: opening, hearing, serving, objections, answers, publication."""

from guihang.supervision.conduct.actions.answering import Answer, note_answer, note_delivery
from guihang.supervision.conduct.actions.carrying import hear, send_copies
from guihang.supervision.conduct.actions.excusing import excuse
from guihang.supervision.conduct.actions.hearing import Heard, hear_person
from guihang.supervision.conduct.actions.objecting import answer_objection, object_to, refer
from guihang.supervision.conduct.actions.opening import complete, open_proceeding
from guihang.supervision.conduct.actions.showing import (
    open_penalty,
    publish,
    reveal_words,
    take_out,
)
from guihang.supervision.conduct.actions.submitting import (
    Entry,
    Volume,
    put_together,
    take_volume,
)

__all__ = (
    "Answer",
    "Entry",
    "Heard",
    "Volume",
    "answer_objection",
    "complete",
    "excuse",
    "hear",
    "hear_person",
    "note_answer",
    "note_delivery",
    "object_to",
    "open_penalty",
    "open_proceeding",
    "publish",
    "put_together",
    "refer",
    "reveal_words",
    "send_copies",
    "take_out",
    "take_volume",
)
