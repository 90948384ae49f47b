"""Everybody of the simulated county with the steps of his case: the tales, and the many others."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from guihang.county import courses, register
from guihang.county.arrivals import COMING
from guihang.county.lives import Homes, Life
from guihang.county.steps import Step
from guihang.county.tales import Tale, told
from guihang.county.troubles import TROUBLES


class Planned(NamedTuple):
    """Somebody with the steps of his case, and the tale they are, if they are one."""

    life: Life
    steps: tuple[Step, ...]
    tale: Tale | None = None


def planned(homes: Homes, people: int, on: date) -> list[Planned]:
    """Return everybody with his steps; so many people are on the register on the day."""
    tales = _tales(people)
    found = [Planned(life, tuple(steps), tale) for life, steps, tale in told(homes, tales, on)]
    running = sum(not tale.gone for tale in tales)
    others = [
        *register.standing(homes, people - running, on),
        *register.gone(homes, people, on),
    ]
    return found + [Planned(life, tuple(courses.usual(life))) for life in others]


def _tales(people: int) -> tuple[Tale, ...]:
    """Return the tales there is room for, those of trouble first."""
    chosen: list[Tale] = []
    for tale in (*TROUBLES, *COMING):
        if sum(not one.gone for one in chosen) < people or tale.gone:
            chosen.append(tale)
    return tuple(chosen)
