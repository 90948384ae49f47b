"""A signature needs the identity confirmed at that moment, by the one who signs."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from guihang.agencies.signing_in import Proof
from guihang.law.refusals import Missing
from guihang.ledger.chains import Signatory

PROOF_LASTS = timedelta(minutes=5)


def demand(shown: Proof | None, *, by: Signatory, at: datetime) -> Proof:
    """Return the proof of who signs, or refuse: another's, an old one, or none."""
    is_his = shown is not None and shown.account_id == getattr(by, "account_id", None)
    if shown is None or not is_his or not timedelta(0) <= at - shown.at <= PROOF_LASTS:
        raise Missing(
            why=_("A signature needs your identity confirmed at this moment."),
            ground="house:signing",
            remedy=_("Enter your password again, or use your passkey."),
        )
    return shown
