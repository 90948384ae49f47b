"""How the docket is shown: a duty as a row, a stretch of days as a group."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from guihang.doors.desk import links
from guihang.doors.ui import wording
from guihang.doors.ui.pieces import DocketGroup, DocketRow
from guihang.duties import kinds
from guihang.duties.queries import Item
from guihang.insight import docket
from guihang.insight.docket import Docket, Group, Tab

TABS = {
    Tab.ALL: gettext_lazy("All"),
    Tab.OVERDUE: gettext_lazy("Overdue"),
    Tab.TODAY: gettext_lazy("Today"),
    Tab.SOON: gettext_lazy("Within three days"),
    Tab.LATER: gettext_lazy("Later"),
    Tab.WAITING: gettext_lazy("Waiting for others"),
    Tab.COVERED: gettext_lazy("Standing in"),
}
STATES = {
    Tab.OVERDUE: "late",
    Tab.TODAY: "due",
    Tab.SOON: "due",
    Tab.LATER: "rest",
    Tab.WAITING: "run",
}


MOST_ROWS = 200


def groups(found: Docket, *, chosen: int = 0) -> tuple[DocketGroup, ...]:
    """Return the groups of a docket as the component draws them, the most pressing rows first."""
    shown, room = [], MOST_ROWS
    for group in found.groups:
        if room > 0:
            shown.append(_group(group, found.on, chosen, room))
        room -= len(group.items)
    return tuple(shown)


def left_out(found: Docket) -> int:
    """Return how many rows a page has no room for."""
    return max(found.shown - MOST_ROWS, 0)


def chip(item: Item, on: date) -> tuple[str, str]:
    """Say how a duty presses: its state and the word on its chip."""
    tab = docket.group_of(item, on=on)
    if item.is_put_off(on=on) and tab is not Tab.OVERDUE:
        return "rest", _("put off to %(day)s") % {"day": wording.day_short(item.put_off_until)}
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


def _group(group: Group, on: date, chosen: int, room: int) -> DocketGroup:
    rows = tuple(_row(item, on, chosen) for item in group.items[:room])
    covered = sum(bool(item.cover) and item.is_owed for item in group.items)
    note = _count(len(group.items))
    if covered:
        note = _("%(items)s, %(n)d of them standing in") % {"items": note, "n": covered}
    return DocketGroup(TABS[group.tab], note, rows)


def _count(n: int) -> str:
    return ngettext("%(n)d item", "%(n)d items", n) % {"n": n}


def _row(item: Item, on: date, chosen: int) -> DocketRow:
    state, words = chip(item, on)
    kind = kinds.kind(item.what)
    return DocketRow(
        state=state,
        chip=words,
        title=docket.title(item),
        who=item.title.get("number", ""),
        line=_line(item),
        due=due_words(item),
        basis=basis(item),
        href=links.of_duty(item),
        says=kind.verb if item.is_owed else _("View"),
        cover=cover(item),
        why=reverse("desk:docket_why", args=[item.key]),
        why_in="why",
        postpone=reverse("desk:docket_put_off", args=[item.key]) if item.is_owed else "",
        is_main=item.key == chosen and item.is_owed,
    )


def _line(item: Item) -> str:
    opened = _("since %(day)s") % {"day": wording.day_short(item.opens_on)}
    if item.put_off_because:
        return _("%(opened)s; put off: %(reason)s") % {
            "opened": opened,
            "reason": item.put_off_because,
        }
    return opened


def _chip_words(item: Item, tab: Tab, on: date) -> str:
    if tab is Tab.OVERDUE:
        days = item.days_late(on=on)
        return ngettext("%(n)d day overdue", "%(n)d days overdue", days) % {"n": days}
    if tab is Tab.TODAY:
        return _("today")
    if tab is Tab.WAITING:
        return _("waiting")
    if item.due == on + timedelta(days=1):
        return _("tomorrow")
    return wording.day_short(item.due) if item.due else _("no fixed day")
