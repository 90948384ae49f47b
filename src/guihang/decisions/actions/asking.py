"""Asking for something, completing what was returned, and taking a request back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.decisions import access, kinds, people, routes, signing
from guihang.decisions.actions import turns
from guihang.decisions.actions.turns import Press
from guihang.decisions.course import BEGINS, Act
from guihang.decisions.events import MatterAsked, MatterResubmitted, MatterWithdrawn
from guihang.decisions.kinds import Fields
from guihang.decisions.models import Matter, MatterNumber, MatterStep
from guihang.decisions.words import CAME_BY, Note
from guihang.duties.owing import day_of
from guihang.law.refusals import BadFacts
from guihang.ledger.actions import take_turn

if TYPE_CHECKING:
    from guihang.dossiers.models import Dossier, Subject


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks for: a kind of matter, about a dossier, with its fields.

    With `came_by` an officer enters it for the person of the dossier, whom it reached so.
    """

    kind: str
    dossier: Dossier
    fields: Fields
    came_by: str = ""


@transaction.atomic
def ask(*, request: Request, by: Actor, at: datetime, press: Press) -> Matter:
    """Ask for something that somebody else must decide; the same press asks once."""
    kind = kinds.kind(request.kind)
    take_turn(request.dossier.chain)
    series = _held(kind.series, at)
    earlier = MatterStep.objects.filter(by_id=by.account_id, once=press.once)
    if press.once and (step := earlier.select_related("matter").first()):
        return step.matter
    unit_path = request.dossier.unit_path
    access.check_may_ask(by, unit_path, kind)
    matter = Matter(
        number=_taken(series),
        kind=kind.name,
        dossier=request.dossier,
        unit_path=unit_path,
        asked_by_id=by.account_id,
        asked_at=at,
        stage=BEGINS,
    )
    if request.came_by:
        matter.applicant, matter.came_by = _applicant(request), request.came_by
    _fill(matter, request.fields, at)
    held = people.holding(by, matter, Act.ASK)
    matter.asked_from_id = held.post_id if held else None
    matter.save(force_insert=True)
    turn = turns.Turn(matter, Act.ASK, by, at, press, held)
    turns.take(turn, Note())
    digest = signing.matter_digest(matter)
    return turns.close(turn, MatterAsked(matter=matter.number, kind=kind.name, digest=digest))


@transaction.atomic
def resubmit(*, matter: Matter, fields: Fields, by: Actor, at: datetime, press: Press) -> Matter:
    """Complete what was returned and hand it in again; it is then checked anew."""
    turn = turns.begin(matter, Act.RESUBMIT, by=by, at=at, press=press)
    if turn.is_repeat:
        return turn.matter
    _fill(turn.matter, fields, at)
    turns.take(turn, Note())
    event = MatterResubmitted(matter=turn.matter.number, digest=signing.matter_digest(turn.matter))
    return turns.close(turn, event)


@transaction.atomic
def withdraw(*, matter: Matter, note: Note, by: Actor, at: datetime, press: Press) -> Matter:
    """Take one's own request back, as long as it has not been decided."""
    turn = turns.begin(matter, Act.WITHDRAW, by=by, at=at, press=press)
    if turn.is_repeat:
        return turn.matter
    turns.take(turn, Note(reasons=note.reasons))
    return turns.close(turn, MatterWithdrawn(matter=turn.matter.number))


def _fill(matter: Matter, fields: Fields, at: datetime) -> None:
    subject = kinds.kind(matter.kind).subject
    known = matter if matter.pk else None
    matter.fields = dict(
        subject.examine(fields, dossier=matter.dossier, matter=known, on=day_of(at))
    )
    matter.begins, matter.ends = subject.span(matter.fields)
    routes.settle(matter, on=day_of(at))


def _applicant(request: Request) -> Subject:
    subject = request.dossier.subject
    if subject is None or request.came_by not in CAME_BY:
        raise BadFacts(
            "came_by",
            why=_("It is not said how the request reached the office."),
            ground="house:applicants",
            remedy=_("Choose how the person asked for it."),
        )
    return subject


def next_number(series: str, at: datetime) -> str:
    """Return the next number of a series in its year; two who ask at once get two."""
    return _taken(_held(series, at))


def _held(series: str, at: datetime) -> MatterNumber:
    """Hold the numbers of a series; two who ask at once then ask one after the other."""
    year = day_of(at).year
    MatterNumber.objects.get_or_create(series=series, year=year)
    return MatterNumber.objects.select_for_update().get(series=series, year=year)


def _taken(series: MatterNumber) -> str:
    series.last += 1
    series.save(update_fields=["last"])
    return str(series)
