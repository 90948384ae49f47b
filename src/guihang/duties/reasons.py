"""Why a duty is there and is due on its day: steps with their values, and the articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guihang.law.articles import article
from guihang.law.obligations import Duty
from guihang.law.periods import FIRST_DAY
from guihang.law.spans import Span
from guihang.law.statutes import Statutes, Value
from guihang.law.texts import Text

DUE = Text("最迟应于此日办结", "last day to do it")
AT_ONCE = Text("未规定期间，应当及时、立即办理", "no time is given: it is to be done at once")
NO_TIME = Text("没有规定办理期限，不计逾期", "no time is set: it is never overdue")


@dataclass(frozen=True, slots=True)
class Line:
    """One step: a sentence, what it came to, and the article it follows."""

    says: object
    value: object = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A count the law calculator can show: from the day of an event, a length of time."""

    after: date
    span: Span


@dataclass(frozen=True, slots=True)
class Reason:
    """How a duty came about, by the law of which day; `firm` is false where a year is not out."""

    steps: tuple[Line, ...]
    articles: tuple[str, ...]
    as_of: date
    firm: bool = True
    quote: str = ""
    quoted: str = ""
    count: Count | None = None


def of_law(duty: Duty, law: Statutes) -> Reason:
    """Return the reason of a duty the law lays on somebody, with the count of its days."""
    value = law.at(duty.opened).get(duty.obligation.within) if duty.obligation.within else None
    articles = tuple(ground.article for ground in duty.grounds)
    quoted = next((name for name in articles if article(name).quote), "")
    return Reason(
        steps=(*_opened(duty), *_allowed(value), *_counted(duty), *_due(duty)),
        articles=articles,
        as_of=duty.opened,
        firm=duty.firm,
        quote=(article(quoted).quote or "") if quoted else "",
        quoted=quoted,
        count=_count(duty, value),
    )


def _opened(duty: Duty) -> tuple[Line, ...]:
    opening = [what.says for what in duty.obligation.opened_by]
    says = Text(
        "、".join(one.zh for one in opening) or "开始应当办理",
        ", ".join(one.en for one in opening) or "it begins to be owed",
    )
    return (Line(says, duty.opened),)


def _allowed(value: Value | None) -> tuple[Line, ...]:
    if value is None:
        return ()
    held = value.held.text if isinstance(value.held, Span) else str(value.held)
    return (Line(value.says, held, value.by),)


def _counted(duty: Duty) -> tuple[Line, ...]:
    steps = duty.counted.steps if duty.counted else ()
    return tuple(Line(step.says, step.day or "", step.article or "") for step in steps)


def _due(duty: Duty) -> tuple[Line, ...]:
    if duty.obligation.untimed:
        return (Line(NO_TIME),)
    if not duty.obligation.within and duty.counted is None:
        return (Line(AT_ONCE, duty.due),)
    return (Line(DUE, duty.due),)


def _count(duty: Duty, value: Value | None) -> Count | None:
    """Only a period that the event opened can be put to the calculator as one question."""
    steps = duty.counted.steps if duty.counted else ()
    if not steps or steps[0].article != FIRST_DAY or value is None:
        return None
    return Count(duty.opened, value.span) if isinstance(value.held, Span) else None
