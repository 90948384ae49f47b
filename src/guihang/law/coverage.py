"""What of an instrument is carried out, by which rules, obligations and values; and what is not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from guihang.law import obligations, rules, statutes, tables
from guihang.law.texts import Text


@dataclass(frozen=True, slots=True)
class Covered:
    """One article: what it is about, what carries it out, or why nothing does."""

    article: str
    title: Text
    rules: tuple[str, ...]
    obligations: tuple[str, ...]
    parameters: tuple[str, ...]
    why_not: Text | None

    @property
    def is_carried_out(self) -> bool:
        """Tell whether anything in the law rests on it."""
        return bool(self.rules or self.obligations or self.parameters)


def covered() -> dict[str, tuple[Covered, ...]]:
    """Return every article of the instruments that are followed article by article."""
    table = tables.one("coverage.toml")
    return {
        instrument: tuple(
            _covered(f"{instrument}:{number}", table.within(instrument).words(number))
            for number in table.within(instrument)
        )
        for instrument in table
    }


def resting() -> tuple[Covered, ...]:
    """Return every article something rests on, of whatever instrument, in order."""
    return tuple(_covered(name, (name, name)) for name in sorted(_carried(), key=_order))


def _order(name: str) -> tuple[str, tuple[int, ...], str]:
    instrument, _, place = name.partition(":")
    numbers = tuple(int(part) for part in place.split("-") if part.isdecimal())
    return instrument, numbers, place


def _covered(name: str, words: tuple[str, ...]) -> Covered:
    title, why_not = Text(words[0], words[1]), Text(*words[2:]) if words[2:] else None
    carried = _carried().get(name, ({}, {}, {}))
    by_rules, by_obligations, by_parameters = (tuple(sorted(part)) for part in carried)
    return Covered(name, title, by_rules, by_obligations, by_parameters, why_not)


type Carried = tuple[dict[str, None], dict[str, None], dict[str, None]]


@lru_cache(maxsize=1)
def _carried() -> dict[str, Carried]:
    """Return what rests on every whole article."""
    found: dict[str, Carried] = {}
    for name, entry in rules.load().items():
        for one in entry.articles:
            found.setdefault(whole(one), ({}, {}, {}))[0][name] = None
    for name, owed in obligations.REGISTER.obligations.items():
        for one in owed.articles:
            found.setdefault(whole(one), ({}, {}, {}))[1][name] = None
    for key, values in statutes.parameters().items():
        for value in values:
            found.setdefault(whole(value.by), ({}, {}, {}))[2][key] = None
    return found


def whole(name: str) -> str:
    """Return the whole article of a paragraph or item: `ccl-2019:29` of `ccl-2019:29.2`."""
    instrument, _, place = name.partition(":")
    return f"{instrument}:{place.split('(')[0].split('.')[0]}"
