"""What this room records: changes of the organisation, accounts and their sign-ins.

Names and numbers of people stay out of the events: accounts are told by their key.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from guihang.ledger.events import Event


@dataclass(frozen=True, slots=True)
class UnitCreated(Event):
    """A unit joined the tree."""

    title = _("Unit created")
    unit: str
    name: str
    under: str


@dataclass(frozen=True, slots=True)
class UnitRenamed(Event):
    """A unit got another name."""

    title = _("Unit renamed")
    unit: str
    name: str
    before: str


@dataclass(frozen=True, slots=True)
class UnitClosed(Event):
    """A unit was closed from a day on."""

    title = _("Unit closed")
    unit: str
    on: date


@dataclass(frozen=True, slots=True)
class AreaNamed(Event):
    """An area entered the list of places."""

    title = _("Area named")
    area: str
    name: str


@dataclass(frozen=True, slots=True)
class PostCreated(Event):
    """A unit got a post."""

    title = _("Post created")
    unit: str
    post: int
    called: str
    role: str
    may_sign: bool


@dataclass(frozen=True, slots=True)
class Appointed(Event):
    """Somebody was appointed to a post."""

    title = _("Appointed to a post")
    account: str
    post: int
    since: date


@dataclass(frozen=True, slots=True)
class AppointmentEnded(Event):
    """Somebody left a post after a last day."""

    title = _("Appointment ended")
    account: str
    post: int
    until: date


@dataclass(frozen=True, slots=True)
class RungFilled(Event):
    """A post fills a rung of the law for a unit from a day on."""

    title = _("Rung of the law filled")
    unit: str
    rung: str
    post: int
    since: date


@dataclass(frozen=True, slots=True)
class ChargeSet(Event):
    """A unit took charge of an office or an area."""

    title = _("Charge given")
    unit: str
    of: str
    since: date


@dataclass(frozen=True, slots=True)
class ChargeEnded(Event):
    """A unit's charge of an office or an area ended."""

    title = _("Charge ended")
    unit: str
    of: str
    until: date


@dataclass(frozen=True, slots=True)
class WentAway(Event):
    """Somebody is away from a day to a day."""

    title = _("Absence entered")
    account: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class CameBack(Event):
    """Somebody came back before the last day of an absence."""

    title = _("Came back early")
    account: str
    on: date


@dataclass(frozen=True, slots=True)
class DeputyNamed(Event):
    """Somebody stands in for the holder of a post from a day to a day."""

    title = _("Deputy named")
    post: int
    holder: str
    deputy: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class DeputyEnded(Event):
    """Somebody no longer stands in, from a day on."""

    title = _("Deputy ended")
    post: int
    holder: str
    deputy: str
    on: date


@dataclass(frozen=True, slots=True)
class OfficeEntrusted(Event):
    """A county agency entrusted an office with a power in writing."""

    title = _("Office entrusted")
    office: str
    power: str
    since: date
    until: date
    paper: str


@dataclass(frozen=True, slots=True)
class EntrustmentEnded(Event):
    """An entrustment ended before its last day."""

    title = _("Entrustment ended")
    office: str
    power: str
    paper: str
    on: date


@dataclass(frozen=True, slots=True)
class AccountOpened(Event):
    """Somebody got an account."""

    title = _("Account opened")
    account: str
    kind: str


@dataclass(frozen=True, slots=True)
class AccountMoved(Event):
    """Another unit keeps the account from now on."""

    title = _("Account moved")
    account: str
    unit: str
    before: str


@dataclass(frozen=True, slots=True)
class AccountClosed(Event):
    """An account was shut; nobody signs in with it any more."""

    title = _("Account shut")
    account: str


@dataclass(frozen=True, slots=True)
class AccountReopened(Event):
    """A shut account may sign in again."""

    title = _("Account reopened")
    account: str


@dataclass(frozen=True, slots=True)
class PasswordReset(Event):
    """An administrator gave an account a new password, to be changed at first use."""

    title = _("Password reset")
    account: str
    second_factor_removed: bool


@dataclass(frozen=True, slots=True)
class AccountUnlocked(Event):
    """An administrator lifted the lock that failed sign-ins had put on an account."""

    title = _("Account unlocked")
    account: str


@dataclass(frozen=True, slots=True)
class PreferencesSet(Event):
    """Somebody chose his language, theme or shortcuts."""

    title = _("Preferences set")
    account: str
    language: str
    theme: str
    shortcuts: bool


@dataclass(frozen=True, slots=True)
class ColumnsChosen(Event):
    """Somebody chose which columns of a list he sees."""

    title = _("Columns of a list chosen")
    account: str
    of: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignedIn(Event):
    """Somebody signed in."""

    title = _("Signed in")
    account: str
    how: str
    strong: bool
    address: str


@dataclass(frozen=True, slots=True)
class SignInFailed(Event):
    """A sign-in to an account failed."""

    title = _("Sign-in failed")
    account: str
    what: str
    address: str


@dataclass(frozen=True, slots=True)
class AccountLocked(Event):
    """An account was locked for a while after failed sign-ins."""

    title = _("Account locked")
    account: str
    until: datetime
    failures: int


@dataclass(frozen=True, slots=True)
class AddressBlocked(Event):
    """An address failed to sign in so often that it has to wait."""

    title = _("Address has to wait")
    address: str
    failures: int


@dataclass(frozen=True, slots=True)
class SignedOut(Event):
    """A session ended."""

    title = _("Signed out")
    account: str
    sign_in: int
    how: str


@dataclass(frozen=True, slots=True)
class PasswordChanged(Event):
    """Somebody changed his own password."""

    title = _("Password changed")
    account: str


@dataclass(frozen=True, slots=True)
class PasskeyAdded(Event):
    """Somebody enrolled a passkey."""

    title = _("Passkey added")
    account: str
    passkey: int


@dataclass(frozen=True, slots=True)
class PasskeyRemoved(Event):
    """A passkey was removed."""

    title = _("Passkey removed")
    account: str
    passkey: int


@dataclass(frozen=True, slots=True)
class SecondFactorSet(Event):
    """Somebody enrolled one-time codes."""

    title = _("One-time codes set up")
    account: str


@dataclass(frozen=True, slots=True)
class SecondFactorRemoved(Event):
    """One-time codes were removed."""

    title = _("One-time codes removed")
    account: str


@dataclass(frozen=True, slots=True)
class StaffListExported(Event):
    """Somebody took the staff list out of the system."""

    title = _("Staff list exported")
    units: tuple[str, ...]
    rows: int
    with_phones: bool
    reason: str
