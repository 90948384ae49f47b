"""How the docket is shown: a duty as a row, a stretch of days or a person as a group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from guihang.doors.desk import links
from guihang.doors.ui import wording
from guihang.doors.ui.pieces import DocketGroup, DocketRow
from guihang.duties import kinds
from guihang.duties.queries import Item
from guihang.insight import docket
from guihang.insight.docket import Docket, Group, Tab
from guihang.law.codes import Kind

TABS = {
    Tab.ALL: gettext_lazy("All"),
    Tab.OVERDUE: gettext_lazy("Overdue"),
    Tab.TODAY: gettext_lazy("Today"),
    Tab.WEEK: gettext_lazy("Within seven days"),
    Tab.LATER: gettext_lazy("Later"),
    Tab.WAITING: gettext_lazy("Waiting for others"),
    Tab.DONE: gettext_lazy("Done today"),
}
STATES = {
    Tab.OVERDUE: "late",
    Tab.TODAY: "due",
    Tab.LATER: "rest",
    Tab.WAITING: "run",
    Tab.DONE: "ok",
}
SOON = timedelta(days=3)
"""Within so many days a duty is marked as pressing; beyond them it is only listed."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What rows are drawn with: the day, the row chosen first, the places' names, who may put off.

    `selects` is the form the boxes of the rows belong to, empty where nothing can be selected.
    """

    on: date
    places: Mapping[str, str]
    chosen: int = 0
    selects: str = ""

    def groups(self, found: Docket) -> tuple[DocketGroup, ...]:
        """Return the groups of a docket as the component draws them."""
        return tuple(self._group(group) for group in found.groups)

    def _group(self, group: Group) -> DocketGroup:
        rows = tuple(self.row(item) for item in group.items)
        note = _count(group.n)
        if group.covered:
            names = {"items": note, "n": group.covered}
            note = _("%(items)s, %(n)d of them standing in") % names
        if group.tab is None:
            return DocketGroup(self.about(group.items[0]), note, rows)
        return DocketGroup(TABS[group.tab], note, rows)

    def row(self, item: Item) -> DocketRow:
        """Return one duty as a row."""
        state, words = chip(item, self.on)
        kind = kinds.kind(item.what)
        can_wait = bool(self.selects) and item.is_owed and not item.is_done
        return DocketRow(
            state=state,
            chip=words,
            title=docket.title(item),
            who=who(item),
            line=self._line(item),
            due=due_words(item),
            basis=basis(item),
            href=links.of_duty(item),
            says=kind.verb if item.is_owed and not item.is_done else _("View"),
            cover=cover(item),
            why="" if item.is_done else reverse("desk:docket_why", args=[item.key]),
            why_in="why",
            postpone=links.put_off(item) if can_wait else "",
            is_main=item.key == self.chosen and item.is_owed,
            select=str(item.key) if can_wait else "",
            select_in=self.selects,
            is_done=item.is_done,
        )

    def about(self, item: Item) -> str:
        """Say whom or what a duty is about: the name, the category, the place."""
        name = item.title.get("name", "")
        parts = (name or item.place, category(item), self.places.get(item.unit_path, ""))
        return "·".join(part for part in parts if part)

    def _line(self, item: Item) -> str:
        parts = (category(item), self.places.get(item.unit_path, ""), _fact(item))
        return "·".join(part for part in parts if part)


def who(item: Item) -> str:
    """Say whom a duty is about: a person by name, anything else by its number."""
    return item.title.get("name", "") or item.title.get("number", "")


def category(item: Item) -> str:
    """Say which kind of correction the person is under, where a person is meant."""
    code = item.title.get("kind", "")
    return wording.said(Kind(code).says) if code in set(Kind) else ""


def chip(item: Item, on: date) -> tuple[str, str]:
    """Say how a duty presses: its state and the word on its chip."""
    tab = docket.tab_of(item, on=on)
    if item.is_put_off(on=on) and tab not in (Tab.OVERDUE, Tab.DONE):
        return "rest", _("put off to %(day)s") % {"day": wording.day_short(item.put_off_until)}
    if tab is Tab.WEEK:
        return ("due" if item.due <= on + SOON else "rest"), _chip_words(item, tab, on)
    return STATES[tab], _chip_words(item, tab, on)


def due_words(item: Item) -> str:
    """Say until when."""
    return wording.day_week(item.due) if item.due else _("no fixed day")


def basis(item: Item) -> str:
    """Say what set the day: a short citation, or the office's own rule."""
    if item.is_house_rule:
        return wording.said(kinds.kind(item.what).limit)
    return wording.cite_short(item.ground)


def cover(item: Item) -> str:
    """Say for whom one stands in."""
    return _("for %(holder)s") % {"holder": item.cover} if item.cover else ""


def _fact(item: Item) -> str:
    if item.put_off_because:
        return _("put off: %(reason)s") % {"reason": item.put_off_because}
    told = item.title.get("fact", "")
    opened = _("since %(day)s") % {"day": wording.day_short(item.opens_on)}
    return f"{told} {opened}" if told else opened


def _count(n: int) -> str:
    return ngettext("%(n)d item", "%(n)d items", n) % {"n": n}


def _chip_words(item: Item, tab: Tab, on: date) -> str:
    if tab is Tab.OVERDUE:
        days = item.days_late(on=on)
        return ngettext("%(n)d day overdue", "%(n)d days overdue", days) % {"n": days}
    if tab is Tab.TODAY:
        return _("today")
    if tab is Tab.DONE:
        return _("done %(time)s") % {"time": wording.clock(localtime(item.discharged_at))}
    if tab is Tab.WAITING:
        return _("waiting")
    if item.due == on + timedelta(days=1):
        return _("tomorrow")
    return wording.day_short(item.due) if item.due else _("no fixed day")
