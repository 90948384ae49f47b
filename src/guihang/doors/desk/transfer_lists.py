"""The list of changes of place: running, coming here, in hand-over, done; narrowed and paged."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guihang.doors import clock
from guihang.doors.desk import lists
from guihang.doors.desk.transfer_steps import COLOURS
from guihang.doors.ui import rail
from guihang.doors.ui.listing import Column, Listing
from guihang.supervision.transfer import queries
from guihang.supervision.transfer.queries import TABS, Wanted
from guihang.supervision.transfer.words import STATES

COLUMNS = (
    Column("name", _("Who moves"), sort="name"),
    Column("from", pgettext_lazy("move", "From"), sort="from_name"),
    Column("to", pgettext_lazy("move", "To"), sort="to_name"),
    Column("asked", _("Asked for on"), sort="asked"),
    Column("moves", _("Day of moving"), sort="moves"),
    Column("number", _("Number"), sort="number"),
    Column("state", _("State")),
)
SAYS = {
    "running": pgettext_lazy("moves", "Under way"),
    "incoming": _("Coming here"),
    "handing": _("Being handed over"),
    "done": pgettext_lazy("moves", "Done"),
    "all": pgettext_lazy("moves", "All"),
}
EMPTY = {
    "running": _("No change of place is under way"),
    "incoming": _("No other county has written about somebody who moves here"),
    "handing": _("Nobody is being handed over"),
    "done": _("No change of place has come to its end yet"),
    "all": _("There was no change of place yet"),
}


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    use_required_attribute = False
    tab = forms.CharField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Name, pinyin or number"), widget=forms.TextInput({"type": "search"})
    )


def listed(request: HttpRequest) -> HttpResponse:
    """List the changes of place of either direction under one of their tabs."""
    on, got = clock.today(), request.GET
    tab = got.get("tab", "")
    wanted = Wanted(tab if tab in TABS else TABS[0], got.get("words", "")[:60])
    listing = Listing(
        request,
        queries.transfers(request.actor, wanted),
        COLUMNS,
        empty=_("Nothing matches this filter") if wanted.words else EMPTY[wanted.tab],
        hint=_("A person asks for it with proof; the office gives its opinion."),
    )
    context = {
        "listing": listing,
        "rows": [(one, COLOURS[now], STATES[now]) for one in listing for now in (_now(one),)],
        "filters": FilterForm(initial={"tab": wanted.tab, "words": wanted.words}),
        "is_narrowed": bool(wanted.words),
        "tabs": lists.tabs(
            request, SAYS, queries.counts(request.actor), current=wanted.tab, red="incoming"
        ),
        "may_ask": queries.may_ask(request.actor, request.actor.unit_path),
        "on": on,
    }
    return render(request, "desk/transfers/list.html", context)


def _now(found) -> str:
    return queries.standing(found)


def _incoming(request: HttpRequest) -> int | None:
    return queries.incoming(request.actor) or None


rail.register(
    rail.Item(
        url="desk:transfers",
        title=_("Changes of place"),
        icon="swap",
        group=1,
        order=33,
        letter="t",
        shown=lambda actor: bool(actor.reach),
        count=_incoming,
    )
)

urlpatterns = [path("transfers/", listed, name="transfers")]
