"""Cases in which somebody missed a duty or is out of contact, for who searches for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from guihang.cases.models import Case, CaseEvent
from guihang.cases.sources import NAME, duties_of
from guihang.cases.vocabulary import RUNNING, OverlayKind, State
from guihang.duties import queries as duties
from guihang.law.calendars import ONE_DAY
from guihang.law.events import What

NEVER_CAME, REGULAR_REPORT = "intake.search", "reporting.regular"


def case_numbered(number: str) -> Case:
    """Return a case by its number, for a room that follows what happens in it."""
    return Case.objects.select_related("dossier__unit", "person__subject").get(
        dossier__number=number
    )


def lost_or_missed(
    codes: Iterable[str], *, proved_by: Iterable[What], met_by: Iterable[What]
) -> QuerySet[CaseEvent]:
    """Return, of running cases, the losses no finding and the missed duties no contact answered.

    A contact on a later day answers a missed duty, and what meets it on its own day.
    """
    there = CaseEvent.objects.filter(case=OuterRef("case"), corrected__isnull=True)
    found = there.filter(what=What.FOUND, day__gte=OuterRef("day"))
    later = there.filter(what__in=tuple(proved_by), day__gt=OuterRef("day"))
    same = there.filter(what__in=tuple(met_by), day=OuterRef("day"))
    lost = Q(what=What.LOST) & ~Exists(found.filter(of=OuterRef("of")))
    missed = Q(what=What.DUTY_MISSED, code__in=tuple(codes)) & ~Exists(later) & ~Exists(same)
    rows = CaseEvent.objects.filter(corrected__isnull=True, case__state__in=RUNNING)
    return rows.filter(missed | (lost & (~Q(of="") | ~Exists(found))))


def cases_of(rows: QuerySet[CaseEvent]) -> QuerySet[Case]:
    """Return the cases some events lie in, each once."""
    found = Case.objects.filter(pk__in=rows.order_by().values("case"))
    return found.select_related("dossier__unit", "person__subject")


def reports_overdue(*, on: date, proved_by: Iterable[What]) -> dict[str, date]:
    """Return by their numbers the cases whose regular report is overdue, with its last day.

    Only a local rule sets an interval; who is detained, or was in contact since, is not waited for.
    """
    late = duties.late(NAME, REGULAR_REPORT, on=on)
    there = Case.objects.filter(dossier__number__in=late, state__in=RUNNING)
    held = there.filter(overlays__name=OverlayKind.HELD, overlays__until=None)
    contact = Q(events__what__in=tuple(proved_by), events__corrected__isnull=True)
    heard = there.exclude(pk__in=held.values("pk")).annotate(
        heard_on=Max("events__day", filter=contact)
    )
    rows = heard.values_list("dossier__number", "heard_on") if late else ()
    return {number: late[number] for number, day in rows if day is None or day <= late[number]}


def never_came(*, on: date) -> Iterator[tuple[Case, date]]:
    """Yield who should have reported and did not, with the last day on which he should have."""
    awaited = Case.objects.filter(state=State.AWAITED)
    for case in awaited.select_related("dossier__unit", "person__subject"):
        for duty in duties_of(case, on):
            if duty.name == NEVER_CAME and duty.done is None:
                yield case, duty.opened - ONE_DAY
