"""Lending a file that lies in the archive: asked for, granted until a day or refused, back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.dossiers import house_rules
from guihang.dossiers.access import check_may_ask_for_file, check_may_lend_file
from guihang.dossiers.actions.papers import grounded
from guihang.dossiers.archive.actions.handing import demand_not_handed
from guihang.dossiers.events import FileLent, FileReturned, LendingAsked, LendingRefused
from guihang.dossiers.models import Dossier, Filing, Lending
from guihang.dossiers.numbers import day_of
from guihang.law.refusals import AlreadyDone, BadFacts, NotYours, TooEarly
from guihang.ledger.actions import record, take_turn

LONGEST = timedelta(days=house_rules.LENT_DAYS)


@atomic
def ask_for(*, dossier: Dossier, purpose: str, by, at: datetime) -> Lending:
    """Ask to borrow a file, and say what for (申请借阅)."""
    check_may_ask_for_file(by, dossier.unit_path)
    words = grounded(purpose)
    _demand_there(dossier)
    own = dossier.lendings.filter(asked_by_id=by.account_id, decided_at__isnull=True).first()
    if own is not None:
        raise AlreadyDone(
            why=_("You have already asked for this file."),
            ground=house_rules.GROUND,
            remedy=_("Wait for the decision; it stands with the file."),
        )
    asked = Lending.objects.create(
        dossier=dossier, asked_by_id=by.account_id, asked_at=at, purpose=words
    )
    record(LendingAsked(lending=asked.pk, purpose=words), chain=dossier.chain, by=by, at=at)
    return asked


@atomic
def lend(*, lending: Lending, due: date, by, at: datetime) -> Lending:
    """Lend a file until a day; it is with one person at a time (准予借阅)."""
    lending = _open(lending, by)
    on = day_of(at)
    if not on <= due <= on + LONGEST:
        raise BadFacts(
            "due",
            why=_("A file is lent from today for %(n)d days at most.") % {"n": LONGEST.days},
            ground=house_rules.GROUND,
            remedy=_("Choose a day in between; it can be asked for again."),
        )
    _demand_there(lending.dossier)
    out = lending.dossier.lendings.filter(due__isnull=False, returned_at__isnull=True).first()
    if out is not None:
        raise TooEarly(
            why=_("The file is with %(name)s until %(day)s.")
            % {"name": out.asked_by.name, "day": out.due},
            ground=house_rules.GROUND,
            remedy=_("Have it brought back first."),
        )
    lending.decided_by_id, lending.decided_at, lending.due = by.account_id, at, due
    lending.save(update_fields=["decided_by", "decided_at", "due"])
    lent = FileLent(lending=lending.pk, due=due)
    record(lent, chain=lending.dossier.chain, by=by, at=at)
    return lending


@atomic
def refuse_to_lend(*, lending: Lending, because: str, by, at: datetime) -> Lending:
    """Refuse to lend a file, and say why (不予借阅)."""
    lending = _open(lending, by)
    lending.decided_by_id, lending.decided_at = by.account_id, at
    lending.refused_because = grounded(because)
    lending.save(update_fields=["decided_by", "decided_at", "refused_because"])
    refused = LendingRefused(lending=lending.pk, because=lending.refused_because)
    record(refused, chain=lending.dossier.chain, by=by, at=at)
    return lending


@atomic
def bring_back(*, lending: Lending, by, at: datetime) -> Lending:
    """Note that a file came back, and whether it came late (归还)."""
    lending = _locked(lending)
    check_may_lend_file(by, lending.dossier.unit_path)
    if lending.due is None or lending.returned_at is not None:
        raise AlreadyDone(
            why=_("This file is not out."),
            ground=house_rules.GROUND,
            remedy=_("Its page says who has had it."),
        )
    lending.returned_at, lending.returned_to_id = at, by.account_id
    lending.save(update_fields=["returned_at", "returned_to"])
    late = max((day_of(at) - lending.due).days, 0)
    returned = FileReturned(lending=lending.pk, late=late)
    record(returned, chain=lending.dossier.chain, by=by, at=at)
    return lending


def _open(lending: Lending, by) -> Lending:
    """Hold a lending that is still to be decided, by somebody else than who asked."""
    lending = _locked(lending)
    check_may_lend_file(by, lending.dossier.unit_path)
    if lending.asked_by_id == by.account_id:
        raise NotYours(
            why=_("You asked for this yourself; nobody decides on his own request."),
            ground="house:two-people",
            remedy=_("A second person does this; a deputy may be named for the time being."),
        )
    if lending.decided_at is not None:
        raise AlreadyDone(
            why=_("This was decided already."),
            ground=house_rules.GROUND,
            remedy=_("The list says how and by whom."),
        )
    return lending


def _locked(lending: Lending) -> Lending:
    take_turn(lending.dossier.chain)
    rows = Lending.objects.select_for_update(of=("self",)).select_related("dossier", "asked_by")
    return rows.get(pk=lending.pk)


def _demand_there(dossier: Dossier) -> None:
    filing = Filing.objects.filter(dossier=dossier).first()
    if filing is None:
        raise TooEarly(
            why=_("This file does not lie in the archive yet; who is in charge works with it."),
            ground=house_rules.GROUND,
            remedy=_("Read it under the dossiers."),
        )
    if filing.destroyed_at is not None:
        raise AlreadyDone(
            why=_("This file was destroyed."),
            ground=house_rules.GROUND,
            remedy=_("Its page names the approval."),
        )
    demand_not_handed(dossier)
