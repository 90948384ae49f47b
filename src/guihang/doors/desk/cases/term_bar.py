"""A term as a drawing: months, today, both ends, and lanes of what lay over it.

Everything is a percentage of the width, so that the drawing needs no style.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from guihang.cases.vocabulary import OverlayKind
from guihang.doors.ui import wording
from guihang.law.periods import same_day

MOST_TICKS, LABELS = 60, 8
SOON_DAYS = 30
LEAST_WIDTH = 0.4
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Tick:
    """The first of a month, named where there is room."""

    x: str
    words: str
    is_spare: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch in a lane."""

    x: str
    width: str
    says: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """Stretches of one kind."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A term as it is drawn."""

    begins: date
    ends: date
    past: str
    today: str
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    days_past: str
    days_left: str
    computed: str
    is_soon: bool
    is_over: bool

    @property
    def in_words(self) -> str:
        """The drawing in one sentence, for who listens and for print."""
        return _("Term from %(begins)s to %(ends)s; %(past)s days over, %(left)s left") % {
            "begins": wording.day(self.begins),
            "ends": wording.day(self.ends),
            "past": self.days_past,
            "left": self.days_left,
        }


def drawing(term, overlays: Iterable, on: date) -> Drawing | None:
    """Return a term drawn on a day; none while its days are not known."""
    if term.begins is None or term.ends is None:
        return None
    scale = _Scale(term.begins, max(term.ends, term.computed or term.ends))
    past = min(max((on - term.begins).days, 0), (term.ends - term.begins).days + 1)
    return Drawing(
        begins=term.begins,
        ends=term.ends,
        past=scale.at(min(on, term.ends + timedelta(days=1))),
        today=scale.at(on),
        ticks=_ticks(scale),
        lanes=_lanes(scale, overlays, on),
        days_past=wording.thousands(past),
        days_left=wording.thousands(max((term.ends - on).days, 0)),
        computed=scale.at(term.computed) if term.differs and term.computed else "",
        is_soon=0 <= (term.ends - on).days <= SOON_DAYS,
        is_over=term.ends < on,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def share(self, day: date) -> float:
        whole = (self.last - self.first).days + 1
        return min(max((day - self.first).days / whole, 0.0), 1.0) * 100

    def at(self, day: date) -> str:
        return f"{self.share(day):.2f}%"


def _ticks(scale: _Scale) -> tuple[Tick, ...]:
    first = scale.first.replace(day=1)
    months = (scale.last.year - first.year) * MONTHS_A_YEAR + scale.last.month - first.month
    step = max(1, -(-months // MOST_TICKS))
    named = max(step, -(-months // LABELS // step) * step)
    found = []
    for number in range(step, months + 1, step):
        day = same_day(first, number, month_end=True)
        words = _month(day) if number % named == 0 else ""
        # On a narrow screen there is room for every second name only.
        found.append(Tick(scale.at(day), words, is_spare=number // named % 2 == 0))
    return tuple(found)


def _month(day: date) -> str:
    return f"{day.year}-{day.month:02}"


def _lanes(scale: _Scale, overlays: Iterable, on: date) -> tuple[Lane, ...]:
    found: dict[str, list[Mark]] = {}
    for one in overlays:
        until = one.until or max(on, one.since)
        width = max(scale.share(until) - scale.share(one.since), LEAST_WIDTH)
        says = f"{wording.day(one.since)} – {wording.day(one.until) if one.until else ''}"
        mark = Mark(scale.at(one.since), f"{width:.2f}%", says, one.until is None)
        found.setdefault(one.name, []).append(mark)
    return tuple(Lane(str(OverlayKind(name).label), tuple(marks)) for name, marks in found.items())
