"""What is due of somebody who serves outside prison: the next report, the next review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guihang.cases.facts import facts_of, law_of
from guihang.law.codes import Kind, OutsideGround
from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.rules import health
from guihang.law.spans import Span
from guihang.law.verdicts import CannotSay, Ground


@dataclass(frozen=True, slots=True)
class Interval:
    """One running interval: since when, until when, lengthened by how much, on which grounds."""

    last: date
    due: date
    lengthened_by: Span | None
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Health:
    """What runs for somebody: the report always, the review only on medical release."""

    report: Interval | None
    review: Interval | None


def of_case(case, *, on: date) -> Health | None:
    """Return what is due of a case on a day; none for who does not serve outside prison."""
    if case.kind != Kind.OUTSIDE:
        return None
    known = facts_of(case).until(on)
    start = known.first(What.REGISTERED) or known.first(What.HANDED_OVER)
    if start is None:
        return Health(None, None)
    law = law_of(case, on)
    last, by = _running(known, start, What.HEALTH_REPORTED, What.REPORTS_LENGTHENED)
    report = health.report_due(health.ReportFacts(last, by), law)
    reviewed, longer = _running(known, start, What.REVIEW_HANDED_IN, What.REVIEWS_LENGTHENED)
    ground = OutsideGround(case.outside_ground) if case.outside_ground else None
    review = (
        health.review_due(health.ReviewFacts(ground, reviewed, longer), law) if ground else None
    )
    return Health(_interval(last, by, report), _interval(reviewed, longer, review))


def _running(
    known: CaseFacts, start: Event, done: What, lengthened: What
) -> tuple[date, Span | None]:
    """Return since when an interval runs, and by how much it was lengthened."""
    last = max([start.day, *(one.day for one in known.all(done))])
    held = [one for one in known.all(lengthened) if one.ends is None or one.ends >= last]
    return last, held[-1].span if held else None


def _interval(last: date, by: Span | None, answer) -> Interval | None:
    if answer is None or isinstance(answer, CannotSay) or answer.outcome is None:
        return None
    return Interval(last, answer.outcome, by, answer.grounds)
