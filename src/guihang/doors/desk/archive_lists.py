"""The lists of the archive: to be archived, kept, lent, due for destruction, sealed."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guihang.agencies.authority import may
from guihang.cases import queries as cases
from guihang.doors import clock
from guihang.doors.ui import rail, wording
from guihang.doors.ui.listing import Column, Listing
from guihang.dossiers import house_rules
from guihang.dossiers.access import check_may_open_sealed
from guihang.dossiers.archive import queries

TABS = {
    "open": _("To be archived"),
    "kept": _("In the archive"),
    "lent": _("Lending"),
    "due": _("Due for destruction"),
    "sealed": _("Sealed files"),
}
FILING_COLUMNS = (
    Column("number", _("Number"), sort="dossier__number"),
    Column("about", _("Whom it is about"), sort="dossier__subject__name"),
    Column("unit", _("In the charge of"), sort="dossier__unit_path"),
    Column("at", _("Archived on"), sort="at"),
    Column("until", _("Kept until"), sort="kept_until"),
    Column("state", _("State")),
)
COLUMNS = {
    "open": (
        Column("number", _("Number"), sort="number"),
        Column("about", _("Whom it is about"), sort="subject__name"),
        Column("unit", _("In the charge of"), sort="unit_path"),
        Column("opened", _("Opened on"), sort="opened_at"),
    ),
    "kept": FILING_COLUMNS,
    "lent": (
        Column("number", _("Number"), sort="dossier__number"),
        Column("about", _("Whom it is about"), sort="dossier__subject__name"),
        Column("who", _("Asked for by"), sort="asked_by__name"),
        Column("purpose", _("What for")),
        Column("due", _("Back by"), sort="due"),
        Column("state", _("State")),
    ),
    "due": FILING_COLUMNS,
    "sealed": (
        Column("number", _("Number"), sort="dossier__number"),
        Column("unit", _("In the charge of"), sort="dossier__unit_path"),
        Column("at", _("Sealed on"), sort="sealed_at"),
        Column("ground", _("Basis")),
    ),
}
EMPTY = {
    "open": _("No file waits to be archived"),
    "kept": _("No file lies in the archive yet"),
    "lent": _("Nobody has asked for a file"),
    "due": _("No file is due for destruction"),
    "sealed": _("No file is sealed"),
}


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    use_required_attribute = False
    tab = forms.CharField(widget=forms.HiddenInput)
    words = forms.CharField(label=_("Name or number"), widget=forms.TextInput({"type": "search"}))


def listed(request: HttpRequest) -> HttpResponse:
    """List the files in one's charge under one of the states of the archive."""
    tabs = {tab: says for tab, says in TABS.items() if tab != "sealed" or _opens(request)}
    asked = request.GET.get("tab", "open")
    tab = asked if asked in tabs else "open"
    words = request.GET.get("words", "")[:60].strip()
    listing = Listing(
        request,
        _rows(request, tab, words),
        COLUMNS[tab],
        empty=_("Nothing matches this filter") if words else EMPTY[tab],
        hint=_("Leave out a word or a choice.")
        if words
        else _("A file is archived once correction has ended, at the page of the case."),
    )
    context = {
        "listing": listing,
        "rows": [_line(tab, row) for row in listing],
        "tab": tab,
        "tabs": [(f"?tab={one}", says, one == tab) for one, says in tabs.items()],
        "shown": TABS[tab],
        "words": words,
        "filters": FilterForm(initial={"tab": tab, "words": words}),
    }
    return render(request, "desk/archive/list.html", context)


def _opens(request: HttpRequest) -> bool:
    return may(check_may_open_sealed, request.actor, request.actor.unit_path)


def _rows(request: HttpRequest, tab: str, words: str):
    by, on = request.actor, clock.today()
    match tab:
        case "open":
            return queries.to_archive(by, cases.ended_dossiers(by), words)
        case "kept":
            return queries.archived(by, words)
        case "lent":
            return queries.lendings(by, words)
        case "due":
            return queries.due_for_destruction(by, on=on, words=words)
        case _:
            return queries.sealed(by, words)


def _line(tab: str, row) -> dict[str, object]:
    if tab == "lent":
        return {"row": row, "dossier": row.dossier, "state": lending_state(row)}
    if tab == "open":
        return {"row": row, "dossier": row}
    return {"row": row, "dossier": row.dossier, "state": filing_state(row)}


def filing_state(filing) -> tuple[str, object]:
    """Return the colour and the words of a file in the archive."""
    if filing.destroyed_at:
        return "rest", _("destroyed")
    if filing.kept_until and filing.kept_until < clock.today():
        return "late", _("its time is over")
    return (
        ("due", _("kept incomplete")) if filing.lacks else ("ok", pgettext_lazy("file", "complete"))
    )


def lending_state(lending) -> tuple[str, object]:
    """Return the colour and the words of a lending."""
    if lending.decided_at is None:
        return "due", pgettext_lazy("lending", "asked for")
    if lending.due is None:
        return "rest", pgettext_lazy("lending", "refused")
    if lending.returned_at is not None:
        return "ok", pgettext_lazy("lending", "returned")
    return ("late", _("overdue")) if lending.due < clock.today() else ("run", _("lent"))


def retention_of(filing) -> str:
    """Return for how long a file is kept, in words."""
    kept = house_rules.retention(filing.retention)
    return wording.said(kept.title) if kept else filing.retention


rail.register(
    rail.Item(
        url="desk:archive",
        title=_("Archive"),
        icon="file",
        group=1,
        order=52,
        letter="a",
        shown=lambda actor: bool(actor.reach),
    )
)

urlpatterns = [path("archive/", listed, name="archive")]
