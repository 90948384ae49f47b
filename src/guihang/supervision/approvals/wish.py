"""What is asked for, as an officer enters it and as the matter keeps it.

Why, and who is met, are sealed with the approval; the matter keeps their keyed digest, so that a
signature covers them too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.law.refusals import BadFacts
from guihang.law.wire import Json
from guihang.ledger import vault
from guihang.supervision.approvals.plans import PLANS, Form, Plan
from guihang.supervision.leave.wish import Destination

LEAST_WORDS, LONGEST_WORDS, LONGEST_LINE, MOST_PLACES = 4, 600, 80, 6


@dataclass(frozen=True, slots=True)
class Wish:
    """An approval as it is asked for; `extends` names the device order it lengthens."""

    name: str
    words: str
    stated: Mapping[str, Json] = field(default_factory=dict)
    whom: str = ""
    files: tuple[str, ...] = ()
    extends: str = ""
    came_by: str = "counter"

    @property
    def plan(self) -> Plan:
        """The kind of matter it becomes."""
        return PLANS[self.name]

    @property
    def digest(self) -> str:
        """The keyed digest of everything that is sealed."""
        return vault.digest("approval", json.dumps([self.words, self.whom], ensure_ascii=False))

    @property
    def begins(self) -> date | None:
        """The first day it asks for."""
        return self.day("begins")

    @property
    def ends(self) -> date | None:
        """The last day it asks for."""
        return self.day("ends")

    @property
    def code(self) -> str | None:
        """What is asked as the events of the case carry it."""
        return self.said(self.plan.coded) or None

    @property
    def places(self) -> tuple[Destination, ...]:
        """The cities and counties it names."""
        told = self.stated.get("places")
        rows = told if isinstance(told, list) else []
        return tuple(
            Destination(str(one.get("place", "")), str(one.get("code", "")))
            for one in rows
            if isinstance(one, dict)
        )

    def day(self, name: str) -> date | None:
        """Return a day as it was stated; none where it is not one."""
        try:
            return date.fromisoformat(str(self.stated[name]))
        except (KeyError, ValueError):
            return None

    def said(self, name: str) -> str:
        """Return words or a code as they were stated."""
        told = self.stated.get(name)
        return told.strip() if isinstance(told, str) else ""

    def fields(self) -> dict[str, object]:
        """Return the wish as a matter keeps it, what is sealed as a digest only."""
        return {
            "name": self.name,
            "stated": dict(self.stated),
            "files": list(self.files),
            "extends": self.extends,
            "sealed": self.digest,
        }


def read(fields: Mapping[str, object]) -> Wish:
    """Read a wish from what a matter keeps; what is sealed stays with the approval."""
    stated, files = fields.get("stated"), fields.get("files")
    return Wish(
        name=str(fields["name"]),
        words="",
        stated=stated if isinstance(stated, dict) else {},
        files=tuple(map(str, files)) if isinstance(files, list | tuple) else (),
        extends=str(fields.get("extends", "")),
    )


def examine_words(wish: Wish) -> None:
    """Refuse a wish that lacks its words, or has too many."""
    if len(wish.words.strip()) < LEAST_WORDS:
        raise _bad("words", _("It is not said why."), _("Say in a few words what it is for."))
    lines = [
        (one.name, wish.said(one.name), LONGEST_LINE)
        for one in wish.plan.asks
        if one.form is Form.LINE
    ]
    placed = [("places", one.place, LONGEST_LINE) for one in wish.places]
    sealed = [("words", wish.words, LONGEST_WORDS), ("whom", wish.whom, LONGEST_LINE)]
    for name, words, most in (*lines, *placed, *sealed):
        if len(words) > most:
            why = _("This is longer than %(most)d characters.") % {"most": most}
            raise _bad(name, why, _("Shorten it."))
    if len(wish.places) > MOST_PLACES:
        why = _("These are more than %(most)d places.") % {"most": MOST_PLACES}
        raise _bad("places", why, _("Name the places the person really goes to."))


def _bad(name: str, why: object, remedy: object) -> BadFacts:
    return BadFacts(name, why=why, ground="house:forms", remedy=remedy)
