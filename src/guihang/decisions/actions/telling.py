"""Telling a decision (告知、送达), with its receipt or a witness."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.decisions import course
from guihang.decisions.actions import turns
from guihang.decisions.actions.running import take_effect
from guihang.decisions.actions.turns import Press
from guihang.decisions.course import Act, Stage
from guihang.decisions.events import LeftWithWitness, MatterTold, ReceiptConfirmed
from guihang.decisions.models import Matter
from guihang.decisions.words import CHANNELS, Note
from guihang.law.refusals import AlreadyDone, BadFacts
from guihang.ledger.chains import SYSTEM

RULE = "house:telling"


@transaction.atomic
def tell(*, matter: Matter, note: Note, by: Actor, at: datetime, press: Press) -> Matter:
    """Tell a decision to whom it concerns; a grant is then carried out."""
    turn = turns.begin(matter, Act.TELL, by=by, at=at, press=press)
    if turn.is_repeat:
        return turn.matter
    if note.channel not in CHANNELS:
        raise BadFacts(
            "channel",
            why=_("It is not said how the decision was told."),
            ground=RULE,
            remedy=_("Choose how it was handed over."),
        )
    turns.take(turn, Note(channel=note.channel, recipient=note.recipient))
    told = turns.close(turn, MatterTold(matter=turn.matter.number, channel=note.channel))
    if Stage(told.stage) is not Stage.TOLD:
        return told
    turn.kind.subject.when_told(told, by=SYSTEM, at=at)
    standing = course.standing(Stage.TOLD, begins=told.begins, ends=told.ends, on=turn.on)
    return take_effect(matter=told, at=at) if standing is Stage.EFFECTIVE else told


@transaction.atomic
def confirm_receipt(*, matter: Matter, note: Note, by: Actor, at: datetime, press: Press) -> Matter:
    """Confirm that a decision was received; the receipt is confirmed once."""
    turn = turns.begin(matter, Act.CONFIRM_RECEIPT, by=by, at=at, press=press)
    if turn.is_repeat:
        return turn.matter
    _demand_open(turn.matter)
    # Whoever notes it, it is the applicant who signed.
    signed = turn.matter.applicant.name if turn.matter.applicant else note.recipient
    turns.take(turn, Note(recipient=signed))
    return turns.close(turn, ReceiptConfirmed(matter=turn.matter.number))


@transaction.atomic
def leave_with_witness(
    *, matter: Matter, note: Note, by: Actor, at: datetime, press: Press
) -> Matter:
    """Note that the receipt was refused and the paper left before a witness."""
    turn = turns.begin(matter, Act.LEAVE_WITH_WITNESS, by=by, at=at, press=press)
    if turn.is_repeat:
        return turn.matter
    _demand_open(turn.matter)
    for field, words in (("witness", note.witness), ("reasons", note.reasons)):
        if not words.strip():
            raise BadFacts(
                field,
                why=_("A refused receipt is noted with a witness and what happened."),
                ground=RULE,
                remedy=_("Name the witness, and write where and how the paper was left."),
            )
    turns.take(turn, Note(reasons=note.reasons, witness=note.witness, recipient=note.recipient))
    return turns.close(turn, LeftWithWitness(matter=turn.matter.number))


def _demand_open(matter: Matter) -> None:
    receipts = {Act.CONFIRM_RECEIPT, Act.LEAVE_WITH_WITNESS}
    met = [step for step in matter.steps.all() if Act(step.act) in receipts]
    if met:
        raise AlreadyDone(
            why=_("The receipt was noted already."),
            ground=RULE,
            remedy=_("Nothing more is to be done."),
        )
