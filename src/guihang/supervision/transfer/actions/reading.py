"""Reading what is sealed, and the letters that cross between the two counties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.dossiers import actions as dossiers
from guihang.law.refusals import BadFacts, NotYours
from guihang.ledger.actions import record, reveal
from guihang.ledger.chains import SYSTEM, Chain
from guihang.supervision.access import check_may_reveal_transfer
from guihang.supervision.events import TransferPaperRead, TransferProofRead
from guihang.supervision.models import Transfer
from guihang.supervision.transfer import queries
from guihang.supervision.transfer.actions.holding import across, whole

REVEALED = ("words", "new_home")
LONGEST_REASON = 200


@across()
def reveal_transfer(*, found: Transfer, field: str, reason: str, by: Actor, at: datetime) -> str:
    """Show the reason or the new home to somebody of either county who gave a reason."""
    path, chain = _side(found, by)
    check_may_reveal_transfer(by, path)
    step = found.steps.filter(pk=int(field)).first() if field.isdigit() else None
    if step is None and field not in REVEALED:
        raise BadFacts("field", why=_("There is nothing hidden under this name."))
    owner, name = (step, "words") if step else (found, field)
    return reveal(owner, name, reason=reason, chain=chain, by=by, at=at)


@atomic
@across()
def read_letter(*, found: Transfer, key: int, by: Actor, at: datetime) -> bytes:
    """Return a letter, decision, list or receipt as PDF to either county; it is recorded."""
    path, chain = _side(found, by)
    check_may_reveal_transfer(by, path)
    step = found.steps.filter(pk=key, paper__isnull=False).select_related("paper__dossier").first()
    # The basic sheet belongs to the case: it is read there, by who has the case.
    if step is None or step.act == "register":
        raise NotYours(
            why=_("There is no such letter."),
            ground="house:jurisdiction",
            remedy=_("Look at what happened so far."),
        )
    event = TransferPaperRead(transfer=found.number, paper=str(step.paper.key))
    record(event, chain=chain, by=by, at=at)
    return dossiers.render(paper=step.paper, by=SYSTEM, at=at)


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof as it is handed out: its name, its kind, its bytes."""

    name: str
    media: str
    content: bytes


@atomic
@across()
def read_proof(*, found: Transfer, key: str, reason: str, by: Actor, at: datetime) -> Proof:
    """Return a proof that went along with the request to either county, for a recorded reason.

    It is recorded twice: with the county that reads, and in the file the proof lies in.
    """
    found = whole(pk=found.pk)
    path, chain = _side(found, by)
    check_may_reveal_transfer(by, path)
    proof = next((one for one in queries.proofs(by, found) if str(one.key) == key), None)
    if proof is None:
        raise NotYours(
            why=_("There is no such proof for you to read."),
            ground="house:jurisdiction",
            remedy=_("Proofs are read while the change of place goes on."),
        )
    words = dossiers.grounded(reason)
    event = TransferProofRead(transfer=found.number, proof=key, reason=words)
    record(event, chain=chain, by=by, at=at)
    county = found.from_name if by.sees(found.from_path) else found.to_name
    said = f"{county}（{by.name}）：{words}"[:LONGEST_REASON]
    pieces = dossiers.read_attachment(attachment=proof, reason=said, by=SYSTEM, at=at)
    return Proof(proof.name, proof.media, b"".join(pieces))


def _side(found: Transfer, by: Actor) -> tuple[str, Chain]:
    """Return on which side somebody stands: the path that is his, and where reading is recorded."""
    found = whole(pk=found.pk)
    if by.sees(found.from_path) or found.dossier is None:
        own = by.sees(found.from_path)
        return (found.from_path if own else found.to_path), found.matter.dossier.chain
    return found.to_path, found.dossier.chain
