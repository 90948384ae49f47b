"""Where in somebody's charge the staff are late, and where something is due soon: for leaders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from guihang.agencies.authority import Actor
from guihang.duties.models import Duty, Party
from guihang.duties.owing import Side
from guihang.duties.queries.listing import AHEAD

OF_A_PERSON = {"token__startswith": "account:"}


@dataclass(frozen=True, slots=True)
class Pressing:
    """What the staff owe about one unit: how much is overdue, how much is due within the week."""

    unit_path: str
    late: int
    soon: int


def pressing(by: Actor, *, on: date) -> tuple[Pressing, ...]:
    """Return the units in somebody's charge where something presses, the latest first; one query.

    What a person under correction owes himself is not counted: the staff only wait for it.
    """
    if not by.reach:
        return ()
    reach = Q(*(("unit_path__startswith", path) for path in by.reach), _connector=Q.OR)
    staff = Party.objects.filter(duty=OuterRef("pk"), side=Side.OWES)
    owed = Duty.objects.open(on=on).filter(
        reach, Exists(staff.exclude(**OF_A_PERSON)), due__lte=on + AHEAD
    )
    rows = (
        owed.order_by()
        .values_list("unit_path")
        .annotate(late=Count("pk", filter=Q(due__lt=on)), soon=Count("pk", filter=Q(due__gte=on)))
    )
    found = (Pressing(*row) for row in rows)
    return tuple(sorted(found, key=lambda one: (-one.late, -one.soon, one.unit_path)))
