"""Reading somebody's positions: for community correction alone, for a reason, on the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.agencies.vocabulary import Role
from guihang.law.refusals import BadFacts
from guihang.law.rules import visibility
from guihang.law.rules.visibility import Item, Purpose, SightFacts, View, Viewer
from guihang.law.statutes import Statutes
from guihang.law.verdicts import CannotSay
from guihang.ledger.actions import record
from guihang.tracking.access import check_may_read_positions
from guihang.tracking.events import PositionsRead
from guihang.tracking.fixes import queries as kept
from guihang.tracking.fixes.models import Fix
from guihang.tracking.models import Basis

LEAST = 4
ALONE = "ccl-2019:29.3"


@dataclass(frozen=True, slots=True)
class Span:
    """Which positions somebody wants to read, for what, and why."""

    since: datetime
    until: datetime
    purpose: Purpose
    reason: str


@dataclass(frozen=True, slots=True)
class Track:
    """What was read: the basis, and its fixes in the order of time."""

    basis: Basis
    fixes: tuple[Fix, ...]


@atomic
def read(*, basis: Basis, span: Span, law: Statutes, by: Actor, at: datetime) -> Track:
    """Return the positions taken on a basis; the reading stands in the person's own record."""
    case = basis.case
    check_may_read_positions(by, case.unit_path)
    _demand_purpose(span, law, by)
    reason = " ".join(span.reason.split())
    if len(reason) < LEAST:
        raise BadFacts(
            "reason",
            why=_("It is not said why."),
            ground=ALONE,
            remedy=_("Write the reason in at least four characters."),
        )
    since, until = max(span.since, basis.begins), min(span.until, basis.ends)
    event = PositionsRead(
        case=case.number,
        basis=basis.pk,
        since=since,
        until=until,
        purpose=str(span.purpose),
        reason=reason,
    )
    record(event, chain=case.chain, by=by, at=at)
    first, last = (int(moment.timestamp() * 1000) for moment in (since, until))
    return Track(basis, tuple(kept.track(basis.pk, basis.device_id, since=first, until=last)))


def _demand_purpose(span: Span, law: Statutes, by: Actor) -> None:
    viewer = Viewer.PROCURATORATE if by.role is Role.PROCURATOR else Viewer.COUNTY
    facts = SightFacts(viewer, Item.POSITIONS, span.purpose, in_charge=True, minor=False)
    found = visibility.may_see(facts, law)
    if isinstance(found, CannotSay) or found.outcome.view is View.CLOSED:
        raise BadFacts(
            "purpose",
            why=_("Positions serve community correction alone; nothing else."),
            ground=ALONE,
            remedy=_("Read them only to supervise or help this person, and say what for."),
        )
