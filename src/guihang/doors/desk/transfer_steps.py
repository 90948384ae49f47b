"""What the page of a change of place shows to who looks from either county, or from above."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.decisions import queries as matters
from guihang.law.refusals import NotYours
from guihang.supervision.transfer import queries
from guihang.supervision.transfer.words import ACTS, REASONS, REPLIES, STATES

COLOURS = {
    "asked": "run",
    "asking": "run",
    "returned": "due",
    "replied": "due",
    "referred": "due",
    "agreed": "run",
    "failed": "late",
    "missing": "late",
    "taken_over": "ok",
    "refused": "rest",
    "over": "rest",
}


def page(by: Actor, found, *, on: date) -> dict[str, object]:
    """Return what the page of a change of place shows to who looks."""
    standing, is_old = queries.standing(found), queries.is_old(by, found)
    return {
        "found": found,
        "state": COLOURS[standing],
        "says": STATES[standing],
        "is_old": is_old,
        "is_new": queries.is_new(by, found),
        "matter": _matter(by, found.number) if is_old else None,
        "has_case": by.sees(found.to_path if found.taken_over_at else found.from_path),
        "reason": REASONS[found.reason],
        "reply": REPLIES.get(found.reply, ""),
        "settlement": REPLIES.get(found.settlement, ""),
        "chain": queries.chain(found, on=on),
        "charge": queries.in_charge(found, on=on),
        "coming": queries.coming(found, on=on),
        "steps": [(ACTS[step.act], step) for step in queries.steps_of(found)],
        "who": {True: found.to_name, False: found.from_name},
        "kept": _("The county that hands over keeps this record, and nothing more of the case."),
    }


def _matter(by: Actor, number: str):
    try:
        return matters.matter_for(by, number)
    except NotYours:
        return None
