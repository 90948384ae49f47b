"""What the register is asked for in its address: words, facets, order, columns."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import QueryDict
from django.utils.translation import gettext as _

from guihang.cases.queries import Order, Search
from guihang.cases.queries.counting import ELDERLY, SOON
from guihang.cases.vocabulary import RUNNING, OverlayKind, SideKind, State
from guihang.doors.desk.cases import said
from guihang.doors.desk.docket_filters import Chip, address
from guihang.law.codes import Kind, Sex
from guihang.law.rules.levels import Level

ANY, ON_REGISTER = "any", "running"
LONGEST_WORDS = 60
NARROWING = (
    "q", "state", "kind", "squad", "unit", "level", "overlay", "ends", "group", "sex", "side",
    "lacks", "late",
)  # fmt: skip
MINORS, ELDERLY_GROUP = "minors", "elderly"


def asked(got: QueryDict) -> Search:
    """Return what an address asks for; what it says wrongly narrows nothing."""
    order, downwards = _order(got.get("sort", ""))
    group = got.get("group", "")
    return Search(
        words=" ".join(got.get("q", "")[:LONGEST_WORDS].split()),
        states=_states(got),
        overlay=_one_of(OverlayKind, got.get("overlay")),
        kind=_one_of(Kind, got.get("kind")),
        unit_path=got.get("unit", "")[:200],
        squad=got.get("squad", "")[:30],
        level=_one_of(Level, got.get("level")),
        sex=_one_of(Sex, got.get("sex")),
        age=(ELDERLY if group == ELDERLY_GROUP else None, None),
        minors=group == MINORS,
        ends_within=_soon(got.get("ends", "")),
        side=_one_of(SideKind, got.get("side")),
        lacks_papers=got.get("lacks") == "papers",
        late=got.get("late") == "1",
        order=order,
        descending=downwards,
    )


def _states(got: QueryDict) -> tuple[str, ...]:
    """Who is on the register is shown unless somebody asks for others."""
    wanted = got.get("state", "")
    if wanted == ANY:
        return ()
    return (wanted,) if wanted in set(State) else RUNNING


def _one_of(choices, word: str | None) -> str:
    return word if word in set(choices) else ""


def _soon(word: str) -> int | None:
    return int(word) if word in {str(days) for days in SOON} else None


def _order(word: str) -> tuple[Order, bool]:
    key = word.removeprefix("-")
    if key in set(Order):
        return Order(key), word.startswith("-")
    return Order.RECEIVED, True


def chips(search: Search, got: QueryDict, places: Mapping[str, str]) -> list[Chip]:
    """Return what the register is narrowed to, each with the way to drop it."""
    words = in_words(search, places, got)
    return [
        Chip(words[name], address(got, **{name: ANY if name == "state" else None}))
        for name in NARROWING
        if words.get(name)
    ]


def in_words(search: Search, places: Mapping[str, str], got: QueryDict) -> dict[str, str]:
    """Say every narrowing that is on, by its name in the address."""
    return {
        "q": _("“%(words)s”") % {"words": search.words} if search.words else "",
        "state": _state_words(search),
        "kind": said.kind(search.kind) if search.kind else "",
        "squad": places.get(search.squad, search.squad),
        "unit": places.get(search.unit_path, search.unit_path),
        "level": said.level(search.level),
        "overlay": str(OverlayKind(search.overlay).label) if search.overlay else "",
        "ends": _("ends within %(n)d days") % {"n": search.ends_within}
        if search.ends_within is not None
        else "",
        "group": group_words(got.get("group", "")),
        "sex": said.sex(search.sex) if search.sex else "",
        "side": str(SideKind(search.side).label) if search.side else "",
        "lacks": _("papers not here") if search.lacks_papers else "",
        "late": _("something is overdue") if search.late else "",
    }


def _state_words(search: Search) -> str:
    if search.states == RUNNING:
        return _("on the register")
    return "、".join(str(State(one).label) for one in search.states)


def group_words(word: str) -> str:
    """Name a group of ages."""
    if word == MINORS:
        return _("minors")
    return _("%(n)d and older") % {"n": ELDERLY} if word == ELDERLY_GROUP else ""


def is_narrowed(search: Search) -> bool:
    """Whether somebody asked for less than who is on the register."""
    usual = Search(states=RUNNING, order=search.order, descending=search.descending)
    return search not in (usual, Search(order=search.order, descending=search.descending))
