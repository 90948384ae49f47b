"""A file as a check sees it: one case with its group, its matters, and when each event was noted.

Frozen and read beforehand, so that a check is a pure function of a file and a day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from guihang.decisions.queries import History
from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.rules.group import Member
from guihang.law.statutes import Statutes


@dataclass(frozen=True, slots=True)
class Sitting:
    """A member of the group from a day to a day."""

    member: Member
    since: date
    until: date | None = None

    def sits(self, on: date) -> bool:
        """Whether the member belongs to the group on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class File:
    """One case whole, on the day it is looked at."""

    key: int
    number: str
    unit_path: str
    facts: CaseFacts
    law: Statutes
    group: tuple[Sitting, ...] = ()
    matters: tuple[History, ...] = ()
    noted: Mapping[Event, date] = field(default_factory=dict)
    plan_review: date | None = None

    @property
    def on(self) -> date:
        """The day it is looked at."""
        return self.law.on

    def events(self, *whats: What) -> Iterator[Event]:
        """Yield what happened of these kinds until the day it is looked at, in order."""
        return (event for event in self.facts.all(*whats) if event.day <= self.on)

    def last_before(self, day: date, *whats: What) -> Event | None:
        """Return the latest event of these kinds before a day."""
        found = [event for event in self.facts.all(*whats) if event.day < day]
        return found[-1] if found else None

    def between(self, since: date, until: date, *whats: What) -> Event | None:
        """Return the first event of these kinds from a day to a day, both included."""
        return next((e for e in self.facts.all(*whats) if since <= e.day <= until), None)

    def sitting(self, on: date) -> tuple[Member, ...]:
        """Return the members of the group on a day."""
        return tuple(one.member for one in self.group if one.sits(on))
