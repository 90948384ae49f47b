"""What failed sign-ins cost: an account locks, an address waits, and the ledger is not flooded."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guihang.agencies.chains import account_chain
from guihang.agencies.events import AccountLocked, AddressBlocked, SignInFailed
from guihang.agencies.models import Account, Knock
from guihang.law.refusals import Missing, TooEarly
from guihang.ledger.actions import record
from guihang.ledger.chains import HOUSE, SYSTEM

FAILURES = 5
FIRST_LOCK = timedelta(minutes=15)
LONGEST_LOCK = timedelta(hours=24)
WINDOW = timedelta(minutes=15)
FROM_ONE_ADDRESS = 30
NOTED_FROM_ONE_ADDRESS = 3


def not_signed_in() -> Missing:
    """Return the one refusal for every failure: it does not tell which names exist."""
    return Missing(
        why=_("The sign-in name, the password or the code is not right, or the account is locked."),
        ground="house:sign-in",
        remedy=_(
            "After five failures an account is locked for 15 minutes, then longer each time. "
            "Check what you typed, wait, or ask your administrator."
        ),
    )


def is_locked(account: Account, *, at: datetime) -> bool:
    """Whether failed sign-ins have locked an account at this moment."""
    return account.locked_until is not None and account.locked_until > at


def demand_patience(address: str, *, at: datetime) -> None:
    """Let an address wait from which too many sign-ins have failed."""
    if not address:
        return
    knock = Knock.objects.filter(address=address, since__gt=at - WINDOW).first()
    if knock and knock.failures >= FROM_ONE_ADDRESS:
        raise TooEarly(
            why=_("Too many sign-ins have failed from this address."),
            ground="house:sign-in",
            remedy=_("Wait 15 minutes, or ask your administrator."),
        )


@transaction.atomic
def note_failure(account: Account | None, what: str, *, address: str, at: datetime) -> None:
    """Count a failure against its address and its account, as far as there are such.

    No address is given by somebody who is signed in already and fails to prove it again.
    """
    failures = _knock(address, at) if address else 0
    if account is None:
        _note_stranger(failures, what, address, at)
        return
    account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    if is_locked(account, at=at):
        return
    account.failures += 1
    failed = SignInFailed(account=account.key, what=what, address=address)
    record(failed, chain=account_chain(account), by=SYSTEM, at=at)
    if account.failures % FAILURES == 0:
        _lock(account, at)
    account.save(update_fields=["failures", "locked_until"])


def _lock(account: Account, at: datetime) -> None:
    times = account.failures // FAILURES
    account.locked_until = at + min(FIRST_LOCK * 2 ** min(times - 1, 10), LONGEST_LOCK)
    event = AccountLocked(
        account=account.key, until=account.locked_until, failures=account.failures
    )
    record(event, chain=account_chain(account), by=SYSTEM, at=at)


def _knock(address: str, at: datetime) -> int:
    knock, fresh = Knock.objects.select_for_update().get_or_create(
        address=address, defaults={"since": at}
    )
    if not fresh and knock.since <= at - WINDOW:
        knock.since, knock.failures = at, 0
    knock.failures += 1
    knock.save(update_fields=["since", "failures"])
    if knock.failures == FROM_ONE_ADDRESS:
        blocked = AddressBlocked(address=address, failures=knock.failures)
        record(blocked, chain=HOUSE, by=SYSTEM, at=at)
    return knock.failures


def _note_stranger(failures: int, what: str, address: str, at: datetime) -> None:
    # The name itself is not kept: people type passwords into the wrong field.
    if failures <= NOTED_FROM_ONE_ADDRESS:
        event = SignInFailed(account="", what=what, address=address)
        record(event, chain=HOUSE, by=SYSTEM, at=at)


def forgive(account: Account) -> None:
    """Forget the failures of an account that has now signed in."""
    if account.failures or account.locked_until:
        account.failures, account.locked_until = 0, None
        account.save(update_fields=["failures", "locked_until"])
