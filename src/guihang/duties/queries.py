"""What is owed, for whoever looks: his own, what he covers for others, and what he waits for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.agencies.queries.acting import Acting, acting_from, posts_of_role, posts_of_rung
from guihang.agencies.vocabulary import Role
from guihang.duties.models import Duty, Party
from guihang.duties.owing import HOUSE, Bearer, Side, is_meant, tokens_of
from guihang.law.refusals import NotYours
from guihang.law.rungs import Rung


@dataclass(frozen=True, slots=True)
class Item:
    """One duty as somebody sees it; `cover` names whom he stands in for (代某某)."""

    key: int
    source: str
    of: str
    what: str
    title: Mapping[str, str]
    place: str
    unit_path: str
    opens_on: date
    due: date | None
    ground: str
    put_off_until: date | None
    put_off_because: str
    side: Side
    cover: str = ""

    @property
    def is_owed(self) -> bool:
        """Whether it is his to do."""
        return self.side is Side.OWES

    @property
    def is_house_rule(self) -> bool:
        """Whether the office's own rule set the day, not the law (本局时限)."""
        return self.ground.startswith(HOUSE)

    def is_put_off(self, *, on: date) -> bool:
        """Whether somebody put it off and the day has not come."""
        return self.put_off_until is not None and self.put_off_until > on

    def days_late(self, *, on: date) -> int:
        """How many days it is overdue; 0 when it is not."""
        return max((on - self.due).days, 0) if self.due else 0


def docket(by: Actor, *, on: date) -> tuple[Item, ...]:
    """Return what somebody owes and waits for on a day, by due date; what is put off stays in."""
    return tuple(_item(duty, by) for duty in _mine(by, on).prefetch_related("parties"))


def item_for(by: Actor, key: int, *, on: date) -> Item:
    """Return one duty of somebody's docket; another's looks the same as none."""
    duty = _mine(by, on).filter(pk=key).prefetch_related("parties").first()
    if duty is None:
        raise NotYours(
            why=_("There is no such item on your docket."),
            ground="house:docket",
            remedy=_("It may have been done meanwhile; look at the docket again."),
        )
    return _item(duty, by)


def who_owes(by: Actor, key: int, *, on: date) -> tuple[Acting, ...]:
    """Return who is there to meet a duty that stands on somebody's docket."""
    duty = _mine(by, on).filter(pk=key).prefetch_related("parties").first()
    if duty is None:
        return ()
    owing = [one for one in duty.parties.all() if one.side == Side.OWES]
    found = people((Bearer(one.token, one.unit_path) for one in owing), on=on)
    return tuple(one for one in found if f" {one.account_id} " not in duty.not_by)


def counts(by: Actor, *, on: date) -> tuple[int, int]:
    """Return how many things stand on a docket, and how many of them are overdue, in one query."""
    late = Q(due__lt=on) & Duty.objects.debt(tokens(by), account=by.account_id)
    found = _mine(by, on).aggregate(all=Count("pk"), late=Count("pk", filter=late))
    return found["all"], found["late"]


def _mine(by: Actor, on: date) -> QuerySet[Duty]:
    within_reach = Duty.objects.open(on=on).within(by.reach)
    return within_reach.concerning(tokens(by), account=by.account_id)


def about(source: str, of: str) -> tuple[Duty, ...]:
    """Return every duty that ever arose about one thing, in the order they arose."""
    return tuple(Duty.objects.filter(source=source, of=of).order_by("opens_on", "pk"))


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
    return posts


def tokens(by: Actor) -> dict[str, tuple[str, ...]]:
    """Return under which tokens somebody is a party, and for which paths each counts."""
    known: dict[str, tuple[str, ...]] = {f"account:{by.account_id}": ()}
    for holding in by.holdings:
        for token, paths in tokens_of(holding).items():
            known[token] = tuple(dict.fromkeys((*known.get(token, ()), *paths)))
    return known


def _item(duty: Duty, by: Actor) -> Item:
    side, cover = _stand(duty.parties.all(), by, barred=f" {by.account_id} " in duty.not_by)
    return Item(
        key=duty.pk,
        source=duty.source,
        of=duty.of,
        what=duty.what,
        title=duty.title,
        place=duty.place,
        unit_path=duty.unit_path,
        opens_on=duty.opens_on,
        due=duty.due,
        ground=duty.ground,
        put_off_until=duty.put_off_until,
        put_off_because=duty.put_off_because,
        side=side,
        cover=cover,
    )


def _stand(parties: Iterable[Party], by: Actor, *, barred: bool) -> tuple[Side, str]:
    """Say on which side somebody stands, and for whom: owing before waiting, himself first."""
    parties = tuple(parties)
    for side in (Side.WAITS,) if barred else (Side.OWES, Side.WAITS):
        mine = tuple(party for party in parties if party.side == side)
        if any(party.token == f"account:{by.account_id}" for party in mine):
            return side, ""
        for holding in by.holdings:
            if any(is_meant(holding, party.token, party.unit_path) for party in mine):
                return side, holding.deputy_for
    return Side.WAITS, ""
