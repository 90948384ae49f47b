"""What the page of the decision on a change of place shows besides its course."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from guihang.agencies.authority import Actor
from guihang.doors.desk.transfer_steps import COLOURS
from guihang.supervision.transfer import queries
from guihang.supervision.transfer.words import STATES


@dataclass(frozen=True, slots=True)
class Besides:
    """Where it stands between the two counties, with the way to their page."""

    state: str
    says: object
    template: str = ""
    panels: str = "desk/transfers/panels.html"
    forms: dict = field(default_factory=dict)


def besides(by: Actor, matter, *, on: date, bound=None) -> Besides:
    """Return where a change of place stands between the two counties."""
    standing = queries.standing(queries.transfer_for(by, matter.number))
    return Besides(COLOURS[standing], STATES[standing])
