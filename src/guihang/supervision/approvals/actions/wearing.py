"""A positioning device: put on after it was told, assessed before its end, taken off in time."""

from __future__ import annotations

from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.actions import Besides, note
from guihang.cases.facts import facts_of, law_of
from guihang.duties.owing import day_of
from guihang.law.codes import Body
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, TooEarly, TooLate
from guihang.law.rules import monitoring, monitoring_time
from guihang.law.rules.monitoring import Apparatus
from guihang.law.verdicts import CannotSay
from guihang.ledger.actions import record
from guihang.supervision.access import check_may_work_on_approval
from guihang.supervision.approvals import house_rules, plans
from guihang.supervision.approvals.actions.telling import held
from guihang.supervision.approvals.words import OFF
from guihang.supervision.events import DeviceAssessed, DevicePutOn, DeviceTakenOff
from guihang.supervision.models import TOLD, Approval

LENGTH, LIST, TELLING = "ccl-2019:29.2", "ccl-2019:29.1", "measures-2020:37"
LEAST = 4


@atomic
def put_on(  # noqa: PLR0913 - what is worn, since when, under which order are all asked for
    *, order: Approval, day: date, apparatus: str, device=None, by: Actor, at: datetime
) -> Approval:
    """Note that a device was put on: under an order in force, told before, never a phone.

    With an enrolled `device` its positions are taken from now on until the order ends.
    """
    order = _order(order)
    check_may_work_on_approval(by, order.matter.unit_path)
    _demand_in_use(order)
    if order.worn_on is not None:
        raise AlreadyDone(
            why=_("The device was put on already, on %(day)s.") % {"day": order.worn_on},
            ground=LENGTH,
            remedy=_("Have the event of the case corrected if the day is wrong."),
        )
    _demand_device(order, apparatus, at)
    _demand_valid(order, day, at)
    order.worn_on, order.apparatus, order.device = day, apparatus, device
    order.save(update_fields=["worn_on", "apparatus", "device"])
    note(case=order.case, event=Event(What.DEVICE_WORN, day, of=order.of), by=by, at=at)
    event = DevicePutOn(matter=order.matter.number, on=day, apparatus=apparatus)
    record(event, chain=order.matter.dossier.chain, by=by, at=at)
    return order


@atomic
def assess(*, order: Approval, is_needed: bool, words: str, by: Actor, at: datetime) -> Approval:
    """Note whether a device is still needed; what is not needed comes off in time."""
    order = _order(order)
    check_may_work_on_approval(by, order.matter.unit_path)
    _demand_in_use(order)
    _demand_words("words", words, _("Write what was looked at, and why it came out so."))
    on = day_of(at)
    if on > order.ends:
        raise TooLate(
            why=_("The order ended on %(day)s; its need is no longer assessed.")
            % {"day": order.ends},
            ground=LENGTH,
            remedy=_("Take the device off."),
        )
    order.assessed_on, order.still_needed = on, is_needed
    order.save(update_fields=["assessed_on", "still_needed"])
    event = Event(What.DEVICE_ASSESSED, on, of=order.of)
    note(case=order.case, event=event, by=by, at=at, besides=Besides(note=words))
    assessed = DeviceAssessed(matter=order.matter.number, on=on, needed=is_needed)
    record(assessed, chain=order.matter.dossier.chain, by=by, at=at)
    return order


@atomic
def take_off(*, order: Approval, day: date, because: str, by: Actor, at: datetime) -> Approval:
    """Note that a device came off; from that day no position is taken under this order."""
    order = _order(order)
    check_may_work_on_approval(by, order.matter.unit_path)
    if order.off_on is not None or order.worn_on is None:
        raise AlreadyDone(
            why=_("No device is worn under this order."),
            ground=LENGTH,
            remedy=_("Nothing more is to be done."),
        )
    if because not in OFF or not order.worn_on <= day <= day_of(at):
        field = "day" if because in OFF else "because"
        raise BadFacts(
            field,
            why=_("It is not said when and why the device came off."),
            ground=LENGTH,
            remedy=_("Choose why, and a day since it was put on."),
        )
    order.off_on, order.off_because = day, because
    order.save(update_fields=["off_on", "off_because"])
    note(case=order.case, event=Event(What.DEVICE_REMOVED, day, of=order.of), by=by, at=at)
    event = DeviceTakenOff(matter=order.matter.number, on=day, because=because)
    record(event, chain=order.matter.dossier.chain, by=by, at=at)
    return order


def _order(order: Approval) -> Approval:
    found = held(order)
    return held(found.extends) if found.extends_id else found


def _demand_in_use(order: Approval) -> None:
    if order.kind != plans.DEVICE or order.matter.stage not in TOLD or order.off_on is not None:
        raise TooEarly(
            why=_("There is no order in force that was told to the person."),
            ground=TELLING,
            remedy=_("The order is approved and told first; then the device is put on."),
        )


def _demand_device(order: Approval, apparatus: str, at: datetime) -> None:
    if apparatus not in set(Apparatus):
        raise BadFacts(
            "apparatus",
            why=_("It is not said what is worn."),
            ground=TELLING,
            remedy=_("Choose the device."),
        )
    facts = monitoring.ApparatusFacts(Apparatus(apparatus))
    found = monitoring.device(facts, law_of(order.case, day_of(at)))
    if isinstance(found, CannotSay) or not found.outcome.is_device:
        raise BadFacts(
            "apparatus",
            why=_("A phone or an ordinary watch is no positioning device."),
            ground=TELLING,
            remedy=_("Use a device made for it; a phone only serves to check by calls."),
        )


def _demand_valid(order: Approval, day: date, at: datetime) -> None:
    told = facts_of(order.case).first(What.DEVICE_TOLD, of=order.of)
    if told is None or told.day > day:
        raise TooEarly(
            why=_("The person has not signed for being told; a device is worn only after that."),
            ground=TELLING,
            remedy=_("Tell period, demands and consequences, and have it signed; then put it on."),
        )
    if not order.begins <= day <= min(order.ends, day_of(at)):
        raise BadFacts(
            "day",
            why=_("This day lies outside the order, or has not come."),
            ground=LIST,
            remedy=_("A device is worn from %(first)s to %(last)s.")
            % {"first": order.begins, "last": order.ends},
        )
    approved = facts_of(order.case).first(What.DEVICE_APPROVED, of=order.of)
    facts = monitoring_time.OrderFacts(
        begins=day,
        ends=order.ends,
        approved=approved.day if approved else None,
        approver=Body.BUREAU_HEAD,
        told=told.day,
    )
    found = monitoring_time.approval(facts, law_of(order.case, day_of(at)))
    if isinstance(found, CannotSay) or not found.outcome.valid:
        raise TooEarly(
            why=_("The approval does not hold for this day."),
            ground=LIST,
            remedy=_("Have a new order approved by the head of the justice bureau."),
        )


def _demand_words(field: str, words: str, remedy: object) -> None:
    if len(words.strip()) < LEAST:
        why = _("It is not said why.")
        raise BadFacts(field, why=why, ground=house_rules.TAKING_OFF, remedy=remedy)
