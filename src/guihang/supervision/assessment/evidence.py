"""What a month of a case shows: its events by topic, the points they give, what speaks against.

Every channel counts the same: how something came is shown beside it and changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.conf import settings

from guihang.cases.facts import event_of, facts_of, standing
from guihang.law.events import What
from guihang.law.facts import CaseFacts
from guihang.law.rules import exemption
from guihang.law.rules.standing_breaches import stands
from guihang.law.texts import Text
from guihang.supervision.assessment import scheme as schemes
from guihang.supervision.assessment.doubts import doubts
from guihang.supervision.assessment.month import Month
from guihang.supervision.assessment.scheme import Tally

TOPICS: tuple[tuple[str, Text, tuple[What, ...]], ...] = (
    (
        "reports",
        Text("报告情况", "Reports"),
        (What.REPORT_MADE, What.MATTER_REPORTED, What.HEALTH_REPORTED, What.REVIEW_HANDED_IN),
    ),
    (
        "checks",
        Text("联络、核查、走访", "Contacts, checks, visits"),
        (What.CONTACTED, What.CHECKED, What.VISITED),
    ),
    ("study", Text("教育学习", "Education"), (What.TAUGHT,)),
    ("activities", Text("公益活动", "Public activities"), (What.SERVICE_DONE,)),
    (
        "leave",
        Text("外出", "Leaves"),
        (What.LEAVE_GRANTED, What.LEFT, What.RETURNED),
    ),
    (
        "good",
        Text("表现突出", "What was done well"),
        (What.MERIT, What.GREAT_MERIT, What.COMMENDED),
    ),
    (
        "bad",
        Text("未履行义务、违规", "What was missed or broken"),
        (
            What.DUTY_MISSED,
            What.RULE_BROKEN,
            What.ORDER_BROKEN,
            What.ABSENT,
            What.LOST,
            What.ASKED_TO_MEND,
            What.ADMONISHED,
            What.WARNED,
        ),
    ),
    (
        "held",
        Text("被限制人身自由", "Detained by others"),
        (What.DETAINED, What.FREED),
    ),
)
SPARED = Text("已减免或者不予处理", "Exempted from, or excused")
"""What was missed or broken and does not count against the person."""
"""What daily assessment looks at (measures-2020:32); a police penalty is not among it: sealed."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of a month and what was noted about it."""

    name: str
    says: Text
    rows: tuple


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a month of a case shows."""

    month: Month
    topics: tuple[Topic, ...]
    tally: Tally | None
    doubts: tuple[Text, ...]

    @property
    def rows(self) -> tuple:
        """Every event the month rests on, by day."""
        found = {row.pk: row for topic in self.topics for row in topic.rows}
        return tuple(sorted(found.values(), key=lambda row: (row.day, row.seq)))


def gather(case, month: Month) -> Evidence:
    """Gather what a month of a case shows, as it is noted now."""
    whole = tuple(case.events.order_by("day", "seq"))
    facts = facts_of(case, rows=whole)
    inside = [row for row in standing(whole) if month.first <= row.day <= month.last]
    held = [row for row in inside if stands(facts, event_of(row))]
    topics = tuple(
        Topic(name, says, tuple(row for row in held if row.what in whats))
        for name, says, whats in TOPICS
    )
    spared = tuple(row for row in inside if row not in held)
    shown = (*topics, Topic("spared", SPARED, spared)) if spared else topics
    tally = _tally(held, month, facts)
    return Evidence(month, shown, tally, doubts(event_of(row) for row in held))


def _tally(rows: Sequence, month: Month, facts: CaseFacts) -> Tally | None:
    """Count by the scheme of the month's last day, where points are in use."""
    scheme = schemes.scheme_on(month.last) if settings.GUIHANG_POINTS else None
    return schemes.count(rows, scheme, _exempted(facts, month)) if scheme else None


def _exempted(facts: CaseFacts, month: Month) -> dict[str, Fraction]:
    """Return for which part of a month somebody was exempted from taking part in what."""
    length = (month.last - month.first).days + 1
    parts = {
        what.value: Fraction(exemption.days_in(facts, relief, month.first, month.last), length)
        for what, relief in exemption.TAKING_PART.items()
    }
    return {what: part for what, part in parts.items() if part}


def is_assessed_in(case, month: Month) -> bool:
    """Whether somebody was under correction here on a day of the month."""
    facts = facts_of(case)
    began, closed = facts.day_of(What.REGISTERED), facts.closed_on
    return began is not None and began <= month.last and (closed is None or closed >= month.first)


def lines_of(tally: Tally | None) -> list[dict[str, object]]:
    """Return a count as it is kept with the assessment: which line, which events, how many."""
    if tally is None:
        return []
    return [
        {
            "line": one.line.name,
            "zh": one.line.says.zh,
            "en": one.line.says.en,
            "points": one.points,
            "events": [row.seq for row in one.events],
            "credited": one.credited,
        }
        for one in tally.counted
    ]
