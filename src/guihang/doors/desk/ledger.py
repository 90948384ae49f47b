"""The ledger as the auditor sees it: who did what, where and when; content only for a reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guihang.agencies import queries as agencies
from guihang.agencies.access import check_may_open_ledger, check_may_read_ledger
from guihang.agencies.authority import Actor, holding_for, may, refusal
from guihang.doors import clock
from guihang.doors.ui import rail, reveal
from guihang.law.refusals import BadFacts
from guihang.ledger import actions, chains, queries

if TYPE_CHECKING:
    from guihang.ledger.models import Entry

PER_PAGE, MOST_TAKEN_OUT = 50, 50_000
NOBODY = "account:0"
KINDS = {
    "dossier": _("Dossier"),
    "unit": _("Unit"),
    "account": _("Account"),
    "house": _("The system itself"),
}
BY_MACHINE = _("The system itself")


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as a list shows it."""

    entry: Entry
    title: object
    who: object
    where: str
    kind: object


class SearchForm(forms.Form):
    """What is looked for in the ledger."""

    event = forms.ChoiceField(label=_("Event"), required=False)
    who = forms.CharField(label=_("Who"), required=False, max_length=60)
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput({"type": "date"})
    )
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput({"type": "date"})
    )
    chain = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        """Offer every event by its title."""
        super().__init__(*args, **kwargs)
        titles = sorted((str(title), name) for name, title in queries.titles().items())
        self.fields["event"].choices = [
            ("", _("everything")),
            *((name, title) for title, name in titles),
        ]

    def search(self) -> queries.Search:
        """Return what is asked; what could not be read is not asked."""
        said = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return queries.Search(
            event=said.get("event", ""),
            by=_keys(said.get("who", "").strip()),
            chain=said.get("chain", ""),
            since=said.get("since"),
            until=said.get("until"),
        )


def _keys(words: str) -> tuple[str, ...]:
    """Return the keys of whoever is meant: a key itself, or the people found by these words."""
    if not words:
        return ()
    if words.startswith(("account:", "system:")):
        return (words,)
    return agencies.keys_named(words) or (NOBODY,)


@never_cache
def listed(request: HttpRequest) -> HttpResponse:
    """List the entries within one's reach, newest first."""
    actor = request.actor
    check_may_read_ledger(actor, actor.unit_path)
    form = SearchForm(request.GET or None)
    search = form.search()
    before = request.GET.get("before", "")
    found = queries.entries(actor.ledger_reach, search)
    page = queries.page(found, before=int(before) if before.isdecimal() else None, size=PER_PAGE)
    context = {
        "form": form,
        "lines": _lines(page.entries),
        "older": _address(request, page.older) if page.older else "",
        "newest": _address(request, None) if before else "",
        "verified": queries.last_verification(),
        "asked": request.GET.dict(),
        "readings": queries.READINGS[0],
        "not_taken_out": refusal(check_may_open_ledger, actor, actor.unit_path),
    }
    return render(request, "desk/ledger/list.html", context)


def _address(request: HttpRequest, before: int | None) -> str:
    asked = request.GET.copy()
    asked.pop("before", None)
    if before:
        asked["before"] = str(before)
    return f"?{asked.urlencode()}"


def _lines(entries: Iterable[Entry]) -> list[Line]:
    entries = list(entries)
    names = agencies.names_keyed(entry.by for entry in entries)
    units = agencies.names_at(entry.unit_path for entry in entries)
    return [
        Line(
            entry=entry,
            title=queries.title(entry.event),
            who=names.get(entry.by, BY_MACHINE if entry.by.startswith("system:") else entry.by),
            where=units.get(entry.unit_path, ""),
            kind=KINDS.get(entry.chain.partition(":")[0], entry.chain),
        )
        for entry in entries
    ]


def entry(request: HttpRequest, number: int) -> HttpResponse:
    """Show one entry with its place in the chain; what it holds stays sealed."""
    found = _entry_for(request.actor, number)
    (line,) = _lines([found])
    context = {
        "line": line,
        "entry": found,
        "fits": queries.fits(found),
        "hash": bytes(found.hash).hex(),
        "previous": bytes(found.previous).hex(),
        "anchor": queries.anchor_over(found),
        "may_open": may(check_may_open_ledger, request.actor, found.unit_path),
    }
    return render(request, "desk/ledger/entry.html", context)


def _entry_for(by: Actor, number: int) -> Entry:
    found = queries.entry_for(by.ledger_reach, number)
    check_may_read_ledger(by, found.unit_path)
    return found


@require_POST
def opened(request: HttpRequest, number: int) -> HttpResponse:
    """Show what an entry holds, for a reason."""
    found = _entry_for(request.actor, number)
    check_may_open_ledger(request.actor, found.unit_path)

    def show(reason: str) -> str:
        held = actions.open_entry(found, reason=reason, by=request.actor, at=clock.now())
        return "; ".join(f"{name}: {_shown(value)}" for name, value in held.items()) or "—"

    return reveal.answer(request, show)


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_shown, value))
    return "—" if value is None else str(value)


@require_POST
def taken_out(request: HttpRequest) -> HttpResponse:
    """Give the entries found as a table for a spreadsheet, without what they hold."""
    actor = request.actor
    check_may_open_ledger(actor, actor.unit_path)
    search = SearchForm(request.POST).search()
    found = queries.entries(actor.ledger_reach, search)
    if found.count() > MOST_TAKEN_OUT:
        raise BadFacts(
            "since",
            why=_("These are more entries than one file can hold."),
            remedy=_("Narrow the search, for instance to one month."),
        )
    post = holding_for(actor, "open_ledger", actor.unit_path)
    place = chains.unit(post.unit_code, post.unit_path)
    rows = actions.export(found, search, chain=place, by=actor, at=clock.now())
    response = HttpResponse(_table(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="ledger-{clock.today()}.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _table(rows: Iterable[tuple[object, ...]]) -> str:
    out = io.StringIO()
    out.write("\ufeff")  # spreadsheets take it for UTF-8 by this
    table = csv.writer(out)
    heads = (_("No."), _("When"), _("Who"), _("Event"), _("Unit"), _("Chain"))
    table.writerow([str(head) for head in (*heads, _("Number in the chain"), _("Hash"))])
    for number, at, by, event, *rest in rows:
        table.writerow([number, localtime(at).isoformat(), by, str(queries.title(event)), *rest])
    return out.getvalue()


rail.register(
    rail.Item(
        url="desk:ledger",
        title=_("Ledger"),
        icon="shield",
        group=3,
        order=40,
        letter="l",
        shown=lambda actor: may(check_may_read_ledger, actor, actor.unit_path),
    )
)

urlpatterns = [
    path("ledger/", listed, name="ledger"),
    path("ledger/take-out/", taken_out, name="ledger_take_out"),
    path("ledger/<int:number>/", entry, name="ledger_entry"),
    path("ledger/<int:number>/open/", opened, name="ledger_open"),
]
