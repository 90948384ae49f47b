"""Units, areas and people, as far as whoever asks may see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from guihang.agencies.access import check_may_see_organisation
from guihang.agencies.authority import Actor, Holding
from guihang.agencies.models import Account, Appointment, Area, Charge, Staff, Unit
from guihang.agencies.queries.acting import chain_of
from guihang.agencies.refusing import unknown
from guihang.agencies.vocabulary import AccountKind, Level, Relation, Role, UnitKind
from guihang.ledger import vault


def units(paths: Iterable[str], *, on: date, kinds: Iterable[UnitKind] = ()) -> QuerySet[Unit]:
    """Return the open units inside a reach, perhaps only of some kinds, in the tree's order."""
    found = Unit.objects.within(tuple(paths)).open(on=on)
    wanted = tuple(kinds)
    return found.filter(kind__in=wanted) if wanted else found


def home(by: Actor) -> Holding:
    """Return the post from which somebody keeps or leads units."""
    leading = _leading(by)
    if not leading:
        raise unknown()
    return leading[0]


def _leading(by: Actor) -> list[Holding]:
    table = check_may_see_organisation.guard
    return [held for held in by.holdings if table.admits(held.role, Relation.OWN)]


def _seen(by: Actor) -> tuple[str, ...]:
    return tuple(path for held in _leading(by) for path in held.domain)


def unit(by: Actor, code: str) -> Unit:
    """Return the one unit somebody may look at under this code."""
    found = Unit.objects.select_related("parent").filter(code=code).first()
    if found is None:
        raise unknown()
    check_may_see_organisation(by, found.path)
    return found


def offices_of(squad: str, *, on: date) -> QuerySet:
    """Return the paths of the offices a squad, named by its code, has charge of on a day."""
    charges = Charge.objects.in_force(on=on).filter(unit__code=squad, office__isnull=False)
    return charges.values_list("office__path", flat=True)


@dataclass(frozen=True, slots=True)
class InCharge:
    """One squad with the offices it has charge of."""

    code: str
    name: str
    offices: tuple[str, ...]


def squads_over(paths: Iterable[str], *, on: date) -> tuple[InCharge, ...]:
    """Return the squads in charge of some offices on a day, by code; one query."""
    charges = Charge.objects.in_force(on=on).filter(office__path__in=tuple(paths))
    rows = charges.filter(unit__kind=UnitKind.SQUAD).order_by("unit__code", "office__path")
    found: dict[tuple[str, str], list[str]] = {}
    for code, name, office in rows.values_list("unit__code", "unit__short_name", "office__path"):
        found.setdefault((code, name), []).append(office)
    return tuple(InCharge(*squad, tuple(offices)) for squad, offices in found.items())


def unit_at(path: str) -> Unit:
    """Return the unit at a path that is already known to be somebody's."""
    return Unit.objects.get(path=path)


def units_at(paths: Iterable[str]) -> dict[str, Unit]:
    """Return the units at paths that are already known to be somebody's, by path."""
    return {unit.path: unit for unit in Unit.objects.filter(path__in=set(paths))}


def place_of_county(unit: Unit) -> str:
    """Name the county a unit lies in as a place (执行地), with city and province: no agency."""
    levels = (Level.PROVINCE, Level.CITY, Level.COUNTY)
    above = Unit.objects.filter(kind=UnitKind.JUSTICE, level__in=levels)
    found = above.filter(path__in=chain_of(unit.county_path)).order_by("path")
    names = found.values_list("name", flat=True)
    return "".join(name.removesuffix("司法局").removesuffix("司法厅") for name in names)


def unit_coded(code: str) -> Unit | None:
    """Return the unit with a code, whoever asks: its name and place are no secret."""
    return Unit.objects.filter(code=code).first()


def units_coded(codes: Iterable[str]) -> QuerySet[Unit]:
    """Return the units with some codes, whoever asks: names and places are no secret."""
    return Unit.objects.filter(code__in=tuple(codes)).order_by("path")


def counties() -> tuple[Unit, ...]:
    """Return the justice bureaus of counties; their names and places are no secret."""
    return tuple(Unit.objects.filter(kind=UnitKind.JUSTICE, level=Level.COUNTY))


def tree(by: Actor, *, on: date, search: str = "") -> QuerySet[Unit]:
    """Return the units somebody keeps or leads, with how many posts each has; closed ones last."""
    found = Unit.objects.within(_seen(by))
    words = search.strip()
    if words:
        match = Q(name__icontains=words) | Q(short_name__icontains=words) | Q(code__iexact=words)
        found = found.filter(match)
    else:
        found = found.open(on=on)
    return found.annotate(n_posts=Count("posts")).order_by("path")


def areas(under: Unit | None = None, *, on: date) -> QuerySet[Area]:
    """Return the areas, or those a unit is in charge of on a day."""
    if under is None:
        return Area.objects.all()
    charges = Charge.objects.in_force(on=on).filter(unit=under, area__isnull=False)
    return Area.objects.filter(charges__in=charges)


def offices_in_charge(squad: Unit, *, on: date) -> QuerySet[Unit]:
    """Return the offices a squad is in charge of on a day."""
    charges = Charge.objects.in_force(on=on).filter(unit=squad, office__isnull=False)
    return Unit.objects.filter(overseen__in=charges)


def staff(by: Actor, *, search: str = "") -> QuerySet[Account]:
    """Return the people somebody keeps or leads; found by name, sign-in name, number or phone."""
    within = Q(unit__in=Unit.objects.within(_seen(by)))
    found = Account.objects.filter(within).exclude(kind=AccountKind.PERSON)
    words = search.strip()
    if words:
        # A name of two characters is too short for any full-text index; LIKE finds it.
        match = Q(name__icontains=words) | Q(username__icontains=words)
        match |= Q(staff__number__iexact=words) | Q(unit__name__icontains=words)
        match |= Q(staff__phone_digest=vault.digest(_phone(), words))
        found = found.filter(match)
    return found.select_related("unit", "staff").order_by("unit__path", "name")


def _phone() -> object:
    return Staff._meta.get_field("phone")


def colleagues(of: Account, *, on: date) -> QuerySet[Account]:
    """Return who could stand in for somebody: open accounts of his kind in his county."""
    county = of.unit.county_path
    found = Account.objects.filter(is_active=True, kind=of.kind, unit__county_path=county)
    if not county:
        found = found.filter(unit__path__startswith=of.unit.path)
    return found.exclude(pk=of.pk).select_related("unit").order_by("unit__path", "name")


@dataclass(frozen=True, slots=True)
class Example:
    """Somebody of the demo, by role, for the list on its sign-in page."""

    role: str
    name: str
    unit: str
    username: str


def examples(*, on: date) -> tuple[Example, ...]:
    """Return one person of every role there is, in the order of the roles."""
    held = Appointment.objects.in_force(on=on).filter(account__is_active=True)
    first: dict[str, Appointment] = {}
    for one in held.select_related("account", "post__unit").order_by("pk"):
        first.setdefault(one.post.role, one)
    return tuple(
        Example(
            role=role.label,
            name=first[role].account.name,
            unit=first[role].post.unit.short_name,
            username=first[role].account.username,
        )
        for role in Role
        if role in first
    )
