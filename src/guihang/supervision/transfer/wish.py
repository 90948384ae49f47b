"""Where somebody wishes to move: as an officer enters it, and as the matter keeps it.

Reason and address are sealed with the transfer; the matter keeps their keyed digest, so that a
signature covers them too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.decisions.words import day_given
from guihang.law.refusals import BadFacts
from guihang.law.rules.transfer import ASKING
from guihang.ledger import vault
from guihang.supervision.transfer.words import REASONS

KIND = "move"
LEAST, LONGEST_WORDS, LONGEST_HOME = 4, 300, 120


@dataclass(frozen=True, slots=True)
class Wish:
    """A change of place as it is asked for: to which office of which county, when and why."""

    reason: str
    words: str
    new_home: str
    office: str
    moves: date
    proofs: tuple[str, ...] = ()
    came_by: str = "counter"

    def fields(self) -> dict[str, object]:
        """Return the wish as a matter keeps it, what is sealed as a digest only."""
        whole = json.dumps([self.words, self.new_home], ensure_ascii=False)
        return {
            "reason": self.reason,
            "office": self.office,
            "moves": self.moves.isoformat(),
            "proofs": list(self.proofs),
            "sealed": vault.digest("transfer", whole),
        }


def read(fields: Mapping[str, object]) -> Wish:
    """Read a wish from what a matter keeps; what is sealed stays with the transfer."""
    return Wish(
        reason=str(fields.get("reason", "")),
        words="",
        new_home="",
        office=str(fields.get("office", "")),
        moves=day_given("moves", fields.get("moves")),
        proofs=tuple(map(str, _listed(fields.get("proofs")))),
    )


def examine_words(wish: Wish) -> None:
    """Refuse a wish that lacks its words, or has too many."""
    if wish.reason not in REASONS:
        raise BadFacts(
            "reason",
            why=_("It is not said why the person moves."),
            ground=ASKING,
            remedy=_("Choose a reason."),
        )
    for name, said, most, remedy in (
        ("words", wish.words, LONGEST_WORDS, _("Say in a few words what it is about.")),
        ("new_home", wish.new_home, LONGEST_HOME, _("Write the address of the new home.")),
    ):
        if len(said.strip()) < LEAST:
            raise BadFacts(name, why=_("This is too short."), ground=ASKING, remedy=remedy)
        if len(said) > most:
            why = _("This is longer than %(most)d characters.") % {"most": most}
            raise BadFacts(name, why=why, ground="house:forms", remedy=_("Shorten it."))


def _listed(value: object) -> Iterable:
    return value if isinstance(value, list | tuple) else ()
