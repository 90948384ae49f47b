"""What is owed about an entrustment beyond its course: a review before its end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from guihang.agencies.vocabulary import Role
from guihang.bureau.entrustment import house_rules
from guihang.bureau.entrustment.kind import ENTRUSTMENT, REVIEW
from guihang.bureau.entrustment.wish import KIND
from guihang.bureau.models import EntrustmentReview
from guihang.decisions import queries as decisions
from guihang.decisions.course import Act
from guihang.duties import owing
from guihang.duties.owing import Discharge, Owed, day_of
from guihang.duties.ports import Source


class Entrustments(Source):
    """The reviews that told entrustments bring."""

    name = "entrustments"

    def owed(self, of: str, *, on: date) -> Iterable[Owed]:
        """Return the review of one entrustment, once it has been told."""
        matter = decisions.matter(of, KIND)
        if matter is None or matter.paper_id is None:
            return ()
        steps = {Act(step.act): step for step in matter.steps.all()}
        if Act.TELL not in steps:
            return ()
        over = steps.get(Act.END) or steps.get(Act.LAPSE)
        told_on = day_of(steps[Act.TELL].at)
        return (
            Owed(
                what=REVIEW,
                unit_path=matter.unit_path,
                opens_on=min(max(house_rules.review_from(matter.ends), told_on), matter.ends),
                due=matter.ends,
                ground=house_rules.REVIEW_RULE,
                owed_by=(owing.role(Role.SQUAD_LEADER, matter.unit_path),),
                owed_to=decisions.deciders(matter),
                title=ENTRUSTMENT.subject.names(matter) | {"number": matter.number},
                place=matter.dossier.number,
                discharge=_met(of, over),
            ),
        )

    def all_keys(self) -> Iterable[str]:
        """Return the number of every entrustment that was asked for."""
        return decisions.numbers(KIND)


def _met(of: str, over) -> Discharge | None:
    review = EntrustmentReview.objects.filter(matter__number=of).first()
    if review is not None:
        return Discharge(review.at, "review")
    return Discharge(over.at, over.act) if over else None
