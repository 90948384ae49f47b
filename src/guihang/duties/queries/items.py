"""One duty as somebody sees it: his to do, covered for somebody, or waited for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.duties.models import Duty
from guihang.duties.owing import HOUSE, Side
from guihang.duties.queries.standing import (
    EVERYTHING,
    Part,
    Standing,
    one_of,
    open_on,
)
from guihang.law.refusals import NotYours


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
)
IN_ORDER = "SELECT id, stand FROM mine ORDER BY COALESCE(due, %s), opens_on, id"


def docket(by: Actor, *, on: date) -> tuple[Item, ...]:
    """Return everything somebody owes and waits for on a day, by due date."""
    return _in_order(by, open_on(on))


def items_for(by: Actor, keys: Collection[int], *, on: date) -> tuple[Item, ...]:
    """Return those of some duties that stand on somebody's docket."""
    return _in_order(by, open_on(on), among=one_of("p.duty_id", keys))


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


def done_between(by: Actor, since: datetime, until: datetime) -> tuple[Item, ...]:
    """Return what somebody owed and what was met or fell away between two moments."""
    met = Part("d.discharged_at >= %s AND d.discharged_at < %s", (since, until))
    among = Part(f"p.duty_id IN (SELECT d.id FROM duties_duty d WHERE {met.sql})", met.values)  # noqa: S608
    found = [item for item in _in_order(by, met, among=among) if item.is_owed]
    return tuple(sorted(found, key=lambda item: (item.discharged_at, item.key), reverse=True))


def _in_order(by: Actor, where: Part, *, among: Part = EVERYTHING) -> tuple[Item, ...]:
    standing = Standing(by)
    then = Part(IN_ORDER, (date.max,))
    return read(standing, standing.rows(where, then=then, among=among))


def read(standing: Standing, found: Iterable[tuple[int, int]]) -> tuple[Item, ...]:
    """Return duties as items in the order they were found; one query."""
    stands = dict(found)
    if not stands:
        return ()
    rows = Duty.objects.filter(pk__in=stands).order_by().values_list(*COLUMNS)
    items = {row[0]: _item(standing, stands[row[0]], row) for row in rows}
    return tuple(items[key] for key in stands if key in items)


def overdue(source: str, *, on: date) -> QuerySet:
    """Return about what of a source somebody here owes something whose day has passed."""
    late = Duty.objects.open(on=on).filter(source=source, due__lt=on, parties__side=Side.OWES)
    return late.values("of")


def about(source: str, of: str) -> tuple[Duty, ...]:
    """Return every duty that ever arose about one thing, in the order they arose."""
    return tuple(Duty.objects.filter(source=source, of=of).order_by("opens_on", "pk"))


def _item(standing: Standing, stand: int, values: tuple) -> Item:
    row = dict(zip(COLUMNS[1:], values[1:], strict=True))
    row["not_by"] = frozenset(map(int, row["not_by"].split()))
    is_owed = stand != standing.waits
    return Item(key=values[0], is_owed=is_owed, cover=standing.cover(stand), **row)
