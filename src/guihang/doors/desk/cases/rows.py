"""One case as a row of the register shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guihang.agencies import queries as agencies
from guihang.cases.queries import Line
from guihang.cases.sources import NAME as SOURCE
from guihang.doors.desk.cases import said
from guihang.doors.ui import wording
from guihang.doors.ui.wording import day_short
from guihang.duties import kinds
from guihang.duties import queries as duties
from guihang.duties.queries import Nearest

SHORT, MOST_CHIPS = 54, 3
SOON_DAYS = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """How far a term has run, as widths of a small drawing."""

    width: str
    percent: int


@dataclass(frozen=True, slots=True)
class Due:
    """What is due next about a case: how it presses, when, what."""

    state: str
    day: str
    says: str


@dataclass(frozen=True, slots=True)
class Row:
    """Everything a row may show; the columns choose from it."""

    case: Line
    number: str
    name: str
    sex: str
    age: str
    kind: str
    bar: Bar | None
    ends: str
    left: str
    unit: str
    responsible: str
    level: str
    chips: tuple[said.Chip, ...]
    more: int
    next: Due | None


def rows(cases: Sequence[Line], *, on: date) -> list[Row]:
    """Return the cases of a page as rows, in a fixed number of queries."""
    due = duties.nearest(SOURCE, [case.number for case in cases], on=on)
    names = _holders(cases, on)
    return [_row(case, due.get(case.number), names, on) for case in cases]


def _row(case: Line, due: Nearest | None, names: Mapping[int, str], on: date) -> Row:
    chips = said.chips(case, case.overlays, case.sides, on)
    return Row(
        case=case,
        number=case.number,
        name=case.name,
        sex=said.sex(case.sex) if case.sex else "",
        age=said.age(case.birth, on),
        kind=said.kind(case.kind),
        bar=bar(case.term_begins, case.term_ends, on),
        ends=wording.day(case.term_ends),
        left=said.days_left(case.term_ends, on),
        unit=case.unit,
        responsible=_responsible(case, names),
        level=said.level(case.level) or wording.MISSING,
        chips=chips[:MOST_CHIPS],
        more=max(len(chips) - MOST_CHIPS, 0),
        next=_due(due, on) if due else None,
    )


def bar(begins: date | None, ends: date | None, on: date) -> Bar | None:
    """Return how far a term has run by a day; none where it is not known."""
    if begins is None or ends is None:
        return None
    days = (ends - begins).days + 1
    past = min(max((on - begins).days, 0), days) / days
    return Bar(f"{past * SHORT:.1f}", round(past * 100))


def _holders(cases: Sequence[Line], on: date) -> dict[int, str]:
    """Return who acts from the posts named in cases, by post."""
    posts = {case.post for case in cases if case.post}
    found: dict[int, str] = {}
    for one in agencies.acting_from(posts, on=on) if posts else ():
        found.setdefault(one.post_id, one.name)
    return found


def _responsible(case: Line, names: Mapping[int, str]) -> str:
    """Name who is responsible for a case; the post where nobody is there to act from it."""
    return names.get(case.post, case.post_title or "") if case.post else ""


def _due(due: Nearest, on: date) -> Due:
    says = wording.said(kinds.kind(due.what).name)
    if due.due is None:
        return Due("", "", says)
    days = (due.due - on).days
    state = "late" if days < 0 else "due" if days <= SOON_DAYS else ""
    return Due(state, day_short(due.due) if due.due.year == on.year else wording.day(due.due), says)
