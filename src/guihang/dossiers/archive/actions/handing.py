"""Handing files over to an archive for good: its receipt, and what it did not take (移交)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.dossiers import forms, house_rules
from guihang.dossiers.access import check_may_hand_over_file
from guihang.dossiers.actions.papers import grounded
from guihang.dossiers.events import FileNotTakenOver, FileTakenOver
from guihang.dossiers.models import Dossier, Filing, Handover
from guihang.dossiers.numbers import day_of
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, TooEarly
from guihang.ledger.actions import record, take_turn

LEAST = 2


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the archive signed: which archive, under which number, on which day, by whom."""

    archive: str
    number: str
    day: date
    received_by: str


@atomic
def note_handover(
    *,
    filings: Sequence[Filing],
    receipt: Receipt,
    refused: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> tuple[Handover, ...]:
    """Note an archive's receipt for files handed over; all or none.

    `refused` says, by the number of the file, why the archive did not take one over. What it took
    is no longer lent or destroyed here; what it did not take stays and can be handed over again.
    """
    if not filings:
        raise Missing(
            why=_("No file was chosen."),
            ground=house_rules.GROUND,
            remedy=_("Tick the files that stand on the receipt."),
        )
    receipt = _whole(receipt, day_of(at))
    take_turn(*(one.dossier.chain for one in filings))
    return tuple(
        _noted(one.dossier, receipt, refused.get(one.dossier.number, ""), by, at) for one in filings
    )


def _whole(receipt: Receipt, on: date) -> Receipt:
    archive, number, received_by = (
        " ".join(forms.cleaned(one).split())
        for one in (receipt.archive, receipt.number, receipt.received_by)
    )
    if min(map(len, (archive, number, received_by))) < LEAST:
        raise Missing(
            why=_("A receipt names the archive, its own number and who received the files."),
            ground=house_rules.GROUND,
            remedy=_("Enter what stands on the signed receipt."),
        )
    if receipt.day > on:
        raise BadFacts(
            "day",
            why=_("This day has not come."),
            ground=house_rules.GROUND,
            remedy=_("Enter the day on the archive’s receipt."),
        )
    return Receipt(archive, number, receipt.day, received_by)


def _noted(dossier: Dossier, receipt: Receipt, because: str, by: Actor, at: datetime) -> Handover:
    check_may_hand_over_file(by, dossier.unit_path)
    filing = Filing.objects.select_for_update().filter(dossier=dossier).first()
    _demand_here(dossier, filing, receipt)
    words = grounded(because) if because.strip() else ""
    answered = Handover.objects.create(
        dossier=dossier,
        archive=receipt.archive,
        receipt=receipt.number,
        day=receipt.day,
        received_by=receipt.received_by,
        refused_because=words,
        by_id=by.account_id,
        at=at,
    )
    told = {"handover": answered.pk, "archive": receipt.archive, "receipt": receipt.number}
    event = FileNotTakenOver(**told, because=words) if words else FileTakenOver(**told)
    record(event, chain=dossier.chain, by=by, at=at)
    return answered


def _demand_here(dossier: Dossier, filing: Filing | None, receipt: Receipt) -> None:
    """Refuse to hand over what does not lie here, was handed over, or is lent out."""
    number = {"number": dossier.number}
    if filing is None or filing.sealed_at is not None or filing.destroyed_at is not None:
        raise TooEarly(
            why=_("The file %(number)s does not lie in the archive.") % number,
            ground=house_rules.GROUND,
            remedy=_("Leave it out; only files in the archive are handed over."),
        )
    demand_not_handed(dossier)
    if dossier.handovers.filter(archive=receipt.archive, receipt=receipt.number).exists():
        raise AlreadyDone(
            why=_("The file %(number)s was noted with this receipt already.") % number,
            ground=house_rules.GROUND,
            remedy=_("Its page says what the archive answered."),
        )
    if receipt.day < day_of(filing.at):
        raise BadFacts(
            "day",
            why=_("The file %(number)s was archived only after this day.") % number,
            ground=house_rules.GROUND,
            remedy=_("Enter the day on the archive’s receipt."),
        )
    if dossier.lendings.filter(due__isnull=False, returned_at__isnull=True).exists():
        raise TooEarly(
            why=_("The file %(number)s is lent out.") % number,
            ground=house_rules.GROUND,
            remedy=_("Have it brought back first."),
        )


def demand_not_handed(dossier: Dossier) -> None:
    """Refuse what can be done only with a file that still lies here."""
    taken = dossier.handovers.filter(refused_because="").first()
    if taken is not None:
        raise AlreadyDone(
            why=_("%(archive)s took this file over on %(day)s.")
            % {"archive": taken.archive, "day": taken.day},
            ground=house_rules.GROUND,
            remedy=_("Ask the archive for it; its receipt is %(receipt)s.")
            % {"receipt": taken.receipt},
        )
