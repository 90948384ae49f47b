"""The steps a case takes, as plain rows: on which day, by whom, what then stands in its history.

Steps of long ago are taken over with the register; later ones are acted out one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from guihang.law.events import Event, What

RANKS = ("office", "squad", "leader")
TOGETHER = timedelta(days=10)
HISTORY = "history"
"""Steps that are known only from the register taken over; later, rounds do them for many."""
ALONE = frozenset({HISTORY, "receive", "form_group", "name_guarantor", "prepare_end", "discharge"})

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


def merged(steps: Iterable[Step], upto: date) -> tuple[Step, ...]:
    """Return steps with those of long ago entered together, as a book is kept: by the last of them.

    What is entered together keeps the day on which it happened. Papers that come, people who are
    named and everything near today are entered one by one.
    """
    found: list[Step] = []
    for step in ordered(steps):
        last = found[-1] if found else None
        if last and step.day <= upto and _go_together(last, step):
            found[-1] = replace(
                step,
                said=(*_dated(last), *step.said),
                act=step.act if step.act == "discharge" else "note",
                who=max(last.who, step.who, key=RANKS.index),
            )
        else:
            found.append(step)
    return tuple(found)


def _go_together(one: Step, other: Step) -> bool:
    if (one.act, other.act) == ("prepare_end", "discharge"):
        return True
    near = other.day - one.day <= TOGETHER
    return near and not {one.act, other.act} & ALONE and not one.note


def _dated(step: Step) -> tuple[Said, ...]:
    return tuple(
        (one[0], {"day": step.day} | dict(one[1]))
        if isinstance(one, tuple)
        else (one, {"day": step.day})
        for one in step.said
    )
