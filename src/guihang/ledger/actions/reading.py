"""Reading what is sealed: only with a reason, and never without a trace."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Model
from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.law.refusals import Missing
from guihang.ledger import events, vault
from guihang.ledger.actions.recording import record
from guihang.ledger.chains import Chain, Signatory
from guihang.ledger.fields import Sealed

LEAST_REASON = 4


def reveal(  # noqa: PLR0913 - who, what, why and when of a reading are all asked for
    owner: Model, field: str, *, reason: str, chain: Chain, by: Signatory, at: datetime
) -> str:
    """Show a sensitive field to somebody who gave a reason; the reading is recorded (查阅)."""
    sealed = _sealed(owner, field)
    reading = events.SensitiveRead(field=sealed.about, of=_name(owner), reason=_grounded(reason))
    with atomic():
        record(reading, chain=chain, by=by, at=at)
    return vault.open(sealed)


def use(  # noqa: PLR0913 - as reveal
    owner: Model, field: str, *, purpose: str, chain: Chain, by: Signatory, at: datetime
) -> str:
    """Return a sensitive field for the system's own use, a paper or a letter; recorded too."""
    sealed = _sealed(owner, field)
    used = events.SensitiveUse(field=sealed.about, of=_name(owner), purpose=_grounded(purpose))
    with atomic():
        record(used, chain=chain, by=by, at=at)
    return vault.open(sealed)


def _sealed(owner: Model, field: str) -> Sealed:
    sealed = getattr(owner, field)
    if not isinstance(sealed, Sealed):
        raise TypeError(f"{type(owner).__name__}.{field} is not a sealed field")
    return sealed


def _name(owner: Model) -> str:
    return f"{owner._meta.label_lower}:{owner.pk}"


def _grounded(reason: str) -> str:
    words = " ".join(reason.split())
    if len(words) < LEAST_REASON:
        raise Missing(
            why=_("A sensitive entry is shown only to who says why."),
            ground="pipl-2021:28",
            remedy=_("Give the reason in at least four characters."),
        )
    return words
