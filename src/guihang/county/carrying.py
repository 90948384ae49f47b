"""Carrying a matter through its acts: who acts proves who he is, as at a desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from guihang.agencies import signing_in
from guihang.agencies.signing_in import Proof
from guihang.county.hands import Hands
from guihang.decisions import actions as decisions
from guihang.decisions import queries as matters
from guihang.decisions.actions import Note, Press

PROOF_LASTS = timedelta(minutes=5)
_presses = count(1)


@dataclass(slots=True)
class Carried:
    """One matter on its way, by its number once it was asked for."""

    hands: Hands
    number: str = field(default="", init=False)

    def press(self, account, at: datetime, *, seen: int = 0) -> Press:
        """Return one press of a button by somebody who has just proved who he is."""
        return Press(f"county-{next(_presses)}", seen, self._proof(account, at))

    def take(self, act: str, account, note: Note, at: datetime) -> None:
        """Let somebody take one act on the matter."""
        matter = matters.matter(self.number)
        by, press = self.hands.actor(account, at), self.press(account, at, seen=matter.version)
        getattr(decisions, act)(matter=matter, note=note, by=by, at=at, press=press)

    def _proof(self, account, at: datetime) -> Proof:
        # Who has just confirmed his identity need not do it again within the same minutes.
        known = self.hands.proofs.get(account.pk)
        if known is None or not timedelta() <= at - known.at <= PROOF_LASTS:
            known = signing_in.confirm_identity(
                account=account, password=self.hands.offices.password, at=at
            )
            self.hands.proofs[account.pk] = known
        return known
