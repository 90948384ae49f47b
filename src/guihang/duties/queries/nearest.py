"""What is due first about each of many things, for lists of those things."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from guihang.duties.models import Duty


@dataclass(frozen=True, slots=True)
class Nearest:
    """The duty that presses most about one thing."""

    what: str
    due: date | None


def nearest(source: str, keys: Collection[str], *, on: date) -> dict[str, Nearest]:
    """Return for each of some things what is due first about it, whoever owes it; one query."""
    found: dict[str, Nearest] = {}
    rows = Duty.objects.open(on=on).filter(source=source, of__in=keys)
    ordered = rows.order_by(F("due").asc(nulls_last=True), "opens_on", "pk")
    for of, what, due in ordered.values_list("of", "what", "due"):
        found.setdefault(of, Nearest(what, due))
    return found
