"""Whether somebody who was named for something can be turned to: expressions for other rooms.

Each is asked of rows that name an account, and perhaps a unit, in columns of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import (
    CharField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    Subquery,
)

from guihang.agencies.models import Absence, Appointment, Charge, Deputy
from guihang.agencies.queries.acting import Acting, posts_of_role
from guihang.agencies.vocabulary import NOWHERE, OF_THE_COUNTY, Role


def is_away(account: str, *, on: date) -> Exists:
    """Whether the account in a column is away on a day."""
    return Exists(Absence.objects.in_force(on=on).filter(account=OuterRef(account)))


def is_covered(account: str, *, on: date) -> Exists:
    """Whether somebody who is there himself stands in for the account in a column."""
    held = Appointment.objects.in_force(on=on).filter(
        account=OuterRef("holder"), post=OuterRef("post")
    )
    away = Absence.objects.in_force(on=on).filter(account=OuterRef("account"))
    standing_in = Deputy.objects.in_force(on=on).filter(
        Exists(held), ~Exists(away), holder=OuterRef(account), account__is_active=True
    )
    return Exists(standing_in)


def acts_as(roles: Iterable[Role], account: str, unit_path: str, *, on: date) -> Exists:
    """Whether the account in a column holds a post of some roles that acts on a unit.

    Who acts on nothing by his role, such as a member of a committee, must hold his post in it.
    """
    held = Appointment.objects.in_force(on=on).filter(
        account=OuterRef(account), post__role__in=tuple(roles)
    )
    charged = (
        Charge.objects.in_force(on=on)
        .filter(unit=OuterRef("post__unit"), office__isnull=False)
        .annotate(there=_column(OuterRef(OuterRef(unit_path))))
        .filter(there__startswith=F("office__path"))
    )
    over = Q(there__startswith=F("post__unit__path")) | Q(Exists(charged))
    over |= Q(post__role__in=OF_THE_COUNTY, there__startswith=F("post__unit__county_path")) & ~Q(
        post__unit__county_path=""
    )
    inside = Q(post__role__in=NOWHERE, post__unit__path__startswith=F("there"))
    there = held.annotate(there=_column(OuterRef(unit_path)))
    return Exists(there.filter(over & ~Q(post__role__in=NOWHERE) | inside))


def away_since(account: str, *, on: date) -> Subquery:
    """On which day the absence of the account in a column began."""
    rows = Absence.objects.in_force(on=on).filter(account=OuterRef(account))
    return Subquery(rows.order_by("since").values("since")[:1], output_field=DateField())


def last_held(account: str, *, on: date) -> Subquery:
    """Until which day the account in a column held its last post; none while it holds one."""
    rows = Appointment.objects.filter(account=OuterRef(account), until__lt=on).order_by()
    last = rows.values("account").annotate(last=Max("until")).values("last")
    return Subquery(last, output_field=DateField())


def named_for(roles: Iterable[Role], unit_path: str, *, on: date) -> tuple[Acting, ...]:
    """Return who holds a post of some roles that acts on a unit, away or not."""
    wanted = tuple(roles)
    posts = [post for role in wanted for post in posts_of_role(role, unit_path, on=on)]
    theirs = Q(post__in=posts) | Q(
        post__role__in=NOWHERE.intersection(wanted), post__unit__path__startswith=unit_path
    )
    held = Appointment.objects.in_force(on=on).filter(theirs, account__is_active=True)
    rows = held.select_related("account", "post__unit").order_by("post__unit__path", "pk")
    return tuple(
        Acting(one.account_id, one.account.name, str(one.post), one.post_id) for one in rows
    )


def who_stands_in(accounts: Iterable[int], *, on: date) -> dict[int, str]:
    """Return the names of those who stand in for some accounts on a day."""
    rows = Deputy.objects.in_force(on=on).filter(
        holder__in=tuple(accounts), account__is_active=True
    )
    found: dict[int, list[str]] = {}
    for holder, name in rows.order_by("pk").values_list("holder_id", "account__name"):
        found.setdefault(holder, []).append(name)
    return {holder: "、".join(dict.fromkeys(names)) for holder, names in found.items()}


def _column(expression) -> ExpressionWrapper:
    return ExpressionWrapper(expression, output_field=CharField())
