"""The law of a day and a place: `Statutes(on=day, within="43")["leave.trip_max"]`.

Every number of the rules is a dated, cited value in `parameters/*.toml`. A value may belong to
a jurisdiction (`within`), and an administrator may lay named local rules over them; a local
rule has its own days and may be switched off.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter

from guihang.law import calendars, periods, tables
from guihang.law.articles import Status
from guihang.law.calendars import Calendar
from guihang.law.periods import Counted, RestDay
from guihang.law.spans import Span
from guihang.law.tables import Table, WrongTableError
from guihang.law.texts import Text
from guihang.law.verdicts import Ground

type Held = Span | int | tuple[str, ...]


class NotInForce(KeyError):  # noqa: N818 - a gap in the law, not an error
    """The law of that day, or of that place, has no such value."""

    def __init__(self, key: str, on: date) -> None:
        """Name the value and the day."""
        super().__init__(key)
        self.key, self.on = key, on


@dataclass(frozen=True, slots=True)
class Value:
    """One value of one parameter from a day on, with the article it stands in."""

    key: str
    held: Held
    since: date
    by: str
    says: Text
    status: Status
    checked: date
    text: str = ""
    within: str = ""

    @property
    def span(self) -> Span:
        """The value as a length of time."""
        if not isinstance(self.held, Span):
            raise TypeError(f"{self.key} is not a length of time")
        return self.held

    @property
    def number(self) -> int:
        """The value as a number."""
        if not isinstance(self.held, int):
            raise TypeError(f"{self.key} is not a number")
        return self.held

    @property
    def days(self) -> int:
        """The value as a number of days."""
        return self.span.days

    @property
    def words(self) -> tuple[str, ...]:
        """The value as a list of codes."""
        if not isinstance(self.held, tuple):
            raise TypeError(f"{self.key} is not a list")
        return self.held

    def ground(self, because: Text | None = None) -> Ground:
        """Return the value's article as a ground, with what the value says or a reason."""
        return Ground(self.by, because or self.says)


@dataclass(frozen=True, slots=True)
class LocalRule:
    """A named local rule laid over one value: whose, from when, and what; None switches it off."""

    name: str
    key: str
    within: str
    since: date
    held: Held | None
    says: Text
    until: date | None = None

    def applies(self, on: date, within: str) -> bool:
        """Tell whether it holds on a day in a place."""
        in_time = self.since <= on and (self.until is None or on <= self.until)
        return in_time and within.startswith(self.within)


@lru_cache(maxsize=1)
def parameters() -> Mapping[str, tuple[Value, ...]]:
    """Return every parameter with all its values, oldest first."""
    found: dict[str, tuple[Value, ...]] = {}
    for subject, file in tables.folder("parameters"):
        for name in file:
            key, table = f"{subject}.{name}", file.within(name)
            values = (_value(key, table.text("says"), row) for row in table.tables("values"))
            found[key] = tuple(sorted(values, key=attrgetter("since")))
    return found


def _value(key: str, says: Text, row: Table) -> Value:
    return Value(
        key=key,
        held=held(key, row.held("value")),
        since=row.day("since"),
        by=row.word("by"),
        says=says,
        status=Status(row.word("status")),
        checked=row.day("checked"),
        text=row.word("text", ""),
        within=row.word("within", ""),
    )


def held(key: str, written: object) -> Held:
    """Return a value as it was written: a length of time, a number or a list."""
    if isinstance(written, str):
        return Span.parse(written)
    if isinstance(written, list):
        return tuple(map(str, written))
    if isinstance(written, int):
        return written
    raise WrongTableError(f"{key} is neither a length of time, a number nor a list")


@lru_cache(maxsize=1)
def _turns() -> tuple[date, ...]:
    """The days on which any value changes; between two of them the law is the same."""
    return tuple(sorted({value.since for values in parameters().values() for value in values}))


@lru_cache(maxsize=1024)
def _in_force(turn: int, within: str) -> dict[str, Value]:
    """The values in force between two turns in a place; the narrower jurisdiction wins."""
    if not turn:
        return {}
    last = _turns()[turn - 1]
    found: dict[str, Value] = {}
    for key, values in parameters().items():
        fitting = [row for row in values if row.since <= last and within.startswith(row.within)]
        if fitting:
            found[key] = max(fitting, key=lambda row: (len(row.within), row.since))
    return found


class Statutes:
    """The law on a day within a place, with its calendar, local rules and confirmations."""

    __slots__ = ("_others", "_values", "calendar", "confirmed", "local", "on", "within")

    def __init__(
        self,
        on: date,
        within: str = "",
        *,
        local: tuple[LocalRule, ...] = (),
        confirmed: frozenset[str] = frozenset(),
        calendar: Calendar | None = None,
    ) -> None:
        """Take the day, the six-digit code of the place (or its beginning), and what is local."""
        self.on, self.within, self.local, self.confirmed = on, within, local, confirmed
        self.calendar = calendar or calendars.shipped()
        self._values = _in_force(bisect_right(_turns(), on), within)
        self._others: dict[date, Statutes] = {}

    def at(self, day: date) -> Statutes:
        """Return the law of another day in the same place: a decision keeps the law of its day."""
        if day == self.on:
            return self
        known = self._others.get(day)
        if known is None:
            known = self._others[day] = type(self)(
                day,
                self.within,
                local=self.local,
                confirmed=self.confirmed,
                calendar=self.calendar,
            )
        return known

    def __getitem__(self, key: str) -> Value:
        """Return the value in force, local rules laid over it."""
        value = self.get(key)
        if value is None:
            raise NotInForce(key, self.on)
        return value

    def get(self, key: str) -> Value | None:
        """Return the value in force, or None where there is none or a local rule is off."""
        value = self._values.get(key)
        for rule in self.local:
            if rule.key == key and rule.applies(self.on, self.within):
                return _laid_over(rule, value)
        return value

    def due(self, after: date, key: str, ending: RestDay = RestDay.ROLLS) -> Counted:
        """Return the last day of a period that is a parameter."""
        return periods.period(after, self[key].span, self.calendar, ending)


def _laid_over(rule: LocalRule, value: Value | None) -> Value | None:
    if rule.held is None:
        return None
    checked = value.checked if value else rule.since
    return Value(
        key=rule.key,
        held=rule.held,
        since=rule.since,
        by=f"local:{rule.name}",
        says=rule.says,
        status=Status.PRACTICE,
        checked=checked,
        within=rule.within,
    )
