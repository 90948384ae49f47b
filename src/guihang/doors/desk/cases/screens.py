"""On which screen each thing the law makes somebody owe is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from django.urls import reverse

from guihang.cases.sources import NAME as SOURCE
from guihang.doors.desk import links
from guihang.doors.desk.cases.stepping import STEPS
from guihang.duties.queries import Item
from guihang.law import rules
from guihang.law.events import What
from guihang.law.obligations import REGISTER, Obligation

NOTE = "note"
BY_EVENT: Mapping[What, str] = {
    What.DOCUMENTS_RECEIVED: "documents",
    What.DOCUMENTS_COMPLETED: "documents",
    What.RECEIPT_RETURNED: "receipt",
    What.COMPLETION_ASKED: "completion",
    What.REPORTED: "register",
    What.HANDED_OVER: "register",
    What.REGISTERED: "register",
    What.IDENTITY_CHECKED: "register",
    What.FILE_OPENED: "register",
    What.EXIT_BAN_REPORTED: "exit-ban",
    What.EXIT_BAN_LIFTED: "lift-exit-ban",
    What.GROUP_FORMED: "group",
    What.GUARANTOR_NAMED: "guarantor",
    What.GUARANTOR_LOST: "guarantor",
    What.DECLARED: "declare",
    What.ASSESSED: "assess",
    What.CLASSIFIED: "classify",
    What.PLAN_MADE: "plan",
    What.PLAN_ADJUSTED: "plan",
    What.CUSTODY_OFFSET: "term",
    What.RESIDENCE_OFFSET: "term",
    What.REDUCED: "term",
    What.NOT_COUNTED: "term",
    What.TERM_CORRECTED: "term",
    What.NEW_SENTENCE: "term",
    What.SUMMARY_WRITTEN: "summary",
    What.APPRAISAL_WRITTEN: "appraisal",
    What.DISCHARGED: "discharge",
    What.CERTIFICATE_GIVEN: "certificate",
    What.TERMINATED: "terminate",
    What.AID_LINKED: "aid",
    What.PARDONED: "pardon",
    What.DIED: "death",
    What.DEATH_LEARNED: "death",
    What.ESCAPED: "flight",
    What.SEALED: "seal",
    What.ARCHIVED: "archive",
    What.OFFICE_CHANGED: "office",
}
"""The step that makes an event happen; every other event is noted by hand."""
DECIDED = {
    What.LEAVE_ASKED,
    What.LEAVE_GRANTED,
    What.LEAVE_REFUSED,
    What.LEAVE_EXTENDED,
    What.LEFT,
    What.RETURNED,
}
"""What comes of a matter and is never noted by hand; topics add theirs."""

type Lead = Callable[[str, str], str]
_leads: dict[str, Lead] = {}


def lead(name: str, address: Lead) -> None:
    """Say where an obligation is met: from the case's number and what it is about; "" passes on."""
    _leads[name] = address


def never_by_hand(*whats: What) -> None:
    """Say that some events come of a matter."""
    DECIDED.update(whats)


def step_of(what: What) -> str:
    """Return the step that makes an event happen, or the screen for noting it."""
    slug = BY_EVENT.get(what, NOTE)
    return slug if slug in STEPS else NOTE


def is_noted_by_hand(what: What) -> bool:
    """Whether an event has no screen of its own."""
    return what not in DECIDED and step_of(what) == NOTE


def verb_of(name: str) -> object:
    """Return what the button to an obligation's own screen says; nothing where it has none."""
    rules.load()
    obligation = REGISTER.obligations.get(name)
    if obligation is None or not obligation.discharged_by:
        return ""
    slug = step_of(_likely(obligation))
    return STEPS[slug].verb if slug != NOTE else ""


def of_obligation(number: str, name: str, of: str = "") -> str:
    """Return where in a case an obligation is met."""
    own = _leads[name](number, of) if name in _leads else ""
    if own:
        return own
    rules.load()
    obligation = REGISTER.obligations.get(name)
    if obligation is None or not obligation.discharged_by:
        return reverse("desk:case", args=[number])
    what = _likely(obligation)
    slug = step_of(what)
    if slug != NOTE:
        return reverse("desk:case_step", args=[number, slug])
    asked = {"what": what.value, "of": of, "to": obligation.told or ""}
    said = urlencode({key: value for key, value in asked.items() if value})
    return f"{reverse('desk:case_step', args=[number, NOTE])}?{said}"


def _likely(obligation: Obligation) -> What:
    """What the office itself does comes before what others would have to do first."""
    return next(
        (what for what in obligation.discharged_by if step_of(what) != NOTE),
        obligation.discharged_by[0],
    )


def of_item(item: Item) -> str:
    """Return where a duty on a docket is met; who only waits for it sees the case."""
    if not item.is_owed:
        return reverse("desk:case", args=[item.of])
    return of_obligation(item.of, item.what, item.title.get("of", ""))


links.fall_back(SOURCE, of_item)
