"""Making and adjusting a plan from the library, with what came of the measures before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.actions import PlanDraft, make_plan
from guihang.law.refusals import BadFacts
from guihang.law.rules.levels import PLAN
from guihang.ledger.actions import record
from guihang.supervision.events import MeasuresLookedAt
from guihang.supervision.models import PlanMeasure
from guihang.supervision.planning.library import HELP, SUPERVISION, TEACHING, measure
from guihang.supervision.planning.words import OUTCOMES

PARTS = (SUPERVISION, TEACHING, HELP)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen from the library, and what came of the measures of the plan before."""

    measures: tuple[str, ...] = ()
    outcomes: Mapping[int, str] = field(default_factory=dict)


@atomic
def plan(  # noqa: PLR0913 - what it says, what was chosen, when and by whom are all asked for
    *, case, draft: PlanDraft, chosen: Chosen, day: date, by: Actor, at: datetime
):
    """Make the plan of a person, or adjust it; what the library says goes into its paper."""
    taken = [_known(code) for code in dict.fromkeys(chosen.measures)]
    before = case.plans.first()
    paper = make_plan(case=case, draft=_with(draft, taken), day=day, by=by, at=at)
    _look_back(before, chosen.outcomes, case, day, by, at)
    made = case.plans.order_by("-edition").first()
    PlanMeasure.objects.bulk_create(PlanMeasure(plan=made, code=one.code) for one in taken)
    return paper


def _known(code: str):
    found = measure(code)
    if found is None:
        raise BadFacts(
            "library",
            why=_("The library has no such measure."),
            ground=PLAN,
            remedy=_("Choose one of the library, or write it in words of your own."),
        )
    return found


def _with(draft: PlanDraft, taken: list) -> PlanDraft:
    """Return what the plan says with what was chosen: the library first, own words after it."""
    words = {part: [one.says.zh for one in taken if one.part == part] for part in PARTS}
    return replace(
        draft,
        measures=(*words[SUPERVISION], *draft.measures),
        teaching=(*draft.teaching, *words[TEACHING]),
        helps=(*words[HELP], *draft.helps),
    )


def _look_back(  # noqa: PLR0913 - one step of the action above
    before, outcomes: Mapping[int, str], case, day: date, by: Actor, at: datetime
) -> None:
    """Keep what came of the measures of the plan before; it is said once for each."""
    rows = list(before.chosen_measures.filter(outcome="")) if before is not None else []
    looked = [row for row in rows if outcomes.get(row.pk, "") in OUTCOMES]
    for row in looked:
        row.outcome, row.outcome_on, row.outcome_by_id = outcomes[row.pk], day, by.account_id
        row.save(update_fields=["outcome", "outcome_on", "outcome_by"])
    if looked:
        said = tuple(f"{row.code}:{row.outcome}" for row in looked)
        event = MeasuresLookedAt(case=case.number, edition=before.edition, outcomes=said)
        record(event, chain=case.chain, by=by, at=at)
