"""One duty as somebody sees it: his to do, covered for somebody, or waited for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.duties.models import Duty
from guihang.duties.owing import HOUSE, Side, tokens_of
from guihang.law.refusals import NotYours

type Tokens = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Item:
    """One duty as somebody sees it; `cover` names whom he stands in for (代某某)."""

    key: int
    source: str
    of: str
    what: str
    turn: int
    title: Mapping[str, str]
    place: str
    unit_path: str
    opens_on: date
    due: date | None
    ground: str
    not_by: frozenset[int]
    discharged_at: datetime | None
    put_off_until: date | None
    put_off_because: str
    is_owed: bool
    cover: str = ""

    @property
    def is_house_rule(self) -> bool:
        """Whether the office's own rule set the day, not the law (本局时限)."""
        return self.ground.startswith(HOUSE)

    @property
    def is_done(self) -> bool:
        """Whether it was met or fell away."""
        return self.discharged_at is not None

    def is_put_off(self, *, on: date) -> bool:
        """Whether somebody put it off and the day has not come."""
        return self.put_off_until is not None and self.put_off_until > on

    def days_late(self, *, on: date) -> int:
        """How many days it is overdue; 0 when it is not."""
        return max((on - self.due).days, 0) if self.due else 0


COLUMNS = (
    "pk",
    "source",
    "of",
    "what",
    "turn",
    "title",
    "place",
    "unit_path",
    "opens_on",
    "due",
    "ground",
    "not_by",
    "discharged_at",
    "put_off_until",
    "put_off_because",
    "owes",
    "cover",
)


def mine(by: Actor, found: QuerySet[Duty]) -> QuerySet[Duty]:
    """Narrow duties to those somebody owes or waits for within his reach, with his side."""
    own: Tokens = {f"account:{by.account_id}": ()}
    others: dict[str, Tokens] = {}
    for holding in by.holdings:
        known = others.setdefault(holding.deputy_for, {}) if holding.deputy_for else own
        for token, paths in tokens_of(holding).items():
            known[token] = tuple(dict.fromkeys((*known.get(token, ()), *paths)))
    return found.within(by.reach).of_parties(own, others, account=by.account_id)


def docket(by: Actor, *, on: date) -> tuple[Item, ...]:
    """Return everything somebody owes and waits for on a day, by due date."""
    return read(mine(by, Duty.objects.open(on=on)))


def read(found: QuerySet[Duty]) -> tuple[Item, ...]:
    """Return duties that know their side as items, in one query."""
    return tuple(_item(*row) for row in found.values_list(*COLUMNS))


def items_for(by: Actor, keys: Collection[int], *, on: date) -> tuple[Item, ...]:
    """Return those of some duties that stand on somebody's docket."""
    return read(mine(by, Duty.objects.open(on=on)).filter(pk__in=keys))


def item_for(by: Actor, key: int, *, on: date) -> Item:
    """Return one duty of somebody's docket; another's looks the same as none."""
    found = items_for(by, (key,), on=on)
    if not found:
        raise NotYours(
            why=_("There is no such item on your docket."),
            ground="house:docket",
            remedy=_("It may have been done meanwhile; look at the docket again."),
        )
    return found[0]


def done_on(by: Actor, *, since: datetime, until: datetime) -> tuple[Item, ...]:
    """Return what somebody owed and what was met or fell away between two moments."""
    met = Duty.objects.filter(discharged_at__gte=since, discharged_at__lt=until)
    return read(mine(by, met).filter(owes=True).order_by("-discharged_at", "pk"))


def overdue(source: str, *, on: date) -> QuerySet:
    """Return about what of a source somebody here owes something whose day has passed."""
    late = Duty.objects.open(on=on).filter(source=source, due__lt=on, parties__side=Side.OWES)
    return late.values("of")


def about(source: str, of: str) -> tuple[Duty, ...]:
    """Return every duty that ever arose about one thing, in the order they arose."""
    return tuple(Duty.objects.filter(source=source, of=of).order_by("opens_on", "pk"))


def _item(key: int, *values) -> Item:
    row = dict(zip(COLUMNS[1:], values, strict=True))
    row["is_owed"] = row.pop("owes")
    row["not_by"] = frozenset(_numbers(row["not_by"].split()))
    return Item(key=key, **row)


def _numbers(words: Iterable[str]) -> Iterable[int]:
    return (int(word) for word in words)
