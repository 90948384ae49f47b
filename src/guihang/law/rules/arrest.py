"""Arrest while revocation is pending: who may be, in 48 hours, for thirty days (提请逮捕)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from guihang.law import periods
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code, Kind
from guihang.law.periods import RestDay
from guihang.law.rules.limbs import grounds
from guihang.law.rules.revocation import REVOCABLE
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Verdict, need


class Danger(Code):
    """Why an arrest may be asked for (提请逮捕的情形)."""

    FLIGHT = "flight", "可能逃跑", "may flee"
    SOCIETY = (
        "society",
        "有危害国家安全、公共安全、社会秩序或者他人人身安全的现实危险",
        ("real danger to state, public security, order or persons"),
    )
    REVENGE = "revenge", "可能对被害人、举报人、控告人或者工作人员打击报复", "may take revenge"
    CRIME = "crime", "可能实施新的犯罪", "may commit a new crime"
    NONE = "no_danger", "没有上述情形", "none of these"


@dataclass(frozen=True, slots=True)
class ArrestFacts:
    """Somebody whose arrest is thought of."""

    kind: Annotated[Kind, Text("矫正类别", "kind of correction")]
    proposed: Annotated[
        bool | None, Text("同时提请撤销缓刑、假释", "revocation is proposed at the same time")
    ] = None
    danger: Annotated[Danger | None, Text("逮捕的情形", "why the person is dangerous")] = None


@dataclass(frozen=True, slots=True)
class ArrestAsked:
    """Whether an arrest may be asked for, who decides, who carries it out."""

    may: bool
    decides: Body = Body.COURT
    carried_out_by: Body = Body.POLICE
    copied: tuple[Body, ...] = (Body.PROCURATORATE,)


@rule("arrest.may_be_asked", "ccl-2019:47.1", "spc-2021:544", "measures-2020:48", zh="能否提请逮捕")
def may_be_asked(facts: ArrestFacts, law: Statutes) -> Answer[ArrestAsked]:
    """Only together with a proposal to revoke, and only if the person may flee or is dangerous."""
    if facts.kind not in REVOCABLE:
        says = Text("只适用于提请撤销缓刑、假释的", "only where revocation is proposed")
        return Verdict(ArrestAsked(False), grounds(law, says, "ccl-2019:47.1"))
    proposed = need(
        facts.proposed, "proposed", Text("是否同时提请撤销", "whether revocation is proposed too")
    )
    if not proposed:
        says = Text("须在提出撤销建议的同时提请", "only together with the proposal to revoke")
        return Verdict(ArrestAsked(False), grounds(law, says, "ccl-2019:47.1"))
    danger = need(facts.danger, "danger", Text("可能逃跑或者发生社会危险的情形", "any danger"))
    found = grounds(law, danger.says, "ccl-2019:47.1", "spc-2021:544", "measures-2020:48")
    return Verdict(ArrestAsked(danger is not Danger.NONE), found)


@dataclass(frozen=True, slots=True)
class ArrestReceived:
    """A request for arrest the court has received."""

    received: Annotated[datetime, Text("法院收到提请之时", "minute the court received it")]


@rule("arrest.decided_by", "ccl-2019:47.2", "spc-2021:544", zh="逮捕决定的时限")
def arrest_decided_by(facts: ArrestReceived, law: Statutes) -> Answer[datetime]:
    """The court decides within forty-eight hours of the minute, through nights and holidays."""
    value = law.at(facts.received.date())["revocation.arrest_decided_within"]
    count = periods.hours(facts.received, value.span)
    return periods.verdict(count.last, count, value.ground())


@dataclass(frozen=True, slots=True)
class Arrested:
    """Somebody arrested while revocation is pending."""

    arrested: Annotated[date, Text("逮捕之日", "day of the arrest")]


@rule(
    "arrest.custody_until", "ccl-2019:47.2", "spc-2021:544", "cpl-2018:105.4", zh="逮捕后羁押期满日"
)
def custody_until(facts: Arrested, law: Statutes) -> Answer[date]:
    """Custody after the arrest lasts thirty days at most; a rest day does not lengthen it."""
    then = law.at(facts.arrested)
    count = then.due(facts.arrested, "revocation.custody_max", RestDay.STANDS)
    return periods.verdict(count.last, count, then["revocation.custody_max"].ground())
