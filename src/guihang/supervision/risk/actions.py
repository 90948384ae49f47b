"""Setting a category beside an advisory score: what was seen is kept, and nothing reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.transaction import atomic

from guihang.agencies.authority import Actor
from guihang.cases.actions import classify
from guihang.cases.facts import latest
from guihang.law.events import What
from guihang.ledger.actions import record
from guihang.supervision.events import CategorySetBesideScore
from guihang.supervision.models import ScoreSeen
from guihang.supervision.risk.seen import Seen


@dataclass(frozen=True, slots=True)
class Category:
    """The category an officer sets: which, why, since when."""

    level: str
    reasons: str
    day: date


@atomic
def set_category(*, case, category: Category, seen: Seen | None, by: Actor, at: datetime):
    """Set the category as the officer decided it; keep which score stood on the screen."""
    case = classify(
        case=case,
        level=category.level,
        reasons=category.reasons,
        day=category.day,
        by=by,
        at=at,
    )
    if seen is None:
        return case
    ScoreSeen.objects.create(
        case=case,
        event=latest(case, What.CLASSIFIED),
        version=seen.version,
        shown_on=seen.on,
        points=seen.points,
        band=seen.band,
        provisional=seen.provisional,
        factors=[list(one) for one in seen.factors],
        at=at,
        by_id=by.account_id,
    )
    beside = CategorySetBesideScore(
        case=case.number,
        level=category.level,
        version=seen.version,
        band=seen.band,
        points=seen.points,
        provisional=seen.provisional,
    )
    record(beside, chain=case.chain, by=by, at=at)
    return case
