"""What a kind of matter is: its course through people, its fields, its paper, what follows.

The room that owns a subject registers its kind here; this room knows no subject.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from guihang.agencies.authority import Actor
from guihang.agencies.vocabulary import Role
from guihang.decisions.course import Act
from guihang.decisions.ports import Finding
from guihang.duties.owing import Bearer
from guihang.law.rungs import Rung
from guihang.law.verdicts import Verdict

if TYPE_CHECKING:
    from guihang.decisions.models import Matter
    from guihang.dossiers.models import Dossier

type Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Step:
    """Who takes an act of a kind of matter: a rung of the law, or certain roles.

    `routed` leaves the rung to the route of each matter. `distinct_from` names the acts that must
    have been somebody else's, the person counted, not the post, but not where `alone_on` names
    the rung that decides; `signed` asks for a signature with the identity confirmed anew.
    """

    act: Act
    rung: Rung | None = None
    roles: frozenset[Role] = frozenset()
    routed: bool = False
    signed: bool = False
    distinct_from: frozenset[Act] = frozenset()
    alone_on: frozenset[Rung] = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of a request as a page shows it."""

    name: str
    label: object
    shown: Callable[[object], object] = str


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a duty has, and what set that: an article, or a house rule."""

    due: Callable[[date], date]
    ground: str


def days_after(n: int) -> Callable[[date], date]:
    """Return what adds so many calendar days to a day; the day itself is not counted."""
    return lambda opened: opened + timedelta(days=n)


@dataclass(frozen=True, slots=True)
class Signing:
    """Who has a paper made out at which moment, so that sealed entries may be used for it."""

    by: Actor
    at: datetime


class Subject(Protocol):
    """What the room that owns the subject does at the turns of a matter."""

    def title(self, fields: Fields) -> str:
        """Name the matter in one line."""

    def names(self, matter: Matter) -> dict[str, str]:
        """Return the names its duties and notices are said with."""

    def examine(
        self, fields: Fields, *, dossier: Dossier, matter: Matter | None, on: date
    ) -> Fields:
        """Return the fields as they are kept, or refuse what is wrong with them."""

    def span(self, fields: Fields) -> tuple[date | None, date | None]:
        """Return from which to which day a grant holds."""

    def checks(self, matter: Matter, *, on: date) -> Iterable[Finding]:
        """Return what this subject finds before somebody signs."""

    def paper_fields(
        self, matter: Matter, *, on: date, signing: Signing | None = None
    ) -> Mapping[str, object]:
        """Return what is written into the paper of a grant; sealed entries only when signed."""

    def addressees(self, matter: Matter) -> tuple[Bearer, ...]:
        """Return who is to be told of a grant and confirms its receipt."""

    def when_told(self, matter: Matter, *, by: Actor, at: datetime) -> None:
        """Carry the grant out once it has been told."""

    def when_ended(self, matter: Matter, *, by: Actor, at: datetime) -> None:
        """Undo what was carried out, because the grant was ended before its last day."""


class Route(Protocol):
    """The rule that finds who decides, from what is asked for, the dossier and the day."""

    def __call__(self, matter: Matter, *, on: date) -> Verdict[Rung]:
        """Return the rung with its grounds, or refuse where the law cannot say."""


@dataclass(frozen=True, slots=True)
class MatterKind:
    """One kind of matter (审批事项种类); with a `route`, its rung depends on the request."""

    name: str
    title: object
    series: str
    form: str
    ground: str
    steps: Sequence[Step]
    entries: Sequence[Entry]
    limits: Mapping[str, Limit]
    subject: Subject
    refusal_grounds: Sequence[tuple[str, object]] = ()
    route: Route | None = None

    def step(self, act: Act) -> Step | None:
        """Return who takes an act; None for what nobody is named for."""
        return next((step for step in self.steps if step.act is act), None)

    @property
    def deciding_rung(self) -> Rung:
        """The rung on which every matter of this kind is decided, where it has no route."""
        step = self.step(Act.GRANT)
        if step is None or step.rung is None:
            raise ValueError(f"{self.name} is decided by nobody.")
        return step.rung


_kinds: dict[str, MatterKind] = {}


def register(kind: MatterKind) -> None:
    """Take a kind of matter in; two kinds do not share a name or a series."""
    others = [other for other in _kinds.values() if other.name != kind.name]
    if any(other.series == kind.series for other in others):
        raise ValueError(f"There are two series {kind.series}.")
    _kinds[kind.name] = kind


def kind(name: str) -> MatterKind:
    """Return a kind of matter by its name."""
    return _kinds[name]


def all_kinds() -> tuple[MatterKind, ...]:
    """Return every kind of matter."""
    return tuple(_kinds.values())
