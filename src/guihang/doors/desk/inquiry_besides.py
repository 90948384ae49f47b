"""What the pages of an opinion and of a case show of an inquiry."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.forms import HiddenInput

from guihang.agencies.authority import Actor, may
from guihang.cases.inquiry import queries
from guihang.cases.inquiry.access import check_may_join
from guihang.cases.vocabulary import RUNNING
from guihang.doors.desk.inquiry_forms import JoinForm


@dataclass(frozen=True, slots=True)
class Besides:
    """The inquiry of an opinion, with what the investigators found, masked."""

    inquiry: object
    assessment: object
    template: str = ""
    panels: str = "desk/inquiries/panels.html"
    forms: dict = field(default_factory=dict)


def of_case(by: Actor, case) -> dict[str, object]:
    """Return the inquiries joined to a case, and those about its person that could be."""
    free = inquiries_of_the_person(by, case)
    return {
        "inquiries": queries.of_case(case),
        "joinable": [(one, _join_form(by, one, case)) for one in free],
    }


def inquiries_of_the_person(by: Actor, case) -> tuple:
    """Return the finished inquiries about the person of a case that are joined to none."""
    return queries.joinable(by, case) if case.state in RUNNING else ()


def _join_form(by: Actor, inquiry, case) -> JoinForm | None:
    """Return the form that joins it, for whoever may; the case is the one looked at."""
    if not may(check_may_join, by, inquiry.dossier.unit_path):
        return None
    form = JoinForm(inquiry, by=by, initial={"case": case.number}, auto_id=f"join_{inquiry.pk}_%s")
    form.fields["case"].widget = HiddenInput()
    return form


def besides(by: Actor, matter, *, on: date, bound=None) -> Besides:
    """Return what the page of an opinion shows besides its course."""
    inquiry = queries.of_matter(matter)
    return Besides(inquiry, inquiry.assessments.filter(matter=matter).first())
