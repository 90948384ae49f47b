"""What is written into the sheet on a leave and into the notice the person takes along.

Sealed entries are used only when a paper is made out, and each use is recorded; before that the
page shows what may be seen of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from guihang.decisions import queries as decisions
from guihang.decisions.course import Act
from guihang.decisions.kinds import Signing
from guihang.decisions.words import CAME_BY
from guihang.dossiers import forms
from guihang.duties.owing import day_of
from guihang.law.codes import Kind, Sex
from guihang.law.rules.leave import Reason
from guihang.law.rungs import Rung
from guihang.supervision.leave import judging
from guihang.supervision.leave.wish import contacts_of, read
from guihang.supervision.writing import decider, fitting, forbidden, opinion, sealed

SHEET, NOTICE = "leave_sheet", "leave_notice"
PURPOSE = "办理外出审批文书"
_sealed = partial(sealed, purpose=PURPOSE)


def sheet(matter, *, on: date, signing: Signing | None) -> Mapping[str, object]:
    """Return what stands on the sheet: the request, the opinions, the decision."""
    case, trip, wish = matter.dossier.case, matter.trip, read(matter.fields)
    window = decisions.route(matter)
    rung = window.rung
    written = _head(matter, on, signing) | {
        "sex": Sex(case.person.sex).says.zh if case.person.sex else "",
        "birth": case.person.birth,
        "phone": _sealed(case.person.subject, "phone", matter, signing),
        "home": _sealed(case.person.subject, "address", matter, signing),
        "crime": case.crime,
        "term_begins": case.term_begins,
        "term_ends": case.term_ends,
        "office": matter.dossier.unit.name,
        "applied_on": day_of(matter.asked_at),
        "channel": str(CAME_BY[matter.came_by]),
        "window_days": str(_window_days(matter, on)),
        "companions": _sealed(trip, "companions", matter, signing),
        "transport": wish.transport,
        "proof": [proof.attachment.name for proof in trip.proofs.select_related("attachment")],
        "extends": _extended(trip),
        "office_opinion": opinion(matter, Act.CHECK),
        "agency_opinion": opinion(matter, Act.GIVE_OPINION),
        "upper_opinion": "同意。" if rung is Rung.CITY else "",
        "decision": _granted(wish),
        "decided_by": decider(matter, rung, on),
        "decided_on": on,
    }
    return fitting(SHEET, written)


def notice(matter, *, on: date, signing: Signing, told_by: object) -> Mapping[str, object]:
    """Return what the notice tells the person: where, how long, where to report back."""
    granted = next(step for step in matter.steps.all() if step.act == Act.GRANT)
    office = matter.dossier.unit
    written = _head(matter, on, signing) | {
        "decided_by": decider(matter, decisions.route(matter).rung, day_of(granted.at)),
        "decided_on": day_of(granted.at),
        "report_to": office.name,
        "officer": told_by.name,
        "officer_phone": _office_phone(told_by, matter, signing) or office.name,
    }
    return fitting(NOTICE, written)


def _head(matter, on: date, signing: Signing | None) -> dict[str, object]:
    case, trip, wish = matter.dossier.case, matter.trip, read(matter.fields)
    contacts = contacts_of(_whole(trip, matter, signing), len(wish.destinations))
    places = [
        forms.columns(place.place, *met)
        for place, met in zip(wish.destinations, contacts, strict=True)
    ]
    words = _sealed(trip, "words", matter, signing)
    return {
        "matter": matter.number,
        "name": case.person.name,
        "identity_number": _sealed(case.person.subject, "identity_number", matter, signing),
        "kind": Kind(case.kind).says.zh,
        "reason": f"{Reason(wish.reason).says.zh}：{words}",
        "destinations": places,
        "leaves": wish.leaves,
        "returns": wish.returns,
        "days": str((wish.returns - wish.leaves).days + 1),
        "prohibition": forbidden(case, wish.leaves, wish.returns),
    }


def _whole(trip, matter, signing: Signing | None) -> str:
    return _sealed(trip, "contacts", matter, signing) if signing else ""


def _window_days(matter, on: date) -> int:
    of = matter.ref
    judged = judging.judge(read(matter.fields), matter.dossier.case, on=on, besides=of)
    window = getattr(judged.decides.outcome, "window", None)
    return window.days if window else judged.days


def _extended(trip) -> str:
    if not trip.extends_id:
        return ""
    first = trip.extends
    return f"{first.matter.number}（{_day(first.leaves)}至{_day(first.returns)}）"


def _granted(wish) -> str:
    return f"同意外出，自{_day(wish.leaves)}起至{_day(wish.returns)}止。"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _office_phone(account, matter, signing: Signing) -> str:
    staff = getattr(account, "staff", None)
    return _sealed(staff, "phone", matter, signing) if staff is not None else ""
