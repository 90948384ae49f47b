"""The list of leaves: who is away, who will be, who is not back; narrowed, printed, taken out."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from guihang.agencies.authority import may
from guihang.doors import clock
from guihang.doors.desk import lists
from guihang.doors.desk.leave_besides import COLOURS
from guihang.doors.desk.lists import Copy, FilterForm, PurposeForm
from guihang.doors.ui import rail
from guihang.doors.ui.listing import Column, Listing
from guihang.law.rules.leave import Reason
from guihang.supervision import access
from guihang.supervision.leave import actions, queries
from guihang.supervision.leave.queries import TABS, Wanted
from guihang.supervision.leave.wish import read
from guihang.supervision.leave.words import STATES

COLUMNS = (
    Column("name", _("Who leaves"), sort="matter__applicant__name"),
    Column("place", _("Where to")),
    Column("leaves", _("Day of departure"), sort="leaves"),
    Column("returns", _("Day of return"), sort="returns"),
    Column("reason", _("Reason of the leave"), sort="reason"),
    Column("office", _("Office"), sort="matter__unit_path"),
    Column("number", _("Number"), sort="matter__number"),
    Column("state", _("State")),
)
EMPTY = {
    "running": _("Nobody is away on leave"),
    "to_come": _("No granted leave lies ahead"),
    "late": _("Everybody is back in time"),
    "back": _("Nobody has come back from leave yet"),
    "asked": _("No request for leave is under way"),
}


def listed(request: HttpRequest) -> HttpResponse:
    """List the leaves in one's charge under one of their states."""
    return _page(request, PurposeForm())


def _page(request: HttpRequest, purpose: PurposeForm, status: int = 200) -> HttpResponse:
    wanted, on = _wanted(request), clock.today()
    is_narrowed = bool(wanted.words or wanted.unit_path)
    listing = Listing(
        request,
        queries.leaves(request.actor, wanted, on=on),
        COLUMNS,
        empty=_("Nothing matches this filter") if is_narrowed else EMPTY[wanted.tab],
        hint=_("Leave out a word or a choice.")
        if is_narrowed
        else _("Leave is asked for by the person and entered by the office or the squad."),
    )
    counts = queries.counts(request.actor, on=on)
    context = {
        "listing": listing,
        "rows": [_line(trip, on) for trip in listing],
        "filters": FilterForm(request, wanted),
        "is_narrowed": is_narrowed,
        "tabs": lists.tabs(
            request, {tab: STATES[tab] for tab in TABS}, counts, current=wanted.tab, red="late"
        ),
        "shown": STATES[wanted.tab],
        "may_ask": queries.may_ask(request.actor, request.actor.unit_path),
        "may_take_out": may(access.check_may_export_leaves, request.actor, request.actor.unit_path),
        "purpose": purpose,
        "asked_for": request.GET.urlencode(),
    }
    return render(request, "desk/leave/list.html", context, status=status)


@require_POST
def take_out(request: HttpRequest) -> HttpResponse:
    """Give the list that is shown as a workbook, for a purpose that is recorded."""
    wanted, on = _wanted(request), clock.today()
    copy = Copy(
        title=_("Leaves"),
        holds=(STATES[wanted.tab],),
        name=f"leave-{wanted.tab}-{on}",
        columns=lists.columns(COLUMNS),
        rows=lambda taken: [_row(trip, on) for trip in taken],
    )
    found = queries.leaves(request.actor, wanted, on=on)
    return lists.take_out(request, copy, take=partial(actions.take_out, trips=found), again=_page)


def _row(trip, on: date) -> tuple[object, ...]:
    line = _line(trip, on)
    return (
        line["name"],
        line["place"],
        trip.leaves,
        trip.returns,
        line["reason"],
        line["office"],
        trip.matter.number,
        line["says"],
    )


def _line(trip, on: date) -> dict[str, object]:
    standing = queries.standing(trip, on=on)
    return {
        "trip": trip,
        "name": trip.matter.applicant.name,
        "place": "、".join(one.place for one in read(trip.matter.fields).destinations),
        "reason": Reason(trip.reason).says,
        "office": trip.matter.dossier.unit.short_name,
        "state": COLOURS[standing],
        "says": STATES[standing],
        "late": (on - trip.returns).days if standing == "late" else trip.days_late,
    }


def _wanted(request: HttpRequest) -> Wanted:
    tab = request.GET.get("tab", "")
    return Wanted(
        tab=tab if tab in TABS else TABS[0],
        unit_path=request.GET.get("unit", ""),
        words=request.GET.get("words", "")[:60],
    )


def _late(request: HttpRequest) -> int | None:
    return queries.late(request.actor, on=clock.today()) or None


rail.register(
    rail.Item(
        url="desk:leaves",
        title=pgettext_lazy("matter", "Leave"),
        icon="out",
        group=1,
        order=35,
        letter="e",
        shown=lambda actor: bool(actor.reach),
        count=_late,
    )
)

urlpatterns = [
    path("leave/", listed, name="leaves"),
    path("leave/export/", take_out, name="leaves_export"),
]
