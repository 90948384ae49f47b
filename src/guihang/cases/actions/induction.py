"""The declaration (入矫宣告), the assessment, the category and the plan of a person (矫正方案)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.cases.access import check_may_classify, check_may_work
from guihang.cases.actions.drawing_up import Sheet, drawn_up
from guihang.cases.actions.group import FORM_FIRST, REGISTER_FIRST
from guihang.cases.actions.noting import Besides, locked, note_held
from guihang.cases.actions.refusing import answered, demand_done, demand_not_yet, demand_order
from guihang.cases.facts import began, facts_of, latest, law_of
from guihang.cases.models import Case, CaseEvent
from guihang.cases.words import spoken
from guihang.dossiers import actions as dossiers
from guihang.dossiers import forms
from guihang.dossiers.numbers import agency_of
from guihang.law.codes import Body, Kind, OutsideGround
from guihang.law.events import Event, What
from guihang.law.refusals import BadFacts, Missing, TooEarly
from guihang.law.rules import levels, minors
from guihang.law.rules.levels import Level, SettingFacts
from guihang.law.rules.minors import Act, ActFacts
from guihang.law.texts import Text

if TYPE_CHECKING:
    from guihang.dossiers.models import Paper

DECLARING = "ccl-2019:22"
REPORTING = Text("定期报告遵守规定、参加教育学习和公益活动等情况。", "Reports regularly.")
ON_HEALTH = Text("按规定的间隔报告身体情况。", "Reports on health at the set times.")
ON_REVIEWS = Text("按规定的间隔提交病情复查情况。", "Hands in medical reviews.")


@dataclass(frozen=True, slots=True)
class Ceremony:
    """A declaration as it was held: when, where, by whom, before whom, and whether it was signed.

    `guardian` is who came for a minor; `reporting` is how this person is to report.
    """

    day: date
    led_by: str
    present: Sequence[str]
    signed: bool
    public: bool | None = None
    place: str = ""
    guardian: str = ""
    reporting: str = ""
    rules: Sequence[str] = ()


@atomic
def declare(*, case: Case, ceremony: Ceremony, by, at: datetime) -> Paper:
    """Declare what was judged, for how long, and what is to be obeyed (入矫宣告); it is signed.

    It is held before the group, not in public; a minor's guardian is called to it.
    """
    case = locked(case)
    check_may_work(by, case.unit_path)
    registered = demand_done(
        latest(case, What.REGISTERED), What.REGISTERED, ground=DECLARING, remedy=REGISTER_FIRST
    )
    demand_done(
        latest(case, What.GROUP_FORMED), What.GROUP_FORMED, ground=DECLARING, remedy=FORM_FIRST
    )
    demand_not_yet(latest(case, What.DECLARED))
    day = ceremony.day
    demand_order("day", day, after=registered.day, what=What.REGISTERED, ground=DECLARING)
    _demand_held_rightly(ceremony)
    called = _called(case, ceremony)
    entries = {
        "reporting": ceremony.reporting.strip() or _reporting(case),
        "rules": list(ceremony.rules),
        "guardian": ceremony.guardian,
        "declared_on": day,
        "declared_at": ceremony.place.strip() or agency_of(case.dossier.unit).name,
    }
    paper = drawn_up(case, Sheet("induction", entries, anew=True), by=by, at=at)
    there = "、".join(one.strip() for one in (ceremony.led_by, *ceremony.present) if one.strip())
    declared = (Event(What.DECLARED, day), Besides(note=there, paper=paper))
    note_held(case, (*called, declared), by=by, at=at)
    return paper


def _reporting(case: Case) -> str:
    """Return how a person of this kind reports, where nothing else was laid down for him."""
    outside = case.kind == Kind.OUTSIDE
    ill = outside and case.outside_ground == OutsideGround.ILLNESS
    parts = (REPORTING, *((ON_HEALTH,) if outside else ()), *((ON_REVIEWS,) if ill else ()))
    return "".join(part.zh for part in parts)


def _demand_held_rightly(ceremony: Ceremony) -> None:
    if not ceremony.led_by.strip() or not any(one.strip() for one in ceremony.present):
        raise Missing(
            why=_("A declaration is led by somebody, and held before the group."),
            ground="measures-2020:20",
            remedy=_("Name who led it and who was there."),
        )
    if not ceremony.signed:
        raise Missing(
            why=_("It counts as declared once the person has signed it."),
            ground="measures-2020:20",
            remedy=_("Have it signed; that somebody refuses to sign is noted as an event."),
        )


def _called(case: Case, ceremony: Ceremony) -> tuple[tuple[Event, Besides], ...]:
    """Return that the guardian was called, where this is not noted yet; refuse one in public."""
    facts = facts_of(case)
    asked = ActFacts(act=Act.ENTRY, birth=facts.birth, began=began(facts))
    answer = answered(minors.manner(asked, law_of(case, ceremony.day)), ground=minors.QUIET)
    manner, first = answer.outcome, answer.grounds[0]
    if ceremony.public and not manner.public:
        raise BadFacts(
            "public",
            why=_("The declaration of an entry is not held in public."),
            ground=first.article,
            remedy=_("Hold it again before the group alone."),
        )
    if not manner.guardian:
        return ()
    if ceremony.guardian.strip():
        told = latest(case, What.TOLD, to=Body.GUARDIAN)
        event = Event(What.TOLD, ceremony.day, to=Body.GUARDIAN)
        return () if told else ((event, Besides(note=ceremony.guardian)),)
    if latest(case, What.TOLD, to=Body.GUARDIAN) is None:
        raise TooEarly(
            why=_("The guardian is called to the declaration of a minor."),
            ground=first.article,
            remedy=_("Call the guardian and note it, or name the guardian who came."),
        )
    return ()


@atomic
def assess(*, case: Case, day: date, note: str, by, at: datetime) -> Case:
    """Note the general assessment of a person (综合评估): category and plan rest on it."""
    case = locked(case)
    check_may_work(by, case.unit_path)
    registered = demand_done(
        latest(case, What.REGISTERED),
        What.REGISTERED,
        ground=levels.CATEGORY,
        remedy=REGISTER_FIRST,
    )
    demand_order("day", day, after=registered.day, what=What.REGISTERED, ground=levels.CATEGORY)
    words = forms.cleaned(note)
    if not words.strip():
        raise Missing(
            why=_("An assessment says what it found."),
            ground=levels.CATEGORY,
            remedy=_("Write what was found about the person."),
        )
    note_held(case, ((Event(What.ASSESSED, day), Besides(note=words)),), by=by, at=at)
    return case


@atomic
def classify(  # noqa: PLR0913 - which category, why, since when and who are all asked for
    *, case: Case, level: str, reasons: str, day: date, by, at: datetime
) -> Case:
    """Set the category of a person (管理类别): a named officer of the agency, with reasons."""
    case = locked(case)
    check_may_classify(by, case.unit_path)
    if level not in set(Level):
        raise BadFacts("level", why=_("Choose one of the categories."), ground=levels.SCHEME)
    assessed = demand_done(
        latest(case, What.ASSESSED),
        What.ASSESSED,
        ground=levels.CATEGORY,
        remedy=_("Assess the person first; the category rests on it."),
    )
    demand_order("day", day, after=assessed.day, what=What.ASSESSED, ground=levels.CATEGORY)
    _demand_reasons(case, reasons, day)
    last = latest(case, What.CLASSIFIED)
    if last is not None and last.code == level and not _since(case, last):
        demand_not_yet(last)
    besides = Besides(note=dossiers.grounded(reasons))
    event = Event(What.CLASSIFIED, day, code=level)
    note_held(case, ((event, besides),), by=by, at=at)
    return case


CONSIDERED = (What.ASSESSED, What.COMMENDED, *levels.SANCTIONED)


def _since(case: Case, last: CaseEvent) -> bool:
    """Whether anything happened since that makes the category be considered again."""
    newer = latest(case, *CONSIDERED)
    return newer is not None and (newer.day, newer.seq) > (last.day, last.seq)


def _demand_reasons(case: Case, reasons: str, day: date) -> None:
    """Refuse a category that would be void: who sets it is the guard's to know, why is not."""
    asked = SettingFacts(
        decided_by=Body.COUNTY,
        officer_named=True,
        reasons_recorded=bool(reasons.strip()),
        machine_only=False,
    )
    answer = answered(levels.setting(asked, law_of(case, day)), ground=levels.CATEGORY)
    if not answer.outcome.stands:
        ground = answer.grounds[0]
        raise Missing(
            why=spoken(ground.because), ground=ground.article, remedy=_("Write the reasons.")
        )
