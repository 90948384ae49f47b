"""Build the demo county, through the same actions as everybody else's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain
from random import Random

from django.db import transaction
from django.utils import translation

from guihang.agencies.vocabulary import Role
from guihang.county import entrusting, offices, register
from guihang.county.diary import LOCAL, live_through
from guihang.county.offices import Offices
from guihang.decisions import actions as decisions
from guihang.dossiers import actions as dossiers
from guihang.exchange import actions as exchange
from guihang.ledger import actions as ledger
from guihang.ledger.chains import SYSTEM

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


def build(wanted: Wanted, *, says: Callable[[str], None]) -> dict[str, str]:
    """Build the county into empty tables; return one sign-in name for each role."""
    began = datetime.combine(offices.SINCE, OPENED, LOCAL)
    made = Offices(at=began, password=wanted.password)
    with translation.override("zh-hans"):
        with transaction.atomic():
            for part in offices.build(made):
                says(part)
        for unit, mark in MARKS.items():
            dossiers.set_paper_mark(unit=made.units[unit], mark=mark, by=SYSTEM, at=began)
        arrivals = register.happenings(made, wanted.people, _seeded(wanted), on=wanted.today)
        year = chain(arrivals, entrusting.happenings(made, on=wanted.today))
        for part in live_through(year):
            says(part)
        _sweep(datetime.combine(wanted.today, SWEPT, LOCAL))
    return {str(Role(role).value): name for role, name in made.sign_ins.items()}


def _seeded(wanted: Wanted) -> Random:
    # The same county for the same seed is the point; nothing here is a secret.
    return Random(wanted.seed)  # noqa: S311


def _sweep(at: datetime) -> None:
    """Do what the sweeps would have done: days that passed, notices, an anchor over all."""
    decisions.move_with_the_days(at=at)
    exchange.deliver_notices(at=at)
    ledger.anchor(at=at)
