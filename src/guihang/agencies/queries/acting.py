"""Who is there to act: by post, by rung, or by role on a unit; deputies in their time included."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from guihang.agencies.models import (
    Absence,
    Appointment,
    Charge,
    Deputy,
    Entrustment,
    Post,
    RungFilling,
)
from guihang.agencies.vocabulary import NOWHERE, OF_THE_COUNTY, Role
from guihang.law.rungs import Rung


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody who is there to act from a post, perhaps standing in for its holder."""

    account_id: int
    name: str
    post: str
    deputy_for: str = ""


NAMED = ("account_id", "account__name", "post__unit__short_name", "post__title")
"""What names somebody at his post, as the post names itself."""


def acting_from(posts: Iterable[int], *, on: date) -> tuple[Acting, ...]:
    """Return who acts from posts on a day: holders who are not away, then who stands in."""
    wanted = tuple(posts)
    away = Absence.objects.in_force(on=on).filter(account=OuterRef("account"))
    held = Appointment.objects.in_force(on=on).filter(
        ~Exists(away), post__in=wanted, account__is_active=True
    )
    still_held = Appointment.objects.in_force(on=on).filter(
        account=OuterRef("holder"), post=OuterRef("post")
    )
    others = Deputy.objects.in_force(on=on).filter(
        Exists(still_held), post__in=wanted, account__is_active=True
    )
    own = held.order_by("post_id", "pk").values_list(*NAMED)
    standing_in = others.order_by("pk").values_list(*NAMED, "holder__name")
    return tuple(
        Acting(account, name, f"{unit} {title}", *whose)
        for account, name, unit, title, *whose in (*own, *standing_in)
    )


def fills(rung: Rung, unit_path: str, on: date) -> Post | None:
    """Return the post that fills a rung for a unit: the unit's own, or the nearest above it."""
    filling = (
        RungFilling.objects.in_force(on=on)
        .filter(rung=rung, unit__path__in=chain_of(unit_path))
        .select_related("post__unit", "unit")
        .order_by("-unit__path")
        .first()
    )
    return filling.post if filling else None


def answering(rung: Rung, unit_path: str, on: date) -> tuple[Acting, ...]:
    """Return who is there to act on a rung for a unit: its holder, or his deputy."""
    return acting_from(posts_of_rung(rung, unit_path, on=on), on=on)


def posts_of_rung(rung: Rung, unit_path: str, *, on: date) -> tuple[int, ...]:
    """Return the post that fills a rung for a unit, if any does."""
    post = fills(rung, unit_path, on)
    return (post.pk,) if post else ()


def posts_of_role(role: Role, unit_path: str, *, on: date) -> tuple[int, ...]:
    """Return the posts of a role that act on a unit: over it, in it, or in charge of it."""
    if role in NOWHERE:
        return ()
    above = chain_of(unit_path)
    in_charge = Charge.objects.in_force(on=on).filter(office__path__in=above).values("unit")
    where = Q(unit__path__in=above) | Q(unit__in=in_charge)
    if role in OF_THE_COUNTY:
        where |= Q(unit__county_path__in=above)
    return tuple(Post.objects.filter(where, role=role).order_by("pk").values_list("pk", flat=True))


def posts_of_entrusted(power: str, unit_path: str, *, on: date) -> tuple[int, ...]:
    """Return the posts of an office that holds a power from the county agency on a day."""
    holding = Entrustment.objects.in_force(on=on).filter(power=power, office__path=unit_path)
    found = Post.objects.filter(role=Role.TOWNSHIP_OFFICER, unit__in=holding.values("office"))
    return tuple(found.order_by("pk").values_list("pk", flat=True))


def posts(keys: Iterable[int]) -> QuerySet[Post]:
    """Return posts with their units, in the order of the units."""
    found = Post.objects.filter(pk__in=tuple(keys)).select_related("unit")
    return found.order_by("unit__path", "title", "pk")


def chain_of(unit_path: str) -> list[str]:
    """Return the paths of a unit and of every unit above it, the highest first."""
    parts = unit_path.split("/")[:-1]
    return ["/".join(parts[:depth]) + "/" for depth in range(1, len(parts) + 1)]
