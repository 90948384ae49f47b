"""Checking, giving opinions, returning, granting and refusing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.decisions import routes
from guihang.decisions.actions import turns
from guihang.decisions.actions.turns import Press, Turn
from guihang.decisions.course import Act
from guihang.decisions.events import (
    MatterChecked,
    MatterGranted,
    MatterRefused,
    MatterReturned,
    OpinionGiven,
)
from guihang.decisions.kinds import Signing
from guihang.decisions.models import Matter
from guihang.decisions.words import LONGEST, Note
from guihang.dossiers import actions as dossiers
from guihang.law.refusals import BadFacts

RULE = "house:matters"


@transaction.atomic
def check(*, matter: Matter, note: Note, by: Actor, at: datetime, press: Press) -> Matter:
    """Check a request as a second person: look at it, write what was found, sign."""
    turn = turns.begin(matter, Act.CHECK, by=by, at=at, press=press)
    if turn.is_repeat:
        return turn.matter
    _demand("opinion", note.opinion, _("Write what you checked and how."))
    turns.look_before_signing(turn, note)
    routes.settle(turn.matter, on=turn.on)
    turns.take(turn, Note(opinion=note.opinion, advice=note.advice))
    signed = turns.sign(turn)
    return turns.close(turn, MatterChecked(matter=turn.matter.number, signed=signed))


@transaction.atomic
def give_opinion(*, matter: Matter, note: Note, by: Actor, at: datetime, press: Press) -> Matter:
    """Give an opinion before a matter is decided; it binds nobody."""
    turn = turns.begin(matter, Act.GIVE_OPINION, by=by, at=at, press=press)
    if turn.is_repeat:
        return turn.matter
    _demand("opinion", note.opinion, _("Write your opinion."))
    turns.take(turn, Note(opinion=note.opinion, advice=note.advice))
    turns.sign(turn)
    return turns.close(turn, OpinionGiven(matter=turn.matter.number, advice=note.advice))


@transaction.atomic
def return_matter(*, matter: Matter, note: Note, by: Actor, at: datetime, press: Press) -> Matter:
    """Return a request to who asked, saying what is to be completed."""
    turn = turns.begin(matter, Act.RETURN, by=by, at=at, press=press)
    if turn.is_repeat:
        return turn.matter
    _demand("reasons", note.reasons, _("Write what is to be completed."))
    turns.take(turn, Note(reasons=note.reasons))
    return turns.close(turn, MatterReturned(matter=turn.matter.number))


@transaction.atomic
def grant(*, matter: Matter, note: Note, by: Actor, at: datetime, press: Press) -> Matter:
    """Grant a matter: its paper is issued under a number, and the signature covers both."""
    turn = turns.begin(matter, Act.GRANT, by=by, at=at, press=press)
    if turn.is_repeat:
        return turn.matter
    _demand_short("opinion", note.opinion)
    turns.look_before_signing(turn, note)
    turn.matter.paper = _issued(turn)
    turns.take(turn, Note(opinion=note.opinion, advice="grant" if note.opinion else ""))
    signed = turns.sign(turn)
    held = turn.holding
    event = MatterGranted(
        matter=turn.matter.number,
        paper=turn.matter.paper.number if turn.matter.paper else "",
        signed=signed,
        acting_for=held.deputy_for if held else "",
    )
    return turns.close(turn, event)


@transaction.atomic
def refuse(*, matter: Matter, note: Note, by: Actor, at: datetime, press: Press) -> Matter:
    """Refuse a matter with reasons, the ground, and what the applicant can do instead."""
    turn = turns.begin(matter, Act.REFUSE, by=by, at=at, press=press)
    if turn.is_repeat:
        return turn.matter
    _demand("reasons", note.reasons, _("Write why it is refused."))
    _demand("ground", note.ground, _("Name the article or the rule it rests on."))
    _demand("remedy", note.remedy, _("Write what the applicant can do instead."))
    turns.demand_route(turn)
    turns.take(turn, Note(reasons=note.reasons, ground=note.ground, remedy=note.remedy))
    signed = turns.sign(turn)
    held = turn.holding
    event = MatterRefused(
        matter=turn.matter.number,
        ground=note.ground,
        signed=signed,
        acting_for=held.deputy_for if held else "",
    )
    return turns.close(turn, event)


def _issued(turn: Turn):
    kind, matter = turn.kind, turn.matter
    if not kind.form:
        return None
    signing = Signing(turn.by, turn.at)
    return dossiers.issue_of_decision(
        dossier=matter.dossier,
        form=kind.form,
        fields=kind.subject.paper_fields(matter, on=turn.on, signing=signing),
        by=turn.by,
        at=turn.at,
    )


def _demand(field: str, words: str, remedy: object) -> None:
    if not words.strip():
        raise BadFacts(field, why=_("This must not be empty."), ground=RULE, remedy=remedy)
    _demand_short(field, words)


def _demand_short(field: str, words: str) -> None:
    if len(words) > LONGEST:
        raise BadFacts(
            field,
            why=_("This is longer than %(most)d characters.") % {"most": LONGEST},
            ground=RULE,
            remedy=_("Shorten it, or attach a paper."),
        )
