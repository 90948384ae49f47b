"""What this room needs from the rooms above: where somebody is bound to stay, or not to go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from guihang.tracking.vocabulary import Sign

if TYPE_CHECKING:
    from guihang.tracking.geometry import Circle, Region


@dataclass(frozen=True, slots=True)
class Bound:
    """One zone that binds one person for a while (电子围栏).

    `key` names it among the person's zones and lasts; `border` is the uncertainty of its border in
    metres, one sigma. A shape is the city or county, or a place named in a prohibition order or
    in a leave: nobody is held in anything smaller (CCL 34). `permits` names what was allowed.
    """

    case: int
    key: str
    sign: Sign
    name: str
    shape: Circle | Region
    border: float
    begins: datetime
    ends: datetime
    ground: str
    keep_out: bool = False
    permits: tuple[str, ...] = field(default=())


class Bounds(Protocol):
    """Says where people are bound to stay, or not to go."""

    def __call__(
        self, cases: Sequence[int], *, since: datetime, until: datetime
    ) -> Iterable[Bound]:
        """Return every zone of some cases that binds at some moment between two."""


def _nowhere(cases: Sequence[int], *, since: datetime, until: datetime) -> Iterable[Bound]:
    return ()


_bounds: Bounds = _nowhere


def bind(bounds: Bounds) -> None:
    """Take in who says so; the last one holds."""
    global _bounds
    _bounds = bounds


def bounds(cases: Sequence[int], *, since: datetime, until: datetime) -> list[Bound]:
    """Return every zone that binds some of the cases at some moment between two."""
    return list(_bounds(cases, since=since, until=until))
