"""Recall before the deciding organ: which organ, within what time, with what effect (收监执行)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import periods
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code, Organ
from guihang.law.events import check_order
from guihang.law.rules.limbs import grounds
from guihang.law.rules.recall import LAW_OF
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Verdict, need

ORGAN = Text("决定机关", "deciding organ")
ELSEWHERE = Text("原决定机关是否在外省", "whether the organ is in another province")


class Where(Code):
    """Which of two organs (执行地机关、原决定机关)."""

    PLACE = "place", "执行地的社区矫正决定机关", "the organ of the place of execution"
    ORIGINAL = "original", "原社区矫正决定机关", "the organ that decided first"


@dataclass(frozen=True, slots=True)
class RecallRoute:
    """A recall on its way to the organ."""

    organ: Annotated[Organ, ORGAN]
    organ_other_province: Annotated[bool | None, ELSEWHERE] = None


@dataclass(frozen=True, slots=True)
class Addressed:
    """To which organ the proposal goes, to which it may go as well, and who gets a copy."""

    decides: Organ
    normally: Where
    may_also: Where | None
    copied: tuple[Body, ...] = (Body.PROCURATORATE,)


@rule(
    "recall.who_decides",
    "ccl-2019:49.1",
    "measures-2020:49",
    "pl-2026:48.1",
    "pl-2026:48.3",
    "pl-2012:28",
    "cpl-2018:268.2",
    zh="收监执行由谁决定",
)
def recall_decides(facts: RecallRoute, law: Statutes) -> Answer[Addressed]:
    """The organ of the place decides as a rule; the first organ may, if in the same province."""
    away = need(facts.organ_other_province, "organ_other_province", ELSEWHERE)
    says = Text(
        "向执行地或者原决定机关提出，抄送检察院", "to the organ of the place or the first one"
    )
    own = ("cpl-2018:268.2",) if facts.organ is Organ.COURT else LAW_OF[facts.organ]
    copied = ("pl-2026:48.3",) if facts.organ is Organ.PRISON_BUREAU else ()
    found = grounds(law, says, "ccl-2019:49.1", "measures-2020:49", *own, *copied)
    outcome = Addressed(facts.organ, Where.PLACE, None if away else Where.ORIGINAL)
    return Verdict(outcome, found)


@dataclass(frozen=True, slots=True)
class RecallReceived:
    """A proposal of recall the organ has received."""

    received: Annotated[date, Text("收到建议书之日", "day the organ received the proposal")]


@rule("recall.decided_by", "ccl-2019:49.2", "spc-2021:517", zh="收监执行决定的期限")
def recall_decided_by(facts: RecallReceived, law: Statutes) -> Answer[date]:
    """The organ decides on a recall within thirty days of receiving the proposal."""
    then = law.at(facts.received)
    count = then.due(facts.received, "recall.decided_within")
    return periods.verdict(count.last, count, then["recall.decided_within"].ground())


@dataclass(frozen=True, slots=True)
class RecallRuled:
    """A decision to recall somebody."""

    organ: Annotated[Organ, ORGAN]
    decided: Annotated[date, Text("决定之日", "day of the decision")]
    missing: Annotated[bool, Text("下落不明", "cannot be found")] = False


@dataclass(frozen=True, slots=True)
class Taken:
    """Since when a recall works, who takes the person in, and who hunts."""

    effective: date
    ends_correction: bool
    taken_by: Body
    at_once: bool
    hunted_by: Body | None
    copied: tuple[Body, ...] = (Body.PROCURATORATE,)


@rule(
    "recall.effect",
    "ccl-2019:45",
    "ccl-2019:49",
    "ccl-2019:50",
    "spc-2021:517",
    "psr-2020:310.2",
    "measures-2020:51",
    zh="收监执行决定的效力",
)
def recall_effect(facts: RecallRuled, law: Statutes) -> Answer[Taken]:
    """Police deliver at once whom court or police recall; the prison takes its own at once."""
    says = Text("决定收监的，立即送交或者收监，社区矫正终止", "taken in at once; correction ends")
    by_prison = facts.organ is Organ.PRISON_BUREAU
    named = [*OF_ORGAN[facts.organ], "ccl-2019:45"]
    if facts.missing:
        named += ["ccl-2019:50", "measures-2020:51"]
    outcome = Taken(
        facts.decided,
        True,
        Body.PRISON if by_prison else Body.POLICE,
        True,
        Body.POLICE if facts.missing else None,
    )
    return Verdict(outcome, grounds(law, says, *named))


OF_ORGAN = {
    Organ.COURT: ("ccl-2019:49.3", "spc-2021:517"),
    Organ.POLICE: ("ccl-2019:49.3", "psr-2020:310.2"),
    Organ.PRISON_BUREAU: ("ccl-2019:49.4", "pl-2026:48.3"),
}


class Uncounted(Code):
    """Why time outside does not count (不计入执行刑期的情形)."""

    BRIBERY = "bribery", "以贿赂等非法手段被暂予监外执行", "got out by bribery or the like"
    ESCAPE = "escape", "在暂予监外执行期间脱逃", "escaped while outside"


@dataclass(frozen=True, slots=True)
class UncountedFacts:
    """Time outside that perhaps does not count towards the sentence."""

    cause: Annotated[Uncounted | None, Text("原因", "why it may not count")] = None
    organ: Annotated[Organ | None, ORGAN] = None
    begins: Annotated[date | None, Text("起", "first day")] = None
    ends: Annotated[date | None, Text("止", "last day")] = None
    ruled_days: Annotated[
        int | None, Text("法院确定的日数", "days the court has ruled not to count")
    ] = None

    def check(self) -> None:
        """Refuse an end before the beginning."""
        check_order("ends", self.begins, self.ends)


@dataclass(frozen=True, slots=True)
class Time:
    """Whether the days are fixed, by whom, who proposes them, and how many they are."""

    fixed: bool
    days: int | None
    fixed_by: Body
    proposed_by: Body | None
    begins: date | None
    ends: date | None


@rule(
    "recall.not_counted",
    "cpl-2018:268.3",
    "spc-2021:518",
    "psr-2020:310.3",
    zh="不计入执行刑期的时间由谁确定",
)
def not_counted(facts: UncountedFacts, law: Statutes) -> Answer[Time]:
    """Time got by bribery or spent in escape does not count once a court has named the days."""
    cause = need(facts.cause, "cause", Text("原因", "why it may not count"))
    organ = need(facts.organ, "organ", ORGAN)
    proposer = {Organ.POLICE: Body.DETENTION_HOUSE, Organ.PRISON_BUREAU: Body.PRISON}.get(organ)
    own = {Organ.COURT: ("spc-2021:518",), Organ.POLICE: ("psr-2020:310.3",)}.get(organ, ())
    found = grounds(law, cause.says, "cpl-2018:268.3", *own)
    days = facts.ruled_days
    return Verdict(
        Time(days is not None, days, Body.COURT, proposer, facts.begins, facts.ends), found
    )
