"""The steps a case takes, as plain rows: on which day, by whom, what then stands in its history.

Steps of long ago are taken over with the register; later ones are acted out one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from guihang.law.events import Event, What

type Said = What | tuple[What, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Step:
    """One act of a case: its day and hour, who does it, and what it notes."""

    day: date
    hour: int
    said: tuple[Said, ...]
    act: str = "note"
    who: str = "squad"
    note: str = ""
    more: Mapping[str, object] = field(default_factory=dict)


def events_of(step: Step, day: date | None = None) -> tuple[Event, ...]:
    """Return what a step notes, as the law has it; of the step's day unless it says another."""
    made = []
    for one in step.said:
        what, fields = one if isinstance(one, tuple) else (one, {})
        made.append(Event(what, **{"day": day or step.day} | dict(fields)))
    return tuple(made)


def before(steps: Iterable[Step], day: date) -> tuple[Event, ...]:
    """Return everything that steps before a day note, in order."""
    events = (event for step in steps if step.day < day for event in events_of(step))
    return tuple(sorted(events, key=lambda event: event.day))


def ordered(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return steps in the order of their days and hours."""
    return tuple(sorted(steps, key=lambda step: (step.day, step.hour)))
