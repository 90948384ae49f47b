"""Reading what is sealed, and the letters that cross between the two counties."""

from __future__ import annotations

from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.dossiers import actions as dossiers
from guihang.law.refusals import BadFacts, NotYours
from guihang.ledger.actions import record, reveal
from guihang.ledger.chains import SYSTEM, Chain
from guihang.supervision.access import check_may_reveal_transfer
from guihang.supervision.events import TransferPaperRead
from guihang.supervision.models import Transfer
from guihang.supervision.transfer.actions.holding import across, whole

REVEALED = ("words", "new_home")


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


def _side(found: Transfer, by: Actor) -> tuple[str, Chain]:
    """Return on which side somebody stands: the path that is his, and where reading is recorded."""
    found = whole(pk=found.pk)
    if by.sees(found.from_path) or found.dossier is None:
        own = by.sees(found.from_path)
        return (found.from_path if own else found.to_path), found.matter.dossier.chain
    return found.to_path, found.dossier.chain
