"""What a unit's page shows: posts and who holds them, who is away, who stands in, charges."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from guihang.agencies.models import (
    Absence,
    Appointment,
    Charge,
    Deputy,
    Entrustment,
    Post,
    RungFilling,
    Unit,
)
from guihang.agencies.vocabulary import RUNG_NAMES
from guihang.law.rungs import Rung


@dataclass(frozen=True, slots=True)
class HolderSheet:
    """Somebody who holds a post now or soon."""

    appointment: Appointment
    away: Absence | None
    deputies: tuple[Deputy, ...]


@dataclass(frozen=True, slots=True)
class PostSheet:
    """A post with everything that hangs on it."""

    post: Post
    rungs: tuple[object, ...]
    holders: tuple[HolderSheet, ...]


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """A unit with its posts, its charges, and what it is entrusted with."""

    unit: Unit
    posts: tuple[PostSheet, ...]
    charges: tuple[Charge, ...]
    overseen: Charge | None
    entrustments: tuple[Entrustment, ...]
    children: tuple[Unit, ...]


def unit_sheet(unit: Unit, *, on: date) -> UnitSheet:
    """Return everything the page of a unit shows, on a day."""
    from_then = {"since": on, "until": None}
    charges = Charge.objects.touching(**from_then).select_related("office", "area", "unit")
    return UnitSheet(
        unit=unit,
        posts=_posts(unit, on),
        charges=tuple(charges.filter(unit=unit).order_by("office__path", "area__code")),
        overseen=charges.filter(office=unit).order_by("since").first(),
        entrustments=tuple(
            Entrustment.objects.touching(**from_then).filter(office=unit).order_by("until")
        ),
        children=tuple(unit.children.open(on=on)),
    )


def _posts(unit: Unit, on: date) -> tuple[PostSheet, ...]:
    holders = _holders(unit, on)
    rungs = defaultdict(list)
    for filling in RungFilling.objects.in_force(on=on).filter(post__unit=unit):
        rungs[filling.post_id].append(RUNG_NAMES[Rung(filling.rung)])
    return tuple(
        PostSheet(post, tuple(rungs[post.pk]), tuple(holders[post.pk]))
        for post in unit.posts.order_by("pk")
    )


def _holders(unit: Unit, on: date) -> dict[int, list[HolderSheet]]:
    rows = Appointment.objects.touching(since=on, until=None).filter(post__unit=unit)
    appointments = list(rows.select_related("account__unit").order_by("since", "pk"))
    away = {
        absence.account_id: absence
        for absence in Absence.objects.in_force(on=on).filter(
            account__in=[one.account_id for one in appointments]
        )
    }
    deputies = defaultdict(list)
    standing = Deputy.objects.touching(since=on, until=None).filter(post__unit=unit)
    for deputy in standing.select_related("account").order_by("since"):
        deputies[deputy.post_id, deputy.holder_id].append(deputy)
    holders = defaultdict(list)
    for one in appointments:
        standing_in = tuple(deputies[one.post_id, one.account_id])
        holders[one.post_id].append(HolderSheet(one, away.get(one.account_id), standing_in))
    return holders
