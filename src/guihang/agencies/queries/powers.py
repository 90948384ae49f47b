"""Who holds which power on a day; and which power nobody is awake to use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from guihang.agencies.models import (
    Absence,
    Account,
    Appointment,
    Deputy,
    Entrustment,
    Post,
    RungFilling,
    Unit,
)
from guihang.agencies.vocabulary import Level, Role, UnitKind
from guihang.law.rungs import Rung

OWED: dict[tuple[str, str], tuple[Rung, ...]] = {
    (UnitKind.JUSTICE, Level.COUNTY): (Rung.AGENCY_HEAD, Rung.BUREAU_HEAD),
    (UnitKind.JUSTICE, Level.CITY): (Rung.CITY,),
    (UnitKind.JUSTICE, Level.PROVINCE): (Rung.PROVINCE,),
}
"""The rungs that must be filled wherever there is such a unit."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A rung of the law that nobody is awake to fill, and why."""

    unit: Unit
    rung: Rung
    why: object
    remedy: object
    post: Post | None = None


def entrusted(office: Unit, power: str, on: date) -> Entrustment | None:
    """Return the entrustment by which an office holds a power on a day (ccl-2019:9.2)."""
    return Entrustment.objects.in_force(on=on).filter(office=office, power=power).first()


def entrustments(office: Unit, *, on: date) -> QuerySet[Entrustment]:
    """Return everything an office is entrusted with on a day, or will be."""
    return Entrustment.objects.touching(since=on, until=None).filter(office=office)


def holders(post: Post, on: date) -> QuerySet[Account]:
    """Return who holds a post on a day, away or not."""
    appointments = Appointment.objects.in_force(on=on).filter(post=post)
    return Account.objects.filter(appointments__in=appointments, is_active=True)


def holders_in(role: Role, unit_path: str, on: date) -> QuerySet[Account]:
    """Return who holds posts of a role in one unit on a day."""
    held = Appointment.objects.in_force(on=on).filter(post__role=role, post__unit__path=unit_path)
    return Account.objects.filter(appointments__in=held, is_active=True).distinct()


def deputies(paths: Iterable[str], *, on: date) -> QuerySet[Deputy]:
    """Return who stands in for whom inside a reach, now and later."""
    rows = Deputy.objects.touching(since=on, until=None)
    within = Q(post__unit__in=Unit.objects.within(tuple(paths)))
    return (
        rows.filter(within)
        .select_related("post__unit", "holder", "account")
        .order_by("since", "post__unit__path")
    )


def gaps(paths: Iterable[str], *, on: date) -> tuple[Gap, ...]:
    """Return the rungs inside a reach that nobody is awake to fill: authority without an owner."""
    found = Unit.objects.within(tuple(paths)).open(on=on)
    fillings = RungFilling.objects.in_force(on=on).filter(unit__in=found)
    filled = {(f.unit_id, f.rung): f.post for f in fillings.select_related("post__unit")}
    awake = _awake([post.pk for post in filled.values()], on)
    return tuple(
        gap
        for unit in found
        for rung in _rungs_of(unit, filled)
        if (gap := _gap(unit, rung, filled.get((unit.pk, rung)), awake))
    )


def _rungs_of(unit: Unit, filled: dict) -> list[Rung]:
    owed = OWED.get((unit.kind, unit.level), ())
    also = [Rung(rung) for unit_id, rung in filled if unit_id == unit.pk]
    return sorted({*owed, *also})


def _gap(unit: Unit, rung: Rung, post: Post | None, awake: dict) -> Gap | None:
    if post is None:
        return Gap(unit, rung, _("No post fills this rung."), _("Say which post fills it."))
    held, answered = awake["held"], awake["answered"]
    if post.pk in answered:
        return None
    if post.pk in held:
        why, remedy = _("Its holder is away and has no deputy."), _("Name a deputy.")
    else:
        why, remedy = _("Nobody holds the post that fills it."), _("Appoint somebody.")
    return Gap(unit, rung, why, remedy, post)


def _awake(posts: list[int], on: date) -> dict[str, set[int]]:
    held = Appointment.objects.in_force(on=on).filter(post__in=posts, account__is_active=True)
    away = Absence.objects.in_force(on=on).filter(account=OuterRef("account"))
    still = Appointment.objects.in_force(on=on).filter(
        account=OuterRef("holder"), post=OuterRef("post")
    )
    covered = Deputy.objects.in_force(on=on).filter(
        Exists(still), post__in=posts, account__is_active=True
    )
    present = held.filter(~Exists(away)).values_list("post_id", flat=True)
    return {
        "held": set(held.values_list("post_id", flat=True)),
        "answered": {*present, *covered.values_list("post_id", flat=True)},
    }


@dataclass(frozen=True, slots=True)
class Cover:
    """When somebody is away, who then stands in for him, and for whom he stands in."""

    absences: tuple[Absence, ...]
    deputies: tuple[Deputy, ...]
    stands_in: tuple[Deputy, ...]


def cover_of(account: Account, *, on: date) -> Cover:
    """Return who covers whom around one account, on a day and later."""
    from_then = {"since": on, "until": None}
    rows = Deputy.objects.touching(**from_then).order_by("since")
    rows = rows.select_related("post__unit", "holder", "account")
    return Cover(
        absences=tuple(account.absences.touching(**from_then).order_by("since")),
        deputies=tuple(rows.filter(holder=account)),
        stands_in=tuple(rows.filter(account=account)),
    )
