"""Proceedings as whoever asks may see them: the list, one of them, what may be published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor, may
from guihang.cases import queries as cases
from guihang.cases.facts import event_of, facts_of, law_of, standing
from guihang.decisions import queries as decisions
from guihang.decisions.course import Act, Stage
from guihang.decisions.marks import matter_of
from guihang.duties.owing import day_of
from guihang.law.codes import Body
from guihang.law.refusals import BadFacts, NotYours, Refused
from guihang.law.rules import conduct_papers, standing_breaches
from guihang.law.rules.publication import NameForm, Published, PublishedFacts, publication
from guihang.law.rules.standing_breaches import BREACHES
from guihang.law.verdicts import CannotSay, Ground, Verdict
from guihang.law.wire import Json
from guihang.supervision.access import check_may_open_conduct, check_may_open_penalty
from guihang.supervision.conduct import judging
from guihang.supervision.conduct.actions.carrying import copied
from guihang.supervision.conduct.examining import BAD, demand_fit
from guihang.supervision.conduct.judging import Judgment
from guihang.supervision.conduct.penalties import SEALED, demand_seen
from guihang.supervision.conduct.plans import PLANS
from guihang.supervision.conduct.wish import read
from guihang.supervision.models import HELD, OWN, TOLD, Proceeding

TABS = ("under_way", "to_serve", "sent", "objected", "all")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which proceedings somebody wants to see."""

    tab: str = "under_way"
    kind: str = ""
    unit_path: str = ""
    words: str = ""


def proceedings(by: Actor, wanted: Wanted) -> QuerySet[Proceeding]:
    """Return the proceedings within somebody's reach, as a list wants them; sealed ones apart."""
    if wanted.tab == "sealed":
        check_may_open_penalty(by, by.unit_path)
    seen = Proceeding.objects.within(by.reach)
    seen = seen.filter(SEALED) if wanted.tab == "sealed" else seen.exclude(SEALED)
    if wanted.kind:
        seen = seen.filter(matter__kind=wanted.kind)
    if wanted.unit_path:
        seen = seen.filter(matter__unit_path__startswith=wanted.unit_path)
    for word in wanted.words.split():
        seen = seen.filter(
            Q(case__person__subject__name__icontains=word)
            | Q(matter__number__icontains=word)
            | Q(matter__dossier__number__icontains=word)
            | Q(case__person__pinyin__contains=word.lower())
        )
    return _of_tab(seen, wanted.tab).for_lists()


def _of_tab(seen, tab: str):
    tabs = {
        "under_way": seen.under_way,
        "to_serve": seen.unserved,
        "sent": seen.unanswered,
        "objected": seen.objected,
    }
    return tabs[tab]() if tab in tabs else seen


def counts(by: Actor) -> dict[str, int]:
    """Return how many proceedings stand under each tab, in one query; sealed ones apart."""
    sent = Q(matter__stage__in=TOLD, answered_on__isnull=True) & ~Q(matter__kind__in=OWN)
    under = {
        "under_way": Q(matter__stage__in=decisions.UNDECIDED),
        "to_serve": Q(matter__stage__in=(*HELD, Stage.REFUSED), served_on__isnull=True),
        "sent": sent,
        "objected": Q(objections__isnull=False, objections__answered_on__isnull=True),
        "all": Q(),
    }
    shown = {tab: Count("pk", filter=one & ~SEALED, distinct=True) for tab, one in under.items()}
    sealed = Count("pk", filter=SEALED, distinct=True)
    return Proceeding.objects.within(by.reach).aggregate(**shown, sealed=sealed)


def under_way(by: Actor) -> int:
    """Return how many proceedings are not yet decided, for the rail."""
    return Proceeding.objects.within(by.reach).under_way().count()


def proceeding_for(by: Actor, number: str) -> Proceeding:
    """Return the one proceeding somebody may see under the number of its matter."""
    matter = decisions.matter_for(by, number)
    found = Proceeding.objects.for_reading().filter(matter=matter).first()
    if found is None:
        raise NotYours(
            why=_("There is no such proceeding in your charge."),
            ground="house:jurisdiction",
            remedy=_("Look it up in the list of rewards and sanctions."),
        )
    demand_seen(by, found)
    return found


def proceeding_of(by: Actor, of: str) -> Proceeding | None:
    """Return the proceeding an event or a duty of a case belongs to, where somebody may see it."""
    found = Proceeding.objects.for_reading().filter(matter_id=matter_of(of)).first()
    if found is None or not by.sees(found.matter.unit_path):
        return None
    demand_seen(by, found)
    return found


def of_case(case) -> QuerySet[Proceeding]:
    """Return every proceeding of a case, the latest first."""
    return case.proceedings.select_related("matter")


def standing_of(proceeding: Proceeding) -> str:
    """Return under which word of the list a proceeding stands."""
    stage = Stage(proceeding.matter.stage)
    if stage in decisions.UNDECIDED:
        return "under_way"
    if stage in {Stage.ENDED, Stage.WITHDRAWN}:
        return "over"
    if stage in {Stage.REFUSED, Stage.CLOSED}:
        return "refused"
    if any(one.answered_on is None for one in proceeding.objections.all()):
        return "objected"
    if proceeding.served_on is None:
        return "to_serve"
    if PLANS[proceeding.matter.kind].is_proposal:
        return "answered" if proceeding.answered_on else "sent"
    return "served"


def judged_of(proceeding: Proceeding, *, on: date) -> Judgment:
    """Judge a proceeding by the law and the case of the day of its decision, or of today."""
    stated = read(proceeding.matter.fields)
    return judging.judge(
        stated.name, stated.facts, proceeding.case, on=decided_on(proceeding.matter) or on
    )


def decided_on(matter) -> date | None:
    """Return the day a matter was decided."""
    found = [step for step in matter.steps.all() if step.act in {Act.GRANT, Act.REFUSE}]
    return day_of(found[-1].at) if found else None


def judged(
    name: str, stated: Mapping[str, Json], case, *, on: date
) -> tuple[Judgment | None, Refused | None]:
    """Return what the law says of a measure before it is opened, and why it would be refused."""
    try:
        found = judging.judge(name, stated, case, on=on)
    except BadFacts as refused:
        return None, refused
    try:
        demand_fit(found, case, on)
    except Refused as refused:
        return found, refused
    return found, None


@dataclass(frozen=True, slots=True)
class Copies:
    """Who is served, who gets a copy, and who has got one."""

    to: tuple[Body, ...]
    copies: tuple[Body, ...]
    done: frozenset[Body]
    grounds: tuple[Ground, ...]


def copies_of(proceeding: Proceeding, *, on: date) -> Copies | None:
    """Return whom the paper of a proceeding goes to; None where the law cannot say."""
    day = decided_on(proceeding.matter) or on
    found = judging.recipients(proceeding.matter.kind, proceeding.case, on=day)
    if isinstance(found, CannotSay):
        return None
    route = found.outcome
    return Copies(route.to, route.copies, copied(proceeding), found.grounds)


def counters(case, *, on: date) -> Verdict | None:
    """Return how often a case saw each measure (conduct.counters)."""
    found = conduct_papers.counters(facts_of(case), law_of(case, on))
    return found if isinstance(found, Verdict) else None


def proofs(case) -> tuple[tuple[object, bool], ...]:
    """Return the events a proceeding may rest on, the latest first, with which are breaches."""
    rows = reversed(standing(case.events.order_by("day", "seq")))
    return tuple((row, row.what in BAD) for row in rows)


def unanswered(case) -> tuple:
    """Return the breaches of a case that stand and nothing has dealt with, the latest first."""
    rows = tuple(case.events.order_by("day", "seq"))
    facts = facts_of(case, rows=rows)
    return tuple(
        row
        for row in reversed(standing(rows))
        if row.what in BREACHES and standing_breaches.is_unanswered(facts, event_of(row))
    )


@dataclass(frozen=True, slots=True)
class PublicLine:
    """One line of the list that is put up: how the name is written, which measure, which day."""

    name: str
    measure: str
    day: date
    office: str


@dataclass(frozen=True, slots=True)
class PublicList:
    """What may be put up of a span of days, by which articles, and how many were left out."""

    lines: tuple[PublicLine, ...]
    left_out: int
    grounds: tuple[Ground, ...]


ITEMS = {
    "commendation": Published.COMMENDATION,
    "admonition": Published.ADMONITION,
    "warning": Published.WARNING,
    "penalty_request": Published.PENALTY,
}


def public_list(by: Actor, *, first: date, last: date, on: date) -> PublicList:
    """Return what may be published of the days; minors and police penalties are left out."""
    seen = Proceeding.objects.within(by.reach).for_lists()
    seen = seen.filter(matter__kind__in=ITEMS, matter__stage__in=TOLD)
    lines, left_out, grounds = [], 0, {}
    for one in seen.filter(served_on__gte=first, served_on__lte=last).order_by("served_on", "pk"):
        facts = PublishedFacts(ITEMS[one.matter.kind], cases.is_minor(one.case, on))
        answer = publication(facts, law_of(one.case, on))
        grounds |= {ground.article: ground for ground in answer.grounds}
        if isinstance(answer, Verdict) and answer.outcome.may:
            lines.append(_public(one, answer.outcome.name))
        else:
            left_out += 1
    return PublicList(tuple(lines), left_out, tuple(grounds.values()))


def _public(proceeding: Proceeding, form: NameForm) -> PublicLine:
    name = proceeding.case.person.name
    return PublicLine(
        name=name if form is NameForm.FULL else f"{name[:1]}某",
        measure=judging.Measure(proceeding.measure).says.zh,
        day=proceeding.served_on,
        office=proceeding.matter.dossier.unit.short_name,
    )


def may_open_sealed(by: Actor) -> bool:
    """Whether somebody may see that a sealed record of a police penalty exists."""
    return may(check_may_open_penalty, by, by.unit_path)


def may_open(by: Actor, unit_path: str) -> bool:
    """Whether somebody may open a proceeding about a person of a unit."""
    return may(check_may_open_conduct, by, unit_path)
