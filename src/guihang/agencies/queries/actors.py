"""Who somebody is on a day: the posts he acts from, and how far each reaches."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Exists, F, OuterRef, Value
from django.db.models.functions import Cast

from guihang.agencies.authority import Actor, Holding
from guihang.agencies.models import (
    Account,
    Appointment,
    Charge,
    Deputy,
    Entrustment,
    RungFilling,
)
from guihang.agencies.vocabulary import NOWHERE, OF_THE_COUNTY, AccountKind, Role
from guihang.law.rungs import Rung

HELD = (
    "post_id",
    "post__title",
    "post__role",
    "post__may_sign",
    "post__unit_id",
    "post__unit__code",
    "post__unit__path",
    "post__unit__county_path",
)


def actor(account: Account, *, on: date, strong: bool = False) -> Actor:
    """Return who somebody is on a day: the posts he holds, and those he stands in for."""
    rows = _held(account, on)
    powers = _powers(rows, on)
    holdings = tuple(_holding(row, powers, _is_state_staff(account)) for row in rows)
    if account.kind == AccountKind.PERSON:
        holdings = (_as_person(account),)
    return Actor(
        account_id=account.pk,
        name=account.name,
        kind=AccountKind(account.kind),
        holdings=holdings,
        strong=strong,
        home_path=account.unit.path,
    )


def account_keyed(key: str) -> Account | None:
    """Return the account the ledger names `account:17`; None for the system itself."""
    kind, _, number = key.partition(":")
    if kind != "account" or not number.isdigit():
        return None
    return Account.objects.select_related("unit").filter(pk=int(number)).first()


def _as_person(account: Account) -> Holding:
    return Holding(0, "", "", Role.PERSON, may_sign=False)


def _is_state_staff(account: Account) -> bool:
    staff = getattr(account, "staff", None)
    return bool(staff and staff.state_staff)


def _held(account: Account, on: date) -> list[tuple]:
    own = Appointment.objects.in_force(on=on).filter(account=account, post__unit__isnull=False)
    still_held = Appointment.objects.in_force(on=on).filter(
        account=OuterRef("holder"), post=OuterRef("post")
    )
    others = Deputy.objects.in_force(on=on).filter(Exists(still_held), account=account)
    nobody = Value("", output_field=CharField())
    both = (
        own.annotate(whose=nobody)
        .values_list(*HELD, "whose", "pk")
        .union(others.annotate(whose=F("holder__name")).values_list(*HELD, "whose", "pk"), all=True)
    )
    # His own posts first, the longest held first; then those he stands in for.
    return sorted(both, key=lambda row: (row[-2] != "", row[-1]))


@dataclass(frozen=True, slots=True)
class Powers:
    """What posts and units hold on a day: rungs by post, offices in charge and powers by unit."""

    rungs: dict[int, list[str]]
    charges: dict[int, list[str]]
    entrusted: dict[int, list[str]]


def _powers(rows: list[tuple], on: date) -> Powers:
    """Read everything that posts and their units hold, in one query."""
    kind = CharField()
    rungs = (
        RungFilling.objects.in_force(on=on)
        .filter(post__in=[row[0] for row in rows])
        .annotate(what=Value("rung", output_field=kind), says=Cast("rung", kind))
        .values_list("what", "post_id", "says")
    )
    offices = (
        Charge.objects.in_force(on=on)
        .filter(unit__in=[row[4] for row in rows], office__isnull=False)
        .annotate(what=Value("charge", output_field=kind), says=Cast("office__path", kind))
        .values_list("what", "unit_id", "says")
    )
    entrusted = (
        Entrustment.objects.in_force(on=on)
        .filter(office__in=[row[4] for row in rows])
        .annotate(what=Value("entrusted", output_field=kind), says=Cast("power", kind))
        .values_list("what", "office_id", "says")
    )
    found = Powers(defaultdict(list), defaultdict(list), defaultdict(list))
    kept = {"rung": found.rungs, "charge": found.charges, "entrusted": found.entrusted}
    for what, key, says in rungs.union(offices, entrusted, all=True):
        kept[what][key].append(says)
    return found


def _holding(row: tuple, powers: Powers, state_staff: bool) -> Holding:
    post, title, role, may_sign, unit, code, path, county, whose, _pk = row
    return Holding(
        post_id=post,
        unit_code=code,
        unit_path=path,
        role=Role(role),
        may_sign=bool(may_sign and state_staff),
        rungs=tuple(sorted(Rung(rung) for rung in powers.rungs[post])),
        domain=_domain(Role(role), path, county, tuple(sorted(powers.charges[unit]))),
        deputy_for=whose,
        county_path=county,
        title=title,
        entrusted=tuple(sorted(powers.entrusted[unit])),
    )


def _domain(role: Role, path: str, county: str, offices: tuple[str, ...]) -> tuple[str, ...]:
    if role in NOWHERE:
        return ()
    if role in OF_THE_COUNTY and county:
        return (county,)
    return (path, *offices)
