"""Signing in with a password, and changing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guihang.agencies import passwords
from guihang.agencies.actions import end_sessions
from guihang.agencies.authority import Actor
from guihang.agencies.chains import account_chain
from guihang.agencies.events import PasswordChanged
from guihang.agencies.models import Account
from guihang.agencies.signing_in import failing
from guihang.law.refusals import BadFacts, NotYours
from guihang.ledger.actions import record


@dataclass(frozen=True, slots=True)
class Visit:
    """From where somebody comes: an address and a browser."""

    address: str
    browser: str = ""


def enter_password(*, username: str, password: str, visit: Visit, at: datetime) -> Account:
    """Return the account a name and a password belong to; every failure sounds the same."""
    failing.demand_patience(visit.address, at=at)
    account = (
        Account.objects.select_related("unit").filter(username=username.strip().lower()).first()
    )
    if _opens(account, password) and not failing.is_locked(account, at=at):
        failing.forgive(account)
        return account
    what = "password" if account else "unknown name"
    failing.note_failure(account, what, address=visit.address, at=at)
    raise failing.not_signed_in()


def _opens(account: Account | None, password: str) -> bool:
    """Whether a password opens an account; takes as long when there is none."""
    if account is None:
        make_password(password)
        return False
    return account.check_password(password) and account.is_active


@transaction.atomic
def _change(account: Account, password: str, keep: int | None, by: Actor, at: datetime) -> None:
    account.set_password(password)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    end_sessions(account=account, keep=keep, by=by, at=at)
    record(PasswordChanged(account=account.key), chain=account_chain(account), by=by, at=at)


@dataclass(frozen=True, slots=True)
class Change:
    """A password to be changed: the present one, the new one, and the session that stays."""

    present: str
    new: str
    keep: int | None = None


def change_password(
    *, account: Account, change: Change, visit: Visit, by: Actor, at: datetime
) -> None:
    """Let somebody change his own password; his other sessions end."""
    if by.key != account.key:
        raise NotYours(
            why=_("Everybody changes his own password."),
            ground="house:passwords",
            remedy=_("An administrator can reset it."),
        )
    if failing.is_locked(account, at=at) or not account.check_password(change.present):
        failing.note_failure(account, "password", address=visit.address, at=at)
        raise BadFacts("present", why=_("The present password is not right."))
    if change.new == change.present:
        raise BadFacts("password", why=_("This is the present password."))
    passwords.demand_good(change.new, account)
    _change(account, change.new, change.keep, by, at)
