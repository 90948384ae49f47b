"""What many thousands of people need beside the demo's own offices: squads, townships, counties.

The reference site has some 40 people an officer, and so has everything that is added: three more
township offices for each squad more, and one more county when one has grown to 5,000 people.
What is added is invented, and its names say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice
from random import Random

from django.db.transaction import atomic

from guihang.agencies.vocabulary import Level, Role, UnitKind
from guihang.county.offices import Offices, enter_office, enter_seat, enter_unit
from guihang.county.people import a_name
from guihang.county.places import Township, townships
from guihang.county.posts import Body, Seat
from guihang.law.rungs import Rung

AT_HOME, PER_COUNTY = 350, 5_000
PER_OFFICE, OFFICES_A_SQUAD, OFFICERS_A_SQUAD = 40, 3, 3
PER_SQUAD = PER_OFFICE * OFFICES_A_SQUAD
SQUAD_NUMBERS, TOWNSHIP_NUMBERS, COUNTY_NUMBERS = 4, 301, 61
COUNTY, BRIGADE = "county", "brigade"


@atomic
def grow(offices: Offices, people: int, random: Random) -> tuple[Township, ...]:
    """Enter what so many people need beside the demo's own, and return where they live."""
    built = list(townships())
    built += _squads(offices, (COUNTY, BRIGADE), min(people, PER_COUNTY) - AT_HOME, random)
    for number, done in enumerate(range(PER_COUNTY, people, PER_COUNTY), start=COUNTY_NUMBERS):
        keys = _county(offices, number, random)
        built += _squads(offices, keys, min(people - done, PER_COUNTY), random)
    return tuple(built)


def _county(offices: Offices, number: int, random: Random) -> tuple[str, str]:
    """Enter one more county with its brigade and those who head it."""
    county, brigade = f"4311{number}", f"4311{number}-B"
    name = f"演示{number}区"
    justice = UnitKind.JUSTICE
    enter_unit(
        offices, Body(county, county, f"{name}司法局", f"{name}局", justice, "city", Level.COUNTY)
    )
    kind = UnitKind.BRIGADE
    enter_unit(
        offices,
        Body(brigade, brigade, f"{name}社区矫正执法大队", f"{name}大队", kind, county),
    )
    head, rungs = Role.BRIGADE_LEADER, (Rung.AGENCY, Rung.AGENCY_HEAD)
    enter_seat(offices, Seat(brigade, "大队长", head, a_name(random), rungs=rungs, for_one=True))
    head, rungs = Role.BUREAU_HEAD, (Rung.BUREAU_HEAD,)
    enter_seat(offices, Seat(county, "局长", head, a_name(random), rungs=rungs, for_one=True))
    return county, brigade


def _squads(
    offices: Offices, above: tuple[str, str], people: int, random: Random
) -> Iterator[Township]:
    """Enter the squads that so many people need, and yield the townships in their charge."""
    county, brigade = above
    places = _townships(offices.units[county])
    for number in range(SQUAD_NUMBERS, SQUAD_NUMBERS + -(-max(people, 0) // PER_SQUAD)):
        key = f"{offices.units[brigade].code}{number}"
        name = f"第{number}中队"
        enter_unit(offices, Body(key, key, name, name, UnitKind.SQUAD, brigade))
        leader = Seat(key, "中队长", Role.SQUAD_LEADER, a_name(random), for_one=True)
        enter_seat(offices, leader)
        for _ in range(OFFICERS_A_SQUAD):
            enter_seat(offices, Seat(key, "队员", Role.SQUAD_OFFICER, a_name(random)))
        for township in islice(places, OFFICES_A_SQUAD):
            enter_office(offices, township, key, a_name(random), county=county)
            yield township


def _townships(county) -> Iterator[Township]:
    """Yield invented townships of a county, each with two villages and its share of the people."""
    weight = sum(one.drawn for one in townships()) * PER_OFFICE // AT_HOME
    for number in count(TOWNSHIP_NUMBERS):
        code = f"{county.code}{number}"
        villages = tuple((f"{code}{place:03d}", f"演示{place}村委会") for place in (1, 2))
        name = county.name.removesuffix("司法局")
        yield Township(code, f"演示{number}镇", villages, name, weight)
