"""What an officer puts forward about somebody's conduct, as entered and as the matter keeps it.

What happened is told in words that are sealed with the proceeding; the matter keeps their keyed
digest, the codes the law looks at, and what each fact rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from guihang.law.refusals import BadFacts
from guihang.law.wire import Json
from guihang.ledger import vault
from guihang.supervision.conduct import house_rules
from guihang.supervision.conduct.plans import PLANS, Plan

LEAST_WORDS, LONGEST_WORDS, LONGEST_REASONS = 10, 1500, 600


@dataclass(frozen=True, slots=True)
class Wish:
    """A measure somebody thinks of: what happened, what shows it, who looked into it."""

    name: str
    words: str
    stated: Mapping[str, Json]
    second: int
    events: tuple[int, ...] = ()
    files: tuple[str, ...] = ()
    reasons: str = ""
    to: str = ""

    @property
    def plan(self) -> Plan:
        """The kind of matter it becomes."""
        return PLANS[self.name]

    @property
    def digest(self) -> str:
        """The keyed digest of the words that are sealed."""
        return vault.digest("conduct", self.words)

    def fields(self) -> dict[str, object]:
        """Return the wish as a matter keeps it; what is sealed as a digest only."""
        return {
            "name": self.name,
            "stated": {name: value for name, value in self.stated.items() if value is not None},
            "second": self.second,
            "events": list(self.events),
            "files": list(self.files),
            "reasons": self.reasons.strip(),
            "to": self.to.strip(),
            "sealed": self.digest,
        }


@dataclass(frozen=True, slots=True)
class Stated:
    """What a matter keeps of a wish."""

    name: str
    facts: Mapping[str, Json] = field(default_factory=dict)
    second: int = 0
    events: tuple[int, ...] = ()
    files: tuple[str, ...] = ()
    reasons: str = ""
    to: str = ""


def read(fields: Mapping[str, object]) -> Stated:
    """Read what a matter keeps; what is sealed stays with the proceeding."""
    stated = fields.get("stated")
    second = fields.get("second")
    return Stated(
        name=str(fields["name"]),
        facts=stated if isinstance(stated, dict) else {},
        second=second if isinstance(second, int) else 0,
        events=tuple(int(str(one)) for one in _listed(fields.get("events"))),
        files=tuple(map(str, _listed(fields.get("files")))),
        reasons=str(fields.get("reasons", "")),
        to=str(fields.get("to", "")),
    )


def examine_words(wish: Wish) -> None:
    """Refuse a wish that does not say what happened, or says too much."""
    words = wish.words.strip()
    if len(words) < LEAST_WORDS:
        raise BadFacts(
            "words",
            why=_("It is not described what happened."),
            ground=house_rules.EVIDENCE,
            remedy=_("Write when, where and what happened, and how it is known."),
        )
    for name, said, most in (
        ("words", words, LONGEST_WORDS),
        ("reasons", wish.reasons, LONGEST_REASONS),
    ):
        if len(said) > most:
            raise BadFacts(
                name,
                why=_("This is longer than %(most)d characters.") % {"most": most},
                ground="house:forms",
                remedy=_("Shorten it."),
            )


def _listed(value: object) -> Iterable:
    return value if isinstance(value, list | tuple) else ()
