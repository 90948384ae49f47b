"""The texts and their articles: what they are called, since when, and what may be printed.

An article is written `instrument:number[.paragraph][(item)]`: `ccl-2019:29.2`, `psl-2025:72(4)`,
`cl-1997:37-1`. An article number goes on a paper only if its words were read in the official
text, or an administrator has recorded that he compared it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from guihang.law import tables
from guihang.law.refusals import BadFacts
from guihang.law.tables import Table
from guihang.law.texts import Text

_WRITTEN = re.compile(r"([a-z]+(?:-\d{4})?):(.+)")
_NUMBER = re.compile(r"(\d+)(?:-(\d+))?(?:\.(\d+))?(?:\((\d+)\))?")
_DIGITS = "零一二三四五六七八九"


class Status(StrEnum):
    """How far the wording of an article or a number is known (来源状态)."""

    OFFICIAL = "official"
    SECONDARY = "secondary"
    PRACTICE = "practice"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Instrument:
    """One law, interpretation or circular in one version (法律、司法解释、规范性文件)."""

    key: str
    title: Text
    number: str
    since: date
    until: date | None
    status: Status
    text: str = ""
    includes: frozenset[str] = frozenset()
    statuses: Mapping[str, Status] = field(default_factory=dict)
    superseded: Mapping[str, str] = field(default_factory=dict)

    def in_force(self, on: date) -> bool:
        """Tell whether this version is in force on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Article:
    """One article, paragraph or item of an instrument."""

    instrument: Instrument
    place: str

    @property
    def name(self) -> str:
        """The article as it is written in code: `ccl-2019:29.2`."""
        return f"{self.instrument.key}:{self.place}"

    @property
    def status(self) -> Status:
        """How far its wording is known: its own mark, that of its article, or of the whole text."""
        for place in self._wider():
            if place in self.instrument.statuses:
                return self.instrument.statuses[place]
        return self.instrument.status

    def _wider(self) -> tuple[str, ...]:
        """The place itself, then without its item, then without its paragraph."""
        whole = self.place.split("(")[0]
        return (self.place, whole, whole.split(".")[0])

    def may_be_printed(self, confirmed: frozenset[str] = frozenset()) -> bool:
        """Tell whether its number may stand on a paper: read, or confirmed by an administrator."""
        wider = {f"{self.instrument.key}:{place}" for place in self._wider()}
        return self.status is Status.OFFICIAL or not confirmed.isdisjoint(
            wider | {self.instrument.key}
        )

    def citation(self, confirmed: frozenset[str] = frozenset()) -> Text:
        """Return the article as a paper may cite it: with its number, or the title alone."""
        title = self.instrument.title
        numbered = _NUMBER.fullmatch(self.place)
        if numbered is None or not self.may_be_printed(confirmed):
            return Text(f"《{title.zh}》", title.en)
        return Text(f"《{title.zh}》{_zh(numbered)}", f"{title.en}, art. {_en(numbered)}")

    @property
    def quote(self) -> str | None:
        """Its words as the official text has them, where they were read and are kept here."""
        return quotes().get(self.name)

    @property
    def superseded_by(self) -> str | None:
        """The article of the later version that took its place, where that is known."""
        for place in self._wider():
            if place in self.instrument.superseded:
                return self.instrument.superseded[place]
        return None


def chinese(number: int) -> str:
    """Write a number below a thousand in Chinese signs: 29 is 二十九."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones or not number else "")


def _zh(numbered: re.Match[str]) -> str:
    article, inserted, paragraph, item = (part and chinese(int(part)) for part in numbered.groups())
    return (
        f"第{article}条"
        + (f"之{inserted}" if inserted else "")
        + (f"第{paragraph}款" if paragraph else "")
        + (f"第{item}项" if item else "")
    )


def _en(numbered: re.Match[str]) -> str:
    article, inserted, paragraph, item = numbered.groups()
    return (
        article
        + (f"-{inserted}" if inserted else "")
        + (f"({paragraph})" if paragraph else "")
        + (f" item {item}" if item else "")
    )


@lru_cache(maxsize=1)
def instruments() -> Mapping[str, Instrument]:
    """Return every instrument by its key."""
    every = tables.one("instruments.toml")
    return {key: _instrument(key, every.within(key)) for key in every}


def _instrument(key: str, table: Table) -> Instrument:
    statuses = table.within("statuses").pairs()
    return Instrument(
        key=key,
        title=table.text("title"),
        number=table.word("number"),
        since=table.day("since"),
        until=table.day("until") if "until" in table else None,
        status=Status(table.word("status")),
        text=table.word("text", ""),
        includes=frozenset(table.words("includes")),
        statuses={place: Status(mark) for place, mark in statuses.items()},
        superseded=table.within("superseded").pairs(),
    )


@lru_cache(maxsize=1)
def quotes() -> Mapping[str, str]:
    """Return the words of the official articles the law rests on, by the articles' names."""
    return tables.one("quotes.toml").pairs()


@lru_cache(maxsize=4096)
def article(name: str) -> Article:
    """Return an article by the name code gives it; refuse one of no known instrument."""
    written = _WRITTEN.fullmatch(name)
    if written is None or written[1] not in instruments():
        raise BadFacts(
            "article",
            why=Text(f"不认识条文“{name}”。", f"No such article: {name}."),
            remedy=Text("请按“ccl-2019:29.2”的格式填写。", "Write it like ccl-2019:29.2."),
        )
    found = Article(instruments()[written[1]], written[2])
    is_named = written[1] in {"house", "local"}
    if not is_named and _NUMBER.fullmatch(written[2]) is None:
        raise BadFacts("article", why=Text(f"条号有误：{name}。", f"Not an article: {name}."))
    return found
