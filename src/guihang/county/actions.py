"""Build the demo county, through the same actions as everybody else's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from random import Random

from django.db import transaction
from django.utils import translation

from guihang.agencies.vocabulary import Role
from guihang.bureau.reviews import actions as reviews
from guihang.county import (
    absences,
    approving,
    assessing,
    checking,
    crowds,
    doing,
    entrusting,
    faults,
    inquiring,
    leaving,
    offices,
    packaging,
    register,
    relocating,
    rounds,
    sanctioning,
)
from guihang.county.acts import Acts, take_over
from guihang.county.diary import LOCAL, Happening, Year, moment
from guihang.county.hands import Hands
from guihang.county.lives import Homes
from guihang.county.offices import Offices
from guihang.county.population import planned
from guihang.county.steps import HISTORY, before, merged
from guihang.decisions import actions as decisions
from guihang.dossiers import actions as dossiers
from guihang.duties import actions as duties
from guihang.exchange import actions as exchange
from guihang.ledger import actions as ledger
from guihang.ledger.chains import SYSTEM
from guihang.supervision.search import actions as search

LONG_AGO = timedelta(days=100)
OPENED, SWEPT = time(8, 30), time(8)
MARKS = {"county": "冷矫", "county2": "零矫"}
"""The marks under which the two agencies number their papers."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the demo county shall be: its day, its size, its seed, its one password."""

    today: date
    people: int
    seed: int
    password: str
    faults: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """What came of building: one sign-in name for each role, and the faults that were planted.

    `refused` names the tales that ended early, because a step of them did not fit the calendar.
    """

    sign_ins: dict[str, str]
    planted: tuple[faults.Planted, ...] = ()
    refused: tuple[str, ...] = ()


def build(wanted: Wanted, *, says: Callable[[str], None]) -> Built:
    """Build the county into empty tables, with planted faults where they are wanted."""
    made = Offices(at=datetime.combine(offices.SINCE, OPENED, LOCAL), password=wanted.password)
    with translation.override("zh-hans"):
        _open(made, says)
        hands = Hands(made)
        on = wanted.today
        away = tuple(absences.happenings(hands, on))
        year = Year(chain(away, _lives(hands, wanted), entrusting.happenings(hands, on=on)))
        with duties.gathered():
            for month in year.live():
                says(f"the year: {month}")
        at = datetime.combine(wanted.today, SWEPT, LOCAL)
        planted = _planted(made, wanted, at)
        says("what is owed today")
        _sweep(at)
    return Built(_sign_ins(made), planted, tuple(year.refused))


def crowd(wanted: Wanted, *, says: Callable[[str], None]) -> Built:
    """Build a county of many thousands for measuring."""
    made = Offices(at=datetime.combine(offices.SINCE, OPENED, LOCAL), password=wanted.password)
    at = datetime.combine(wanted.today, SWEPT, LOCAL)
    with translation.override("zh-hans"):
        _open(made, says)
        crowds.fill(made, wanted.people, _seeded(wanted), at=at, says=says)
        planted = _planted(made, wanted, at)
        reviews.look(by=SYSTEM, at=at)
        _tell(at)
    return Built(_sign_ins(made), planted)


def _planted(made: Offices, wanted: Wanted, at: datetime) -> tuple[faults.Planted, ...]:
    return faults.plant(made, _seeded(wanted), at=at) if wanted.faults else ()


def _open(made: Offices, says: Callable[[str], None]) -> None:
    with transaction.atomic():
        for part in offices.build(made):
            says(part)
    for unit, mark in MARKS.items():
        dossiers.set_paper_mark(unit=made.units[unit], mark=mark, by=SYSTEM, at=made.at)


def _sign_ins(made: Offices) -> dict[str, str]:
    return {str(Role(role).value): name for role, name in made.sign_ins.items()}


def _seeded(wanted: Wanted) -> Random:
    # The same county for the same seed is the point; nothing here is a secret.
    return Random(wanted.seed)  # noqa: S311


def _lives(hands: Hands, wanted: Wanted) -> Iterator[Happening]:
    """Yield what happens in the cases of everybody who is or was on the register."""
    on, opening = wanted.today, register.opening(wanted.today)
    homes = Homes(_seeded(wanted))
    plans = planned(homes, wanted.people, on)
    taken = []
    for life, steps, tale in plans:
        acts, planned_steps = Acts(hands, life), merged(steps, on - LONG_AGO)
        if tale and tale.username:
            hands.offices.sign_ins[Role.PERSON] = tale.username
            yield acts.have_account(tale.username, opening)
        past = before(planned_steps, opening)
        if past:
            taken.append((acts, past))
        for step in planned_steps:
            if opening <= step.day < on and step.act != HISTORY:
                yield acts.happening(step, doing.way(step, on))
    if taken:
        yield Happening(moment(opening, 8, 30), lambda at: take_over(taken, at))
    yield from relocating.happenings(hands, plans, on)
    yield from leaving.happenings(hands, plans, on)
    yield from sanctioning.happenings(hands, plans, on)
    yield from approving.happenings(hands, plans, on)
    yield from assessing.happenings(hands, [one.life for one in plans], on)
    yield from packaging.happenings(hands, [one.life for one in plans], on)
    yield from checking.happenings(hands, [one.life for one in plans], on)
    yield from inquiring.happenings(hands, homes, plans, opening=opening, on=on)
    yield from rounds.happenings(hands, [one.life for one in plans], opening=opening, on=on)


def _sweep(at: datetime) -> None:
    """Do what the sweeps would have done: days that passed, duties, notices, an anchor over all."""
    decisions.move_with_the_days(at=at)
    search.sweep(at=at)
    reviews.look(by=SYSTEM, at=at)
    duties.rebuild_all(on=at.date())
    _tell(at)


def _tell(at: datetime) -> None:
    exchange.deliver_notices(at=at)
    ledger.anchor(at=at)
