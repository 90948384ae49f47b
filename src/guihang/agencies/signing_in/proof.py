"""Showing again who one is, at the moment of signing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from guihang.agencies.models import Account
from guihang.agencies.signing_in import failing
from guihang.agencies.signing_in.passkeys import Assertion, enter_passkey
from guihang.law.refusals import BadFacts, Missing

PASSWORD, PASSKEY = "password", "passkey"


@dataclass(frozen=True, slots=True)
class Proof:
    """Somebody showed who he is: which account, how, and when."""

    account_id: int
    how: str
    at: datetime


def confirm_identity(
    *, account: Account, password: str = "", assertion: Assertion | None = None, at: datetime
) -> Proof:
    """Return proof that the person at the desk is whose session it is, or refuse at the field."""
    if assertion is not None:
        return _by_passkey(account, assertion, at)
    if failing.is_locked(account, at=at) or not account.check_password(password):
        # Whoever signs is signed in already: failures count against the account alone.
        failing.note_failure(account, "signature", address="", at=at)
        raise BadFacts(
            "password",
            why=_("The password is not right, or the account is locked."),
            ground="house:signatures",
            remedy=_("Type your own password again."),
        )
    failing.forgive(account)
    return Proof(account.pk, PASSWORD, at)


def _by_passkey(account: Account, assertion: Assertion, at: datetime) -> Proof:
    try:
        found = enter_passkey(assertion=assertion, address="", at=at)
    except Missing:
        found = None
    if found is None or found.pk != account.pk:
        raise BadFacts(
            "passkey",
            why=_("This passkey is not yours, or could not be checked."),
            ground="house:signatures",
            remedy=_("Use your own passkey, or type your password."),
        )
    return Proof(account.pk, PASSKEY, at)
