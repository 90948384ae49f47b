"""The docket of a person under correction: what he himself owes, in plain words and large."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guihang.agencies import queries as agencies
from guihang.doors import clock
from guihang.doors.desk import docket_rows, docket_why, notices
from guihang.doors.ui import wording
from guihang.doors.ui.pieces import Step
from guihang.duties import kinds
from guihang.duties import queries as duties
from guihang.duties.queries import Item
from guihang.duties.reasons import Reason
from guihang.exchange import queries as exchange
from guihang.insight import docket

NEWEST = 3


@dataclass(frozen=True, slots=True)
class Own:
    """One thing the person owes: until when, how long that is, why, and what follows if not."""

    title: str
    state: str
    due: str
    left: str
    where: str
    reason: Reason
    steps: list[Step]
    consequence: str
    is_house_rule: bool
    because: str


def home(request: HttpRequest) -> HttpResponse:
    """Show a person what he owes, what he waits for, and nothing of anybody else."""
    on = clock.today()
    found = duties.docket(request.actor, on=on)
    places = agencies.units_at(item.unit_path for item in found)
    owed = [item for item in found if item.is_owed]
    request.docket_count = len(found)
    context = {
        "owed": [_own(item, places[item.unit_path].name, on) for item in owed],
        "awaited": [docket.title(item) for item in found if not item.is_owed],
        "done": [docket.title(item) for item in docket.done_today(request.actor, on=on)],
        "today": on,
        "notices": notices.lines(exchange.notices(request.actor, only_unread=True)[:NEWEST]),
    }
    return render(request, "desk/docket/person.html", context)


def _own(item: Item, place: str, on: date) -> Own:
    kind, reason = kinds.kind(item.what), duties.explain(item, on=on)
    return Own(
        title=docket.title(item),
        state=docket_rows.chip(item, on)[0],
        due=wording.day_long(item.due) if item.due else _("at once"),
        left=_left(item, on),
        where=place,
        reason=reason,
        steps=docket_why.steps(reason),
        consequence=kinds.filled(kind.consequence, item.title),
        is_house_rule=item.is_house_rule,
        because=kinds.filled(kind.because, item.title),
    )


def _left(item: Item, on: date) -> str:
    if item.due is None:
        return _("no day is fixed; do it soon")
    days = (item.due - on).days
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}
    return ngettext("%(n)d day late", "%(n)d days late", -days) % {"n": -days}
