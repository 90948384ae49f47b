"""What the docket is asked for in its address: tabs, filters with their chips, order, pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guihang.doors.desk import docket_rows
from guihang.duties import kinds
from guihang.duties.queries import Order, Whose
from guihang.insight.docket import Asked, Docket, Tab, View

ORDERS = {
    Order.DUE: _("By due day"),
    Order.OPENED: _("By when it arose"),
    Order.PLACE: _("By office"),
    Order.KIND: _("By kind"),
}
WHOSE = {
    Whose.MINE: _("My own"),
    Whose.COVERED: _("Standing in"),
    Whose.WAITING: _("Waiting for others"),
}
BASES = {"law": _("Day set by law"), "house": _("Day set by the office")}
NARROWING = ("words", "what", "unit", "whose", "basis")
LONGEST_WORDS, LONGEST_PAGE = 60, 6


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that is on: what it keeps, and the address without it."""

    says: str
    without: str


class FilterForm(forms.Form):
    """What the docket is narrowed to, and how it is sorted."""

    use_required_attribute = False
    tab = forms.CharField(widget=forms.HiddenInput)
    view = forms.CharField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Name, pinyin, number or words"), widget=forms.TextInput({"type": "search"})
    )
    what = forms.ChoiceField(label=_("Kind"))
    unit = forms.ChoiceField(label=_("Office"))
    whose = forms.ChoiceField(label=_("Whose"), choices=[("", _("Everybody's")), *WHOSE.items()])
    basis = forms.ChoiceField(label=_("Basis"), choices=[("", _("Any")), *BASES.items()])
    sort = forms.ChoiceField(label=_("Order"), choices=ORDERS.items())


def asked(got: QueryDict) -> Asked:
    """Return what an address asks for; what it does not say, or says wrongly, narrows nothing."""
    page = got.get("page", "")
    return Asked(
        tab=_one_of(Tab, got.get("tab"), Tab.ALL),
        view=_one_of(View, got.get("view"), View.DAYS),
        order=_one_of(Order, got.get("sort"), Order.DUE),
        what=got.get("what", "")[:LONGEST_WORDS],
        unit_path=got.get("unit", "")[: LONGEST_WORDS * 3],
        whose=_one_of(Whose, got.get("whose"), None),
        by_house_rule={"law": False, "house": True}.get(got.get("basis", "")),
        words=" ".join(got.get("words", "")[:LONGEST_WORDS].split()),
        on_one_page=got.get("whole") == "1",
        page=int(page) if page.isascii() and page.isdigit() and len(page) < LONGEST_PAGE else 1,
    )


def _one_of(choices, word: str | None, otherwise):
    return choices(word) if word in set(choices) else otherwise


def address(got: QueryDict, **changes: object) -> str:
    """Return the address with something changed; every change begins at the first page."""
    kept = {name: values for name, values in got.lists() if name != "page" and name not in changes}
    new = {name: str(value) for name, value in changes.items() if value not in (None, "")}
    return f"?{urlencode(kept | new, doseq=True)}"


def form(found: Docket, places: Mapping[str, str]) -> FilterForm:
    """Return the filter with what there is to choose from, counted."""
    at = found.asked
    shown = FilterForm(
        initial={
            "tab": at.tab,
            "view": at.view,
            "words": at.words,
            "what": at.what,
            "unit": at.unit_path,
            "whose": at.whose or "",
            "basis": _basis(at),
            "sort": at.order,
        }
    )
    shown.fields["what"].choices = [("", _("All kinds")), *_kinds(found.whats)]
    shown.fields["unit"].choices = [("", _("All offices")), *_offices(found.unit_paths, places)]
    return shown


def chips(found: Docket, got: QueryDict, places: Mapping[str, str]) -> list[Chip]:
    """Return the filters that are on, each with the way to drop it."""
    at = found.asked
    words = {
        "words": gettext("“%(words)s”") % {"words": at.words} if at.words else "",
        "what": _kind(at.what),
        "unit": places.get(at.unit_path, at.unit_path),
        "whose": str(WHOSE[at.whose]) if at.whose else "",
        "basis": str(BASES[_basis(at)]) if at.by_house_rule is not None else "",
    }
    return [Chip(words[name], address(got, **{name: None})) for name in NARROWING if words[name]]


def in_words(found: Docket, places: Mapping[str, str]) -> str:
    """Say what the docket is narrowed to, for a printed list and for the record."""
    parts = [str(docket_rows.TABS[found.asked.tab])]
    parts += [chip.says for chip in chips(found, QueryDict(), places)]
    return "·".join(parts)


def tabs(found: Docket, got: QueryDict) -> list[dict[str, object]]:
    """Return the parts of the docket with their counts; empty ones only where they reassure."""
    always = (Tab.ALL, Tab.TODAY, found.asked.tab)
    return [
        {
            "href": address(got, tab=tab),
            "says": docket_rows.TABS[tab],
            "count": found.counts[tab],
            "is_current": tab is found.asked.tab,
            "is_late": tab is Tab.OVERDUE,
        }
        for tab in Tab
        if tab in always or found.counts[tab]
    ]


def _basis(at: Asked) -> str:
    return {True: "house", False: "law"}.get(at.by_house_rule, "")


def _kind(what: str) -> str:
    known = {kind.what: kind for kind in kinds.all_kinds()}
    return str(known[what].name) if what in known else what


def _kinds(whats: Mapping[str, int]) -> Iterable[tuple[str, str]]:
    named = [(f"{_kind(what)} ({n})", what) for what, n in whats.items()]
    return [(what, words) for words, what in sorted(named)]


def _offices(paths: Mapping[str, int], places: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    return [(path, f"{places.get(path, path)} ({n})") for path, n in sorted(paths.items())]
