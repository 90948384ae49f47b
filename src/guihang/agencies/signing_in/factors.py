"""Who needs a second factor: whoever decides under the law, and whoever keeps accounts."""

from __future__ import annotations

from django.conf import settings

from guihang.agencies.authority import Actor
from guihang.agencies.models import Account
from guihang.agencies.vocabulary import Role


def needs_second_factor(by: Actor) -> bool:
    """Whether somebody may work only with a passkey, or a password and a one-time code."""
    if not settings.GUIHANG_SECOND_FACTOR:
        return False
    return Role.ADMINISTRATOR in by.roles or any(holding.rungs for holding in by.holdings)


def has_second_factor(account: Account) -> bool:
    """Whether somebody has set up one-time codes."""
    return account.code_since is not None


def asks_second_step(account: Account, by: Actor) -> bool:
    """Whether a right password is only the first step: a code is set up, or a passkey is needed.

    Otherwise a stolen password could set up one-time codes beside somebody's passkey.
    """
    if has_second_factor(account):
        return True
    return needs_second_factor(by) and account.passkeys.exists()
