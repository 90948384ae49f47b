"""What the larger components are drawn from; doors fill these from what the rooms return."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocketRow:
    """One thing to do: its state, the thing (verb first), who and where, until when, one action.

    `select` is what its box stands for in the form `select_in`; a row that is done is struck.
    """

    state: str
    chip: object
    title: object
    line: object
    due: object
    basis: object
    href: str
    says: object
    who: object = ""
    cover: object = ""
    why: str = ""
    why_in: str = ""
    postpone: str = ""
    is_main: bool = False
    select: str = ""
    select_in: str = ""
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class DocketGroup:
    """Rows that belong together (逾期, 今天, 三日内), with a note on the order or the count."""

    title: object
    note: object
    rows: tuple[DocketRow, ...]


@dataclass(frozen=True, slots=True)
class CourseStep:
    """One step of a matter: done, now, ahead, returned, stopped or skipped."""

    name: object
    state: str
    note: object = ""
    reason: object = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One check before signing: pass, warn, unknown or stop, and what to do then."""

    state: str
    says: object
    then: object = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a computation, with what it came to and the article it follows."""

    says: object
    value: object = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether a computed value agrees with the paper it is on; None where that cannot be told."""

    with_what: object
    agrees: bool | None
    says: object = ""
