"""What does not go together with a month that is said to have passed; pure."""

from __future__ import annotations

from collections.abc import Iterable

from guihang.law.codes import MonthResult
from guihang.law.events import Event, Missed, What
from guihang.law.texts import Text

PASSING = frozenset({MonthResult.GOOD, MonthResult.PASSED})
ABSENT = (What.ABSENT, What.LOST)
REACHED = frozenset(
    {What.REPORT_MADE, What.HEALTH_REPORTED, What.CONTACTED, What.CHECKED, What.VISITED}
)
NOT_THERE = Text("该月未经批准外出或者失去联系", "absent or out of contact in this month")
NO_REPORT = Text("该月未按规定报告", "a report was missed in this month")
NO_WORD = Text("该月没有任何报告、联络、核查、走访记录", "nothing was heard in this month")


def doubts(happened: Iterable[Event]) -> tuple[Text, ...]:
    """Return why a month like this is not passed without reasons."""
    events = tuple(happened)
    kinds = {event.what for event in events}
    found = (
        (not kinds.isdisjoint(ABSENT), NOT_THERE),
        (any(_is_missed_report(event) for event in events), NO_REPORT),
        (kinds.isdisjoint(REACHED), NO_WORD),
    )
    return tuple(says for holds, says in found if holds)


def _is_missed_report(event: Event) -> bool:
    return event.what is What.DUTY_MISSED and event.code == Missed.REPORT
