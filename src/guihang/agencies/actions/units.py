"""Units, areas and charges: the tree and who looks after what in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guihang.agencies import ports
from guihang.agencies.access import check_may_change_units
from guihang.agencies.actions.locking import held, open_unit, taken_once
from guihang.agencies.authority import Actor
from guihang.agencies.chains import unit_chain
from guihang.agencies.events import (
    AreaNamed,
    ChargeEnded,
    ChargeSet,
    UnitClosed,
    UnitCreated,
    UnitRenamed,
)
from guihang.agencies.models import Account, Appointment, Area, Charge, Entrustment, Unit
from guihang.agencies.refusing import day_of, demand_order, demand_text
from guihang.agencies.vocabulary import Level, UnitKind
from guihang.law.refusals import AlreadyDone, BadFacts, TooEarly
from guihang.ledger.actions import record
from guihang.ledger.chains import HOUSE

ONE_DAY = timedelta(days=1)
CODE = re.compile(r"[0-9A-Za-z-]{1,30}")
LEVELS = tuple(Level)
UNDER: dict[UnitKind, frozenset[UnitKind]] = {
    UnitKind.JUSTICE: frozenset({UnitKind.JUSTICE}),
    UnitKind.BRIGADE: frozenset({UnitKind.JUSTICE}),
    UnitKind.SQUAD: frozenset({UnitKind.BRIGADE, UnitKind.JUSTICE}),
    UnitKind.OFFICE: frozenset({UnitKind.JUSTICE}),
    UnitKind.PROCURATORATE: frozenset({UnitKind.JUSTICE}),
    UnitKind.COURT: frozenset({UnitKind.JUSTICE}),
    UnitKind.POLICE: frozenset({UnitKind.JUSTICE}),
    UnitKind.PRISON: frozenset({UnitKind.JUSTICE}),
    UnitKind.COMMITTEE: frozenset({UnitKind.OFFICE}),
    UnitKind.ORGANISATION: frozenset({UnitKind.JUSTICE}),
}
"""Which kind of unit stands under which; bodies of other kinds are hung where they sit."""
CODE_TAKEN = _("There is a unit with this code already.")
AREA_TAKEN = _("There is an area with this code already.")
ONLY_IN_A_COUNTY = frozenset({UnitKind.BRIGADE, UnitKind.SQUAD, UnitKind.OFFICE})


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """What is said of a new unit; only a justice department names its level."""

    code: str
    name: str
    kind: UnitKind
    short_name: str = ""
    level: Level | None = None


@transaction.atomic
def create_unit(*, draft: UnitDraft, parent: Unit | None, by: Actor, at: datetime) -> Unit:
    """Add a unit to the tree; its place in the chain settles who sees it."""
    check_may_change_units(by, parent.path if parent else "")
    parent = open_unit(parent, "parent") if parent else None
    code = _free_code(draft.code)
    name = demand_text("name", draft.name, most=60)
    level = _level(draft, parent)
    path = (parent.path if parent else "") + code + "/"
    if len(path) > 200:
        raise BadFacts("code", why=_("The chain of units is too deep for this code."))
    is_county = draft.kind == UnitKind.JUSTICE and level == Level.COUNTY
    unit = Unit(
        code=code,
        name=name,
        short_name=demand_text("short_name", draft.short_name or name[:20], most=20),
        level=level,
        kind=draft.kind,
        parent=parent,
        path=path,
        county_path=path if is_county else (parent.county_path if parent else ""),
    )
    with taken_once("code", CODE_TAKEN):
        unit.save()
    event = UnitCreated(unit=code, name=name, under=parent.code if parent else "")
    record(event, chain=unit_chain(unit), by=by, at=at)
    return unit


def _free_code(code: str) -> str:
    code = code.strip()
    if not CODE.fullmatch(code):
        raise BadFacts(
            "code",
            why=_("A code has 1 to 30 letters, figures and hyphens."),
            remedy=_("Use the code of the administrative division, with a suffix for its parts."),
        )
    if Unit.objects.filter(code=code).exists():
        raise BadFacts("code", why=CODE_TAKEN)
    return code


def _level(draft: UnitDraft, parent: Unit | None) -> Level:
    if parent is None:
        if draft.kind != UnitKind.JUSTICE or draft.level is None:
            raise BadFacts("kind", why=_("The top of the tree is a justice department."))
        return draft.level
    _demand_place(draft.kind, parent)
    if draft.kind in (UnitKind.OFFICE, UnitKind.COMMITTEE):
        return Level.OFFICE
    if draft.kind != UnitKind.JUSTICE:
        return Level(parent.level)
    lower = LEVELS[LEVELS.index(Level(parent.level)) + 1 : -1]
    if draft.level not in lower:
        raise BadFacts(
            "level", why=_("A justice department is of a lower level than the one above it.")
        )
    return draft.level


def _demand_place(kind: UnitKind, parent: Unit) -> None:
    misplaced = parent.kind not in UNDER[kind]
    if misplaced or (kind in ONLY_IN_A_COUNTY and not parent.county_path):
        raise BadFacts(
            "kind",
            why=_("A unit of this kind cannot stand under %(parent)s.") % {"parent": parent.name},
            remedy=_("Choose the unit it belongs under, or another kind."),
        )


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, short_name: str, by: Actor, at: datetime) -> None:
    """Give a unit another name; its code and place stay."""
    check_may_change_units(by, unit.path)
    before, unit.name = unit.name, demand_text("name", name, most=60)
    unit.short_name = demand_text("short_name", short_name, most=20)
    unit.save(update_fields=["name", "short_name"])
    event = UnitRenamed(unit=unit.code, name=unit.name, before=before)
    record(event, chain=unit_chain(unit), by=by, at=at)


@transaction.atomic
def close_unit(*, unit: Unit, by: Actor, at: datetime) -> None:
    """Close a unit that nothing and nobody depends on any more; it stays in the record."""
    check_may_change_units(by, unit.path)
    on = day_of(at)
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if unit.closed_on:
        raise AlreadyDone(
            why=_("%(unit)s was closed on %(day)s.") % {"unit": unit.name, "day": unit.closed_on},
            ground="house:units",
            remedy=_("Nothing more is to be done."),
        )
    for still in _still_there(unit, on):
        raise TooEarly(why=still[0], ground="house:units", remedy=still[1])
    unit.closed_on = on
    unit.save(update_fields=["closed_on"])
    record(UnitClosed(unit=unit.code, on=on), chain=unit_chain(unit), by=by, at=at)


def _still_there(unit: Unit, on: date):
    """Yield what keeps a unit open, each with what to do first."""
    named = {"unit": unit.name}
    children = unit.children.open(on=on).count()
    if children:
        yield (
            _("%(unit)s still has %(n)d units under it.") % {**named, "n": children},
            _("Close the units under it first."),
        )
    people = Appointment.objects.touching(since=on, until=None).filter(post__unit=unit).count()
    if people:
        yield (
            _("%(n)d people still hold posts in %(unit)s.") % {**named, "n": people},
            _("End their appointments first, or appoint them elsewhere."),
        )
    accounts = Account.objects.filter(unit=unit, is_active=True).count()
    if accounts:
        yield (
            _("%(unit)s still keeps %(n)d accounts.") % {**named, "n": accounts},
            _("Move the accounts to another unit or shut them first."),
        )
    yield from _still_in_charge(unit, on)
    for tie in ports.ties():
        n = tie.count(unit.path, on=on)
        if n:
            yield tie.says % {**named, "n": n}, tie.remedy


def _still_in_charge(unit: Unit, on: date):
    named = {"unit": unit.name}
    if Charge.objects.touching(since=on, until=None).filter(unit=unit).exists():
        yield (
            _("%(unit)s is still in charge of offices or areas.") % named,
            _("Give the charge to another unit first."),
        )
    if Entrustment.objects.touching(since=on, until=None).filter(office=unit).exists():
        yield (
            _("%(unit)s still holds powers it was entrusted with.") % named,
            _("End the entrustments first."),
        )


@transaction.atomic
def name_area(*, code: str, name: str, parent: Area | None, by: Actor, at: datetime) -> Area:
    """Enter a township, street, village or community into the list of places."""
    check_may_change_units(by, _home(by))
    code = demand_text("code", code, most=12)
    if Area.objects.filter(code=code).exists():
        raise BadFacts("code", why=AREA_TAKEN)
    area = Area(code=code, name=demand_text("name", name, most=40), parent=parent)
    with taken_once("code", AREA_TAKEN):
        area.save()
    record(AreaNamed(area=code, name=area.name), chain=HOUSE, by=by, at=at)
    return area


def _home(by: Actor) -> str:
    return getattr(by, "unit_path", "")


@transaction.atomic
def set_charge(*, unit: Unit, of: Unit | Area, since: date, by: Actor, at: datetime) -> Charge:
    """Put a squad in charge of an office, or an office in charge of an area; the former ends."""
    check_may_change_units(by, unit.path)
    unit, of = open_unit(unit), held(of)
    whose = _charge_of(unit, of)
    former = Charge.objects.touching(since=since, until=None).filter(**whose)
    for charge in former:
        if charge.since >= since or charge.unit_id == unit.pk:
            raise AlreadyDone(
                why=_("%(of)s is in the charge of %(unit)s from %(since)s on.")
                % {"of": of.name, "unit": charge.unit.name, "since": charge.since},
                ground="house:charges",
                remedy=_("Choose a later day, or end that charge first."),
            )
        _end(charge, since - ONE_DAY, by, at)
    charge = Charge.objects.create(unit=unit, since=since, **whose)
    event = ChargeSet(unit=unit.code, of=of.code, since=since)
    record(event, chain=unit_chain(unit), by=by, at=at)
    return charge


def _charge_of(unit: Unit, of: Unit | Area) -> dict[str, object]:
    if isinstance(of, Area):
        if unit.kind != UnitKind.OFFICE:
            raise BadFacts("unit", why=_("Areas are in the charge of a township office."))
        return {"area": of}
    same_county = unit.county_path and unit.county_path == of.county_path
    if unit.kind != UnitKind.SQUAD or of.kind != UnitKind.OFFICE or not same_county:
        raise BadFacts("unit", why=_("An office is in the charge of a squad of its own county."))
    return {"office": of}


@transaction.atomic
def end_charge(*, charge: Charge, last_day: date, by: Actor, at: datetime) -> None:
    """End a charge after a last day; the office or area is then in nobody's charge."""
    check_may_change_units(by, charge.unit.path)
    demand_order(charge.since, last_day, "last_day")
    _end(charge, last_day, by, at)


def _end(charge: Charge, last_day: date, by: Actor, at: datetime) -> None:
    charge.until = last_day
    charge.save(update_fields=["until"])
    of = charge.office or charge.area
    event = ChargeEnded(unit=charge.unit.code, of=of.code, until=last_day)
    record(event, chain=unit_chain(charge.unit), by=by, at=at)
