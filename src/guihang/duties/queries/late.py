"""Of which things one kind of duty is overdue, for who follows it up."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from guihang.duties.models import Duty


def late(source: str, what: str, *, on: date) -> dict[str, date]:
    """Return of which things a duty is overdue and not put off, with its last day; one query."""
    rows = Duty.objects.open(on=on).filter(source=source, what=what, due__lt=on)
    rows = rows.filter(Q(put_off_until__isnull=True) | Q(put_off_until__lte=on))
    return dict(rows.order_by("-due").values_list("of", "due"))
