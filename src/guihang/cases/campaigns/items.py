"""What a campaign checks, and the definition of its rate, read from data; pure."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from guihang.law.texts import Text

PACKAGED = files("guihang.cases.campaigns") / "items.toml"
_own: list[Path] = []


@dataclass(frozen=True, slots=True)
class Item:
    """One entry about a person; what is sealed is shown for a reason only."""

    name: str
    says: Text
    kind: str = "line"
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """Which entries are checked from a day on, and what the rate counts (核查率)."""

    version: str
    since: date
    definition: Text
    items: tuple[Item, ...]


def look_first_in(path: Path) -> None:
    """Take an installation's own list instead of the packaged one, if the file is there."""
    _own[:] = [path]
    versions.cache_clear()


def version_on(day: date) -> Version:
    """Return what a campaign that is opened on a day checks."""
    held = [one for one in versions() if one.since <= day]
    return held[-1] if held else versions()[0]


def named(version: str) -> Version:
    """Return a version by its name; the latest where the file knows it no longer."""
    return next((one for one in versions() if one.version == version), versions()[-1])


@lru_cache(maxsize=1)
def versions() -> tuple[Version, ...]:
    """Return every version there is, by the day it holds from."""
    own = [path for path in _own if path.exists()]
    text = own[0].read_text("utf-8") if own else PACKAGED.read_text("utf-8")
    return tuple(sorted(read(text), key=lambda one: one.since))


def read(text: str) -> Iterable[Version]:
    """Yield the versions of a file."""
    for written in tomllib.loads(text)["version"]:
        yield Version(
            version=written["version"],
            since=written["since"],
            definition=Text(**written["definition"]),
            items=tuple(Item(**{**one, "says": Text(**one["says"])}) for one in written["item"]),
        )
