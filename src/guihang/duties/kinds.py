"""How a duty is said: its title, why it is there, what follows, and the word on its button."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DutyKind:
    """One kind of duty in words, which take their names from the duty (`%(office)s`)."""

    what: str
    name: object
    title: object
    verb: object
    because: object
    limit: object
    consequence: object
    article: str = ""
    quote: object = ""


_kinds: dict[str, DutyKind] = {}


def register(*kinds: DutyKind) -> None:
    """Take kinds of duty in; a code has one meaning."""
    for kind in kinds:
        known = _kinds.setdefault(kind.what, kind)
        if known is not kind:
            raise ValueError(f"There are two kinds of duty called {kind.what}.")


def kind(what: str) -> DutyKind:
    """Return a kind of duty by its code."""
    return _kinds[what]


def all_kinds() -> tuple[DutyKind, ...]:
    """Return every kind of duty, by its code."""
    return tuple(_kinds[what] for what in sorted(_kinds))


def spoken(kind: DutyKind) -> str:
    """Return what a kind can be found by, in the reader's language: its name and its title."""
    return f"{kind.name} {kind.title}".casefold()


def filled(words: object, names: Mapping[str, str]) -> str:
    """Return words in the reader's language with the duty's names put in."""
    told = str(words)
    return told % names if "%(" in told else told
