"""The lists of the archive: to be archived, kept, lent, due for destruction, sealed."""

from __future__ import annotations

from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from guihang.agencies.authority import may
from guihang.cases import queries as cases
from guihang.doors import clock
from guihang.doors.desk import lists
from guihang.doors.desk.lists import Copy, PurposeForm
from guihang.doors.ui import rail, wording, workbooks
from guihang.doors.ui.listing import Column, Listing
from guihang.dossiers import house_rules
from guihang.dossiers.access import (
    check_may_export_archive,
    check_may_hand_over_file,
    check_may_open_sealed,
)
from guihang.dossiers.archive import actions, queries
from guihang.dossiers.numbers import day_of

TABS = {
    "open": _("To be archived"),
    "kept": _("In the archive"),
    "lent": _("Lending"),
    "handed": _("Handed over"),
    "due": _("Due for destruction"),
    "sealed": _("Sealed files"),
}
PICK = Column("pick", _("Select"))
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
    "handed": (
        Column("number", _("Number"), sort="dossier__number"),
        Column("about", _("Whom it is about"), sort="dossier__subject__name"),
        Column("archive", _("Receiving archive"), sort="archive"),
        Column("receipt", _("Number of the receipt"), sort="receipt"),
        Column("day", _("Day on the receipt"), sort="day"),
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
    "handed": _("No file was handed over yet"),
    "due": _("No file is due for destruction"),
    "sealed": _("No file is sealed"),
}


HINTS = {
    "handed": _("Take the list out under In the archive; tick what the archive signed for."),
}
HINT = _("A file is archived once correction has ended, at the page of the case.")
TAKEN_OUT = {"kept": _("Hand-over list of files"), "due": _("List of files to be destroyed")}
"""The lists that are taken out to be signed (移交清单、销毁清册)."""
SIGNED_BY = _("Handed over by (signature):          Received by (signature):          Date:")
SHEET = (
    (_("Number"), 22),
    (_("Whom it is about"), 14),
    (_("In the charge of"), 16),
    (_("Opened on"), 12),
    (_("Archived on"), 12),
    (_("Kept for"), 12),
    (_("Kept until"), 12),
    (_("Why something is lacking"), 24),
    (_("State"), 12),
    (_("Taken over, or why not"), 24),
)


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    use_required_attribute = False
    tab = forms.CharField(widget=forms.HiddenInput)
    words = forms.CharField(label=_("Name or number"), widget=forms.TextInput({"type": "search"}))
    year = forms.ChoiceField(label=_("Archived in"))
    unit = forms.ChoiceField(label=_("Office"))


def listed(request: HttpRequest) -> HttpResponse:
    """List the files in one's charge under one of the states of the archive."""
    return _list_page(request, PurposeForm())


def _list_page(request: HttpRequest, purpose: PurposeForm, status: int = 200) -> HttpResponse:
    tabs = {tab: says for tab, says in TABS.items() if tab != "sealed" or _opens(request)}
    asked = request.GET.get("tab", "open")
    tab = asked if asked in tabs else "open"
    words = _words(request)
    is_narrowed = bool(words or request.GET.get("year") or request.GET.get("unit"))
    picks = tab == "kept" and may(check_may_hand_over_file, request.actor, request.actor.unit_path)
    listing = Listing(
        request,
        _rows(request, tab, words),
        (PICK, *COLUMNS[tab]) if picks else COLUMNS[tab],
        empty=_("Nothing matches this filter") if is_narrowed else EMPTY[tab],
        hint=_("Leave out a word or a choice.") if is_narrowed else HINTS.get(tab, HINT),
    )
    context = {
        "listing": listing,
        "rows": [_line(tab, row) for row in listing],
        "picks": picks and listing.count,
        "tab": tab,
        "tabs": [(f"?tab={one}", says, one == tab) for one, says in tabs.items()],
        "shown": TABS[tab],
        "is_narrowed": is_narrowed,
        "filters": _filters(request, tab),
        "purpose": purpose,
        "asked_for": request.GET.urlencode(),
        "may_take_out": tab in TAKEN_OUT
        and may(check_may_export_archive, request.actor, request.actor.unit_path),
    }
    return render(request, "desk/archive/list.html", context, status=status)


def _words(request: HttpRequest) -> str:
    return request.GET.get("words", "")[:60].strip()


def _filters(request: HttpRequest, tab: str) -> FilterForm:
    """Return what the list is narrowed by; by year and office only what lies in the archive."""
    asked = request.GET
    narrowed = {"year": asked.get("year", ""), "unit": asked.get("unit", "")}
    form = FilterForm(initial={"tab": tab, "words": _words(request), **narrowed})
    if tab == "kept":
        years = queries.years_of(request.actor)
        form.fields["year"].choices = [("", _("All years")), *((one, one) for one in years)]
        form.fields["unit"].choices = lists.offices(request)
    else:
        del form.fields["year"], form.fields["unit"]
    return form


@require_POST
def take_out(request: HttpRequest) -> HttpResponse:
    """Give the list that is shown as a workbook to be signed, for a purpose that is recorded."""
    tab = request.GET.get("tab", "")
    if tab not in TAKEN_OUT:
        return _list_page(request, PurposeForm(request.POST), 422)
    copy = Copy(
        title=TAKEN_OUT[tab],
        name=f"archive-{tab}-{clock.today()}",
        columns=[workbooks.Column(head, width) for head, width in SHEET],
        rows=lambda taken: [_sheet_row(one) for one in taken],
        notes=lambda taken: (
            gettext("%(n)d files; sealed ones stand on no list.") % {"n": len(taken)},
            SIGNED_BY,
        ),
    )
    take = partial(actions.take_list, filings=_rows(request, tab, _words(request)))
    return lists.take_out(request, copy, take=take, again=_list_page)


def _sheet_row(filing) -> tuple[object, ...]:
    dossier = filing.dossier
    return (
        dossier.number,
        dossier.title,
        dossier.unit.short_name,
        day_of(dossier.opened_at),
        day_of(filing.at),
        retention_of(filing),
        filing.kept_until or "",
        filing.because,
        str(filing_state(filing)[1]),
        "",
    )


def _opens(request: HttpRequest) -> bool:
    return may(check_may_open_sealed, request.actor, request.actor.unit_path)


def _rows(request: HttpRequest, tab: str, words: str):
    by, on = request.actor, clock.today()
    match tab:
        case "open":
            return queries.to_archive(by, cases.ended_dossiers(by), words)
        case "kept":
            year = request.GET.get("year", "")
            return queries.archived_of(
                by,
                year=int(year) if year.isdigit() else None,
                unit_path=request.GET.get("unit", ""),
                words=words,
            )
        case "lent":
            return queries.lendings(by, words)
        case "handed":
            return queries.handovers(by, words)
        case "due":
            return queries.due_for_destruction(by, on=on, words=words)
        case _:
            return queries.sealed(by, words)


def _line(tab: str, row) -> dict[str, object]:
    if tab == "lent":
        return {"row": row, "dossier": row.dossier, "state": lending_state(row)}
    if tab == "open":
        return {"row": row, "dossier": row}
    if tab == "handed":
        return {"row": row, "dossier": row.dossier, "state": handover_state(row)}
    return {"row": row, "dossier": row.dossier, "state": filing_state(row)}


def filing_state(filing) -> tuple[str, object]:
    """Return the colour and the words of a file in the archive."""
    if filing.destroyed_at:
        return "rest", _("destroyed")
    if filing.is_taken_over:
        return "rest", _("handed over")
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
        late = (day_of(lending.returned_at) - lending.due).days
        if late > 0:
            return "due", ngettext(
                "brought back %(n)d day late", "brought back %(n)d days late", late
            ) % {"n": late}
        return "ok", pgettext_lazy("lending", "returned")
    return ("late", _("overdue")) if lending.due < clock.today() else ("run", _("lent"))


def handover_state(handover) -> tuple[str, object]:
    """Return the colour and the words of what an archive answered for a file."""
    if handover.refused_because:
        return "due", _("not taken over")
    return "ok", _("taken over")


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

urlpatterns = [
    path("archive/", listed, name="archive"),
    path("archive/list/export/", take_out, name="archive_export"),
]
