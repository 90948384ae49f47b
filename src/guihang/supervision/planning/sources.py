"""What is owed about the goals of plans: to look at them on their day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from guihang.cases.bearing import keepers
from guihang.cases.vocabulary import REGISTERED
from guihang.duties import owing
from guihang.duties.owing import Owed
from guihang.duties.ports import Source
from guihang.supervision.models import PlanGoal
from guihang.supervision.planning import house_rules
from guihang.supervision.planning.kind import REVIEW, SOURCE


class Goals(Source):
    """The open goals of all plans, each case by its number: what is due first stands for all."""

    name = SOURCE

    def owed(self, of: str, *, on: date) -> Iterable[Owed]:
        """Return what is owed about the goals of one case."""
        return tuple(owed for _of, found in self.owed_of_many((of,), on=on) for owed in found)

    def owed_of_many(
        self, keys: Sequence[str], *, on: date
    ) -> Iterator[tuple[str, Iterable[Owed]]]:
        """Yield cases with what is owed about their goals, read together."""
        found = PlanGoal.objects.open().filter(
            plan__case__dossier__number__in=keys, plan__case__state__in=REGISTERED
        )
        whole = found.select_related("plan__case__person__subject", "plan__case__dossier")
        first: dict[str, PlanGoal] = {}
        for goal in whole.order_by("review_on", "pk"):
            first.setdefault(goal.plan.case.number, goal)
        for number, goal in first.items():
            yield number, (_owed(goal),)

    def all_keys(self) -> Iterable[str]:
        """Return the numbers of the cases whose plans have open goals."""
        found = PlanGoal.objects.open().order_by()
        return found.values_list("plan__case__dossier__number", flat=True).distinct()


def _owed(goal: PlanGoal) -> Owed:
    case = goal.plan.case
    shown = goal.review_on - timedelta(days=house_rules.SHOWN_BEFORE)
    return Owed(
        what=REVIEW,
        unit_path=case.unit_path,
        opens_on=max(shown, goal.plan.made_on),
        due=goal.review_on,
        ground=house_rules.RULE,
        owed_by=(*keepers(case), owing.entrusted("plan", case.unit_path)),
        title={"name": case.person.name, "number": case.number, "kind": case.kind},
        place=case.number,
        seek=case.person.pinyin,
    )
