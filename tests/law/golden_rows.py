"""The golden tables: read, asked, and watched for which dated values they use."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from guihang.law import catalogue, wire
from guihang.law.refusals import BadFacts
from guihang.law.rules import load
from guihang.law.statutes import Statutes, parameters
from guihang.law.verdicts import CannotSay

load()
FOLDER = Path(__file__).parent / "golden"


@dataclass(frozen=True)
class Row:
    """One signed case."""

    table: str
    place: int
    case: dict

    def __str__(self):
        return f"{self.table}: {self.case['when']}"


@dataclass(frozen=True)
class Said:
    """What the law said to one row."""

    outcome: object = None
    firm: bool | None = None
    missing: tuple = ()
    refused: str = ""
    articles: tuple = ()


class WatchedStatutes(Statutes):
    """The law, noting which of its values were read and on which day."""

    reads = []

    def get(self, key):
        value = super().get(key)
        if key in parameters():  # a time that only a local rule may give has no values here
            self.reads.append((key, self.on, value.since if value else None))
        return value


@cache
def rows():
    found = []
    for file in sorted(FOLDER.glob("*.toml")):
        cases = tomllib.loads(file.read_text("utf-8"))["case"]
        found += [Row(file.stem, place, case) for place, case in enumerate(cases)]
    return tuple(found)


def plain(value):
    """TOML as JSON: days become words, "none" becomes null."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return None if value == "none" else value


def ask(row, law=Statutes):
    """Ask a row's rule on its day."""
    case = row.case
    entry = catalogue.entry(case["rule"])
    statutes = law(case["on"], case.get("within", ""))
    try:
        answer = entry.ask(plain(case["facts"]), statutes)
    except BadFacts as fault:
        return Said(refused=fault.field, articles=(fault.ground,))
    articles = tuple(ground.article for ground in answer.grounds)
    if isinstance(answer, CannotSay):
        return Said(missing=answer.missing, articles=articles)
    return Said(wire.encode(answer.outcome), answer.firm, articles=articles)


@cache
def reads():
    """Which values each rule read on which day, over all rows."""
    found = {}
    for row in rows():
        WatchedStatutes.reads = []
        ask(row, WatchedStatutes)
        found.setdefault(row.case["rule"], []).extend(WatchedStatutes.reads)
    return found
