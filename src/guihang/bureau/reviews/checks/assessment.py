"""Daily assessment: a month passed against what the file says of it, a minor made public."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from guihang.bureau.reviews.check import Found, Severity, check
from guihang.bureau.reviews.file import File
from guihang.cases.facts import began
from guihang.law.events import Event, What
from guihang.law.rules import minors
from guihang.law.rules.minors import MinorFacts
from guihang.law.rules.standing_breaches import stands
from guihang.law.texts import Text
from guihang.law.verdicts import Verdict
from guihang.supervision.assessment.doubts import NO_REPORT, NO_WORD, NOT_THERE, PASSING, doubts


@check(
    "assessment.passed_absent",
    ground="ccl-2019:28.1",
    severity=Severity.FAULT,
    says=_("A month was passed in which the person was absent or out of contact"),
    remedy=_("See whether the reasons carry it; if not, take it back and assess the month anew."),
)
def passed_absent(file: File) -> Iterator[Found]:
    """Somebody who was away without approval did not keep the rules of that month."""
    return _passed_against(file, NOT_THERE)


@check(
    "assessment.passed_unreported",
    ground="ccl-2019:28.1",
    severity=Severity.FAULT,
    says=_("A month was passed without a report, or in which one was missed"),
    remedy=_("See whether the reasons carry it; if not, take it back and assess the month anew."),
)
def passed_unreported(file: File) -> Iterator[Found]:
    """A month of which nothing was heard says nothing good of anybody."""
    return _passed_against(file, NO_REPORT, NO_WORD)


def _passed_against(file: File, *against: Text) -> Iterator[Found]:
    for event in file.events(What.MONTH_ASSESSED):
        if event.code in PASSING and set(against) & set(doubts(_inside(file, event))):
            yield Found(event.day, event.of or "")


def _inside(file: File, month: Event) -> tuple[Event, ...]:
    return tuple(
        event
        for event in file.facts.events
        if month.begins and month.ends and month.begins <= event.day <= month.ends
        if stands(file.facts, event)
    )


@check(
    "assessment.minor_published",
    ground="measures-2020:55.2",
    severity=Severity.GRAVE,
    says=_("Something about a minor was put up in public"),
    remedy=_("Take it down at once, note it, and tell the guardian."),
)
def minor_published(file: File) -> Iterator[Found]:
    """Nothing of a minor's is ever made public."""
    asked = MinorFacts(birth=file.facts.birth, began=began(file.facts))
    answer = minors.status(asked, file.law)
    if isinstance(answer, Verdict) and answer.outcome.applies:
        for event in file.events(What.RESULT_PUBLISHED):
            yield Found(event.day, event.of or "")
