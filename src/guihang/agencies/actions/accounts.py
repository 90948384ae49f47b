"""Accounts: opened, moved, shut, unlocked, given a new password; and what they prefer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guihang.agencies import passwords
from guihang.agencies.access import (
    check_may_end_sessions,
    check_may_export_staff,
    check_may_keep_accounts,
    check_may_read_phone,
)
from guihang.agencies.actions.locking import open_unit, taken_once
from guihang.agencies.authority import Actor
from guihang.agencies.chains import account_chain
from guihang.agencies.events import (
    AccountClosed,
    AccountMoved,
    AccountOpened,
    AccountReopened,
    AccountUnlocked,
    ColumnsChosen,
    PasswordReset,
    PreferencesSet,
    SignedOut,
    StaffListExported,
)
from guihang.agencies.models import Account, Appointment, Staff, Unit
from guihang.agencies.refusing import day_of, demand_text
from guihang.agencies.vocabulary import AccountKind, Theme
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, NotYours, TooEarly
from guihang.ledger import actions as ledger
from guihang.ledger import chains
from guihang.ledger.actions import record

NAME_TAKEN = _("This sign-in name is taken.")
NUMBER_TAKEN = _("This work number is taken.")


@dataclass(frozen=True, slots=True)
class AccountDraft:
    """What is said of a new account; the last three only of staff."""

    username: str
    name: str
    kind: AccountKind = AccountKind.STAFF
    number: str = ""
    state_staff: bool = False
    phone: str = ""


@transaction.atomic
def open_account(
    *, unit: Unit, draft: AccountDraft, password: str, by: Actor, at: datetime
) -> Account:
    """Open an account that a unit keeps; its password is changed at first use."""
    check_may_keep_accounts(by, unit.path)
    unit = open_unit(unit)
    account = Account(
        username=_free_name(draft.username),
        name=demand_text("name", draft.name, most=40),
        kind=draft.kind,
        unit=unit,
    )
    passwords.demand_good(password, account)
    account.set_password(password)
    with taken_once("username", NAME_TAKEN):
        account.save()
    if draft.kind == AccountKind.STAFF:
        _enter_staff(account, draft)
    event = AccountOpened(account=account.key, kind=str(draft.kind))
    record(event, chain=account_chain(account), by=by, at=at)
    return account


def _free_name(username: str) -> str:
    username = demand_text("username", username, most=40).lower()
    if any(letter.isspace() for letter in username):
        raise BadFacts("username", why=_("A sign-in name has no spaces."))
    if Account.objects.filter(username=username).exists():
        raise BadFacts("username", why=NAME_TAKEN)
    return username


def _enter_staff(account: Account, draft: AccountDraft) -> None:
    number = demand_text("number", draft.number, most=20)
    if Staff.objects.filter(number=number).exists():
        raise BadFacts("number", why=NUMBER_TAKEN)
    staff = Staff(
        account=account, number=number, state_staff=draft.state_staff, phone=draft.phone.strip()
    )
    with taken_once("number", NUMBER_TAKEN):
        staff.save()


@transaction.atomic
def move_account(*, account: Account, unit: Unit, by: Actor, at: datetime) -> None:
    """Let another unit keep an account; its posts do not change by that."""
    before = account.unit
    check_may_keep_accounts(by, before.path)
    check_may_keep_accounts(by, unit.path)
    if unit.pk == before.pk:
        raise BadFacts("unit", why=_("This unit keeps the account already."))
    unit = open_unit(unit)
    account.unit = unit
    account.save(update_fields=["unit"])
    event = AccountMoved(account=account.key, unit=unit.code, before=before.code)
    record(event, chain=account_chain(account), by=by, at=at)


@transaction.atomic
def close_account(*, account: Account, by: Actor, at: datetime) -> None:
    """Shut the account of somebody who holds no post any more, and end its sessions."""
    check_may_keep_accounts(by, account.unit.path)
    if account.pk == getattr(by, "account_id", None):
        raise TooEarly(
            why=_("Nobody shuts his own account."),
            ground="house:accounts",
            remedy=_("Ask another administrator."),
        )
    if not account.is_active:
        raise _already(_("This account is shut already."))
    if Appointment.objects.touching(since=day_of(at), until=None).filter(account=account):
        raise TooEarly(
            why=_("%(name)s still holds a post.") % {"name": account.name},
            ground="house:accounts",
            remedy=_("End the appointments first."),
        )
    account.is_active = False
    account.save(update_fields=["is_active"])
    _end_all(account, "account shut", by, at)
    record(AccountClosed(account=account.key), chain=account_chain(account), by=by, at=at)


def _already(why: object) -> AlreadyDone:
    return AlreadyDone(why=why, ground="house:accounts", remedy=_("Nothing more is to be done."))


@transaction.atomic
def reopen_account(*, account: Account, by: Actor, at: datetime) -> None:
    """Let a shut account sign in again."""
    check_may_keep_accounts(by, account.unit.path)
    if account.is_active:
        raise _already(_("This account is open."))
    account.is_active = True
    account.save(update_fields=["is_active"])
    record(AccountReopened(account=account.key), chain=account_chain(account), by=by, at=at)


@transaction.atomic
def unlock_account(*, account: Account, by: Actor, at: datetime) -> None:
    """Lift the lock that failed sign-ins put on an account."""
    check_may_keep_accounts(by, account.unit.path)
    account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    if account.locked_until is None:
        raise _already(_("This account is not locked."))
    account.failures, account.locked_until = 0, None
    account.save(update_fields=["failures", "locked_until"])
    record(AccountUnlocked(account=account.key), chain=account_chain(account), by=by, at=at)


@transaction.atomic
def reset_password(
    *, account: Account, second_factor_too: bool = False, by: Actor, at: datetime
) -> str:
    """Return a new password to hand over; it must be changed, and all sessions end."""
    check_may_keep_accounts(by, account.unit.path)
    account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    password = passwords.fresh()
    account.set_password(password)
    account.must_change_password = True
    account.failures, account.locked_until = 0, None
    if second_factor_too:
        account.code_secret, account.code_since = "", None
        account.passkeys.all().delete()
    account.save()
    _end_all(account, "password reset", by, at)
    event = PasswordReset(account=account.key, second_factor_removed=second_factor_too)
    record(event, chain=account_chain(account), by=by, at=at)
    return password


@transaction.atomic
def end_sessions(*, account: Account, keep: int | None = None, by: Actor, at: datetime) -> int:
    """Sign an account out everywhere, or everywhere but in the session that asks."""
    check_may_end_sessions(by, account.unit.path, of=account.pk)
    return _end_all(account, "ended from elsewhere", by, at, keep)


def _end_all(account: Account, how: str, by: Actor, at: datetime, keep: int | None = None) -> int:
    running = account.sign_ins.filter(ended__isnull=True).exclude(pk=keep)
    for sign_in in running:
        sign_in.ended = at
        sign_in.save(update_fields=["ended"])
        event = SignedOut(account=account.key, sign_in=sign_in.pk, how=how)
        record(event, chain=account_chain(account), by=by, at=at)
    return len(running)


@dataclass(frozen=True, slots=True)
class Preferences:
    """How somebody wants the desk to be."""

    language: str
    theme: str
    shortcuts: bool


@transaction.atomic
def set_preferences(*, account: Account, preferences: Preferences, by: Actor, at: datetime) -> None:
    """Keep what somebody prefers; only he himself says so."""
    _demand_oneself(account, by)
    if preferences.language not in dict(settings.LANGUAGES):
        raise BadFacts("language", why=_("There is no such language here."))
    if preferences.theme not in Theme.values:
        raise BadFacts("theme", why=_("There is no such theme."))
    account.language = preferences.language
    account.theme = preferences.theme
    account.shortcuts = preferences.shortcuts
    account.save(update_fields=["language", "theme", "shortcuts"])
    event = PreferencesSet(
        account=account.key,
        language=preferences.language,
        theme=preferences.theme,
        shortcuts=preferences.shortcuts,
    )
    record(event, chain=account_chain(account), by=by, at=at)


@transaction.atomic
def choose_columns(
    *, account: Account, of: str, columns: Sequence[str], by: Actor, at: datetime
) -> None:
    """Keep which columns of a list somebody sees; none means the usual ones again."""
    _demand_oneself(account, by)
    account.columns = {name: kept for name, kept in account.columns.items() if name != of}
    if columns:
        account.columns[of] = list(columns)
    account.save(update_fields=["columns"])
    event = ColumnsChosen(account=account.key, of=of, columns=tuple(columns))
    record(event, chain=account_chain(account), by=by, at=at)


def _demand_oneself(account: Account, by: Actor) -> None:
    if by.key != account.key:
        raise NotYours(
            why=_("Everybody chooses this for himself."),
            ground="house:accounts",
            remedy=_("Ask the person whose account it is."),
        )


def read_phone(*, staff: Staff, reason: str, by: Actor, at: datetime) -> str:
    """Return a colleague's phone for a reason, which the ledger keeps."""
    account = staff.account
    check_may_read_phone(by, account.unit.path, of=account.pk)
    return ledger.reveal(staff, "phone", reason=reason, chain=account_chain(account), by=by, at=at)


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One line of a staff list that leaves the system."""

    unit: str
    name: str
    username: str
    number: str
    state_staff: bool
    phone: str
    is_active: bool


@transaction.atomic
def export_staff(
    *, accounts: Iterable[Account], reason: str, by: Actor, at: datetime
) -> list[StaffLine]:
    """Return the lines of a staff list; phones stay masked unless a reason is given."""
    chosen = list(accounts)
    if not chosen:
        raise Missing(
            why=_("There is nobody on this list."),
            ground="house:exports",
            remedy=_("Drop the search, or choose another unit."),
        )
    for path in {account.unit.path for account in chosen}:
        check_may_export_staff(by, path)
    lines = [_line(account, reason, by, at) for account in chosen]
    event = StaffListExported(
        units=tuple(sorted({account.unit.code for account in chosen})),
        rows=len(lines),
        with_phones=bool(reason),
        reason=reason,
    )
    record(event, chain=chains.account(by.account_id, by.home_path), by=by, at=at)
    return lines


def _line(account: Account, reason: str, by: Actor, at: datetime) -> StaffLine:
    staff = getattr(account, "staff", None)
    phone = ""
    if staff and staff.phone:
        plain = reason and read_phone(staff=staff, reason=reason, by=by, at=at)
        phone = plain or staff.phone.masked
    return StaffLine(
        unit=account.unit.name,
        name=account.name,
        username=account.username,
        number=staff.number if staff else "",
        state_staff=bool(staff and staff.state_staff),
        phone=phone,
        is_active=account.is_active,
    )
