"""The rail: what each topic shows in the main navigation, and to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse


def everybody(actor: object) -> bool:
    """Show an item to whoever is signed in."""
    return True


@dataclass(frozen=True, slots=True)
class Item:
    """One place in the rail; `letter` follows G on the keyboard, `count` is shown beside it."""

    url: str
    title: object
    icon: str
    group: int = 1
    order: int = 0
    letter: str = ""
    shown: Callable[[object], bool] = everybody
    count: Callable[[HttpRequest], int | None] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """An item as this reader sees it on this page."""

    item: Item
    href: str
    is_current: bool
    opens_group: bool
    count: int | None


_items: dict[str, Item] = {}


def register(item: Item) -> None:
    """Give a topic its place in the rail; registering it again replaces it."""
    _items[item.url] = item


def places(request: HttpRequest) -> list[Place]:
    """Return the rail for whoever asks, in order, with its counts."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return []
    shown = [(item, href) for item in _ordered() if (href := _address(item)) and item.shown(actor)]
    current = _current(request.path, [href for _, href in shown])
    found: list[Place] = []
    for item, href in shown:
        opens = bool(found) and found[-1].item.group != item.group
        count = item.count(request) if item.count else None
        found.append(Place(item, href, href == current, opens, count))
    return found


def _ordered() -> list[Item]:
    return sorted(_items.values(), key=lambda item: (item.group, item.order))


def _address(item: Item) -> str:
    try:
        return reverse(item.url)
    except NoReverseMatch:
        return ""


def _current(path: str, addresses: list[str]) -> str:
    """Return the longest address the path lies under; the home address only for itself."""
    fitting = [one for one in addresses if path == one or (one != "/" and path.startswith(one))]
    return max(fitting, key=len, default="")
