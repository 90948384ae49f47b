"""What the days bring: a grant takes effect, lapses, or is ended before its last day."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.decisions.actions import turns
from guihang.decisions.actions.turns import Press
from guihang.decisions.course import Act, Stage
from guihang.decisions.events import MatterEnded, MatterLapsed, MatterTookEffect
from guihang.decisions.models import Matter
from guihang.decisions.words import Note
from guihang.dossiers import actions as dossiers
from guihang.duties.owing import day_of
from guihang.law.refusals import AlreadyDone, BadFacts, TooEarly
from guihang.ledger.chains import SYSTEM

RULE = "house:matters"


@transaction.atomic
def take_effect(*, matter: Matter, at: datetime) -> Matter:
    """Note that the first day of a told grant has come; it held from that day all the same."""
    turn = turns.begin(matter, Act.TAKE_EFFECT, by=SYSTEM, at=at, press=Press())
    if turn.matter.begins is None or turn.matter.begins > turn.on:
        raise TooEarly(
            why=_("The first day of this grant has not come."),
            ground=RULE,
            remedy=_("Wait for that day."),
        )
    turns.take(turn, Note())
    event = MatterTookEffect(matter=turn.matter.number, on=turn.matter.begins)
    return turns.close(turn, event)


@transaction.atomic
def lapse(*, matter: Matter, at: datetime) -> Matter:
    """Note that the last day of a grant has passed; it held no longer than that all the same."""
    turn = turns.begin(matter, Act.LAPSE, by=SYSTEM, at=at, press=Press())
    if turn.matter.ends is None or turn.matter.ends >= turn.on:
        raise TooEarly(
            why=_("The last day of this grant is not over."),
            ground=RULE,
            remedy=_("Wait for that day, or end the grant with reasons."),
        )
    turns.take(turn, Note())
    return turns.close(turn, MatterLapsed(matter=turn.matter.number, on=turn.matter.ends))


def move_with_the_days(*, at: datetime) -> int:
    """Note what the days brought: first days that came, last days that passed; return how many."""
    moved = 0
    for stage, step in ((Stage.TOLD, take_effect), (Stage.EFFECTIVE, lapse)):
        for matter in Matter.objects.due_to_move(stage, on=day_of(at)):
            try:
                step(matter=matter, at=at)
            except (AlreadyDone, TooEarly):
                # Somebody ended it, or another sweep was first.
                continue
            moved += 1
    return moved


@transaction.atomic
def end(*, matter: Matter, note: Note, by: Actor, at: datetime, press: Press) -> Matter:
    """End a grant before its last day, with reasons; its paper is withdrawn."""
    turn = turns.begin(matter, Act.END, by=by, at=at, press=press)
    if turn.is_repeat:
        return turn.matter
    if not note.reasons.strip():
        raise BadFacts(
            "reasons",
            why=_("This must not be empty."),
            ground=RULE,
            remedy=_("Write why it ends before its last day."),
        )
    turns.take(turn, Note(reasons=note.reasons))
    signed = turns.sign(turn)
    turn.kind.subject.when_ended(turn.matter, by=by, at=at)
    if turn.matter.paper is not None:
        reason = note.reasons[:200]
        dossiers.withdraw_of_decision(paper=turn.matter.paper, reason=reason, by=by, at=at)
    event = MatterEnded(matter=turn.matter.number, on=turn.on, signed=signed)
    return turns.close(turn, event)
