"""What the page of an approval shows besides its course, and what can be noted in it now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.urls import reverse

from guihang.agencies.authority import Actor, may
from guihang.cases.facts import facts_of
from guihang.doors.desk.approvals_forms import FORMS, OthersForm, PutOnForm
from guihang.doors.desk.conduct_forms import event_said
from guihang.law.codes import Body
from guihang.law.events import What
from guihang.supervision import access
from guihang.supervision.approvals import plans, queries
from guihang.supervision.approvals.actions.telling import known_to
from guihang.supervision.approvals.plans import PLANS
from guihang.supervision.approvals.words import OFF, STATES

COLOURS = {
    "under_way": "run",
    "to_tell": "due",
    "running": "ok",
    "to_come": "rest",
    "past": "rest",
    "refused": "rest",
}


@dataclass(frozen=True, slots=True)
class Besides:
    """What the page of an approval shows besides its course."""

    template = "desk/approvals/besides.html"
    panels = "desk/approvals/panels.html"
    approval: object
    order: object
    standing: str
    state: str
    says: object
    days_left: int
    is_device: bool
    proof: object
    told_on: date | None
    off: object
    others: tuple[tuple[Body, bool], ...]
    longer: str
    forms: Mapping[str, forms.Form]


def besides(by: Actor, matter, *, on: date, bound=None) -> Besides:
    """Return what the page of an approval shows besides its course."""
    approval = queries.approval_for(by, matter.number)
    now = queries.standing(approval, on=on)
    order = approval.extends if approval.extends_id else approval
    told = facts_of(approval.case).first(What.DEVICE_TOLD, of=approval.of)
    works = may(access.check_may_work_on_approval, by, matter.unit_path)
    others = () if approval.matter.paper_id is None else PLANS[approval.kind].told
    known = known_to(approval) if others else frozenset()
    return Besides(
        approval=approval,
        order=order,
        standing=now,
        state=COLOURS[now],
        says=STATES[now],
        days_left=(approval.ends - on).days + 1 if now == "running" else 0,
        is_device=approval.kind in plans.DEVICES,
        proof=event_said(approval.proof_event) if approval.proof_event else "",
        told_on=told.day if told else None,
        off=OFF.get(order.off_because, ""),
        others=tuple((body, body in known) for body in others),
        longer=_longer(approval, by, now),
        forms={**(_offered(approval, now, on) if works else {}), **(bound or {})},
    )


def form_for(act: str, approval, posted) -> forms.Form:
    """Return the form of something that is noted, as it was sent."""
    if act == "tell-others":
        return OthersForm(queries.still_to_tell(approval), posted, auto_id="others_%s")
    if act == "put-on":
        return PutOnForm(posted, approval=approval, auto_id="put-on_%s")
    return FORMS[act](posted, auto_id=f"{act}_%s")


def _offered(approval, now: str, on: date) -> dict[str, forms.Form]:
    found: dict[str, forms.Form] = {}
    still = queries.still_to_tell(approval)
    if still:
        chosen = {"to": [one.value for one in still]}
        found["tell_others"] = OthersForm(still, initial=chosen, auto_id="others_%s")
    if approval.kind != plans.DEVICE or approval.notice_id is None or approval.off_on is not None:
        return found
    first = {"day": on}
    if approval.worn_on is None and now == "running":
        found["put_on"] = PutOnForm(initial=first, approval=approval, auto_id="put-on_%s")
    if approval.worn_on is not None:
        if now == "running":
            found["assess"] = FORMS["assess"](auto_id="assess_%s")
        found["take_off"] = FORMS["take-off"](initial=first, auto_id="take-off_%s")
    return found


def _longer(approval, by: Actor, now: str) -> str:
    """Where a longer use is asked for, once an assessment found it needed."""
    may_ask = queries.may_ask(by, approval.matter.unit_path)
    if approval.kind != plans.DEVICE or now != "running" or not approval.still_needed:
        return ""
    address = reverse("desk:approval_ask", args=[approval.case.number, plans.EXTENSION])
    return f"{address}?extends={approval.matter.number}" if may_ask else ""
