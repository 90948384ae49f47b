"""Assessing a month: an officer looks at what it shows and says what it came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.actions.noting import locked
from guihang.dossiers import forms
from guihang.duties.owing import day_of
from guihang.law.codes import MonthResult
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, TooEarly
from guihang.ledger.actions import record
from guihang.supervision.access import check_may_assess_month
from guihang.supervision.assessment import evidence
from guihang.supervision.assessment.actions.holding import take_back
from guihang.supervision.assessment.doubts import PASSING
from guihang.supervision.assessment.evidence import Evidence
from guihang.supervision.assessment.house_rules import ARTICLE, LEAST_WORDS, MONTHS, POINTS
from guihang.supervision.assessment.month import Month
from guihang.supervision.events import MonthAssessed
from guihang.supervision.models import MonthlyAssessment

AGAIN = "确认前重新考核"


@dataclass(frozen=True, slots=True)
class Given:
    """What an officer makes of a month; `seen` is how many editions stood when he looked."""

    result: str
    reasons: str = ""
    seen: int = 0


@atomic
def assess(*, case, month: Month, given: Given, by: Actor, at: datetime) -> MonthlyAssessment:
    """Say what a month came to; who departs from what was counted or noted says why."""
    case = locked(case)
    check_may_assess_month(by, case.unit_path)
    _demand_over(case, month, day_of(at))
    editions = list(case.monthly_assessments.filter(month=month.first).order_by("edition"))
    _demand_as_seen(editions, given)
    found = evidence.gather(case, month)
    reasons = _reasons(given, found)
    standing = [one for one in editions if one.taken_back_at is None]
    for one in standing:
        take_back(one, AGAIN, by=by, at=at)
    tally = found.tally
    made = MonthlyAssessment.objects.create(
        case=case,
        month=month.first,
        edition=len(editions) + 1,
        result=given.result,
        reasons=reasons,
        scheme=tally.scheme.version if tally else "",
        points=tally.points if tally else None,
        proposed=tally.result if tally else "",
        lines=evidence.lines_of(tally),
        at=at,
        by_id=by.account_id,
    )
    assessed = MonthAssessed(
        case=case.number,
        month=str(month),
        result=made.result,
        proposed=made.proposed,
        scheme=made.scheme,
        points=made.points,
    )
    record(assessed, chain=case.chain, by=by, at=at)
    return made


def _demand_over(case, month: Month, on: date) -> None:
    if month.last >= on:
        raise TooEarly(
            why=_("This month is not over."),
            ground=MONTHS,
            remedy=_("Assess it from the first day of the next month on."),
        )
    if not evidence.is_assessed_in(case, month):
        raise BadFacts(
            "month",
            why=_("The person was not under correction here in this month."),
            ground=ARTICLE,
            remedy=_("Choose a month between the registration and the end."),
        )


def _demand_as_seen(editions: list[MonthlyAssessment], given: Given) -> None:
    if editions and editions[-1].taken_back_at is None and editions[-1].confirmed_at is not None:
        raise AlreadyDone(
            why=_("This month was assessed and confirmed."),
            ground=MONTHS,
            remedy=_("It is opened again when an objection is found right."),
        )
    if len(editions) != given.seen:
        raise AlreadyDone(
            why=_("Somebody else assessed this month while you were looking."),
            ground="house:two-at-once",
            remedy=_("Look at it as it is now; you can still change it until it is confirmed."),
        )


def _reasons(given: Given, found: Evidence) -> str:
    """Return the reasons, which nobody may leave out who departs from what stands there."""
    if given.result not in set(MonthResult):
        raise BadFacts(
            "result",
            why=_("It is not said what the month came to."),
            ground=MONTHS,
            remedy=_("Choose one of the results."),
        )
    reasons = " ".join(forms.cleaned(given.reasons).split())
    if len(reasons) >= LEAST_WORDS:
        return reasons
    if given.result in PASSING and found.doubts:
        raise Missing(
            why=found.doubts[0],
            ground=ARTICLE,
            remedy=_("Write why the month is passed all the same, or choose another result."),
        )
    if found.tally is not None and given.result != found.tally.result:
        raise Missing(
            why=_("This differs from what the points propose."),
            ground=POINTS,
            remedy=_("You decide, not the points: write why in a few words."),
        )
    if given.result not in PASSING:
        raise Missing(
            why=_("A month that is not passed, or not assessed, has its reasons."),
            ground=MONTHS,
            remedy=_("Write them in a few words."),
        )
    return reasons
