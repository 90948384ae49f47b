"""What the page of an opinion shows besides its course: the inquiry it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from guihang.agencies.authority import Actor
from guihang.cases.inquiry import queries


@dataclass(frozen=True, slots=True)
class Besides:
    """The inquiry of an opinion, with what the investigators found, masked."""

    inquiry: object
    assessment: object
    template: str = ""
    panels: str = "desk/inquiries/panels.html"
    forms: dict = field(default_factory=dict)


def besides(by: Actor, matter, *, on: date, bound=None) -> Besides:
    """Return what the page of an opinion shows besides its course."""
    inquiry = queries.of_matter(matter)
    return Besides(inquiry, inquiry.assessments.filter(matter=matter).first())
