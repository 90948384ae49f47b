"""What is owed about a leave beyond its course and the law's duties: that nobody is missed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from guihang.cases.bearing import keepers
from guihang.decisions.course import Act
from guihang.duties.owing import Discharge, Owed
from guihang.duties.ports import Source
from guihang.law.rules.leave import BACK
from guihang.supervision.leave.actions.carrying import SOURCE
from guihang.supervision.leave.kind import LEAVE, NOT_BACK
from guihang.supervision.models import Trip


class Leaves(Source):
    """The day after a leave ends, who works on the case deals with who is not back."""

    name = SOURCE

    def owed(self, of: str, *, on: date) -> Iterable[Owed]:
        """Return what is owed about one leave, once it has been told."""
        return tuple(owed for _of, found in self.owed_of_many((of,), on=on) for owed in found)

    def owed_of_many(
        self, keys: Sequence[str], *, on: date
    ) -> Iterator[tuple[str, Iterable[Owed]]]:
        """Yield leaves with what is owed about each, read together."""
        trips = Trip.objects.select_related("matter__dossier", "case__person__subject")
        for trip in trips.prefetch_related("matter__steps").filter(matter__number__in=keys):
            yield trip.matter.number, _owed(trip)

    def all_keys(self) -> Iterable[str]:
        """Return the number of every leave that is not part of another."""
        first = Trip.objects.filter(extends__isnull=True)
        return first.order_by("pk").values_list("matter__number", flat=True)


def _owed(trip: Trip) -> tuple[Owed, ...]:
    steps = {Act(step.act): step for step in trip.matter.steps.all()}
    if Act.TELL not in steps or Act.GRANT not in steps:
        return ()
    day = trip.returns + timedelta(days=1)
    return (
        Owed(
            what=NOT_BACK,
            unit_path=trip.case.unit_path,
            opens_on=day,
            due=day,
            ground=BACK,
            owed_by=keepers(trip.case),
            title=LEAVE.subject.names(trip.matter) | {"number": trip.matter.number},
            place=trip.matter.dossier.number,
            discharge=_met(trip, steps),
        ),
    )


def _met(trip: Trip, steps) -> Discharge | None:
    if trip.returned_at is not None:
        return Discharge(trip.returned_at, "returned")
    ended = steps.get(Act.END)
    if ended is not None and trip.returns <= trip.leaves and trip.left_on is None:
        return Discharge(ended.at, ended.act)
    return None
