"""Approvals as whoever asks may see them: the list, one of them, what holds today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor, may
from guihang.cases.facts import facts_of
from guihang.decisions import queries as decisions
from guihang.decisions.course import Stage
from guihang.decisions.marks import matter_of
from guihang.law.codes import Body
from guihang.law.refusals import NotYours, Refused
from guihang.supervision.access import check_may_ask_approval
from guihang.supervision.approvals import judging, plans
from guihang.supervision.approvals.actions.telling import known_to
from guihang.supervision.approvals.examining import examine
from guihang.supervision.approvals.judging import Judgment
from guihang.supervision.approvals.plans import PLANS
from guihang.supervision.approvals.wish import Wish, examine_words
from guihang.supervision.models import TOLD, Approval

TABS = ("under_way", "to_tell", "running", "past", "all")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which approvals somebody wants to see."""

    tab: str = "under_way"
    kind: str = ""
    unit_path: str = ""
    words: str = ""


def approvals(by: Actor, wanted: Wanted, *, on: date) -> QuerySet[Approval]:
    """Return the approvals within somebody's reach, as a list wants them."""
    seen = Approval.objects.within(by.reach)
    if wanted.kind:
        seen = seen.filter(kind=wanted.kind)
    if wanted.unit_path:
        seen = seen.filter(matter__unit_path__startswith=wanted.unit_path)
    for word in wanted.words.split():
        seen = seen.filter(
            Q(case__person__subject__name__icontains=word)
            | Q(matter__number__icontains=word)
            | Q(matter__dossier__number__icontains=word)
            | Q(case__person__pinyin__contains=word.lower())
        )
    return _of_tab(seen, wanted.tab, on).for_lists()


def _of_tab(seen, tab: str, on: date):
    if tab == "under_way":
        return seen.under_way()
    if tab == "to_tell":
        return seen.to_tell()
    if tab == "running":
        return seen.running(on=on).order_by("ends", "pk")
    return seen.past(on=on).order_by("-ends", "-pk") if tab == "past" else seen


def counts(by: Actor, *, on: date) -> dict[str, int]:
    """Return how many approvals stand under each tab, in one query."""
    told = Q(matter__stage__in=TOLD)
    over = Q(ends__lt=on) | Q(off_on__isnull=False)
    return Approval.objects.within(by.reach).aggregate(
        under_way=Count("pk", filter=Q(matter__stage__in=decisions.UNDECIDED)),
        to_tell=Count("pk", filter=Q(matter__stage__in=(Stage.GRANTED, Stage.REFUSED))),
        running=Count("pk", filter=told & Q(begins__lte=on) & ~over),
        past=Count("pk", filter=told & over | Q(matter__stage=Stage.ENDED)),
        all=Count("pk"),
    )


def to_tell(by: Actor) -> int:
    """Return how many decisions the person does not know of yet, for the rail."""
    decided = (Stage.GRANTED, Stage.REFUSED)
    return Approval.objects.within(by.reach).filter(matter__stage__in=decided).count()


def approval_for(by: Actor, number: str) -> Approval:
    """Return the one approval somebody may see under the number of its matter."""
    matter = decisions.matter_for(by, number)
    found = Approval.objects.for_reading().filter(matter=matter).first()
    if found is None:
        raise NotYours(
            why=_("There is no such approval in your charge."),
            ground="house:jurisdiction",
            remedy=_("Look it up in the list of approvals."),
        )
    return found


def approval_of(by: Actor, of: str) -> Approval | None:
    """Return the approval an event or a duty of a case belongs to, where somebody may see it."""
    found = Approval.objects.for_reading().filter(matter_id=matter_of(of)).first()
    return found if found is not None and by.sees(found.matter.unit_path) else None


def of_case(case) -> QuerySet[Approval]:
    """Return every approval of a case, the latest first."""
    return case.approvals.select_related("matter")


def standing(approval: Approval, *, on: date) -> str:
    """Return under which word of the list an approval stands on a day."""
    stage = Stage(approval.matter.stage)
    if stage in decisions.UNDECIDED:
        return "under_way"
    if stage in {Stage.GRANTED, Stage.REFUSED}:
        return "to_tell"
    if stage in {Stage.CLOSED, Stage.WITHDRAWN}:
        return "refused"
    if stage is Stage.ENDED or approval.off_on is not None or approval.ends < on:
        return "past"
    return "to_come" if approval.begins > on else "running"


def device_in_force(case, *, on: date) -> Approval | None:
    """Return the order under which positions may be taken on a day; none means: take none."""
    closed = facts_of(case).closed_on
    if closed is not None and on > closed:
        return None
    orders = case.approvals.filter(kind=plans.DEVICE, worn_on__lte=on)
    return orders.for_lists().running(on=on).first()


def still_to_tell(approval: Approval) -> tuple[Body, ...]:
    """Return who must still be told of a grant."""
    if approval.matter.paper_id is None or approval.matter.stage == Stage.ENDED:
        return ()
    done = known_to(approval)
    return tuple(body for body in PLANS[approval.kind].told if body not in done)


def judged(wish: Wish, case, *, on: date) -> tuple[Judgment | None, Refused | None]:
    """Return what the law says of a wish before it is handed in, and why it would be refused."""
    try:
        examine_words(wish)
        return examine(wish, case, on=on), None
    except Refused as refusal:
        refused = refusal
    try:
        return judging.judge(wish, case, on=on), refused
    except (Refused, ValueError):
        return None, refused


def may_ask(by: Actor, unit_path: str) -> bool:
    """Whether somebody may enter a request for a person of a unit."""
    return may(check_may_ask_approval, by, unit_path)
