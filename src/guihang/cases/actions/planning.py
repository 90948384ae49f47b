"""The individual correction plan (矫正方案): made once, then adjusted, each edition kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.cases.access import check_may_work
from guihang.cases.actions.drawing_up import Sheet, drawn_up
from guihang.cases.actions.group import FORM_FIRST, REGISTER_FIRST
from guihang.cases.actions.noting import Besides, locked, note_held
from guihang.cases.actions.refusing import demand_done, demand_not_yet, demand_order
from guihang.cases.facts import latest
from guihang.cases.models import Case, CaseEvent, Plan
from guihang.cases.papers import Entries, Pen
from guihang.dossiers import actions as dossiers
from guihang.dossiers import forms
from guihang.dossiers.actions import account_of
from guihang.law.events import Event, What
from guihang.law.refusals import BadFacts, Missing
from guihang.law.rules.levels import PLAN, Level
from guihang.law.texts import Text

if TYPE_CHECKING:
    from guihang.dossiers.models import Paper

DRAWING = "制作矫正方案"
NOT_SET = Text("尚未确定", "not set yet")
TEACHING = (
    "参加法治、道德等教育学习",
    "有劳动能力的，参加公益活动",
)
"""What every plan says of education where nothing else was laid down (ccl-2019:36, 42)."""


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """What a plan says; `because` is why a plan that was made is adjusted."""

    situation: str
    assessment: str
    psychology: str
    measures: Sequence[str]
    helps: Sequence[str] = ()
    review_on: date | None = None
    teaching: Sequence[str] = TEACHING
    goals: Sequence[str] = ()
    because: str = ""


@atomic
def make_plan(*, case: Case, draft: PlanDraft, day: date, by, at: datetime) -> Paper:
    """Make the plan of a person, or adjust it for a reason; every edition stays (矫正方案)."""
    case = locked(case)
    check_may_work(by, case.unit_path)
    registered = demand_done(
        latest(case, What.REGISTERED), What.REGISTERED, ground=PLAN, remedy=REGISTER_FIRST
    )
    demand_done(latest(case, What.GROUP_FORMED), What.GROUP_FORMED, ground=PLAN, remedy=FORM_FIRST)
    made = latest(case, What.PLAN_MADE, What.PLAN_ADJUSTED)
    demand_order("day", day, after=registered.day, what=What.REGISTERED, ground=PLAN)
    if made is not None:
        _demand_a_reason(draft, made)
        demand_order("day", day, after=made.day, what=What(made.what), ground=PLAN)
    _demand_whole(draft, day)
    entries = _entries(case, draft, day, Pen(case, by, at, DRAWING))
    paper = drawn_up(case, Sheet("plan", entries, anew=True), by=by, at=at)
    edition = (case.plans.values_list("edition", flat=True).first() or 0) + 1
    Plan.objects.create(
        case=case,
        edition=edition,
        paper=paper,
        made_on=day,
        review_on=draft.review_on,
        by_id=account_of(by),
    )
    event = Event(What.PLAN_ADJUSTED if made else What.PLAN_MADE, day)
    besides = Besides(note=draft.because, paper=paper)
    note_held(case, ((event, besides),), by=by, at=at)
    return paper


def _demand_a_reason(draft: PlanDraft, made: CaseEvent) -> None:
    """Somebody who makes a first plan while another just did is told so; an adjustment says why."""
    if not draft.because.strip():
        demand_not_yet(made)
    dossiers.grounded(draft.because)


def _demand_whole(draft: PlanDraft, day: date) -> None:
    """A plan rests on an assessment and names measures; it is looked at again later."""
    for name in ("assessment", "psychology"):
        if not forms.cleaned(getattr(draft, name)).strip():
            raise Missing(
                why=_("A plan says what the assessment found, and how the person feels."),
                ground=PLAN,
                remedy=_("Write both; they are what the measures rest on."),
            )
    if not any(one.strip() for one in draft.measures):
        raise Missing(
            why=_("A plan names the measures of supervision."),
            ground=PLAN,
            remedy=_("Name at least one measure."),
        )
    if draft.review_on is not None and draft.review_on <= day:
        raise BadFacts(
            "review_on",
            why=_("A plan is looked at again on a later day than it is made."),
            ground=PLAN,
        )


def _entries(case: Case, draft: PlanDraft, day: date, pen: Pen) -> Entries:
    adjusted = case.events.filter(what=What.PLAN_ADJUSTED, corrected__isnull=True)
    earlier = [(row.day, pen.opened(row, "note")) for row in adjusted.order_by("day", "seq")]
    changes = [*earlier, (day, draft.because)] if draft.because.strip() else []
    return {
        "family": draft.situation,
        "assessment": draft.assessment,
        "category": Level(case.level).says.zh if case.level else NOT_SET.zh,
        "psychology": draft.psychology,
        "supervision": list(draft.measures),
        "teaching": list(draft.teaching),
        "help": list(draft.helps),
        "goals": list(draft.goals),
        "adjustments": [forms.columns(f"{on}", because, "") for on, because in changes],
    }
