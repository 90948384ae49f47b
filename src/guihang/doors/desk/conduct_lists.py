"""The list of proceedings about conduct, and the public list of rewards and sanctions."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from guihang.agencies.authority import may
from guihang.cases.words import spoken
from guihang.doors import clock
from guihang.doors.desk import lists
from guihang.doors.desk.conduct_besides import COLOURS
from guihang.doors.desk.conduct_forms import SpanForm
from guihang.doors.desk.lists import Copy, KindFilterForm, PurposeForm
from guihang.doors.ui import rail, toasts
from guihang.doors.ui.listing import Column, Listing
from guihang.law.rules.measures import Measure
from guihang.supervision import access
from guihang.supervision.conduct import actions, queries
from guihang.supervision.conduct.kind import TITLES
from guihang.supervision.conduct.queries import TABS, Wanted
from guihang.supervision.conduct.words import STATES

COLUMNS = (
    Column("name", _("Who it is about"), sort="case__person__subject__name"),
    Column("measure", _("Measure"), sort="measure"),
    Column("asked", _("Opened on"), sort="matter__asked_at"),
    Column("served", _("Served on"), sort="served_on"),
    Column("office", _("Office"), sort="matter__unit_path"),
    Column("number", _("Number"), sort="matter__number"),
    Column("state", _("State")),
)
EMPTY = {
    "under_way": _("No proceeding waits for a decision"),
    "to_serve": _("Everything that was decided has been served"),
    "sent": _("No proposal waits for an answer"),
    "objected": _("No objection waits for an answer"),
    "all": _("There is no proceeding yet"),
    "sealed": _("No record of a police penalty is sealed"),
}
ALL = _("all")
SEALED = _("Sealed records")
A_QUARTER = timedelta(days=90)


def listed(request: HttpRequest) -> HttpResponse:
    """List the proceedings in one's charge under one of their states."""
    return _page(request, PurposeForm())


def _page(request: HttpRequest, purpose: PurposeForm, status: int = 200) -> HttpResponse:
    wanted = _wanted(request)
    is_narrowed = bool(wanted.words or wanted.unit_path or wanted.kind)
    rows = queries.proceedings(request.actor, wanted).prefetch_related("objections")
    listing = Listing(
        request,
        rows,
        COLUMNS,
        empty=_("Nothing matches this filter") if is_narrowed else EMPTY[wanted.tab],
        hint=_("Leave out a word or a choice.")
        if is_narrowed
        else _("A proceeding is opened with facts and what shows them."),
    )
    counts = queries.counts(request.actor)
    context = {
        "listing": listing,
        "rows": [_line(one) for one in listing],
        "filters": _filters(request, wanted),
        "is_narrowed": is_narrowed,
        "tabs": lists.tabs(
            request,
            {tab: _tab_says(tab) for tab in _tabs(request)},
            counts,
            current=wanted.tab,
            red="objected",
        ),
        "shown": _tab_says(wanted.tab),
        "may_open": queries.may_open(request.actor, request.actor.unit_path),
        "may_take_out": may(
            access.check_may_export_conduct, request.actor, request.actor.unit_path
        ),
        "may_publish": may(
            access.check_may_publish_conduct, request.actor, request.actor.unit_path
        ),
        "purpose": purpose,
        "asked_for": request.GET.urlencode(),
    }
    return render(request, "desk/conduct/list.html", context, status=status)


@require_POST
def take_out(request: HttpRequest) -> HttpResponse:
    """Give the list that is shown as a workbook, for a purpose that is recorded."""
    wanted = _wanted(request)
    copy = Copy(
        title=_("Rewards and sanctions"),
        holds=(_tab_says(wanted.tab),),
        name=f"conduct-{wanted.tab}-{clock.today()}",
        columns=lists.columns(COLUMNS),
        rows=lambda taken: [_row(one) for one in taken],
        notes=lambda taken: (_("Police penalties are left out: sealed."),),
    )
    found = queries.proceedings(request.actor, wanted).prefetch_related("objections")
    take = partial(actions.take_out, proceedings=found)
    return lists.take_out(request, copy, take=take, again=_page)


def published(request: HttpRequest) -> HttpResponse:
    """Show what may be put up of some days, and record that it was put up."""
    access.check_may_publish_conduct(request.actor, request.actor.unit_path)
    on = clock.today()
    given = request.POST if request.method == "POST" else request.GET
    form = SpanForm(given if "first" in given else None, initial=_quarter(on))
    days = (on - A_QUARTER, on)
    if form.is_bound and form.is_valid():
        days = (form.cleaned_data["first"], form.cleaned_data["last"])
    shown = queries.public_list(request.actor, first=days[0], last=days[1], on=on)
    if request.method == "POST" and form.is_valid():
        actions.publish(
            days=days,
            lines=len(shown.lines),
            left_out=shown.left_out,
            by=request.actor,
            at=clock.now(),
        )
        toasts.say(request, _("It was recorded that this list was put up"))
        return redirect(f"{request.path}?first={days[0]}&last={days[1]}")
    context = {"form": form, "shown": shown, "days": days}
    return render(request, "desk/conduct/published.html", context)


def _quarter(on: date) -> dict[str, date]:
    return {"first": on - A_QUARTER, "last": on}


def _row(proceeding) -> tuple[object, ...]:
    line = _line(proceeding)
    return (
        line["name"],
        line["measure"],
        proceeding.matter.asked_at.date(),
        proceeding.served_on or "",
        line["office"],
        proceeding.matter.number,
        line["says"],
    )


def _line(proceeding) -> dict[str, object]:
    standing = queries.standing_of(proceeding)
    return {
        "proceeding": proceeding,
        "name": proceeding.case.person.name,
        "measure": spoken(Measure(proceeding.measure).says),
        "office": proceeding.matter.dossier.unit.short_name,
        "state": COLOURS[standing],
        "says": STATES[standing],
    }


def _tab_says(tab: str) -> object:
    return SEALED if tab == "sealed" else STATES.get(tab, ALL)


def _tabs(request: HttpRequest) -> tuple[str, ...]:
    """Return the tabs; the sealed one is there for who may open what stands under it."""
    return (*TABS, "sealed") if queries.may_open_sealed(request.actor) else TABS


def _wanted(request: HttpRequest) -> Wanted:
    tab = request.GET.get("tab", "")
    kind = request.GET.get("kind", "")
    return Wanted(
        tab=tab if tab in _tabs(request) else TABS[0],
        kind=kind if kind in TITLES else "",
        unit_path=request.GET.get("unit", ""),
        words=request.GET.get("words", "")[:60],
    )


def _filters(request: HttpRequest, wanted: Wanted) -> KindFilterForm:
    says = {"label": _("Measure"), "all": _("All measures")}
    return KindFilterForm(request, wanted, kinds=TITLES.items(), **says)


def _pressing(request: HttpRequest) -> int | None:
    return queries.under_way(request.actor) or None


rail.register(
    rail.Item(
        url="desk:conduct",
        title=_("Rewards and sanctions"),
        icon="scale",
        group=1,
        order=36,
        letter="j",
        shown=lambda actor: bool(actor.reach),
        count=_pressing,
    )
)

urlpatterns = [
    path("conduct/", listed, name="conduct"),
    path("conduct/export/", take_out, name="conduct_export"),
    path("conduct/published/", published, name="conduct_published"),
]
