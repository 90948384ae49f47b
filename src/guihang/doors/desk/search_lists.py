"""The list of searches: running, found, closed, and the exercises; leaders see what is open."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from guihang.agencies.authority import may
from guihang.doors import clock
from guihang.doors.desk import lists
from guihang.doors.ui import rail
from guihang.doors.ui.listing import Column, Listing
from guihang.law.verdicts import Verdict
from guihang.supervision import access
from guihang.supervision.search import judging, queries
from guihang.supervision.search.queries import TABS, Wanted
from guihang.supervision.search.words import OUTCOMES, STATES

COLUMNS = (
    Column("name", _("Who is searched for")),
    Column("missed", _("Duty missed on"), sort="missed_on"),
    Column("days", _("Out of supervision")),
    Column("opened", _("Search opened"), sort="opened_at"),
    Column("office", _("Office"), sort="unit_path"),
    Column("state", _("State")),
)
COLOURS = {"running": "late", "found": "due", "closed": "rest"}
EMPTY = {
    "running": _("Nobody is searched for"),
    "found": _("Nobody who was found waits to be dealt with"),
    "closed": _("No search was closed yet"),
    "exercises": _("Nothing was practised yet"),
}
HINTS = {
    "exercises": _("Open an exercise to practise the steps; it touches no case."),
}
EXERCISES = _("exercises")


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    use_required_attribute = False
    tab = forms.CharField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Name, pinyin or number"), widget=forms.TextInput({"type": "search"})
    )
    unit = forms.ChoiceField(label=_("Office"))


def listed(request: HttpRequest) -> HttpResponse:
    """List the searches in one's charge under one of their states."""
    on, got = clock.today(), request.GET
    tab = got.get("tab", "")
    wanted = Wanted(
        tab if tab in TABS else TABS[0], got.get("unit", "")[:200], got.get("words", "")[:60]
    )
    is_narrowed = bool(wanted.words or wanted.unit_path)
    listing = Listing(
        request,
        queries.searches(request.actor, wanted),
        COLUMNS,
        empty=_("Nothing matches this filter") if is_narrowed else EMPTY[wanted.tab],
        hint=HINTS.get(wanted.tab, _("A missed duty that is noted opens a search by itself.")),
    )
    says = {one: STATES.get(one, EXERCISES) for one in TABS}
    context = {
        "listing": listing,
        "rows": [line(one, on) for one in listing],
        "filters": _filters(request, wanted),
        "is_narrowed": is_narrowed,
        "tabs": lists.tabs(
            request, says, queries.counts(request.actor), current=wanted.tab, red="running"
        ),
        "shown": says[wanted.tab],
        "may_practise": may(
            access.check_may_practise_search, request.actor, request.actor.unit_path
        ),
    }
    return render(request, "desk/searches/list.html", context)


def line(search, on: date) -> dict[str, object]:
    """Return one search as lists say it."""
    return {
        "search": search,
        "days": days_said(search, on),
        "state": COLOURS[search.state],
        "says": OUTCOMES[search.outcome] if search.outcome else STATES[search.state],
    }


def days_said(search, on: date) -> str:
    """Say how many days somebody is, or was, out of supervision."""
    answer = judging.clock(search, on=on)
    if not isinstance(answer, Verdict):
        return "—"
    n = answer.outcome.days
    return ngettext("%(n)d day", "%(n)d days", n) % {"n": n}


def _filters(request: HttpRequest, wanted: Wanted) -> FilterForm:
    form = FilterForm(initial={"tab": wanted.tab, "words": wanted.words, "unit": wanted.unit_path})
    form.fields["unit"].choices = lists.offices(request)
    return form


def _open(request: HttpRequest) -> int | None:
    return queries.running(request.actor) or None


rail.register(
    rail.Item(
        url="desk:searches",
        title=_("Lost contact"),
        icon="late",
        group=1,
        order=38,
        letter="q",
        shown=lambda actor: bool(actor.reach),
        count=_open,
    )
)

urlpatterns = [path("searches/", listed, name="searches")]
