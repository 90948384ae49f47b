"""How a notice is said; the words are bound in wiring from the rooms that send it."""

from __future__ import annotations

from collections.abc import Mapping

type Words = Mapping[str, object]

_words: dict[str, object] = {}


def bind(*tables: Words) -> None:
    """Say in which words each kind of notice reads; wiring calls this once."""
    _words.clear()
    for table in tables:
        _words.update(table)


def said(kind: str, names: Mapping[str, str]) -> str:
    """Return a notice in the reader's language, without any content of a case."""
    return str(_words[kind]) % names
