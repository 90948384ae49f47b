"""An answer as the page shows it: what it comes to first, then everything else it says."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from guihang.doors.ui import wording
from guihang.law import outcomes
from guihang.law.articles import article
from guihang.law.codes import Code
from guihang.law.refusals import BadFacts
from guihang.law.rungs import Rung
from guihang.law.spans import Span
from guihang.law.texts import Text
from guihang.law.verdicts import Step

FIRST = ("decides", "state", "measure", "view", "ends", "due", "last", "dated", "may")


@dataclass(frozen=True, slots=True)
class Shown:
    """One value as it is read: words, or several values, or a table of named ones."""

    words: str = ""
    day: date | None = None
    several: tuple[Shown, ...] | None = None
    named: tuple[tuple[str, Shown], ...] = ()

    @property
    def is_list(self) -> bool:
        """Several values, or none of them."""
        return self.several is not None


@dataclass(frozen=True, slots=True)
class Headline:
    """What an answer comes to, in one line, and what is called so."""

    label: str
    shown: Shown


def has_fields(value: object) -> bool:
    """Tell whether a value of an answer has several named parts."""
    return is_dataclass(value) and not isinstance(value, (Span, Text, type))


def show(value: object) -> Shown:
    """Return a value of an answer as words in the reader's language."""
    if isinstance(value, (tuple, frozenset)):
        return Shown(several=tuple(show(part) for part in value))
    if has_fields(value):
        return Shown(named=tuple(named(value)))
    if isinstance(value, date) and not isinstance(value, datetime):
        return Shown(wording.day(value), value)
    return Shown(_words(value))


def _words(value: object) -> str:
    if value is None:
        return wording.MISSING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return wording.moment(value)
    if isinstance(value, int):
        return wording.thousands(value)
    if isinstance(value, Rung):
        return wording.said(outcomes.rung(value))
    if isinstance(value, Code):
        return wording.said(value.says)
    if isinstance(value, Span):
        return wording.said(value.text)
    return wording.said(value) if isinstance(value, Text) else _cited(str(value))


def _cited(word: str) -> str:
    """Return an article as it is cited, and any other word as it is."""
    try:
        article(word)
    except BadFacts:
        return word
    return wording.cite(word)


def named(value: object) -> list[tuple[str, Shown]]:
    """Return the fields of an answer with what they are called."""
    kind = type(value)
    return [
        (wording.said(outcomes.field(kind, each.name)), show(getattr(value, each.name)))
        for each in fields(kind)  # type: ignore[arg-type]
    ]


def when(step: Step) -> str:
    """Return the day a step came to, short where it is a minute."""
    if isinstance(step.day, datetime):
        return wording.moment(step.day)
    return wording.day(step.day) if step.day else ""


def headline(outcome: object, says: Text) -> Headline:
    """Return what an answer comes to; of several values the one that decides, or the day."""
    if not has_fields(outcome):
        return Headline(wording.said(says), show(outcome))
    kind = type(outcome)
    names = [each.name for each in fields(kind)]
    chosen = next(
        (name for name in FIRST if name in names and getattr(outcome, name) is not None), names[0]
    )
    return Headline(wording.said(outcomes.field(kind, chosen)), show(getattr(outcome, chosen)))
