"""The library of measures, read from data; pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from guihang.law.texts import Text

PACKAGED = files("guihang.supervision.planning") / "library.toml"
SUPERVISION, TEACHING, HELP = "supervision", "teaching", "help"
PARTS = {
    SUPERVISION: Text("监督管理", "supervision"),
    TEACHING: Text("教育矫正", "education"),
    HELP: Text("帮扶", "help"),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure a plan may take from the library."""

    code: str
    part: str
    says: Text


@cache
def library() -> tuple[Measure, ...]:
    """Return every measure there is, in the order of the file."""
    written = tomllib.loads(PACKAGED.read_text("utf-8"))["measure"]
    return tuple(Measure(one["code"], one["part"], Text(**one["says"])) for one in written)


def measure(code: str) -> Measure | None:
    """Return a measure by its code; none where the library knows it no longer."""
    return next((one for one in library() if one.code == code), None)


def says(code: str) -> Text:
    """Return how a measure is said; its code where the library knows it no longer."""
    found = measure(code)
    return found.says if found else Text(code, code)
