"""Matters as whoever asks may see them, what he may do now, and whether signatures still hold."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.agencies.queries.acting import Acting
from guihang.decisions import access, course, kinds, looking, people, ports, routes, signing
from guihang.decisions.course import Act, Stage
from guihang.decisions.models import Matter, Signature
from guihang.dossiers.previews import preview
from guihang.duties import owing
from guihang.duties.owing import Bearer
from guihang.law.refusals import NotYours, Refused
from guihang.law.rungs import Rung

OPEN = frozenset(Stage) - course.FINAL - {Stage.EFFECTIVE}
UNDECIDED = course.UNDECIDED


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which matters somebody wants to see."""

    kind: str = ""
    stage: str = ""
    unit_path: str = ""
    words: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """One act at this stage, and why it is refused to who looks; None when it is his to take."""

    act: Act
    refusal: Refused | None


@dataclass(frozen=True, slots=True)
class Seal:
    """A signature held against what stands there now (验签)."""

    signature: Signature
    holds: bool


def matters(by: Actor, wanted: Wanted | None = None) -> QuerySet[Matter]:
    """Return the matters within somebody's reach, the newest first, perhaps only some of them."""
    wanted = wanted or Wanted()
    seen = Matter.objects.within(by.reach).select_related(
        "dossier__office", "asked_by", "applicant"
    )
    if wanted.kind:
        seen = seen.filter(kind=wanted.kind)
    if wanted.stage:
        seen = seen.filter(stage=wanted.stage)
    if wanted.unit_path:
        seen = seen.filter(unit_path__startswith=wanted.unit_path)
    if wanted.mine:
        seen = seen.asked_by(by.account_id)
    for word in wanted.words.split():
        seen = seen.filter(
            Q(number__icontains=word)
            | Q(dossier__number__icontains=word)
            | Q(dossier__office__name__icontains=word)
            | Q(dossier__subject__name__icontains=word)
            | Q(paper__number__icontains=word)
        )
    return seen


def matter_for(by: Actor, number: str) -> Matter:
    """Return the one matter somebody may see under a number; another's looks like none."""
    found = Matter.objects.for_reading().within(by.reach).filter(number=number).first()
    if found is None:
        raise NotYours(
            why=_("There is no such matter in your charge."),
            ground="house:jurisdiction",
            remedy=_("Look it up in the list of matters."),
        )
    return found


def matter(number: str, *kinds: str) -> Matter | None:
    """Return a matter by its number, perhaps only of some kinds, for who keeps its subject."""
    found = Matter.objects.filter(number=number)
    if kinds and not found.filter(kind__in=kinds).exists():
        return None
    return found.for_reading().first()


def numbers(kind: str) -> tuple[str, ...]:
    """Return the numbers of all matters of a kind, for a room that keeps its subject."""
    return tuple(Matter.objects.filter(kind=kind).values_list("number", flat=True))


def in_progress(by: Actor) -> int:
    """Return how many matters within somebody's reach are not yet settled, for the rail."""
    return Matter.objects.within(by.reach).filter(stage__in=OPEN).count()


def standing(matter: Matter, *, on: date) -> Stage:
    """Return where a matter stands on a day, whether or not a sweep has looked meanwhile."""
    return course.standing(Stage(matter.stage), begins=matter.begins, ends=matter.ends, on=on)


def may_take(by: Actor, matter: Matter, act: Act, *, on: date) -> Refused | None:
    """Ask whether somebody may take an act: the same answer the action gives."""
    try:
        access.check_may_take(act, by, matter, on=on)
    except Refused as refused:
        return refused
    return None


def buttons(by: Actor, matter: Matter, *, on: date) -> tuple[Button, ...]:
    """Return every act this stage and this kind know, each with its refusal."""
    kind = kinds.kind(matter.kind)
    acts = [act for act in course.possible_from(Stage(matter.stage)) if act in access.GUARDS]
    if kind.step(Act.GIVE_OPINION) is None:
        acts = [act for act in acts if act is not Act.GIVE_OPINION]
    if receipt(matter):
        acts = [act for act in acts if act not in RECEIPTS]
    return tuple(Button(act, may_take(by, matter, act, on=on)) for act in acts)


RECEIPTS = frozenset({Act.CONFIRM_RECEIPT, Act.LEAVE_WITH_WITNESS})


def receipt(matter: Matter):
    """Return the step that noted the receipt, if there is one."""
    return next((step for step in matter.steps.all() if Act(step.act) in RECEIPTS), None)


def who_may_take(matter: Matter, act: Act, *, on: date) -> tuple[Acting, ...]:
    """Return who is there to take an act on a day, deputies included."""
    return people.candidates(matter, act, on=on)


def who_may_decide(matter: Matter, *, on: date) -> tuple[Acting, ...]:
    """Return who is there to decide a matter on a day."""
    return people.candidates(matter, Act.GRANT, on=on)


def findings(matter: Matter, act: Act, *, on: date) -> tuple[ports.Finding, ...]:
    """Return what is found before somebody signs an act."""
    return looking.findings(matter, act, on=on)


def paper_preview(matter: Matter, *, on: date) -> str:
    """Return the paper a grant would issue, as an HTML fragment; "" when there is none."""
    kind = kinds.kind(matter.kind)
    if not kind.form or Stage(matter.stage) not in UNDECIDED:
        return ""
    fields = kind.subject.paper_fields(matter, on=on)
    return preview(dossier=matter.dossier, form=kind.form, fields=fields, on=on)


def verified(matter: Matter) -> tuple[Seal, ...]:
    """Hold every signature of a matter against what it says now; a changed matter breaks them."""
    steps = [step for step in matter.steps.all() if hasattr(step, "signature")]
    return tuple(_seal(matter, step) for step in steps)


def running(kind: str, unit_path: str) -> QuerySet[Matter]:
    """Return the matters of a kind about a unit that may come to a grant, or hold one."""
    hopeless = course.FINAL | {Stage.REFUSED}
    return Matter.objects.filter(kind=kind, unit_path=unit_path).exclude(stage__in=hopeless)


def deciders(matter: Matter) -> tuple[Bearer, ...]:
    """Return the rung that decides, as a party of duties."""
    return (owing.rung(routes.rung(matter), matter.unit_path),)


def route(matter: Matter) -> routes.Routed:
    """Return on which rung a matter is decided, and why."""
    return routes.kept(matter)


def about(kind: str, dossier) -> QuerySet[Matter]:
    """Return every matter of a kind about a dossier, for a room that keeps its subject."""
    return Matter.objects.filter(kind=kind, dossier=dossier)


@dataclass(frozen=True, slots=True)
class History:
    """Who took part in a decision, and on which rung; `ref` is its name in events."""

    ref: str
    rung: Rung | None = None
    checked_by: int | None = None
    decided_by: int | None = None
    decided_on: date | None = None
    granted: bool = False
    signed: bool = False


def histories(dossiers: Collection[str]) -> dict[str, tuple[History, ...]]:
    """Return the matters of many dossiers by number, for a room that looks at whole files."""
    found: dict[str, list[History]] = {}
    rows = Matter.objects.filter(dossier__number__in=dossiers).select_related("dossier")
    for matter in rows.prefetch_related("steps__signature").order_by("asked_at", "pk"):
        found.setdefault(matter.dossier.number, []).append(_history(matter))
    return {number: tuple(matters) for number, matters in found.items()}


def _history(matter: Matter) -> History:
    steps = {Act(step.act): step for step in matter.steps.all()}
    checked, granted = steps.get(Act.CHECK), steps.get(Act.GRANT)
    decided = granted or steps.get(Act.REFUSE)
    return History(
        ref=matter.ref,
        rung=Rung(matter.rung) if matter.rung else None,
        checked_by=checked.by_id if checked else None,
        decided_by=decided.by_id if decided else None,
        decided_on=owing.day_of(decided.at) if decided else None,
        granted=granted is not None,
        signed=decided is not None and hasattr(decided, "signature"),
    )


def _seal(matter: Matter, step) -> Seal:
    signature = step.signature
    present = matter.paper.digest if signature.paper_digest and matter.paper else ""
    expected = signing.signed_digest(matter, step, paper_digest=present)
    return Seal(signature, expected == signature.digest)
