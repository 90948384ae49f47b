"""Where on the desk a duty is met and a notice leads: codes of the rooms to addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.urls import reverse

from guihang.duties.queries import Item

COMPLETE = {"entrustment": "desk:entrustment_complete"}
"""The page on which a returned request of a kind is completed."""


def of_duty(item: Item) -> str:
    """Return where a duty is met."""
    by_code = DUTIES.get(item.what)
    return by_code(item) if by_code else _matter(item)


def of_notice(names: Mapping[str, str]) -> str:
    """Return what a notice is about."""
    number = names.get("number", "")
    return reverse("desk:matter", args=[number]) if number else ""


def _matter(item: Item) -> str:
    return reverse("desk:matter", args=[item.title["number"]])


def _complete(item: Item) -> str:
    if not item.is_owed:
        return _matter(item)
    return reverse("desk:entrustment_complete", args=[item.title["number"]])


def _review(item: Item) -> str:
    if not item.is_owed:
        return _matter(item)
    return reverse("desk:entrustment_review", args=[item.title["number"]])


DUTIES: dict[str, Callable[[Item], str]] = {
    "entrustment.complete": _complete,
    "entrustment.review": _review,
}
