"""What the page of a proceeding shows besides its course, and what can be noted in it now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django import forms

from guihang.agencies.authority import Actor, may
from guihang.cases.facts import law_of
from guihang.decisions.course import UNDECIDED, Stage
from guihang.doors.desk.conduct_forms import (
    AnswerForm,
    AnswerObjectionForm,
    CopiesForm,
    DeliverForm,
    HearForm,
    ObjectForm,
    ReferForm,
    UnsealForm,
    event_said,
)
from guihang.supervision import access
from guihang.supervision.conduct import looking, penalties, queries, submission
from guihang.supervision.conduct.actions.answering import DELIVERED_AFTER
from guihang.supervision.conduct.judging import Judgment
from guihang.supervision.conduct.plans import PLANS
from guihang.supervision.conduct.words import ANSWERS, GRANTED, HEARD, OUTCOMES, STATES

COLOURS = {
    "under_way": "run",
    "to_serve": "due",
    "sent": "run",
    "objected": "due",
    "served": "ok",
    "answered": "ok",
    "refused": "rest",
    "over": "rest",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """Where a form of a proceeding comes from: who looks, the day, what was posted."""

    proceeding: object
    by: Actor
    on: date
    posted: object = None
    initial: Mapping[str, object] = field(default_factory=dict)


def _hear(shown: Shown) -> HearForm:
    return HearForm(
        shown.proceeding,
        shown.posted,
        on=shown.on,
        by=shown.by,
        initial={"day": shown.on, "outcome": "signed"},
        auto_id="hear_%s",
    )


def _copies(shown: Shown) -> CopiesForm:
    found = queries.copies_of(shown.proceeding, on=shown.on)
    still = tuple(one for one in found.copies if one not in found.done) if found else ()
    initial = {"to": [one.value for one in still]}
    return CopiesForm(still, shown.posted, initial=initial, auto_id="copies_%s")


def _plain(form: type[forms.Form], name: str, *first: str) -> Callable[[Shown], forms.Form]:
    def made(shown: Shown) -> forms.Form:
        initial = {"day": shown.on} if "day" in form.base_fields else {}
        return form(*first, shown.posted, initial=initial, auto_id=f"{name}_%s")

    return made


def _answer(shown: Shown) -> AnswerForm:
    return AnswerForm(
        shown.proceeding.matter.kind,
        shown.posted,
        initial={"day": shown.on},
        auto_id="answer_%s",
    )


FORMS: Mapping[str, Callable[[Shown], forms.Form]] = {
    "hear": _hear,
    "copies": _copies,
    "object": _plain(ObjectForm, "object"),
    "answer-objection": _plain(AnswerObjectionForm, "reply"),
    "refer": _plain(ReferForm, "refer"),
    "answer": _answer,
    "deliver": _plain(DeliverForm, "deliver"),
}


@dataclass(frozen=True, slots=True)
class HearingLine:
    """One hearing as the page lists it."""

    hearing: object
    says: object
    field: str


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    """One objection as the page lists it."""

    objection: object
    says: object
    field: str
    reply: str


@dataclass(frozen=True, slots=True)
class VolumeShown:
    """The volume of a proposal as its page shows it: as put together, what it lacks."""

    held: object
    lacks: tuple[object, ...]
    works: bool


@dataclass(frozen=True, slots=True)
class Besides:
    """What the page of a proceeding shows besides its course."""

    template = "desk/conduct/besides.html"
    panels = "desk/conduct/panels.html"
    proceeding: object
    state: str
    says: object
    judged: Judgment | None
    law_on: date
    must_be_heard: str
    proofs: tuple[tuple[object, str], ...]
    hearings: tuple[HearingLine, ...]
    objections: tuple[ObjectionLine, ...]
    copies: queries.Copies | None
    counters: object
    answer: object
    is_proposal: bool
    volume: VolumeShown | None
    unsealing: forms.Form | None
    forms: Mapping[str, forms.Form]


def besides(by: Actor, matter, *, on: date, bound=None) -> Besides:
    """Return what the page of a proceeding shows besides its course."""
    proceeding = queries.proceeding_for(by, matter.number)
    standing = queries.standing_of(proceeding)
    shown = Shown(proceeding, by, on)
    day = queries.decided_on(proceeding.matter) or on
    return Besides(
        proceeding=proceeding,
        state=COLOURS[standing],
        says=STATES[standing],
        judged=queries.judged_of(proceeding, on=on),
        law_on=day,
        must_be_heard=looking.must_be_heard(proceeding.measure, law_of(proceeding.case, day)),
        proofs=tuple(
            (one, event_said(one.event) if one.event else "") for one in proceeding.proofs.all()
        ),
        hearings=tuple(
            HearingLine(one, HEARD[one.outcome], f"heard-{one.pk}")
            for one in proceeding.hearings.all()
        ),
        objections=tuple(_objection(one) for one in proceeding.objections.all()),
        copies=queries.copies_of(proceeding, on=on) if proceeding.matter.paper_id else None,
        counters=queries.counters(proceeding.case, on=on),
        answer=ANSWERS.get(proceeding.answer, ""),
        is_proposal=PLANS[matter.kind].is_proposal,
        volume=_volume(proceeding, by, on),
        unsealing=UnsealForm() if penalties.is_sealed(proceeding) else None,
        forms={name: FORMS[name](shown) for name in _offered(proceeding, by, on)} | (bound or {}),
    )


def _volume(proceeding, by: Actor, on: date) -> VolumeShown | None:
    if not PLANS[proceeding.matter.kind].is_proposal or proceeding.matter.paper_id is None:
        return None
    held = submission.submission_of(proceeding)
    is_sent = held is not None and held.letter is not None
    return VolumeShown(
        held,
        () if is_sent else submission.lacks(proceeding, held, on=on),
        may(access.check_may_work_on_submission, by, proceeding.matter.unit_path),
    )


def _objection(one) -> ObjectionLine:
    return ObjectionLine(
        one, OUTCOMES.get(one.outcome, ""), f"objection-{one.pk}", f"answer-{one.pk}"
    )


def _offered(proceeding, by: Actor, on: date) -> tuple[str, ...]:
    """Return what can be noted now, by whoever looks."""
    unit_path = proceeding.matter.unit_path
    works = may(access.check_may_work_on_conduct, by, unit_path)
    answers = may(access.check_may_note_answer, by, unit_path)
    leads = may(access.check_may_answer_objection, by, unit_path)
    last = list(proceeding.objections.all())[-1:]
    standing = queries.standing_of(proceeding)
    offered = (
        ("hear", works and _is_heard(proceeding, on)),
        ("copies", works and _lacks_copies(proceeding, on)),
        ("object", works and standing == "served"),
        ("answer-objection", leads and bool(last) and last[0].answered_on is None),
        ("refer", works and bool(last) and _may_go_on(last[0])),
        ("answer", answers and standing == "sent"),
        ("deliver", answers and _may_be_delivered(proceeding)),
    )
    return tuple(name for name, is_offered in offered if is_offered)


def _is_heard(proceeding, on: date) -> bool:
    rule = looking.must_be_heard(proceeding.measure, law_of(proceeding.case, on))
    return bool(rule) and Stage(proceeding.matter.stage) in UNDECIDED


def _lacks_copies(proceeding, on: date) -> bool:
    if proceeding.matter.paper_id is None or queries.standing_of(proceeding) == "over":
        return False
    found = queries.copies_of(proceeding, on=on)
    return bool(found and set(found.copies) - found.done)


def _may_go_on(objection) -> bool:
    return objection.answered_on is not None and objection.referred_on is None


def _may_be_delivered(proceeding) -> bool:
    return (
        proceeding.answer == GRANTED
        and proceeding.matter.kind in DELIVERED_AFTER
        and proceeding.delivered_on is None
    )
