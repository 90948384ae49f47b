"""Build the demo county, through the same actions as everybody else's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import translation

from guihang.agencies.vocabulary import Role
from guihang.county import offices, register
from guihang.county.offices import Offices

LOCAL = ZoneInfo("Asia/Shanghai")
OPENED = time(8, 30)


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
        for part in register.fill(made, wanted.people, _seeded(wanted), on=wanted.today):
            says(part)
    return {str(Role(role).value): name for role, name in made.sign_ins.items()}


def _seeded(wanted: Wanted) -> Random:
    # The same county for the same seed is the point; nothing here is a secret.
    return Random(wanted.seed)  # noqa: S311
