"""Passkeys (通行密钥): enrolled for an account, good for signing in without a name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.agencies.chains import account_chain
from guihang.agencies.events import PasskeyAdded, PasskeyRemoved
from guihang.agencies.models import Account, Passkey
from guihang.agencies.refusing import demand_text, unknown
from guihang.agencies.signing_in import failing
from guihang.law.refusals import BadFacts, NotYours
from guihang.ledger.actions import record

NAME = "归航 Guihang"
MOST = 10


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a browser answered to a challenge we gave it."""

    challenge: bytes
    answer: str


def _host() -> str:
    return urlsplit(settings.GUIHANG_ORIGIN).hostname or ""


def passkeys_work_here() -> bool:
    """Whether browsers allow passkeys at this installation's address: a name, not a number."""
    secure = settings.GUIHANG_ORIGIN.startswith("https://") or _host() == "localhost"
    try:
        ip_address(_host())
    except ValueError:
        return secure
    return False


def enrolment(account: Account) -> tuple[str, bytes]:
    """Return what a browser needs to make a passkey for an account, and the challenge in it."""
    # Large, and of no use to a process in which nobody signs in: loaded by the first passkey.
    import webauthn
    from webauthn.helpers import structs

    options = webauthn.generate_registration_options(
        rp_id=_host(),
        rp_name=NAME,
        user_id=account.handle.bytes,
        user_name=account.username,
        user_display_name=account.name,
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            structs.PublicKeyCredentialDescriptor(id=bytes(known))
            for known in account.passkeys.values_list("credential", flat=True)
        ],
    )
    return webauthn.options_to_json(options), options.challenge


def add_passkey(
    *, account: Account, assertion: Assertion, name: str, by: Actor, at: datetime
) -> Passkey:
    """Keep a passkey somebody made for himself."""
    if by.key != account.key:
        raise NotYours(
            why=_("Everybody makes his own passkeys."),
            ground="house:sign-in",
            remedy=_("Ask the person whose account it is."),
        )
    name = demand_text("name", name, most=40)
    if account.passkeys.count() >= MOST:
        raise BadFacts("name", why=_("There are ten passkeys; remove one you no longer use."))
    import webauthn
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        made = webauthn.verify_registration_response(
            credential=assertion.answer,
            expected_challenge=assertion.challenge,
            expected_rp_id=_host(),
            expected_origin=settings.GUIHANG_ORIGIN,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError):
        raise _unfitting() from None
    return _keep(account, made, name, (by, at))


@transaction.atomic
def _keep(account: Account, made, name: str, signed: tuple[Actor, datetime]) -> Passkey:
    by, at = signed
    if Passkey.objects.filter(credential=made.credential_id).exists():
        raise BadFacts("name", why=_("This passkey is enrolled already."))
    passkey = account.passkeys.create(
        credential=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        name=name,
        since=at,
    )
    event = PasskeyAdded(account=account.key, passkey=passkey.pk)
    record(event, chain=account_chain(account), by=by, at=at)
    return passkey


def _unfitting() -> BadFacts:
    return BadFacts(
        "name",
        why=_("The passkey could not be checked."),
        ground="house:sign-in",
        remedy=_("Try again; the page must be open at its usual address."),
    )


@transaction.atomic
def remove_passkey(*, passkey: Passkey, by: Actor, at: datetime) -> None:
    """Remove one of one's own passkeys."""
    account = passkey.account
    if by.key != account.key:
        raise unknown()
    event = PasskeyRemoved(account=account.key, passkey=passkey.pk)
    passkey.delete()
    record(event, chain=account_chain(account), by=by, at=at)


def invitation() -> tuple[str, bytes]:
    """Return what a browser needs to offer any passkey it has for us, and the challenge in it."""
    import webauthn
    from webauthn.helpers import structs

    options = webauthn.generate_authentication_options(
        rp_id=_host(), user_verification=structs.UserVerificationRequirement.REQUIRED
    )
    return webauthn.options_to_json(options), options.challenge


def enter_passkey(*, assertion: Assertion, address: str, at: datetime) -> Account:
    """Return the account a passkey belongs to; a lock on the password does not stop a passkey."""
    failing.demand_patience(address, at=at)
    passkey = _named(assertion.answer)
    if passkey and passkey.account.is_active and _fits(passkey, assertion, at):
        failing.forgive(passkey.account)
        return passkey.account
    failing.note_failure(None, "passkey", address=address, at=at)
    raise failing.not_signed_in()


def _named(answer: str) -> Passkey | None:
    from webauthn import base64url_to_bytes

    try:
        credential = base64url_to_bytes(json.loads(answer)["rawId"])
    except (ValueError, KeyError, TypeError):
        return None
    return Passkey.objects.select_related("account__unit").filter(credential=credential).first()


def _fits(passkey: Passkey, assertion: Assertion, at: datetime) -> bool:
    import webauthn
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        checked = webauthn.verify_authentication_response(
            credential=assertion.answer,
            expected_challenge=assertion.challenge,
            expected_rp_id=_host(),
            expected_origin=settings.GUIHANG_ORIGIN,
            credential_public_key=bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError):
        return False
    passkey.sign_count, passkey.last_used = checked.new_sign_count, at
    passkey.save(update_fields=["sign_count", "last_used"])
    return True
