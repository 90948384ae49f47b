"""Who is there to meet a duty on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from guihang.agencies.queries.acting import (
    Acting,
    acting_from,
    posts_of_entrusted,
    posts_of_role,
    posts_of_rung,
)
from guihang.agencies.vocabulary import Role
from guihang.duties.models import Party
from guihang.duties.owing import Bearer, Side
from guihang.duties.queries.items import Item
from guihang.law.rungs import Rung


def who_owes(item: Item, *, on: date) -> tuple[Acting, ...]:
    """Return who is there to meet a duty that stands on somebody's docket."""
    owing = Party.objects.filter(duty=item.key, side=Side.OWES)
    found = people((Bearer(one.token, one.unit_path) for one in owing), on=on)
    return tuple(one for one in found if one.account_id not in item.not_by)


def people(bearers: Iterable[Bearer], *, on: date) -> tuple[Acting, ...]:
    """Return who is there to meet a duty on a day, deputies included; one account once."""
    found: dict[int, Acting] = {}
    for person in acting_from(_posts(bearers, on), on=on):
        found.setdefault(person.account_id, person)
    return tuple(found.values())


def _posts(bearers: Iterable[Bearer], on: date) -> list[int]:
    posts: list[int] = []
    for bearer in bearers:
        which, _sep, value = bearer.token.partition(":")
        if which == "post":
            posts.append(int(value))
        elif which == "rung":
            posts += posts_of_rung(Rung(value), bearer.unit_path, on=on)
        elif which == "role":
            posts += posts_of_role(Role(value), bearer.unit_path, on=on)
        elif which == "entrusted":
            posts += posts_of_entrusted(value, bearer.unit_path, on=on)
    return posts
