"""What a password must be, said in plain words; and new ones made for others."""

from __future__ import annotations

import secrets

from django.contrib.auth.password_validation import get_default_password_validators
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from guihang.agencies.models import Account
from guihang.law.refusals import BadFacts

# No 0 O 1 l I: a password that is read out or copied by hand.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
RULES = (
    _("At least 10 characters; a short sentence is easiest to keep in mind."),
    _("Not figures only."),
    _("Not your name or sign-in name."),
    _("Not one of the passwords everybody tries first."),
)
_PLAIN = {
    "password_too_short": RULES[0],
    "password_entirely_numeric": RULES[1],
    "password_too_similar": RULES[2],
    "password_too_common": RULES[3],
}


def fresh() -> str:
    """Return a password to hand over once, in three groups that can be read out."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def demand_good(password: str, account: Account) -> None:
    """Refuse a password that is easily guessed, and say by which rule."""
    for validator in get_default_password_validators():
        try:
            validator.validate(password, account)
        except ValidationError as fault:
            code = getattr(fault.error_list[0], "code", "")
            raise BadFacts(
                "password",
                why=_PLAIN.get(code, _("This password is too easily guessed.")),
                ground="house:passwords",
                remedy=_("Choose another password."),
            ) from None
