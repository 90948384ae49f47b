"""The score of a case for whoever may see the case, and what officers saw when they decided."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from guihang.cases.facts import facts_of, standing
from guihang.law.events import What
from guihang.supervision.models import ScoreSeen
from guihang.supervision.risk.formula import Formula, formula_on, formulas
from guihang.supervision.risk.score import Known, Score, score
from guihang.supervision.risk.seen import Seen


def score_of(case, *, on: date) -> Score | None:
    """Work out the advisory score of a case on a day, from what holds of it then."""
    formula = formula_on(on)
    if formula is None:
        return None
    facts = facts_of(case)
    known = Known(
        on=on,
        registered=facts.day_of(What.REGISTERED),
        birth=facts.birth,
        facts={
            "repeat_offender": facts.repeat_offender,
            "several_crimes": facts.several_crimes,
        },
        happened=standing(case.events.all()),
    )
    return score(known, formula)


def seen_of(found: Score) -> Seen:
    """Return a score as the record of what an officer sees."""
    return Seen(
        version=found.formula.version,
        on=found.on,
        points=found.points,
        band=found.band.value,
        provisional=found.is_provisional,
        factors=tuple((one.factor.says.zh, one.points) for one in found.counted),
    )


def seen_in(case) -> QuerySet[ScoreSeen]:
    """Return what officers saw when they set the category of a case, the latest first."""
    return case.scores_seen.select_related("by", "event")


def versions() -> tuple[Formula, ...]:
    """Return every version of the formula, the newest first: it is published."""
    return tuple(reversed(formulas()))
