"""A history that can be bent: the events of a usual case, some dropped, moved or added."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from guihang.county.diary import next_workday, workday
from guihang.law.codes import Body
from guihang.law.events import Breach, Event, Reply, What

A_YEAR = timedelta(days=365)
MOVING = (
    What.TRANSFER_ASKED,
    What.TRANSFER_OPINED,
    What.TRANSFER_LETTER_SENT,
    What.TRANSFER_LETTER_RECEIVED,
    What.TRANSFER_REPLIED,
    What.TRANSFER_AGREED,
    What.TRANSFER_TOLD,
    What.TRANSFER_FILE_SENT,
)
"""The change of the place of execution, step by step, with nobody told of it besides."""


@dataclass(slots=True)
class History:
    """What is said to have happened in one case, until a day."""

    events: list[Event]
    on: date
    matters: int = field(default=0)

    def drop(self, *whats: What) -> None:
        """Leave out everything of these kinds."""
        self.events = [event for event in self.events if event.what not in whats]

    def drop_told(self, to: Body) -> None:
        """Leave out whatever one body was told."""
        told = (What.TOLD, What.COPIED)
        self.events = [e for e in self.events if not (e.what in told and e.to is to)]

    def move(self, what: What, days: int) -> None:
        """Let what happened have happened so many days later, or earlier."""
        self.events = [
            replace(e, day=e.day + timedelta(days=days)) if e.what is what else e
            for e in self.events
        ]

    def day(self, what: What) -> date:
        """Return the day something happened first."""
        return next(event.day for event in self.events if event.what is what)

    def ago(self, days: int) -> date:
        """Return a day of work about so many days before the end."""
        return workday(self.on - timedelta(days=days))

    def add(self, what: What, ago: int, **fields: object) -> None:
        """Let something have happened about so many days before the end."""
        self.on_day(what, self.ago(ago), **fields)

    def on_day(self, what: What, day: date, **fields: object) -> None:
        """Let something have happened on a day."""
        self.events.append(Event(what, **{"day": day} | fields))

    def next_matter(self) -> str:
        """Return the number under which a matter of long ago stands in the books."""
        self.matters += 1
        return f"旧-{self.matters:02d}"

    def sanction(self, what: What, ago: int, *, heard: bool = True, copied: bool = True) -> str:
        """Let somebody be sanctioned as it should be, or without a hearing or a copy."""
        of = self.next_matter()
        self.add(What.RULE_BROKEN, ago + 6, code=Breach.REPORT)
        if heard:
            self.add(What.HEARD, ago + 3)
        self.add(what, ago, of=of)
        self.add(What.SANCTION_TOLD, ago - 1, of=of)
        if copied:
            self.add(What.COPIED, ago - 1, of=of, to=Body.PROCURATORATE)
        self.add(What.CLASSIFIED, ago - 2, code="strict")
        self.add(What.PLAN_ADJUSTED, ago - 2)
        return of

    def commended(self, day: date) -> None:
        """Let somebody be commended as it should be on a day."""
        of = self.next_matter()
        after = next_workday(day + timedelta(days=1))
        self.on_day(What.COMMENDED, day, of=of)
        self.on_day(What.SANCTION_TOLD, after, of=of)
        self.on_day(What.COPIED, after, of=of, to=Body.PROCURATORATE)
        self.on_day(What.CLASSIFIED, after, code="lenient")

    def leave(self, ago: int, days: int, *, granted_late: int = 0) -> str:
        """Let somebody have been away as it should be; or granted so many days too late."""
        of, leaves = self.next_matter(), self.ago(ago)
        returns = leaves + timedelta(days=days - 1)
        span = {"begins": leaves, "ends": returns, "of": of}
        self.on_day(What.LEAVE_ASKED, leaves - timedelta(days=5), **span)
        self.on_day(What.LEAVE_GRANTED, leaves + timedelta(days=granted_late - 3), **span)
        self.on_day(What.COPIED, leaves + timedelta(days=granted_late - 2), of=of, to=Body.COUNTY)
        self.on_day(What.LEFT, leaves, of=of)
        self.on_day(What.RETURNED, returns, of=of)
        return of

    def device(self, ago: int, **changed: object) -> str:
        """Let somebody have worn a device after a warning as it should be."""
        of, begins = self.next_matter(), self.ago(ago)
        fields = {"begins": begins, "ends": begins + timedelta(days=60), "code": "warned"} | changed
        self.on_day(What.DEVICE_APPROVED, begins, of=of, **fields)
        self.on_day(What.DEVICE_TOLD, begins, of=of)
        self.on_day(What.COPIED, begins, of=of, to=Body.PROCURATORATE)
        self.on_day(What.DEVICE_WORN, begins, of=of)
        return of

    def lost(self, ago: int, found: int = 0) -> None:
        """Let somebody have been out of contact as it should be, perhaps found again."""
        self.add(What.LOST, ago)
        self.add(What.SEARCH_STARTED, ago)
        self.add(What.TOLD, ago, to=Body.POLICE)
        self.add(What.TOLD, ago, to=Body.PROCURATORATE)
        if found:
            self.add(What.FOUND, found)
            self.sanction(What.WARNED, found - 4)

    def moving(self, *steps: What) -> str:
        """Let somebody have asked to live in another county, and so far it has come."""
        of = self.next_matter()
        for order, what in enumerate(steps):
            code = Reply.AGREES if what is What.TRANSFER_REPLIED else None
            self.add(what, 100 - 3 * order, of=of, code=code)
        return of

    def told(self) -> tuple[Event, ...]:
        """Return what happened until the day, in order."""
        until = (event for event in self.events if event.day <= self.on)
        return tuple(sorted(until, key=lambda event: event.day))
