"""One-time codes (动态口令): set up with a picture, checked once each, never shown again."""

from __future__ import annotations

import io
from datetime import datetime

import pyotp
import segno
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.agencies.chains import account_chain
from guihang.agencies.events import SecondFactorRemoved, SecondFactorSet
from guihang.agencies.models import Account
from guihang.agencies.signing_in import failing
from guihang.law.refusals import AlreadyDone, BadFacts, NotYours
from guihang.ledger import vault
from guihang.ledger.actions import record

ISSUER = "归航 Guihang"
STEP = 30


def offer_codes(*, account: Account, by: Actor) -> str:
    """Return the secret to type into an authenticator; the same one until it is confirmed."""
    _demand_oneself(account, by)
    if account.code_since:
        raise AlreadyDone(
            why=_("One-time codes are set up already."),
            ground="house:sign-in",
            remedy=_("Remove them first if you have a new phone."),
        )
    if not account.code_secret:
        account.code_secret = pyotp.random_base32()
        account.save(update_fields=["code_secret"])
    return vault.open(account.code_secret)


def picture_of_codes(*, account: Account, by: Actor) -> bytes:
    """Return the QR code of the offered secret as SVG, without any style."""
    address = pyotp.TOTP(offer_codes(account=account, by=by)).provisioning_uri(
        name=account.username, issuer_name=ISSUER
    )
    out = io.BytesIO()
    segno.make(address, error="m").save(
        out, kind="svg", scale=5, border=4, light="#fff", svgclass=None, lineclass=None
    )
    return out.getvalue()


@transaction.atomic
def confirm_codes(*, account: Account, code: str, by: Actor, at: datetime) -> None:
    """Turn one-time codes on with a first code that proves the authenticator has the secret."""
    _demand_oneself(account, by)
    if account.code_since or not account.code_secret or not _use(account, code, at):
        raise BadFacts(
            "code",
            why=_("This code does not fit."),
            remedy=_("Wait for the next code; check that the phone's time is right."),
        )
    account.code_since = at
    account.save(update_fields=["code_since"])
    record(SecondFactorSet(account=account.key), chain=account_chain(account), by=by, at=at)


@transaction.atomic
def remove_codes(*, account: Account, by: Actor, at: datetime) -> None:
    """Turn one-time codes off; who needs a second factor has to set one up again at once."""
    _demand_oneself(account, by)
    account.code_secret, account.code_since = "", None
    account.save(update_fields=["code_secret", "code_since"])
    record(SecondFactorRemoved(account=account.key), chain=account_chain(account), by=by, at=at)


def enter_code(*, account: Account, code: str, address: str, at: datetime) -> None:
    """Check the second step of a sign-in; a code is good once, and failures count."""
    failing.demand_patience(address, at=at)
    if failing.is_locked(account, at=at) or not account.is_active or not _use(account, code, at):
        failing.note_failure(account, "code", address=address, at=at)
        raise failing.not_signed_in()
    failing.forgive(account)


def _use(account: Account, code: str, at: datetime) -> bool:
    """Whether a code fits now and has not been used; it is used up by that."""
    step = _step_of(account, "".join(code.split()), at)
    if step is None:
        return False
    # One statement, so that the same code sent twice at once is good for one of them only.
    unused = Q(code_used__lt=step)
    return Account.objects.filter(unused, pk=account.pk).update(code_used=step) == 1


def _step_of(account: Account, code: str, at: datetime) -> int | None:
    totp = pyotp.TOTP(vault.open(account.code_secret))
    now = int(at.timestamp()) // STEP
    fitting = (
        step
        for step in (now - 1, now, now + 1)
        if pyotp.utils.strings_equal(totp.generate_otp(step), code)
    )
    return next(fitting, None)


def _demand_oneself(account: Account, by: Actor) -> None:
    if by.key != account.key:
        raise NotYours(
            why=_("Everybody sets up his own second factor."),
            ground="house:sign-in",
            remedy=_("An administrator can remove a lost one with a new password."),
        )
