"""Opening and closing a dossier, and showing who it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection
from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.dossiers.access import (
    check_may_close_dossier,
    check_may_move_dossier,
    check_may_open_dossier,
    check_may_reveal_subject,
)
from guihang.dossiers.actions.numbering import next_serial, series_for
from guihang.dossiers.events import DossierClosed, DossierMoved, DossierOpened
from guihang.dossiers.forms import cleaned
from guihang.dossiers.models import Dossier, Subject
from guihang.dossiers.numbers import DOSSIERS, day_of, dossier_number
from guihang.dossiers.vocabulary import About
from guihang.law.refusals import AlreadyDone, BadFacts
from guihang.ledger import vault
from guihang.ledger.actions import record, reveal, take_turn

REVEALED = ("identity_number", "phone", "address")
LONGEST_NAME = 60
EVERYBODY = 0x6775696861
"""The lock of everybody's identity number: held together by who enters one, alone by a register."""


@dataclass(frozen=True, slots=True)
class SubjectDraft:
    """What is known of a person when his dossier is opened."""

    name: str
    identity_number: str = ""
    phone: str = ""
    address: str = ""
    account: object | None = None


def enter_subject(*, draft: SubjectDraft | None) -> Subject:
    """Enter a person whom a dossier will be about, with what identifies him sealed."""
    subject = subject_of(draft)
    subject.save(force_insert=True)
    return subject


def change_subject(*, subject: Subject, changes: Mapping[str, object]) -> Subject:
    """Change what identifies a person; whose case it is asks and records."""
    merged = {
        "name": subject.name,
        "identity_number": "",
        "phone": "",
        "address": "",
    } | changes
    checked = subject_of(SubjectDraft(**merged))
    subject = Subject.objects.select_for_update().get(pk=subject.pk)
    for column in changes:
        setattr(subject, column, getattr(checked, column))
    subject.save(update_fields=[*changes])
    return subject


def subject_of(draft: SubjectDraft | None) -> Subject:
    """Return a person as he will be entered; without a name there is nobody."""
    name = " ".join(cleaned(draft.name).split()) if draft else ""
    if draft is None or not name or len(name) > LONGEST_NAME:
        raise BadFacts("name", why=_("A dossier of a person needs the person's name."))
    return Subject(
        name=name,
        identity_number="".join(draft.identity_number.split()).upper(),
        phone="".join(draft.phone.split()),
        address=cleaned(draft.address),
        account=draft.account,
    )


def hold_identity(number: str) -> None:
    """Hold an identity number for this transaction, so that nobody is entered twice at once."""
    # On SQLite only one transaction writes at a time.
    if number and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [EVERYBODY])
            held = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
            cursor.execute(held, [vault.digest("identity", number)])


def hold_everybody() -> None:
    """Hold all identity numbers for this transaction, while a whole register comes in."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [EVERYBODY])


@atomic
def open_dossier(*, kind: str, unit, by, at: datetime, subject=None) -> Dossier:
    """Open the dossier of a person or of an office, in the charge of a unit (建档)."""
    check_may_open_dossier(by, unit.path)
    about_office = kind == About.OFFICE
    if not about_office:
        subject = subject if isinstance(subject, Subject) else enter_subject(draft=subject)
    day = day_of(at)
    series = series_for(unit, DOSSIERS)
    serial = next_serial(series, day.year)
    try:
        with atomic():
            dossier = Dossier.objects.create(
                number=dossier_number(year=day.year, code=series.mark, serial=serial),
                kind=kind,
                subject=None if about_office else subject,
                office=unit if about_office else None,
                unit=unit,
                unit_path=unit.path,
                opened_at=at,
                opened_by_id=account_of(by),
            )
    except IntegrityError:
        raise AlreadyDone(
            why=_("%(office)s already has a dossier.") % {"office": unit.name},
            ground="house:dossiers",
            remedy=_("Open that one."),
        ) from None
    record(DossierOpened(dossier=dossier.number, kind=kind), chain=dossier.chain, by=by, at=at)
    return dossier


def dossier_of_office(*, office, by, at: datetime) -> Dossier:
    """Return the dossier of an office; the first time it is opened."""
    existing = Dossier.objects.select_related("unit").filter(office=office).first()
    return existing or open_dossier(kind=About.OFFICE, unit=office, by=by, at=at)


@atomic
def close_dossier(*, dossier: Dossier, ground: str, by, at: datetime) -> None:
    """Close a dossier: its papers stay, nothing more goes into it (封卷)."""
    take_turn(dossier.chain)
    dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
    check_may_close_dossier(by, dossier.unit_path)
    demand_open(dossier)
    dossier.closed_at = at
    dossier.save(update_fields=["closed_at"])
    record(DossierClosed(dossier=dossier.number, ground=ground), chain=dossier.chain, by=by, at=at)


@atomic
def move_dossier(*, dossier: Dossier, unit, because: str, by, at: datetime) -> Dossier:
    """Hand a dossier to another unit of the agency (移交); its number and its chain stay."""
    take_turn(dossier.chain)
    dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
    check_may_move_dossier(by, dossier.unit_path)
    check_may_move_dossier(by, unit.path)
    demand_open(dossier)
    dossier.unit, dossier.unit_path = unit, unit.path
    dossier.save(update_fields=["unit", "unit_path"])
    moved = DossierMoved(dossier=dossier.number, unit=unit.code, because=because)
    record(moved, chain=dossier.chain, by=by, at=at)
    return dossier


def reveal_subject(*, dossier: Dossier, field: str, reason: str, by, at: datetime) -> str:
    """Show one sensitive entry about a person for a reason, which is recorded (查阅)."""
    check_may_reveal_subject(by, dossier.unit_path)
    if field not in REVEALED or dossier.subject is None:
        raise BadFacts("field", why=_("There is nothing hidden under this name."))
    return reveal(dossier.subject, field, reason=reason, chain=dossier.chain, by=by, at=at)


def demand_open(dossier: Dossier) -> None:
    """Refuse to change a closed dossier."""
    if dossier.is_closed:
        raise AlreadyDone(
            why=_("This dossier is closed; nothing more goes into it."),
            ground="house:dossiers",
            remedy=_("Papers of a later matter belong into a dossier of their own."),
        )


def account_of(by) -> int | None:
    """Return the account somebody acts with; none for the system itself."""
    return getattr(by, "account_id", None)
