"""Exemption from activities for who is ill or old (减免教育学习、公益活动).

No national text knows it: education minds each person's circumstances, public activities are
organised by what somebody can do. Which causes count is a local rule that may be switched off;
how long one exemption lasts is a house rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import periods
from guihang.law.calendars import ONE_DAY
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code, Relief
from guihang.law.events import Event, What, check_order
from guihang.law.facts import CaseFacts
from guihang.law.obligations import Obligation, register
from guihang.law.rungs import Rung
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Verdict

EDUCATION, SERVICE = "ccl-2019:36.2", "ccl-2019:42"
LOCAL = "local:exemption"
BASIS: dict[Relief, tuple[str, ...]] = {
    Relief.EDUCATION: (EDUCATION,),
    Relief.SERVICE: (SERVICE,),
    Relief.BOTH: (EDUCATION, SERVICE),
}
MINDED = {
    EDUCATION: Text("教育应当根据个体特征等实际情况", "education minds who somebody is"),
    SERVICE: Text("公益活动根据个人特长组织", "public activities go by what somebody can do"),
}
TAKING_PART: dict[What, Relief] = {
    What.TAUGHT: Relief.EDUCATION,
    What.SERVICE_DONE: Relief.SERVICE,
}
"""By which events somebody takes part in what can be exempted from."""


class Cause(Code):
    """Why somebody cannot take part in activities (减免的情形)."""

    ILLNESS = "illness", "患病", "illness"
    OLD_AGE = "old_age", "年老", "old age"
    OTHER = "other", "其他", "something else"


@dataclass(frozen=True, slots=True)
class ExemptionFacts:
    """An exemption somebody asks for."""

    relief: Annotated[Relief, Text("减免的活动", "from which activities")]
    cause: Annotated[Cause, Text("情形", "why")]
    begins: Annotated[date, Text("起始日期", "first day")]
    ends: Annotated[date, Text("截止日期", "last day")]

    def check(self) -> None:
        """Refuse an end before the beginning."""
        check_order("ends", self.begins, self.ends)


@dataclass(frozen=True, slots=True)
class Exemption:
    """Whether it may be given, who decides, and until when at the latest."""

    may: bool
    decides: Rung | None
    latest: date
    fits: bool


@rule("exemption.approval", EDUCATION, SERVICE, LOCAL, zh="因病、年老可否减免活动")
def approval(facts: ExemptionFacts, law: Statutes) -> Answer[Exemption]:
    """Local practice exempts who is ill or old for a time; the county agency decides."""
    # Not modelled: hours of education or public activities, which no national text sets.
    count = periods.validity(facts.begins, law["exemption.longest"].span)
    found = _causes(facts.cause, law)
    outcome = Exemption(
        may=found is not None,
        decides=Rung.AGENCY if found else None,
        latest=count.last,
        fits=facts.ends <= count.last,
    )
    if found is None:
        says = Text("本地未将此情形列为减免事由", "no local rule names this cause")
        return Verdict(outcome, (Ground(LOCAL, says),))
    says = Text(f"一次减免最迟至 {count.last}", f"one exemption lasts until {count.last} at most")
    limit = law["exemption.longest"].ground(says)
    if not outcome.fits:
        return periods.verdict(outcome, count, limit)
    minded = [Ground(name, MINDED[name]) for name in BASIS[facts.relief]]
    return periods.verdict(outcome, count, *minded, found, limit)


def _causes(cause: Cause, law: Statutes) -> Ground | None:
    value = law.get("exemption.causes")
    return value.ground() if value is not None and cause in value.words else None


def covers(case: CaseFacts, relief: Relief, day: date) -> bool:
    """Tell whether somebody was exempted from an activity on a day."""
    return any(
        event.begins is not None
        and event.begins <= day <= last_day(case, event)
        and event.code in {relief, Relief.BOTH}
        for event in case.of_kind(What.EXEMPTED)
    )


def days_in(case: CaseFacts, relief: Relief, first: date, last: date) -> int:
    """Return on how many days of a span somebody was exempted from an activity."""
    return sum(covers(case, relief, first + ONE_DAY * n) for n in range((last - first).days + 1))


def last_day(case: CaseFacts, granted: Event) -> date:
    """Return the last day of an exemption, ended early or not."""
    last = granted.ends or granted.day
    ended = case.first(What.EXEMPTION_ENDED, of=granted.of) if granted.of else None
    return min(last, ended.day) if ended else last


register(
    Obligation(
        name="exemption.answer",
        says=Text("答复减免活动申请", "answer a request for exemption from activities"),
        by=Body.COUNTY,
        to=(Body.PERSON,),
        opened_by=(What.EXEMPTION_ASKED,),
        discharged_by=(What.EXEMPTED, What.EXEMPTION_REFUSED),
        articles=(LOCAL, EDUCATION, SERVICE),
        untimed=True,
    )
)
