"""What the fields of answers, the rungs and the subjects are called in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import get_args, get_type_hints

from guihang.law import tables
from guihang.law.catalogue import Entry
from guihang.law.rungs import Rung
from guihang.law.spans import Span
from guihang.law.texts import Text

SUBJECT, RUNG = "subject.", "rung."


@lru_cache(maxsize=1)
def words() -> Mapping[str, Text]:
    """Return all words by name: of fields, of `Class.field`, of rungs and of subjects."""
    table = tables.one("outcomes.toml")
    return {name: Text(*table.words(name)) for name in table}


def field(kind: type, name: str) -> Text:
    """Return what a field of an answer is called; one class may mean something of its own."""
    return words().get(f"{kind.__name__}.{name}") or words()[name]


def rung(of: Rung) -> Text:
    """Return who a rung of the ladder is."""
    return words()[f"{RUNG}{of.value}"]


def subject(of: str) -> Text:
    """Return what a subject is called: the part of a rule's name before the dot."""
    return words()[f"{SUBJECT}{of}"]


def subjects() -> tuple[str, ...]:
    """Return every subject in the order of a case's life."""
    return tuple(name.removeprefix(SUBJECT) for name in words() if name.startswith(SUBJECT))


def shown(entry: Entry) -> Iterator[tuple[type, str]]:
    """Yield every field an answer of a rule can show, with the class it belongs to."""
    yield from _within(get_type_hints(entry.function)["return"])


def _within(hint: object) -> Iterator[tuple[type, str]]:
    for part in get_args(hint):
        yield from _within(part)
    if isinstance(hint, type) and is_dataclass(hint) and hint not in {Span, Text}:
        hints = get_type_hints(hint)
        for each in fields(hint):
            yield hint, each.name
            yield from _within(hints[each.name])
