"""Who is registered in which office, whoever asks: for what rooms above say is owed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Min, Q, QuerySet

from guihang.cases.models import Case
from guihang.cases.vocabulary import REGISTERED
from guihang.law.events import What


def under_in(paths: Iterable[str]) -> QuerySet[Case]:
    """Return the cases of those registered in some offices, each with when it was noted."""
    came = Q(events__what=What.REGISTERED, events__corrected__isnull=True)
    found = Case.objects.filter(unit_path__in=tuple(paths), state__in=REGISTERED).order_by()
    return found.annotate(registered_at=Min("events__noted_at", filter=came))


def offices_with_people() -> QuerySet:
    """Return the codes of the offices in which people are registered."""
    found = Case.objects.filter(state__in=REGISTERED).order_by()
    return found.values_list("dossier__unit__code", flat=True).distinct()
