"""The local rule of responsibility packages, read from data; pure, no Django."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from guihang.law.texts import Text

PACKAGED = files("guihang.supervision.packages") / "rule.toml"
_own: list[Path] = []


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a package: who may fill it, in which categories it is asked for."""

    code: str
    says: Text
    roles: tuple[str, ...] = ()
    outside: bool = False
    levels: tuple[str, ...] = ()
    by_leaders: bool = False

    def is_for(self, level: str) -> bool:
        """Whether it is asked for in a category."""
        return not self.levels or level in self.levels


@dataclass(frozen=True, slots=True)
class Rule:
    """The local rule in one version, from a day on (责任包制度)."""

    version: str
    since: date
    in_use: bool
    title: Text
    parts: tuple[Part, ...]

    def part(self, code: str) -> Part | None:
        """Return a part by its code; none where this version has no such part."""
        return next((one for one in self.parts if one.code == code), None)

    def parts_for(self, level: str) -> tuple[Part, ...]:
        """Return the parts that are asked for in a category."""
        return tuple(one for one in self.parts if one.is_for(level))


def look_first_in(path: Path) -> None:
    """Take an installation's own rule instead of the packaged one, if the file is there."""
    _own[:] = [path]
    versions.cache_clear()


def rule_on(day: date) -> Rule | None:
    """Return the rule that holds on a day; none where packages are switched off."""
    held = [one for one in versions() if one.since <= day]
    return held[-1] if held and held[-1].in_use else None


@lru_cache(maxsize=1)
def versions() -> tuple[Rule, ...]:
    """Return every version there is, by the day it holds from."""
    own = [path for path in _own if path.exists()]
    text = own[0].read_text("utf-8") if own else PACKAGED.read_text("utf-8")
    return tuple(sorted(read(text), key=lambda one: one.since))


def read(text: str) -> Iterable[Rule]:
    """Yield the versions of a file."""
    for written in tomllib.loads(text)["rule"]:
        yield Rule(
            version=written["version"],
            since=written["since"],
            in_use=written.get("in_use", True),
            title=Text(**written["title"]),
            parts=tuple(_part(one) for one in written["part"]),
        )


def _part(written: dict) -> Part:
    return Part(
        code=written["code"],
        says=Text(**written["says"]),
        roles=tuple(written.get("roles", ())),
        outside=written.get("outside", False),
        levels=tuple(written.get("levels", ())),
        by_leaders=written.get("by_leaders", False),
    )
