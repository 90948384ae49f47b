"""Where on the desk a duty is met and a notice leads: one table of codes to addresses.

A topic enters the screens that meet its duties: `register("cases", "intake.report", view)` for
one kind, `fall_back("cases", view)` for whatever else its source hands in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from django.urls import reverse

from guihang.duties.queries import Item

type Address = Callable[[Item], str]

COMPLETE = {
    "entrustment": "desk:entrustment_complete",
    "leave": "desk:leave_complete",
    "inquiry": "desk:inquiry_complete",
}
"""The page on which a returned request of a kind is completed."""

_duties: dict[tuple[str, str], Address] = {}
_others: dict[str, Address] = {}


def register(source: str, what: str, address: Address) -> None:
    """Say where one kind of duty of a source is met; saying it again replaces it."""
    _duties[source, what] = address


def fall_back(source: str, address: Address) -> None:
    """Say where every other duty of a source is met."""
    _others[source] = address


def of_duty(item: Item) -> str:
    """Return where a duty is met; who only waits for it is led to what it is about."""
    others = _others.get(item.source)
    address = _duties.get((item.source, item.what)) if item.is_owed else None
    found = address or others
    return found(item) if found else reverse("desk:docket_why", args=[item.key])


def of_notice(names: Mapping[str, str]) -> str:
    """Return what a notice is about."""
    if discussion := names.get("discussion", ""):
        return reverse("desk:discussion", args=[discussion])
    if transfer := names.get("transfer", ""):
        return reverse("desk:transfer", args=[transfer])
    if owner := names.get("owner", ""):
        return f"{reverse('desk:packages')}?{urlencode({'tab': 'all', 'owner': owner})}"
    number = names.get("number", "")
    return reverse("desk:matter", args=[number]) if number else ""


def put_off(*items: Item) -> str:
    """Return where duties are put off."""
    chosen = urlencode({"item": [item.key for item in items]}, doseq=True)
    return f"{reverse('desk:docket_put_off')}?{chosen}"


def _matter(item: Item) -> str:
    kind, _dot, step = item.what.partition(".")
    if item.is_owed and step == "complete" and kind in COMPLETE:
        return reverse(COMPLETE[kind], args=[item.title["number"]])
    return reverse("desk:matter", args=[item.title["number"]])


def _review(item: Item) -> str:
    return reverse("desk:entrustment_review", args=[item.title["number"]])


fall_back("matters", _matter)
fall_back("entrustments", _matter)
fall_back("leaves", _matter)
register("entrustments", "entrustment.review", _review)
