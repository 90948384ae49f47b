"""How the words of cases are said at the desk: codes of the law, states with their colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from guihang.cases.vocabulary import OverlayKind, SideKind, State
from guihang.doors.ui import wording
from guihang.law import periods
from guihang.law.codes import Code, Kind, Sex
from guihang.law.events import CODES, What
from guihang.law.rules.levels import Level

STATES: Mapping[str, str] = {
    State.AWAITED: "due",
    State.INCOMPLETE: "unk",
    State.RECEIVED: "run",
    State.UNDER: "ok",
    State.DISCHARGED: "rest",
    State.TERMINATED: "rest",
    State.MOVED: "rest",
    State.ARCHIVED: "rest",
}
OVERLAYS: Mapping[str, tuple[str, str]] = {
    OverlayKind.ON_LEAVE: ("run", "out"),
    OverlayKind.MOVING: ("run", "swap"),
    OverlayKind.MISSING: ("late", "late"),
    OverlayKind.HELD: ("unk", "lock"),
    OverlayKind.PROPOSED: ("run", "scale"),
    OverlayKind.OVER: ("unk", "unk"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A state as a chip shows it: colour, word, icon."""

    state: str
    says: str
    icon: str = ""


def code(kind: type[Code], value: str) -> str:
    """Say a code of the law in the reader's language; what is not known reads —."""
    return wording.said(kind(value).says) if value else wording.MISSING


def kind(value: str) -> str:
    """Name the kind of correction: 缓刑."""
    return code(Kind, value)


def sex(value: str) -> str:
    """Name a sex: 男."""
    return code(Sex, value)


def level(value: str) -> str:
    """Name a category; one that is not the law's own list stays as it was written."""
    return code(Level, value) if value in set(Level) else value


def age(birth: date | None, on: date) -> str:
    """Say how old somebody is; nothing where the birth is not known."""
    return str(periods.age(birth, on)) if birth else ""


def what(word: str) -> str:
    """Name what happened."""
    return wording.said(What(word).says)


def event_code(word: str, value: str) -> str:
    """Name which of its kinds an event is of; codes of no closed list say nothing."""
    known = CODES.get(What(word)) or (Level if word == What.CLASSIFIED else None)
    return wording.said(known(value).says) if known and value in set(known) else ""


def state(value: str) -> Chip:
    """Return where a case stands, as a chip."""
    return Chip(STATES[value], str(State(value).label))


def over(name: str) -> Chip:
    """Return what lies over a case, as a chip."""
    colour, icon = OVERLAYS[name]
    return Chip(colour, str(OverlayKind(name).label), icon)


def chips(case, overlays, sides, on: date) -> tuple[Chip, ...]:
    """Return what a case shows beside its name: its state unless usual, overlays, prohibition."""
    found = [] if case.state == State.UNDER else [state(case.state)]
    found += [over(one.name) for one in overlays]
    if is_over(case, on):
        found.append(over(OverlayKind.OVER))
    if any(side.kind == SideKind.PROHIBITION for side in sides):
        found.append(Chip("rest", str(SideKind.PROHIBITION.label), "ban"))
    return tuple(found)


def is_over(case, on: date) -> bool:
    """Whether the term is over while somebody still has to decide."""
    return case.state == State.UNDER and case.term_ends is not None and case.term_ends < on


def days_left(ends: date | None, on: date) -> str:
    """Say how long a term still runs, with what is left; nothing once it is over."""
    if ends is None or ends < on:
        return ""
    return _("%(n)s days left") % {"n": wording.thousands((ends - on).days)}
