"""The house rules of the file: its sections, what it must hold, how long it is kept; pure."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from guihang.dossiers import plans
from guihang.dossiers.plans import Table
from guihang.law.texts import Text

GROUND = "house:archive"
LENT_DAYS = 30
OTHERS = Text("其他材料", "Other material")


@dataclass(frozen=True, slots=True)
class Kept:
    """What lies in a dossier as the rules see it: the form of a paper, or the name of a file."""

    form: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Fitting:
    """Which papers and files are meant: by their forms, or by words of their names."""

    title: Text
    forms: tuple[str, ...]
    words: tuple[str, ...]

    def takes(self, one: Kept) -> bool:
        """Whether a paper or file is one of those meant."""
        return one.form in self.forms or any(word in one.name for word in self.words)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a volume, in the order of the volume."""

    file: str
    fitting: Fitting


@dataclass(frozen=True, slots=True)
class Owed:
    """What must be in the file once something happened."""

    event: str
    fitting: Fitting


@dataclass(frozen=True, slots=True)
class Retention:
    """A class of keeping (保管期限); without years it is for ever."""

    code: str
    title: Text
    years: int

    def until(self, since: date) -> date | None:
        """Return the last day a file closed on a day is kept; none when it is for ever."""
        if not self.years:
            return None
        try:
            return since.replace(year=since.year + self.years)
        except ValueError:
            return date(since.year + self.years, 2, 28)


@dataclass(frozen=True, slots=True)
class Lack:
    """A paper a dossier should hold and does not, and what happened that asks for it."""

    title: Text
    event: str
    day: date


def section_of(file: str, one: Kept) -> tuple[int, Text]:
    """Return which section of a file something lies in; last, what no rule names."""
    own = [section for section in _rules().sections if section.file == file]
    for place, section in enumerate(own):
        if section.fitting.takes(one):
            return place, section.fitting.title
    return len(own), OTHERS


def lacking(happened: Iterable[tuple[str, date]], kept: Iterable[Kept]) -> tuple[Lack, ...]:
    """Return what a dossier lacks by what happened in it, each once, by the first day."""
    lying = tuple(kept)
    first: dict[str, date] = {}
    for event, day in happened:
        first[event] = min(day, first.get(event, day))
    return tuple(
        Lack(owed.fitting.title, owed.event, first[owed.event])
        for owed in _rules().owed
        if owed.event in first and not any(owed.fitting.takes(one) for one in lying)
    )


def retentions() -> tuple[Retention, ...]:
    """Return the classes of keeping, the longest first."""
    return _rules().retentions


def retention(code: str) -> Retention | None:
    """Return a class of keeping by its code."""
    return next((one for one in retentions() if one.code == code), None)


@dataclass(frozen=True, slots=True)
class _Rules:
    sections: tuple[Section, ...]
    owed: tuple[Owed, ...]
    retentions: tuple[Retention, ...]


@cache
def _rules() -> _Rules:
    text = (files("guihang.dossiers") / "house_rules.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    return _Rules(
        tuple(
            Section(plans.string(one, "file"), _fitting(one))
            for one in plans.tables(read, "section")
        ),
        tuple(
            Owed(plans.string(one, "event"), _fitting(one)) for one in plans.tables(read, "owed")
        ),
        tuple(_retention(one) for one in plans.tables(read, "retention")),
    )


def _fitting(read: Table) -> Fitting:
    title = plans.label(read, "title")
    return Fitting(title, plans.strings(read, "forms"), plans.strings(read, "words"))


def _retention(read: Table) -> Retention:
    title = plans.label(read, "title")
    return Retention(plans.string(read, "code"), title, plans.whole(read, "years", 0))
