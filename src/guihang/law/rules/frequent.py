"""Frequent travel between cities and counties, allowed once for six months (经常性跨市、县活动)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import periods
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code
from guihang.law.events import Area, What, check_order
from guihang.law.obligations import Obligation, register
from guihang.law.refusals import BadFacts
from guihang.law.rungs import Rung
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Verdict

BASIS = "ccl-2019:27.1"
TRAVEL = "measures-2020:29"


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """An approval of frequent travel."""

    granted: Annotated[date, Text("批准之日", "day it was granted")]


@dataclass(frozen=True, slots=True)
class Permit:
    """Who grants it, and from when to when it holds; it is never renewed by itself."""

    decides: Rung
    begins: date
    ends: date
    renews: bool = False


@rule(
    "frequent.validity",
    TRAVEL,
    BASIS,
    "house:validity",
    zh="经常性跨市、县活动由谁批准、有效至何日",
)
def validity(facts: GrantFacts, law: Statutes) -> Answer[Permit]:
    """The county agency grants frequent travel for six months; then it is asked for again."""
    value = law.at(facts.granted)["frequent.valid"]
    count = periods.validity(facts.granted, value.span)
    outcome = Permit(Rung.AGENCY, facts.granted, count.last)
    return periods.verdict(outcome, count, value.ground())


@dataclass(frozen=True, slots=True)
class CoverFacts:
    """A trip, and the approval it would rest on."""

    granted: Annotated[date, Text("批准之日", "day it was granted")]
    places: Annotated[
        tuple[Area, ...], Text("批准的市、县", "codes of the cities and counties granted")
    ]
    leaves: Annotated[date, Text("离开之日", "day of departure")]
    returns: Annotated[date, Text("返回之日", "day of return")]
    destination: Annotated[Area, Text("目的地代码", "code of the destination")]
    ended: Annotated[date | None, Text("终止批准之日", "day it was ended early")] = None

    def check(self) -> None:
        """Refuse a return before the departure, an early end before the grant, and no places."""
        check_order("returns", self.leaves, self.returns)
        check_order("ended", self.granted, self.ended)
        if not self.places:
            why = Text("批准应当列明市、县名称。", "An approval names cities or counties.")
            raise BadFacts("places", why=why, ground=TRAVEL)


class Cover(Code):
    """Whether an approval covers a trip (是否在批准范围内)."""

    COVERED = "covered", "在批准范围内", "covered"
    BEFORE = "before", "出行早于批准", "made before it was granted"
    EXPIRED = "expired", "批准已届满或者终止", "the approval is over"
    ELSEWHERE = "elsewhere", "目的地不在批准的市、县", "the place is not among those granted"


@dataclass(frozen=True, slots=True)
class Covered:
    """Whether a trip is covered, why not, and that ordinary leave is needed then."""

    covered: bool
    because: Cover
    leave_needed: bool


@rule("frequent.covers", TRAVEL, BASIS, zh="出行是否在批准范围内")
def covers(facts: CoverFacts, law: Statutes) -> Answer[Covered]:
    """Only trips within the time, to the cities and counties granted; others need leave."""
    value = law.at(facts.granted)["frequent.valid"]
    count = periods.validity(facts.granted, value.span)
    last = min(count.last, facts.ended) if facts.ended else count.last
    if facts.leaves < facts.granted:
        found = Cover.BEFORE
    elif facts.returns > last:
        found = Cover.EXPIRED
    elif not facts.destination.startswith(facts.places):
        found = Cover.ELSEWHERE
    else:
        found = Cover.COVERED
    covered = found is Cover.COVERED
    outcome = Covered(covered, found, not covered)
    return periods.verdict(outcome, count, Ground(TRAVEL, found.says), Ground(BASIS, found.says))


class Part(Code):
    """What a request for frequent travel holds (申请内容)."""

    REASON = "reason", "理由", "reason"
    PLACES = "places", "市、县名称", "names of cities and counties"
    TIMES = "times", "时间", "times"
    FREQUENCY = "frequency", "频次", "frequency"
    PROOF = "proof", "证明材料", "proof"


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """A request as it was written."""

    given: Annotated[tuple[Part, ...], Text("已写明的内容", "what it holds")]


@rule("frequent.missing_parts", TRAVEL, zh="申请尚缺的内容")
def missing_parts(facts: RequestFacts, law: Statutes) -> Answer[tuple[Part, ...]]:
    """A request names reason, places, times and frequency and brings proof."""
    missing = tuple(part for part in Part if part not in facts.given)
    return Verdict(missing, (Ground(TRAVEL, Text("书面申请", "asked for in writing")),))


register(
    Obligation(
        name="frequent.answer",
        says=Text("答复经常性跨市、县活动申请", "answer a request for frequent travel"),
        by=Body.COUNTY,
        to=(Body.PERSON,),
        opened_by=(What.TRAVEL_ASKED,),
        discharged_by=(What.TRAVEL_GRANTED, What.TRAVEL_REFUSED),
        articles=(BASIS, TRAVEL),
        untimed=True,
    )
)
