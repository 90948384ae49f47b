"""Entrustments (委托): an office may only what the county agency gave it in writing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guihang.agencies.access import check_may_entrust
from guihang.agencies.actions.locking import open_unit
from guihang.agencies.authority import Actor
from guihang.agencies.chains import unit_chain
from guihang.agencies.events import EntrustmentEnded, OfficeEntrusted
from guihang.agencies.models import Entrustment, Unit
from guihang.agencies.refusing import day_of, demand_order, demand_text
from guihang.agencies.vocabulary import UnitKind
from guihang.law.refusals import AlreadyDone, BadFacts, Missing
from guihang.ledger.actions import record

GROUND = "ccl-2019:9.2"


@dataclass(frozen=True, slots=True)
class Trust:
    """What an office is entrusted with, from a day to a day, by which paper."""

    office: Unit
    power: str
    since: date
    until: date
    paper: str


@transaction.atomic
def entrust(*, trust: Trust, by: Actor, at: datetime) -> Entrustment:
    """Entrust an office with one power; the paper's number stands for the writing."""
    check_may_entrust(by, trust.office.path)
    office = open_unit(trust.office, "office")
    if office.kind != UnitKind.OFFICE:
        raise BadFacts(
            "office",
            why=_("Only a township office can be entrusted."),
            ground=GROUND,
        )
    demand_order(trust.since, trust.until)
    power = demand_text("power", trust.power, most=30)
    if not trust.paper.strip():
        raise Missing(
            why=_("An entrustment is made in writing, and no paper is named."),
            ground=GROUND,
            remedy=_("Issue the letter of entrustment first."),
        )
    _demand_new(trust, power)
    row = Entrustment.objects.create(
        office=office, power=power, since=trust.since, until=trust.until, paper=trust.paper
    )
    event = OfficeEntrusted(
        office=office.code, power=power, since=trust.since, until=trust.until, paper=trust.paper
    )
    record(event, chain=unit_chain(office), by=by, at=at)
    return row


def _demand_new(trust: Trust, power: str) -> None:
    present = trust.office.entrustments.touching(since=trust.since, until=trust.until)
    other = present.filter(power=power).first()
    if other:
        raise AlreadyDone(
            why=_("%(office)s holds this power by %(paper)s until %(until)s.")
            % {"office": trust.office.name, "paper": other.paper, "until": other.until},
            ground=GROUND,
            remedy=_("Let the new one begin after that day, or end the present one first."),
        )


@transaction.atomic
def end_entrustment(*, entrustment: Entrustment, by: Actor, at: datetime) -> None:
    """Take a power back from an office before its last day."""
    office = entrustment.office
    check_may_entrust(by, office.path)
    row = Entrustment.objects.select_for_update(of=("self",)).get(pk=entrustment.pk)
    on = day_of(at)
    if row.ended_on or row.until < on:
        raise AlreadyDone(
            why=_("This entrustment is over already."),
            ground=GROUND,
            remedy=_("Nothing more is to be done."),
        )
    row.ended_on = max(on, row.since)
    row.save(update_fields=["ended_on"])
    event = EntrustmentEnded(office=office.code, power=row.power, paper=row.paper, on=row.ended_on)
    record(event, chain=unit_chain(office), by=by, at=at)
