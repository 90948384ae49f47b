"""Months as whoever asks may see them: who is to be assessed, one month, what may be published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases import queries as cases
from guihang.cases.facts import law_of
from guihang.law.codes import MonthResult
from guihang.law.refusals import NotYours
from guihang.law.rules.publication import NameForm, Published, PublishedFacts, publication
from guihang.law.verdicts import Ground, Verdict
from guihang.supervision.assessment.evidence import Evidence, gather, is_assessed_in
from guihang.supervision.assessment.month import Month
from guihang.supervision.models import MonthlyAssessment, MonthObjection

TABS = ("to_assess", "to_confirm", "to_tell", "objected", "all")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which months somebody wants to see: the month, where they stand, the office, words."""

    month: Month
    tab: str = "all"
    unit_path: str = ""
    words: str = ""


def people(by: Actor, wanted: Wanted) -> QuerySet:
    """Return the cases assessed in a month, each with what stands for it, scoped by who asks."""
    found = _people(by, wanted).filter(STANDS[wanted.tab](wanted.month))
    return _with_months(found, wanted.month).order_by("unit_path", "person__pinyin", "pk")


def counts(by: Actor, wanted: Wanted) -> Mapping[str, int]:
    """Count where the months stand, whichever of these is shown."""
    found = _people(by, wanted).order_by()
    return found.aggregate(
        **{tab: Count("pk", filter=stands(wanted.month)) for tab, stands in STANDS.items()}
    )


def _people(by: Actor, wanted: Wanted) -> QuerySet:
    month, search = wanted.month, cases.Search(words=wanted.words, unit_path=wanted.unit_path)
    return cases.under_between(
        cases.cases(by, search, on=month.last), first=month.first, last=month.last
    )


def _with_months(found: QuerySet, month: Month) -> QuerySet:
    rows = MonthlyAssessment.objects.standing().filter(month=month.first)
    rows = rows.select_related("by", "confirmed_by", "paper").prefetch_related("objections")
    return found.select_related("dossier__unit", "person__subject").prefetch_related(
        Prefetch("monthly_assessments", rows, to_attr="months_shown")
    )


def _standing(month: Month, **more: object) -> Exists:
    rows = MonthlyAssessment.objects.standing().filter(case=OuterRef("pk"), month=month.first)
    return Exists(rows.filter(**more))


def _objected(month: Month) -> Exists:
    open_ = MonthObjection.objects.filter(
        assessment__case=OuterRef("pk"),
        assessment__month=month.first,
        assessment__taken_back_at__isnull=True,
        answered_on__isnull=True,
    )
    return Exists(open_)


STANDS = {
    "to_assess": lambda month: ~_standing(month),
    "to_confirm": lambda month: Q(_standing(month, confirmed_at__isnull=True)),
    "to_tell": lambda month: Q(_standing(month, confirmed_at__isnull=False, told_on__isnull=True)),
    "objected": lambda month: Q(_objected(month)),
    "all": lambda month: Q(),
}
"""What holds of a case whose month stands under a word of the list."""


def standing_of(assessment: MonthlyAssessment | None) -> str:
    """Return under which word of the list a month stands."""
    if assessment is None:
        return "to_assess"
    if assessment.confirmed_at is None:
        return "to_confirm"
    if any(one.answered_on is None for one in assessment.objections.all()):
        return "objected"
    return "told" if assessment.told_on else "to_tell"


def chosen(by: Actor, keys: list[str]) -> list[MonthlyAssessment]:
    """Return the assessments somebody chose on a list, of those he may see; all or none."""
    found = list(
        MonthlyAssessment.objects.within(by.reach)
        .for_reading()
        .filter(pk__in=[key for key in keys if key.isdigit()])
        .order_by("case__unit_path", "case__person__pinyin", "pk")
    )
    if len(found) != len(set(keys)):
        raise NotYours(
            why=_("There is no such assessment in your charge."),
            ground="house:jurisdiction",
            remedy=_("Look it up in the list of the month."),
        )
    return found


@dataclass(frozen=True, slots=True)
class Shown:
    """One month of one case: what it shows now, what was made of it, and what came later."""

    case: object
    month: Month
    evidence: Evidence
    editions: tuple[MonthlyAssessment, ...]

    @property
    def standing(self) -> MonthlyAssessment | None:
        """The assessment that stands."""
        return next((one for one in self.editions if one.taken_back_at is None), None)

    @property
    def came_later(self) -> tuple:
        """What was noted of this month only after it was assessed."""
        made = self.standing
        rows = self.evidence.rows if made else ()
        return tuple(row for row in rows if row.noted_at > made.at)


def month_of(case, month: Month) -> Shown:
    """Return one month of a case that somebody was found to see."""
    editions = case.monthly_assessments.for_reading().filter(month=month.first)
    return Shown(case, month, gather(case, month), tuple(editions))


def of_case(case) -> QuerySet[MonthlyAssessment]:
    """Return the assessments of a case that stand, the latest month first."""
    return case.monthly_assessments.standing().select_related("confirmed_by", "by")


def last_month(case, on: date) -> Month | None:
    """Return the last whole month before a day, if the person was under correction in it."""
    month = Month.of(on).before
    return month if is_assessed_in(case, month) else None


def next_to_assess(by: Actor, case, month: Month):
    """Return the next person of the same office whose month is to be assessed."""
    wanted = Wanted(month, "to_assess", case.unit_path)
    return people(by, wanted).exclude(pk=case.pk).first()


def of_marked(by: Actor, of: str) -> MonthlyAssessment | None:
    """Return the assessment an event or a duty of a case belongs to, where somebody may see it."""
    _word, _dot, number = of.partition("month.")
    key = int(number) if number.isdigit() else 0
    return MonthlyAssessment.objects.within(by.reach).for_reading().filter(pk=key).first()


@dataclass(frozen=True, slots=True)
class PublicLine:
    """One line of the list that is put up: how the name is written, the result, the office."""

    name: str
    result: str
    office: str
    assessment: MonthlyAssessment


@dataclass(frozen=True, slots=True)
class PublicList:
    """What may be put up of a month, by which articles, and how many were left out."""

    lines: tuple[PublicLine, ...]
    left_out: int
    grounds: tuple[Ground, ...]


def public_list(by: Actor, month: Month, *, on: date, unit_path: str = "") -> PublicList:
    """Return the results of a month that people were told and that may be put up; no minor's."""
    seen = MonthlyAssessment.objects.within(by.reach).standing().for_reading()
    seen = seen.filter(
        month=month.first, told_on__isnull=False, case__unit_path__startswith=unit_path
    ).exclude(result=MonthResult.NOT_ASSESSED)
    lines, left_out, grounds = [], 0, {}
    for one in seen.order_by("case__unit_path", "case__person__pinyin", "pk"):
        facts = PublishedFacts(Published.ASSESSMENT, cases.is_minor(one.case, on))
        answer = publication(facts, law_of(one.case, on))
        grounds |= {ground.article: ground for ground in answer.grounds}
        if isinstance(answer, Verdict) and answer.outcome.may:
            lines.append(_public(one, answer.outcome.name))
        else:
            left_out += 1
    return PublicList(tuple(lines), left_out, tuple(grounds.values()))


def _public(assessment: MonthlyAssessment, form: NameForm) -> PublicLine:
    case = assessment.case
    name = case.person.name
    return PublicLine(
        name=name if form is NameForm.FULL else f"{name[:1]}某",
        result=MonthResult(assessment.result).says.zh,
        office=case.dossier.unit.short_name,
        assessment=assessment,
    )
