"""Fixes, states and crossings as they were kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from guihang.tracking.fixes.kept import Kept
from guihang.tracking.fixes.models import Crossing, Fix, Refused, State

AT_ONCE = 500


def states_of(people: Sequence[int]) -> Iterator[Kept]:
    """Yield what is known of some people (cases), as it was written down."""
    columns = ("who", "trail", "watches", "standing", "signs", "heard")
    for first in range(0, len(people), AT_ONCE):
        chosen = State.objects.filter(who__in=people[first : first + AT_ONCE])
        for who, trail, watches, standing, signs, heard in chosen.values_list(*columns):
            yield Kept(who, bytes(trail), watches, bytes(standing), signs, heard)


def last_taken(basis: int, device: int) -> tuple[int, int]:
    """Return how many fixes a basis brought, and the last of them (milliseconds, 0 for none)."""
    taken = Fix.objects.filter(device=device, basis=basis).order_by("-at").values_list("at")
    return taken.count(), next((at for (at,) in taken[:1]), 0)


def track(basis: int, device: int, *, since: int, until: int) -> list[Fix]:
    """Return the fixes of a basis between two moments (milliseconds), in the order of time."""
    found = Fix.objects.filter(device=device, at__gte=since, at__lt=until, basis=basis)
    return list(found.order_by("at", "sequence"))


def untold(most: int) -> list[Crossing]:
    """Return crossings nobody was told of, in the order they came."""
    return list(Crossing.objects.filter(told=False).order_by("pk")[:most])


def refused_since(day: date) -> list[Refused]:
    """Return how often what was not taken since a day."""
    return list(Refused.objects.filter(day__gte=day).order_by("-day", "device", "why"))


def heard_of(people: Sequence[int]) -> dict[int, int]:
    """Return when anything last came from some people (milliseconds, 0 for never)."""
    found: dict[int, int] = {}
    for first in range(0, len(people), AT_ONCE):
        chosen = State.objects.filter(who__in=people[first : first + AT_ONCE])
        found.update(chosen.values_list("who", "heard"))
    return found
