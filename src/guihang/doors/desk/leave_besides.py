"""What the page of a leave shows besides its course: its permit, and what can be noted now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django import forms
from django.urls import reverse

from guihang.agencies.authority import Actor, may
from guihang.doors.desk.leave_forms import BackForm, LeftForm, MissedForm, ProofForm
from guihang.dossiers import queries as files
from guihang.supervision import access
from guihang.supervision.leave import queries
from guihang.supervision.leave.queries import Permit
from guihang.supervision.leave.words import HOW, STATES

COLOURS = {
    "asked": "run",
    "to_come": "rest",
    "running": "run",
    "late": "late",
    "back": "ok",
    "over": "rest",
}

FORMS = {
    "back": lambda trip, posted=None, **more: BackForm(posted, auto_id="back_%s", **more),
    "left": lambda trip, posted=None, **more: LeftForm(posted, auto_id="left_%s", **more),
    "missed": lambda trip, posted=None, **more: MissedForm(posted, auto_id="missed_%s", **more),
    "proof": lambda trip, posted=None, **more: ProofForm(trip, posted, auto_id="proof_%s", **more),
}


@dataclass(frozen=True, slots=True)
class Besides:
    """What the page of a leave shows besides its course: the permit, and what can be noted now."""

    template = "desk/leave/besides.html"
    panels = "desk/leave/panels.html"
    trip: object
    permit: Permit
    state: str
    says: object
    how: object
    qr: str
    forms: dict[str, forms.Form] = field(default_factory=dict)
    longer: str = ""
    extensions: tuple = ()


def besides(by: Actor, matter, *, on: date, bound=None) -> Besides | None:
    """Return what the page of a leave shows besides its course."""
    trip = queries.trip_for(by, matter.number)
    permit = queries.permit(trip, on=on)
    first = permit.trip
    can_note = may(access.check_may_report_back, by, matter.unit_path)
    out = permit.standing in {"running", "late"}
    offered = {}
    if can_note and out and not trip.extends_id:
        offered["back"] = FORMS["back"](trip, initial={"day": on, "how": "counter"})
        if first.left_on is None and permit.standing == "running":
            offered["left"] = FORMS["left"](trip, initial={"day": on})
        if permit.standing == "late" and first.missed_on is None:
            offered["missed"] = FORMS["missed"](trip)
    if permit.standing == "asked" and queries.may_ask(by, matter.unit_path):
        proving = FORMS["proof"](trip)
        offered |= {"proof": proving} if proving.files else {}
    longer = f"{reverse('desk:leave_ask', args=[trip.case.number])}?extends={matter.number}"
    may_lengthen = permit.standing == "running" and queries.may_ask(by, matter.unit_path)
    return Besides(
        trip=trip,
        permit=permit,
        state=COLOURS[permit.standing],
        says=STATES[permit.standing],
        how=HOW.get(first.returned_how, ""),
        qr=files.check_picture(trip.notice) if trip.notice else "",
        forms=offered | (bound or {}),
        longer=longer if may_lengthen and not trip.extends_id else "",
        extensions=tuple(trip.extensions.select_related("matter")),
    )
