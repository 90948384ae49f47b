"""Where a case stands and what lies over it, told from its events alone. Pure; drawn for readers.

The state is what the latest turning event made of it. Overlays open with one event and close with
another, so several can be true together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.rules.intake import Papers

AWAITED, INCOMPLETE, RECEIVED, UNDER = "awaited", "incomplete", "received", "under"
DISCHARGED, TERMINATED, MOVED, ARCHIVED = "discharged", "terminated", "moved", "archived"

INCOMPLETE_PAPERS = Papers.INCOMPLETE.value
"""The code of documents that came, but not all of them: they complete nothing."""

COURSE: Mapping[str, Mapping[What, str]] = {
    AWAITED: {
        What.REGISTERED: RECEIVED,
        What.TERMINATED: TERMINATED,
        What.DISCHARGED: DISCHARGED,
    },
    INCOMPLETE: {
        What.DOCUMENTS_RECEIVED: RECEIVED,
        What.DOCUMENTS_COMPLETED: RECEIVED,
        What.DECLARED: UNDER,
        What.DISCHARGED: DISCHARGED,
        What.TERMINATED: TERMINATED,
        What.MOVED_OUT: MOVED,
    },
    RECEIVED: {
        What.DECLARED: UNDER,
        What.DISCHARGED: DISCHARGED,
        What.TERMINATED: TERMINATED,
        What.MOVED_OUT: MOVED,
    },
    UNDER: {
        What.DISCHARGED: DISCHARGED,
        What.TERMINATED: TERMINATED,
        What.MOVED_OUT: MOVED,
    },
    DISCHARGED: {What.ARCHIVED: ARCHIVED},
    TERMINATED: {What.ARCHIVED: ARCHIVED},
    MOVED: {What.ARCHIVED: ARCHIVED},
    ARCHIVED: {},
}
"""Which event leads from which state to which; somebody registered without papers waits there."""

OVERLAYS: Mapping[str, tuple[frozenset[What], frozenset[What]]] = {
    "on_leave": (frozenset({What.LEAVE_GRANTED}), frozenset({What.RETURNED})),
    "moving": (
        frozenset({What.TRANSFER_ASKED}),
        frozenset({What.TRANSFER_REFUSED, What.TRANSFER_REPORTED, What.MOVED_OUT}),
    ),
    "missing": (frozenset({What.LOST}), frozenset({What.FOUND})),
    "held": (frozenset({What.DETAINED}), frozenset({What.FREED})),
    "proposed": (
        frozenset(
            {
                What.REVOCATION_PROPOSED,
                What.RECALL_PROPOSED,
                What.ARREST_ASKED,
                What.REDUCTION_PROPOSED,
            }
        ),
        frozenset(
            {
                What.REVOKED,
                What.REVOCATION_REFUSED,
                What.RECALLED,
                What.RECALL_REFUSED,
                What.ARREST_DECIDED,
                What.ARREST_REFUSED,
                What.REDUCED,
                What.REDUCTION_REFUSED,
            }
        ),
    ),
}
"""What opens and what closes each overlay; ends of the case close all of them."""

ENDS = (What.DISCHARGED, What.TERMINATED, What.MOVED_OUT)


@dataclass(frozen=True, slots=True)
class Stand:
    """A state from a day on, and the event that led to it."""

    state: str
    since: date
    by: What | None


@dataclass(frozen=True, slots=True)
class Spell:
    """An overlay from a day to a day, or still open."""

    name: str
    since: date
    until: date | None
    of: str = ""


def stands(case: CaseFacts) -> tuple[Stand, ...]:
    """Return every state the case was in, in order."""
    first = case.events[0].day if case.events else date.min
    found = [Stand(AWAITED, first, None)]
    complete = False
    for event in case.events:
        if event.what is What.DOCUMENTS_RECEIVED and event.code == INCOMPLETE_PAPERS:
            continue
        complete |= event.what in {What.DOCUMENTS_RECEIVED, What.DOCUMENTS_COMPLETED}
        target = COURSE[found[-1].state].get(event.what)
        if target == RECEIVED and event.what is What.REGISTERED and not complete:
            target = INCOMPLETE
        if target is not None:
            found.append(Stand(target, event.day, event.what))
    return tuple(found)


def state(case: CaseFacts) -> str:
    """Return where the case stands after all its events."""
    return stands(case)[-1].state


def spells(case: CaseFacts) -> tuple[Spell, ...]:
    """Return every overlay the case had or has, in order."""
    over = next((event.day for event in case.events if event.what in ENDS), None)
    found = (
        _spell(name, event, case.all(*closes), over)
        for name, (opens, closes) in OVERLAYS.items()
        for event in case.all(*opens)
    )
    return tuple(sorted(found, key=lambda spell: (spell.since, spell.name)))


def _spell(name: str, event: Event, closing: Iterable[Event], over: date | None) -> Spell:
    since = event.begins or event.day
    met = (
        closed.day
        for closed in closing
        if closed.day >= event.day and event.of in (None, closed.of)
    )
    until = next(met, over)
    return Spell(name, since, None if until is None else max(until, since), event.of or "")


def draw() -> str:
    """Return the course of a case as a Mermaid diagram for docs/reference/course.md."""
    lines = ["stateDiagram-v2", f"    [*] --> {AWAITED}"]
    for here, turns in COURSE.items():
        lines += [f"    {here} --> {there}: {what}" for what, there in turns.items()]
    lines.append(f"    {AWAITED} --> {INCOMPLETE}: {What.REGISTERED} (papers missing)")
    return "\n".join(lines)
