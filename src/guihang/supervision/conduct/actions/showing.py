"""Showing sealed words for a reason, putting up the public list, taking lists out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.purposes import purpose_of
from guihang.dossiers import actions as dossiers
from guihang.law.refusals import BadFacts, TooEarly
from guihang.ledger import chains
from guihang.ledger.actions import record, reveal
from guihang.supervision.access import (
    check_may_export_conduct,
    check_may_open_penalty,
    check_may_publish_conduct,
    check_may_reveal_conduct,
)
from guihang.supervision.conduct import penalties
from guihang.supervision.conduct.penalties import demand_seen, is_sealed
from guihang.supervision.events import ConductExported, ConductPublished, PenaltyRecordRead
from guihang.supervision.models import Proceeding

LEAST = 4


def reveal_words(
    *, proceeding: Proceeding, field: str, reason: str, by: Actor, at: datetime
) -> str:
    """Show sealed words of a proceeding to somebody who gave a reason; the reading is recorded."""
    check_may_reveal_conduct(by, proceeding.matter.unit_path)
    demand_seen(by, proceeding)
    owner, name = _owner(proceeding, field)
    return reveal(owner, name, reason=reason, chain=proceeding.matter.dossier.chain, by=by, at=at)


def _owner(proceeding: Proceeding, field: str):
    if field == "words":
        return proceeding, "words"
    what, _dash, key = field.partition("-")
    rows = {"heard": proceeding.hearings, "objection": proceeding.objections,
            "answer": proceeding.objections}.get(what)  # fmt: skip
    found = rows.filter(pk=int(key)).first() if rows is not None and key.isdigit() else None
    if found is None:
        raise BadFacts("field", why=_("There is nothing hidden under this name."))
    return found, "answer" if what == "answer" else "words"


@atomic
def open_penalty(*, proceeding: Proceeding, reason: str, by: Actor, at: datetime) -> bytes:
    """Return the request of a sealed record as PDF, for a reason that is recorded."""
    check_may_open_penalty(by, proceeding.matter.unit_path)
    if not is_sealed(proceeding) or proceeding.matter.paper is None:
        raise TooEarly(
            why=_("This record is not sealed; its papers lie in the file."),
            ground=penalties.ARTICLE,
            remedy=_("Open the paper in the dossier."),
        )
    event = PenaltyRecordRead(matter=proceeding.matter.number, reason=dossiers.grounded(reason))
    record(event, chain=proceeding.matter.dossier.chain, by=by, at=at)
    return dossiers.render(paper=proceeding.matter.paper, by=by, at=at)


@atomic
def publish(*, days: tuple[date, date], lines: int, left_out: int, by: Actor, at: datetime) -> None:
    """Record that a list of rewards and sanctions was put up (定期公示)."""
    check_may_publish_conduct(by, by.unit_path)
    event = ConductPublished(first=days[0], last=days[1], lines=lines, left_out=left_out)
    record(event, chain=chains.account(by.account_id, by.unit_path), by=by, at=at)


@atomic
def take_out(
    *, proceedings: Iterable[Proceeding], purpose: str, by: Actor, at: datetime
) -> tuple[Proceeding, ...]:
    """Return proceedings to be taken out as a file, without police penalties; what for is recorded.

    A list leaves the office, and the record of a penalty is given to nobody (psl-2025:136).
    """
    check_may_export_conduct(by, by.unit_path)
    words = purpose_of(purpose)
    taken = tuple(one for one in proceedings if one.matter.kind != penalties.KIND)
    event = ConductExported(purpose=words, count=len(taken))
    record(event, chain=chains.account(by.account_id, by.unit_path), by=by, at=at)
    return taken
