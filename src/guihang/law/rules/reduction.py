"""Reduction of a sentence while in the community: for whom, by which way, how soon (提请减刑).

How far a sentence may be reduced stands in the rules about terms (`terms.floor`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import periods
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Kind, Penalty
from guihang.law.refusals import BadFacts
from guihang.law.rules.limbs import cannot, distinct, grounds
from guihang.law.rules.revocation_court import CourtLevel
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Verdict, need

COPIED = (Body.PROCURATORATE, Body.POLICE)
NOT_PAROLE = ("cl-1997:78.1", "house:parole-not-reduced")


@dataclass(frozen=True, slots=True)
class MeritFacts:
    """What speaks for a reduction."""

    kind: Annotated[Kind, Text("矫正类别", "kind of correction")]
    repentance: Annotated[bool | None, Text("确有悔改表现", "truly repents")] = None
    merit: Annotated[bool | None, Text("立功", "merit")] = None
    great_merit: Annotated[bool | None, Text("重大立功", "great merit")] = None


@dataclass(frozen=True, slots=True)
class Reducible:
    """Whether a reduction may be proposed, and whether the law demands it."""

    may: bool
    must: bool


@rule(
    "reduction.may_be_proposed",
    "ccl-2019:33.1",
    "cl-1997:78.1",
    "mjp-2016:16",
    "mjp-2016:18",
    zh="能否提请减刑",
)
def may_be_proposed(facts: MeritFacts, law: Statutes) -> Answer[Reducible]:
    """Repentance or merit allows a reduction, great merit demands it; a suspension needs that."""
    if facts.kind is Kind.PAROLE:
        says = Text("假释考验期一般不予缩短", "the time of parole is as a rule not cut")
        return Verdict(Reducible(False, False), grounds(law, says, *NOT_PAROLE))
    if facts.great_merit:
        says = Text("有重大立功表现，应当减刑", "great merit: the sentence shall be reduced")
        own = ("mjp-2016:18",) if facts.kind is Kind.SUSPENSION else ()
        found = grounds(law, says, "cl-1997:78.1", "ccl-2019:33.1", *own)
        must = facts.kind is not Kind.SUSPENSION
        return Verdict(Reducible(True, must), found)
    need(facts.great_merit, "great_merit", Text("是否重大立功", "whether great merit"))
    if facts.kind is Kind.SUSPENSION:
        says = Text("宣告缓刑的一般不适用减刑", "a suspended sentence is as a rule not reduced")
        return Verdict(Reducible(False, False), grounds(law, says, "mjp-2016:18"))
    return _lesser(facts, law)


def _lesser(facts: MeritFacts, law: Statutes) -> Verdict[Reducible]:
    """Without great merit, repentance or merit is enough, and the court may."""
    names = ("repentance", "merit")
    said = {name: getattr(facts, name) for name in names}
    unknown = tuple(name for name in names if said[name] is None)
    if unknown and not any(said.values()):
        cannot(facts, *unknown)
    may = any(said.values())
    says = Text("有悔改或者立功表现的，可以减刑", "repentance or merit allows a reduction")
    return Verdict(Reducible(may, False), grounds(law, says, "cl-1997:78.1", "ccl-2019:33.1"))


@dataclass(frozen=True, slots=True)
class RouteFacts:
    """A reduction on its way to the court."""

    kind: Annotated[Kind, Text("矫正类别", "kind of correction")]
    penalty: Annotated[Penalty | None, Text("原判主刑", "principal penalty")] = None
    great_merit: Annotated[bool | None, Text("因重大立功提请", "based on great merit")] = None

    def check(self) -> None:
        """Refuse parole: its time is not reduced."""
        if self.kind is Kind.PAROLE:
            why = Text("假释考验期一般不予缩短。", "The time of parole is as a rule not cut.")
            raise BadFacts("kind", why=why, ground=NOT_PAROLE[-1])


@dataclass(frozen=True, slots=True)
class Way:
    """The way of a reduction: whose papers pass through whom to which court, heard how."""

    court: CourtLevel
    written_by: Body
    filed_by: Body
    through: tuple[Body, ...]
    open_court: bool
    copied: tuple[Body, ...]
    ruling_copied: tuple[Body, ...] = COPIED


@rule(
    "reduction.route",
    "ccl-2019:33",
    "spc-2021:534",
    "spc-2021:538",
    "measures-2020:42",
    zh="减刑建议的报送途径",
)
def route(facts: RouteFacts, law: Statutes) -> Answer[Way]:
    """The county writes, the city files; for a high court it goes through the province."""
    penalty = need(facts.penalty, "penalty", Text("原判主刑", "the principal penalty"))
    great = need(
        facts.great_merit, "great_merit", Text("是否因重大立功", "whether for great merit")
    )
    high = penalty is Penalty.LIFE
    says = Text(
        "县级提出建议，逐级上报审核后提请", "written by the county, filed by the level above"
    )
    found = grounds(law, says, "ccl-2019:33.1", "measures-2020:42")
    if high:
        court = Text("无期徒刑由高级法院裁定", "life: the high court")
        found += grounds(law, court, "spc-2021:534.1(2)")
    if great:
        heard = Text("因重大立功提请的，应当开庭", "great merit: in open court")
        found += grounds(law, heard, "spc-2021:538(1)")
    return Verdict(
        Way(
            court=CourtLevel.HIGH if high else CourtLevel.INTERMEDIATE,
            written_by=Body.COUNTY,
            filed_by=Body.PROVINCE if high else Body.CITY,
            through=(Body.CITY, Body.PROVINCE) if high else (Body.CITY,),
            open_court=great,
            copied=(*COPIED, Body.PRISON) if facts.kind is Kind.OUTSIDE else COPIED,
        ),
        distinct(found),
    )


@dataclass(frozen=True, slots=True)
class ReductionReceived:
    """A proposal of reduction the court has received."""

    received: Annotated[date, Text("法院收到建议书之日", "day the court received the proposal")]


@rule("reduction.decided_by", "ccl-2019:33.2", "spc-2021:534", zh="减刑裁定的期限")
def reduction_decided_by(facts: ReductionReceived, law: Statutes) -> Answer[date]:
    """The court rules on a reduction within thirty days of receiving the proposal."""
    then = law.at(facts.received)
    count = then.due(facts.received, "reduction.decided_within")
    return periods.verdict(count.last, count, then["reduction.decided_within"].ground())


@dataclass(frozen=True, slots=True)
class PapersAsked:
    """Papers of a reduction the court found incomplete."""

    asked: Annotated[date, Text("法院通知补送之日", "day the court asked for the rest")]


@rule("reduction.papers_completed_by", "spc-2021:535", zh="补送减刑材料的期限")
def papers_completed_by(facts: PapersAsked, law: Statutes) -> Answer[date]:
    """Missing papers are sent within three days, or the case is not opened."""
    then = law.at(facts.asked)
    count = then.due(facts.asked, "reduction.completed_within")
    return periods.verdict(count.last, count, then["reduction.completed_within"].ground())
