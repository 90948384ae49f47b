"""The list of approvals besides leave: under way, in force, over; narrowed, printed, taken out."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from guihang.agencies.authority import may
from guihang.doors import clock
from guihang.doors.desk import lists
from guihang.doors.desk.approvals_besides import COLOURS
from guihang.doors.desk.lists import Copy, KindFilterForm, PurposeForm
from guihang.doors.ui import rail
from guihang.doors.ui.listing import Column, Listing
from guihang.supervision import access
from guihang.supervision.approvals import actions, queries
from guihang.supervision.approvals.plans import PLANS
from guihang.supervision.approvals.queries import TABS, Wanted
from guihang.supervision.approvals.words import STATES

COLUMNS = (
    Column("name", _("Whom it concerns"), sort="case__person__subject__name"),
    Column("kind", _("What is approved"), sort="kind"),
    Column("begins", _("In force from"), sort="begins"),
    Column("ends", _("In force until"), sort="ends"),
    Column("office", _("Office"), sort="matter__unit_path"),
    Column("number", _("Number"), sort="matter__number"),
    Column("state", _("State")),
)
EMPTY = {
    "under_way": _("No request waits for a decision"),
    "to_tell": _("Everybody was told of every decision"),
    "running": _("No approval is in force today"),
    "past": _("No approval is over yet"),
    "all": _("Nothing has been asked for yet"),
}
ALL = _("all")


def listed(request: HttpRequest) -> HttpResponse:
    """List the approvals in one's charge under one of their states."""
    return _page(request, PurposeForm())


def _page(request: HttpRequest, purpose: PurposeForm, status: int = 200) -> HttpResponse:
    wanted, on = _wanted(request), clock.today()
    is_narrowed = bool(wanted.words or wanted.unit_path or wanted.kind)
    listing = Listing(
        request,
        queries.approvals(request.actor, wanted, on=on),
        COLUMNS,
        empty=_("Nothing matches this filter") if is_narrowed else EMPTY[wanted.tab],
        hint=_("Leave out a word or a choice.")
        if is_narrowed
        else _("The person asks, the office or the squad enters it; a device is proposed."),
    )
    counts = queries.counts(request.actor, on=on)
    titles = {tab: STATES.get(tab, ALL) for tab in TABS}
    context = {
        "listing": listing,
        "rows": [_line(one, on) for one in listing],
        "filters": _filters(request, wanted),
        "is_narrowed": is_narrowed,
        "tabs": lists.tabs(request, titles, counts, current=wanted.tab, red="to_tell"),
        "shown": titles[wanted.tab],
        "may_ask": queries.may_ask(request.actor, request.actor.unit_path),
        "may_take_out": may(
            access.check_may_export_approvals, request.actor, request.actor.unit_path
        ),
        "purpose": purpose,
        "asked_for": request.GET.urlencode(),
    }
    return render(request, "desk/approvals/list.html", context, status=status)


@require_POST
def take_out(request: HttpRequest) -> HttpResponse:
    """Give the list that is shown as a workbook, for a purpose that is recorded."""
    wanted, on = _wanted(request), clock.today()
    copy = Copy(
        title=_("Approvals besides leave"),
        holds=(STATES.get(wanted.tab, ALL),),
        name=f"approvals-{wanted.tab}-{on}",
        columns=lists.columns(COLUMNS),
        rows=lambda taken: [_row(one, on) for one in taken],
    )
    found = queries.approvals(request.actor, wanted, on=on)
    take = partial(actions.take_out, approvals=found)
    return lists.take_out(request, copy, take=take, again=_page)


def _row(approval, on: date) -> tuple[object, ...]:
    line = _line(approval, on)
    return (
        line["name"],
        line["kind"],
        approval.begins,
        approval.ends,
        line["office"],
        approval.matter.number,
        line["says"],
    )


def _line(approval, on: date) -> dict[str, object]:
    standing = queries.standing(approval, on=on)
    return {
        "approval": approval,
        "name": approval.case.person.name,
        "kind": PLANS[approval.kind].title,
        "office": approval.matter.dossier.unit.short_name,
        "state": COLOURS[standing],
        "says": STATES[standing],
    }


def _wanted(request: HttpRequest) -> Wanted:
    tab, kind = request.GET.get("tab", ""), request.GET.get("kind", "")
    return Wanted(
        tab=tab if tab in TABS else TABS[0],
        kind=kind if kind in PLANS else "",
        unit_path=request.GET.get("unit", ""),
        words=request.GET.get("words", "")[:60],
    )


def _filters(request: HttpRequest, wanted: Wanted) -> KindFilterForm:
    kinds = [(name, plan.title) for name, plan in PLANS.items()]
    says = {"label": _("What is approved"), "all": _("All approvals")}
    return KindFilterForm(request, wanted, kinds=kinds, **says)


def _pressing(request: HttpRequest) -> int | None:
    return queries.to_tell(request.actor) or None


rail.register(
    rail.Item(
        url="desk:approvals",
        title=_("Approvals besides leave"),
        icon="swap",
        group=1,
        order=34,
        letter="p",
        shown=lambda actor: bool(actor.reach),
        count=_pressing,
    )
)

urlpatterns = [
    path("approvals/", listed, name="approvals"),
    path("approvals/export/", take_out, name="approvals_export"),
]
