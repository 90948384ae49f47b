"""Out of contact: the clock, the search, and what follows (失联、脱离监管).

The missed duty governs: the day after it is day one. The last proved contact is evidence and
moves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import periods
from guihang.law.calendars import ONE_DAY
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code, Kind
from guihang.law.events import check_order
from guihang.law.periods import FIRST_DAY
from guihang.law.refusals import BadFacts
from guihang.law.rules.answers import Answers, measure_due
from guihang.law.rules.breaches import BreachFacts, Broken, Severity
from guihang.law.rules.limbs import grounds
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Step, Verdict, need, said

LATE = Text("晚于查看之日。", "It lies after the day asked about.")
MISSED = Text("应当履行义务之日", "the day of the missed duty")


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """Somebody who missed a duty."""

    missed: Annotated[date | None, Text("应当履行义务之日", "day of the missed duty")] = None
    last_contact: Annotated[
        date | None, Text("最后一次有效联系之日", "day of the last proved contact")
    ] = None
    found: Annotated[date | None, Text("查找到之日", "day the person was found")] = None

    def check(self) -> None:
        """Refuse being found before going missing."""
        check_order("found", self.missed, self.found)


class Threshold(Code):
    """How far the clock has run (脱离监管时长)."""

    NONE = "not_out", "未脱离监管", "not out of supervision"
    TEN_DAYS = "up_to_ten_days", "未超过十日", "ten days at most"
    OVER_TEN = "over_ten_days", "超过十日", "over ten days"
    OVER_A_MONTH = "over_one_month", "超过一个月", "over a month"


@dataclass(frozen=True, slots=True)
class Clock:
    """The first day, the days so far, and the days on which a threshold is passed."""

    day_one: date
    days: int
    threshold: Threshold
    over_ten_days_from: date
    over_one_month_from: date
    running: bool


@rule(
    "missing.clock",
    "ccl-2019:30",
    "measures-2020:34",
    "measures-2020:35",
    "measures-2020:46",
    "spc-2021:543.1(2)",
    "spc-2021:202.1",
    zh="脱离监管的起算与时长",
)
def clock(facts: ClockFacts, law: Statutes) -> Answer[Clock]:
    """The day after a missed duty is the first out of supervision; ten days and a month count."""
    missed = need(facts.missed, "missed", MISSED)
    for name in ("missed", "last_contact", "found"):
        day: date | None = getattr(facts, name)
        if day and day > law.on:
            raise BadFacts(name, why=LATE, ground="ccl-2019:30")
    until = facts.found or law.on
    ten, month = law["conduct.warning_over"], law["revocation.missing_over"]
    over_ten = periods.shift(missed, ten.span) + ONE_DAY
    over_month = periods.shift(missed, month.span) + ONE_DAY
    threshold = Threshold.NONE if until <= missed else Threshold.TEN_DAYS
    for day, passed in ((over_ten, Threshold.OVER_TEN), (over_month, Threshold.OVER_A_MONTH)):
        threshold = passed if until >= day else threshold
    outcome = Clock(
        day_one=missed + ONE_DAY,
        days=periods.days_out(missed, until),
        threshold=threshold,
        over_ten_days_from=over_ten,
        over_one_month_from=over_month,
        running=facts.found is None,
    )
    says = Text("应当履行义务之日的次日为第一日", "the day after the missed duty is the first")
    found = (law[KEYS[threshold]].ground(), *grounds(law, says, "house:missed-duty", FIRST_DAY))
    return Verdict(outcome, found, _steps(missed, over_ten, over_month))


KEYS = {
    Threshold.NONE: "conduct.admonition_max",
    Threshold.TEN_DAYS: "conduct.admonition_max",
    Threshold.OVER_TEN: "conduct.warning_over",
    Threshold.OVER_A_MONTH: "revocation.missing_over",
}


def _steps(missed: date, over_ten: date, over_month: date) -> tuple[Step, ...]:
    return (
        Step(Text(f"{missed} 应当履行而未履行", f"due and not done on {missed}"), missed),
        Step(Text(f"自 {over_ten} 起超过十日", f"over ten days from {over_ten}"), over_ten),
        Step(Text(f"自 {over_month} 起超过一个月", f"over a month from {over_month}"), over_month),
    )


@dataclass(frozen=True, slots=True)
class FoundFacts:
    """Somebody who went missing, as the agency now finds things."""

    kind: Annotated[Kind, Text("矫正类别", "kind of correction")]
    missed: Annotated[date | None, Text("应当履行义务之日", "day of the missed duty")] = None
    found: Annotated[date | None, Text("查找到之日", "day the person was found")] = None
    good_reason: Annotated[bool | None, Text("有正当理由", "had a good reason")] = None
    severity: Annotated[Severity | None, Text("情节", "how grave it is")] = None
    refuses: Annotated[bool, Text("查找到后拒绝接受监督管理", "found, but refuses supervision")] = (
        False
    )
    admonitions: Annotated[int | None, Text("已受训诫次数", "admonitions before")] = None
    warnings: Annotated[int | None, Text("已受警告次数", "warnings before")] = None
    penalised: Annotated[
        bool | None,
        Text(
            "曾因违反监督管理规定受治安管理处罚", "penalised before for breaking supervision rules"
        ),
    ] = None

    def check(self) -> None:
        """Refuse being found before going missing, and refusing supervision before being found."""
        check_order("found", self.missed, self.found)
        if self.refuses and self.found is None:
            why = Text("尚未查找到。", "Nobody has found the person yet.")
            raise BadFacts("refuses", why=why, ground="measures-2020:38")


@rule(
    "missing.consequences",
    "ccl-2019:30",
    "ccl-2019:28.1",
    "measures-2020:38",
    "measures-2020:34",
    "measures-2020:35",
    "spc-2021:516(2)",
    "spc-2021:543",
    zh="失联后如何处理",
)
def consequences(facts: FoundFacts, law: Statutes) -> Answer[Answers]:
    """What follows depends on how long, why, and the kind of person: from admonition to prison."""
    missed = need(facts.missed, "missed", MISSED)
    if facts.found and facts.found > law.on:
        raise BadFacts("found", why=LATE, ground="ccl-2019:30")
    breach = BreachFacts(
        facts.kind,
        breach=Broken.REFUSAL if facts.refuses else Broken.OUT,
        missed=missed,
        until=facts.found,
        severity=facts.severity,
        good_reason=facts.good_reason,
        admonitions=facts.admonitions,
        warnings=facts.warnings,
        penalised=facts.penalised,
    )
    answer = said(measure_due(breach, law))
    says = Text("查找到后区别情形处理", "dealt with by the facts")
    return Verdict(answer.outcome, (*answer.grounds, *grounds(law, says, "ccl-2019:30")))


@dataclass(frozen=True, slots=True)
class SearchFacts:
    """A search for somebody out of contact."""

    phoned: Annotated[bool, Text("已电话联系", "phoned")] = False
    checked: Annotated[bool, Text("已信息化核查", "checked by information technology")] = False
    visited: Annotated[bool, Text("已实地查访", "visited")] = False
    found: Annotated[bool | None, Text("已查找到", "the person was found")] = None


class SearchStep(Code):
    """Steps of a search (查找步骤)."""

    PHONE = "phone", "电话联系", "phone"
    CHECK = "check", "信息化核查", "check by information technology"
    VISIT = "visit", "实地查访", "visit"
    TELL_POLICE = "tell_police", "及时通知公安机关协助查找", "tell the police, who help"
    TELL_PROCURATORATE = "tell_procuratorate", "向人民检察院通报查找情况", "tell the procuratorate"
    DEAL = "deal_with", "区别情形依法处理", "deal with it by the facts"


@dataclass(frozen=True, slots=True)
class Search:
    """What is to be done next in a search, whom to tell; records are kept all the time."""

    steps: tuple[SearchStep, ...]
    told: tuple[Body, ...]
    at_once: bool = True
    records_kept: bool = True


@rule("missing.search", "ccl-2019:30", "measures-2020:38", zh="失联查找的步骤与通报")
def search(facts: SearchFacts, law: Statutes) -> Answer[Search]:
    """The search begins at once by phone, check and visit; in vain, the police are told."""
    found = need(facts.found, "found", Text("是否查找到", "whether the person was found"))
    if found:
        says = Text("查找到后区别情形处理", "found: dealt with by the facts")
        outcome = Search((SearchStep.DEAL, SearchStep.TELL_PROCURATORATE), (Body.PROCURATORATE,))
        return Verdict(outcome, grounds(law, says, "ccl-2019:30", "measures-2020:38"))
    left = tuple(step for step, done in _ways(facts) if not done)
    says = Text("立即组织查找，记录并固定证据", "searched for at once, records kept")
    told: tuple[Body, ...] = (Body.PROCURATORATE,)
    steps: tuple[SearchStep, ...] = (*left, SearchStep.TELL_PROCURATORATE)
    if not left:
        steps = (SearchStep.TELL_POLICE, SearchStep.TELL_PROCURATORATE)
        told = (Body.POLICE, Body.PROCURATORATE)
    return Verdict(Search(steps, told), grounds(law, says, "ccl-2019:30", "measures-2020:38"))


def _ways(facts: SearchFacts) -> tuple[tuple[SearchStep, bool], ...]:
    return (
        (SearchStep.PHONE, facts.phoned),
        (SearchStep.CHECK, facts.checked),
        (SearchStep.VISIT, facts.visited),
    )
