"""What somebody wishes to leave for: as an officer enters it, and as the matter keeps it.

Words, contacts and companions are sealed with the trip; the matter keeps their keyed digest, so
that a signature covers them too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.decisions.words import day_given
from guihang.law.refusals import BadFacts
from guihang.law.rules.leave import Reason
from guihang.ledger import vault

KIND = "leave"
ABROAD = "abroad"
NOT_MAINLAND = ("71", "81", "82")
"""Going to Taiwan, Hong Kong or Macao is leaving the mainland too."""
LONGEST_WORDS, LONGEST_PLACE, LONGEST_LINE, MOST_PLACES = 300, 80, 60, 6


@dataclass(frozen=True, slots=True)
class Destination:
    """One place somebody goes to: its area code as far as known, its words, who is met there."""

    place: str
    code: str = ""
    contact: str = ""
    phone: str = ""

    @property
    def is_abroad(self) -> bool:
        """Whether going there is leaving the mainland."""
        return self.code == ABROAD or self.code.startswith(NOT_MAINLAND)


@dataclass(frozen=True, slots=True)
class Wish:
    """A leave as it is asked for; `extends` names the leave it lengthens as events of cases do."""

    reason: str
    words: str
    destinations: tuple[Destination, ...]
    leaves: date
    returns: date
    companions: str = ""
    transport: str = ""
    is_urgent: bool = False
    extends: str = ""
    proofs: tuple[str, ...] = ()
    came_by: str = "counter"

    def fields(self) -> dict[str, object]:
        """Return the wish as a matter keeps it, what is sealed as a digest only."""
        return {
            "reason": self.reason,
            "destinations": [{"place": one.place, "code": one.code} for one in self.destinations],
            "leaves": self.leaves.isoformat(),
            "returns": self.returns.isoformat(),
            "transport": self.transport,
            "urgent": self.is_urgent,
            "extends": self.extends,
            "proofs": list(self.proofs),
            "sealed": self.digest,
        }

    @property
    def contacts(self) -> str:
        """Who is met at each destination, as it is sealed."""
        met = [[one.contact, one.phone] for one in self.destinations]
        return json.dumps(met, ensure_ascii=False) if any(map(any, met)) else ""

    @property
    def digest(self) -> str:
        """The keyed digest of everything that is sealed."""
        whole = json.dumps([self.words, self.contacts, self.companions], ensure_ascii=False)
        return vault.digest("leave", whole)


def read(fields: Mapping[str, object]) -> Wish:
    """Read a wish from what a matter keeps; what is sealed stays with the trip."""
    return Wish(
        reason=str(fields.get("reason", "")),
        words="",
        destinations=tuple(
            Destination(str(one.get("place", "")), str(one.get("code", "")))
            for one in _listed(fields.get("destinations"))
        ),
        leaves=day_given("leaves", fields.get("leaves")),
        returns=day_given("returns", fields.get("returns")),
        transport=str(fields.get("transport", "")),
        is_urgent=bool(fields.get("urgent")),
        extends=str(fields.get("extends", "")),
        proofs=tuple(map(str, _listed(fields.get("proofs")))),
    )


def examine_words(wish: Wish) -> None:
    """Refuse a wish that lacks its words, or has too many."""
    if wish.reason not in set(Reason):
        raise _bad("reason", _("It is not said what the leave is for."), _("Choose a reason."))
    if len(wish.words.strip()) < 4:
        raise _bad(
            "words", _("The reason is not described."), _("Say in a few words what it is about.")
        )
    lines = (
        ("words", wish.words, LONGEST_WORDS),
        ("companions", wish.companions, LONGEST_LINE),
        ("transport", wish.transport, LONGEST_LINE),
        *(("place", one.place, LONGEST_PLACE) for one in wish.destinations),
        *(("contact", one.contact, LONGEST_LINE) for one in wish.destinations),
        *(("phone", one.phone, LONGEST_LINE) for one in wish.destinations),
    )
    for field, words, most in lines:
        if len(words) > most:
            why = _("This is longer than %(most)d characters.") % {"most": most}
            raise _bad(field, why, _("Shorten it."))


def contacts_of(sealed: str, n: int) -> list[tuple[str, str]]:
    """Return who is met at each of `n` destinations, from what was sealed."""
    met = [(str(name), str(phone)) for name, phone in json.loads(sealed or "[]")]
    return (met + [("", "")] * n)[:n]


def _bad(field: str, why: object, remedy: object) -> BadFacts:
    return BadFacts(field, why=why, ground="house:forms", remedy=remedy)


def _listed(value: object) -> Iterable:
    return value if isinstance(value, list | tuple) else ()
