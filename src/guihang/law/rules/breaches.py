"""A breach as the four sanctions look at it: what was broken, how gravely, for how long (违规).

The missed duty governs the clock: the day after it is the first day out of supervision.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import periods
from guihang.law.codes import Code, Kind
from guihang.law.events import check_order
from guihang.law.refusals import BadFacts
from guihang.law.spans import Span
from guihang.law.statutes import Statutes
from guihang.law.texts import Text


class Broken(Code):
    """What was broken (违反事项)."""

    FIRST_REPORT = "first_report", "不按规定时间报到", "did not report in time"
    OUT = "out_of_supervision", "脱离监管", "out of supervision"
    REPORT = "report", "违反报告规定", "rules on reports"
    CONTACT = "contact", "违反会客规定", "rules on contact"
    LEAVE = "leave", "违反外出规定", "rules on leave"
    MOVE = "move", "违反迁居规定", "rules on moving"
    EDUCATION = "education", "不按规定参加教育帮扶等活动", "education and activities"
    REVIEW = "review", "不按规定提交病情复查情况", "medical review not handed in"
    ORDER = "order", "违反禁止令", "prohibition order"
    REFUSAL = "refusal", "拒绝接受监督管理", "refuses supervision"
    OTHER = "other", "其他违反监督管理规定的行为", "other supervision rules"


class Severity(Code):
    """How grave a breach is (情节)."""

    LIGHT = "light", "情节轻微", "light"
    RATHER_SERIOUS = "rather_serious", "情节较重", "rather serious"
    SERIOUS = "serious", "情节严重", "serious"


TIMED = frozenset({Broken.FIRST_REPORT, Broken.OUT})
RULES = frozenset({Broken.REPORT, Broken.CONTACT, Broken.LEAVE, Broken.MOVE})
OTHERS = frozenset({Broken.OTHER, Broken.REFUSAL, Broken.REVIEW})
ORDERED = frozenset({Kind.SURVEILLANCE, Kind.SUSPENSION})


@dataclass(frozen=True, slots=True)
class BreachFacts:
    """A breach, and what stood on the person's file before it."""

    kind: Annotated[Kind, Text("矫正类别", "kind of correction")]
    breach: Annotated[Broken | None, Text("违反事项", "what was broken")] = None
    severity: Annotated[Severity | None, Text("情节", "how grave it is")] = None
    missed: Annotated[date | None, Text("应当履行义务之日", "day of the missed duty")] = None
    until: Annotated[date | None, Text("查找到或者报到之日", "day found, or reported")] = None
    days_out: Annotated[int | None, Text("脱离监管日数", "days out of supervision")] = None
    good_reason: Annotated[bool | None, Text("有正当理由", "had a good reason")] = None
    taught: Annotated[bool | None, Text("已经教育", "was taught and told to mend")] = None
    mended: Annotated[bool | None, Text("已经改正", "has mended since")] = None
    admonitions: Annotated[int | None, Text("已受训诫次数", "admonitions before")] = None
    warnings: Annotated[int | None, Text("已受警告次数", "warnings before")] = None
    penalised: Annotated[
        bool | None,
        Text(
            "曾因违反监督管理规定受治安管理处罚", "penalised before for breaking supervision rules"
        ),
    ] = None
    order_breaches: Annotated[
        int | None, Text("违反禁止令次数（含本次）", "breaches of the order, this one included")
    ] = None
    penalised_for_order: Annotated[
        bool | None, Text("曾因违反禁止令受治安管理处罚", "penalised before for breaking the order")
    ] = None
    crime: Annotated[
        bool, Text("构成新罪或者发现漏罪", "amounts to a new crime, or an earlier one is found")
    ] = False

    def check(self) -> None:
        """Refuse a breach that cannot be in this kind of correction, and days that disagree."""
        check_order("until", self.missed, self.until)
        self._check_days()
        if self.breach is Broken.ORDER and self.kind not in ORDERED:
            why = Text("该类别没有禁止令。", "This kind of correction has no prohibition order.")
            raise BadFacts("breach", why=why, ground="cl-1997:72.2")
        if self.breach is Broken.REVIEW and self.kind is not Kind.OUTSIDE:
            why = Text("该类别不提交病情复查。", "Only those outside prison hand in reviews.")
            raise BadFacts("breach", why=why, ground="ccl-2019:23")

    def _check_days(self) -> None:
        if self.days_out is None or self.missed is None or self.until is None:
            return
        if periods.days_out(self.missed, self.until) != self.days_out:
            why = Text("日数与起止日期不符。", "The days do not fit the two dates.")
            raise BadFacts("days_out", why=why)

    @property
    def broke(self) -> Broken | None:
        """What was broken; a missed duty with nothing else said is being out of supervision."""
        if self.breach is None and (self.missed is not None or self.days_out is not None):
            return Broken.OUT
        return self.breach

    @property
    def not_mended(self) -> bool | None:
        """Whether the person has still not mended: a further breach proves it (仍不改正)."""
        if self.mended is not None:
            return not self.mended
        return None if self.broke is None else True


def elapsed(facts: BreachFacts, law: Statutes) -> int | None:
    """Return the days out of supervision up to the day found, or the day asked about."""
    if facts.missed is None:
        return facts.days_out
    if facts.missed > law.on:
        why = Text("应当履行义务之日尚未到来。", "The duty was not due yet on that day.")
        raise BadFacts("missed", why=why)
    if facts.until and facts.until > law.on:
        why = Text("查找到之日晚于查看之日。", "Found only after the day asked about.")
        raise BadFacts("until", why=why)
    return periods.days_out(facts.missed, facts.until or law.on)


def began(facts: BreachFacts, law: Statutes) -> bool | None:
    """Tell whether there is a day out of supervision at all."""
    days = elapsed(facts, law)
    return None if days is None else days > 0


def lasted(facts: BreachFacts, law: Statutes, key: str) -> bool | None:
    """Tell whether it has lasted longer than a parameter says: 超过 excludes the number itself."""
    span, days = law[key].span, elapsed(facts, law)
    if days is None:
        return None
    if facts.missed is not None:
        return periods.lasts_longer(facts.missed, span, facts.until or law.on)
    return longer(days, span)


def longer(days: int, span: Span) -> bool | None:
    """Tell whether so many days are longer than a span, where no start day is known."""
    if days <= 1 or Span(days=days - 1).order(span) == -1:
        return False
    return True if Span(days=days).order(span) == 1 else None
