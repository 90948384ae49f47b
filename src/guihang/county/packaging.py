"""Responsibility packages in the simulated county: named office by office; one is not done yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from guihang.cases.actions.noting import fresh
from guihang.cases.vocabulary import REGISTERED
from guihang.county.diary import Happening, moment
from guihang.county.hands import Hands
from guihang.county.lives import Life
from guihang.county.places import townships
from guihang.law.rules.levels import Level
from guihang.supervision.packages import actions
from guihang.supervision.packages.actions import Named

DAYS_BEFORE = 3
WHY = "按照责任片区确定。"
LED = "严格管理对象，由领导包案。"
STATION = "{place}派出所"
CONSTABLE, CADRE = "片区民警", "村（社区）治保主任"


def happenings(hands: Hands, lives: Sequence[Life], on: date) -> Iterator[Happening]:
    """Yield how the offices fill the packages of their people; one has no police yet."""
    by_office: dict[str, list[Life]] = defaultdict(list)
    for life in lives:
        by_office[life.office].append(life)
    middling = sorted(by_office, key=lambda office: (len(by_office[office]), office))
    waiting = middling[len(middling) // 2]
    day = on - timedelta(days=DAYS_BEFORE)
    for number, (office, many) in enumerate(sorted(by_office.items())):
        do = _filling(hands, office, many, is_whole=office != waiting)
        yield Happening(moment(day, 9, number), do)


def _filling(hands: Hands, office: str, many: Sequence[Life], *, is_whole: bool):
    def do(at: datetime) -> None:
        there = [fresh(life.case) for life in many if life.case is not None]
        path = hands.offices.units[office].path
        there = [one for one in there if one.state in REGISTERED and one.unit_path == path]
        by = hands.of_office(office, at)
        head = hands.offices.holders[office, "所长"]
        _name(there, "officer", Named(account=head.pk), by, at)
        if is_whole:
            _name(there, "police", _constable(office), by, at)
        for village, cases in _by_village(there).items():
            _name(cases, "community", Named(outsider=CADRE, body=village), by, at)
        strict = [case for case in there if case.level == Level.STRICT]
        leader = hands.leader(office, at)
        _name(strict, "leader", Named(account=leader.account_id), leader, at, LED)

    return do


def _name(  # noqa: PLR0913 - for whom, which part, who and why are all asked for
    cases: list, part: str, named: Named, by, at: datetime, because: str = WHY
) -> None:
    if cases:
        actions.name_owner(cases=cases, part=part, named=named, because=because, by=by, at=at)


def _constable(office: str) -> Named:
    place = next(one.short for one in townships() if one.code == office)
    return Named(outsider=CONSTABLE, body=STATION.format(place=place))


def _by_village(cases: Sequence) -> dict[str, list]:
    found: dict[str, list] = defaultdict(list)
    for case in cases:
        found[case.area.name if case.area else "所在村（社区）"].append(case)
    return found
