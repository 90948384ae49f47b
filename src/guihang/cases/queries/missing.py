"""Cases in which somebody missed a duty or is out of contact, for who searches for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q, QuerySet

from guihang.cases.models import Case
from guihang.cases.sources import duties_of
from guihang.cases.vocabulary import RUNNING, State
from guihang.law.calendars import ONE_DAY
from guihang.law.events import What

NEVER_CAME = "intake.search"


def case_numbered(number: str) -> Case:
    """Return a case by its number, for a room that follows what happens in it."""
    return Case.objects.select_related("dossier__unit", "person__subject").get(
        dossier__number=number
    )


def lost_or_missed(codes: Iterable[str]) -> QuerySet[Case]:
    """Return the running cases that know a loss, or one of these missed duties."""
    wanted = Q(events__what=What.LOST) | Q(
        events__what=What.DUTY_MISSED, events__code__in=tuple(codes)
    )
    found = Case.objects.filter(wanted, events__corrected__isnull=True, state__in=RUNNING)
    return found.select_related("dossier__unit", "person__subject").distinct()


def never_came(*, on: date) -> Iterator[tuple[Case, date]]:
    """Yield who should have reported and did not, with the last day on which he should have."""
    awaited = Case.objects.filter(state=State.AWAITED)
    for case in awaited.select_related("dossier__unit", "person__subject"):
        for duty in duties_of(case, on):
            if duty.name == NEVER_CAME and duty.done is None:
                yield case, duty.opened - ONE_DAY
