"""Penalties by the police: when to ask for one, under which article of the day (治安管理处罚).

Somebody on parole is not in the list of those punished for breaking supervision rules, and a
light breach of a prohibition order is answered by the agency's own warning.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import periods
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code, Kind
from guihang.law.events import check_order
from guihang.law.periods import Counted, RestDay
from guihang.law.refusals import BadFacts
from guihang.law.rules.breaches import Severity
from guihang.law.rules.limbs import grounds, texts
from guihang.law.rules.measures import ORDER, SUPERVISION, Measure, named_kinds
from guihang.law.spans import Span
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Verdict, need

SEVERITY = Text("情节", "how grave it is")
LIMIT = ("psl-2025:25", "psl-2012:22")


class Offence(Code):
    """What the police are asked to punish (提请处罚的行为)."""

    SUPERVISION = "supervision", "违反监督管理规定", "broke supervision rules"
    ORDER = "order", "违反禁止令", "broke the prohibition order"
    BAN = "occupation_ban", "违反职业禁止决定", "broke the ban on an occupation"
    STAFF = "staff", "殴打、威胁、侮辱、骚扰、报复工作人员", "attacked or threatened staff"


@dataclass(frozen=True, slots=True)
class PoliceFacts:
    """A breach that might be taken to the police."""

    kind: Annotated[Kind, Text("矫正类别", "kind of correction")]
    offence: Annotated[Offence | None, Text("违法行为", "what was broken")] = None
    severity: Annotated[Severity | None, SEVERITY] = None
    committed: Annotated[date | None, Text("行为发生或者终了之日", "day it happened or ended")] = (
        None
    )
    discovered: Annotated[date | None, Text("公安机关发现之日", "day the police learned of it")] = (
        None
    )

    def check(self) -> None:
        """Refuse a discovery before the act, and a breach of an order nobody can be under."""
        check_order("discovered", self.committed, self.discovered)
        if self.offence is Offence.ORDER and self.kind in {Kind.PAROLE, Kind.OUTSIDE}:
            why = Text("该类别没有禁止令。", "This kind of correction has no prohibition order.")
            raise BadFacts("offence", why=why, ground="cl-1997:72.2")


@dataclass(frozen=True, slots=True)
class PenaltyRequest:
    """Whether the police may be asked, under which article, and what may be done instead."""

    may: bool
    article: str | None
    earlier: str | None = None
    barred: bool = False
    instead: tuple[Measure, ...] = ()
    decides: Body = Body.POLICE
    copied: tuple[Body, ...] = (Body.PROCURATORATE,)


@rule(
    "conduct.police_penalty",
    "ccl-2019:28.1",
    "ccl-2019:59",
    "ccl-2019:60",
    "psl-2025:72(4)",
    "psl-2025:73(1)",
    "psl-2025:25",
    "psl-2012:60(4)",
    "cl-1997:37-1",
    "cl-1997:38.4",
    "po-2011:11",
    "po-2011:12",
    "measures-2020:35",
    "measures-2020:36",
    "ap-2021:37",
    zh="能否提请治安管理处罚、依据哪一条",
)
def police_penalty(facts: PoliceFacts, law: Statutes) -> Answer[PenaltyRequest]:
    """The police punish breaches of supervision, except on parole, and breaches of an order."""
    offence = need(facts.offence, "offence", Text("违法行为", "what was broken"))
    _refuse_future(facts, law)
    answer = TRIED[offence](facts, law)
    if not answer.outcome.may or facts.committed is None:
        return answer
    late = limit(facts.committed, law)
    if (facts.discovered or law.on) > late.last:
        says = Text(f"{late.last} 前未被发现，不再处罚", f"not discovered by {late.last}")
        found = grounds(law, says, *LIMIT)
        return Verdict(PenaltyRequest(False, None, barred=True), found, late.steps)
    return _of_its_day(answer, facts.committed, offence, law)


def _refuse_future(facts: PoliceFacts, law: Statutes) -> None:
    for name in ("committed", "discovered"):
        day: date | None = getattr(facts, name)
        if day and day > law.on:
            raise BadFacts(name, why=Text("晚于查看之日。", "It lies after the day asked about."))


def limit(committed: date, law: Statutes) -> Counted:
    """Return the last day on which the police may still discover it; rest days move nothing."""
    return law.due(committed, "penalty.discovered_within", RestDay.STANDS)


def _of_its_day(
    answer: Verdict[PenaltyRequest], committed: date, offence: Offence, law: Statutes
) -> Verdict[PenaltyRequest]:
    """Name the earlier article too where the law changed after the act: the lighter applies."""
    then = CLAUSES[offence]
    now, before = texts(law, *then), texts(law.at(committed), *then)
    if now == before:
        return answer
    says = Text(
        "行为在新法施行前，从旧兼从轻", "the old law, unless the new one punishes more lightly"
    )
    more = (*grounds(law.at(committed), says, *before), *grounds(law, says, "ap-2021:37"))
    outcome = answer.outcome
    changed = PenaltyRequest(True, outcome.article, earlier=before[0], instead=outcome.instead)
    return Verdict(changed, (*answer.grounds, *more), answer.steps)


def _supervision(facts: PoliceFacts, law: Statutes) -> Verdict[PenaltyRequest]:
    clause = law["penalty.kinds"]
    if facts.kind in named_kinds(law, "penalty.kinds"):
        says = Text("违反监督管理规定，由公安机关处罚", "punished by the police")
        found = grounds(law, says, clause.by, "ccl-2019:28.1", "ccl-2019:59", "measures-2020:36")
        return Verdict(PenaltyRequest(True, clause.by), found)
    says = Text("假释不在该项所列人员之内", "parole is not in that list")
    instead = (Measure.ADMONITION, Measure.WARNING, Measure.REVOKE_PAROLE)
    found = grounds(law, says, clause.by, "measures-2020:47")
    return Verdict(PenaltyRequest(False, None, instead=instead), found)


def _order(facts: PoliceFacts, law: Statutes) -> Verdict[PenaltyRequest]:
    clause = law["penalty.order_kinds"]
    if facts.kind is Kind.SURVEILLANCE:
        says = Text("管制的禁止令由公安机关处罚", "with surveillance, punished by the police")
        found = grounds(law, says, clause.by, "cl-1997:38.4", "po-2011:11")
        light = facts.severity is Severity.LIGHT
        instead = (Measure.WARNING,) if light else ()
        return Verdict(PenaltyRequest(True, clause.by, instead=instead), found)
    severity = need(facts.severity, "severity", SEVERITY)
    if severity is Severity.RATHER_SERIOUS:
        says = Text("违反禁止令，尚不属情节严重", "broke the order, not seriously")
        return Verdict(PenaltyRequest(True, clause.by), grounds(law, says, clause.by, "po-2011:11"))
    if severity is Severity.LIGHT:
        says = Text("情节轻微，由社区矫正机构给予警告", "light: the agency warns")
        found = grounds(law, says, "measures-2020:35")
        return Verdict(PenaltyRequest(False, None, instead=(Measure.WARNING,)), found)
    says = Text("情节严重，提请撤销缓刑", "serious: revocation is proposed")
    found = grounds(law, says, "po-2011:12", "cl-1997:77.2")
    return Verdict(PenaltyRequest(False, None, instead=(Measure.REVOKE_SUSPENSION,)), found)


def _ban(facts: PoliceFacts, law: Statutes) -> Verdict[PenaltyRequest]:
    runs = law["penalty.ban_kinds"]
    if facts.kind not in named_kinds(law, "penalty.ban_kinds"):
        says = Text("职业禁止自刑罚执行完毕起算，尚未开始", "the ban has not begun to run yet")
        return Verdict(PenaltyRequest(False, None), grounds(law, says, runs.by))
    says = Text("职业禁止自假释之日起算", "the ban runs from the day of parole")
    clause = texts(law, "psl-2025:73(1)", "cl-1997:37-1.2")[0]
    return Verdict(PenaltyRequest(True, clause), grounds(law, says, clause, "cl-1997:37-1.2"))


def _staff(facts: PoliceFacts, law: Statutes) -> Verdict[PenaltyRequest]:
    says = Text("尚不构成犯罪的，由公安机关处罚", "if no crime, punished by the police")
    return Verdict(PenaltyRequest(True, "ccl-2019:60"), grounds(law, says, "ccl-2019:60"))


TRIED = {
    Offence.SUPERVISION: _supervision,
    Offence.ORDER: _order,
    Offence.BAN: _ban,
    Offence.STAFF: _staff,
}
CLAUSES = {
    Offence.SUPERVISION: SUPERVISION,
    Offence.ORDER: ORDER,
    Offence.BAN: ("psl-2025:73(1)", "cl-1997:37-1.2"),
    Offence.STAFF: ("ccl-2019:60",),
}


@dataclass(frozen=True, slots=True)
class RangeFacts:
    """An offence and how grave it is, to see what the police may impose."""

    offence: Annotated[Offence, Text("违法行为", "what was broken")]
    severity: Annotated[Severity | None, SEVERITY] = None


@dataclass(frozen=True, slots=True)
class Range:
    """What the police may impose: a warning, a fine in yuan, detention, or two together."""

    warning: bool
    fine_min: int
    fine_max: int
    fine_beside_detention: str | None
    detention_min: Span | None
    detention_max: Span | None


@rule(
    "penalty.range",
    "psl-2025:72(4)",
    "psl-2025:73(1)",
    "psl-2012:60(4)",
    zh="治安管理处罚的种类和幅度",
)
def penalty_range(facts: RangeFacts, law: Statutes) -> Answer[Range]:
    """Breaking supervision means detention unless it is light; breaking an order, a fine first."""
    # Not modelled: penalties for attacks on staff and others, which have articles of their own.
    if facts.offence not in {Offence.SUPERVISION, Offence.ORDER}:
        why = Text("该行为的处罚幅度另有规定。", "Its range stands in another article.")
        raise BadFacts("offence", why=why, ground="ccl-2019:60")
    prefix = "penalty." if facts.offence is Offence.SUPERVISION else "penalty.order_"
    most, fine_min = law[f"{prefix}fine_max"], law["penalty.fine_min"]
    least, longest = law[f"{prefix}detention_min"], law[f"{prefix}detention_max"]
    detains, beside = True, "must"
    if not fine_min.number:
        severity = need(facts.severity, "severity", SEVERITY)
        detains, beside = severity is not Severity.LIGHT, "may"
    outcome = Range(
        warning=not detains,
        fine_min=fine_min.number,
        fine_max=most.number,
        fine_beside_detention=beside if detains else None,
        detention_min=least.span if detains else None,
        detention_max=longest.span if detains else None,
    )
    return Verdict(outcome, (most.ground(),))


@dataclass(frozen=True, slots=True)
class LimitFacts:
    """An offence the police have, or have not, learned of."""

    committed: Annotated[date, Text("行为发生或者终了之日", "day it happened or ended")]
    discovered: Annotated[date | None, Text("公安机关发现之日", "day the police learned of it")] = (
        None
    )

    def check(self) -> None:
        """Refuse a discovery before the act."""
        check_order("discovered", self.committed, self.discovered)


@dataclass(frozen=True, slots=True)
class Limit:
    """The last day on which it may still be discovered, and whether it is too late."""

    last: date
    barred: bool


@rule("penalty.time_limit", "psl-2025:25", "psl-2012:22", zh="治安管理处罚的追究时效")
def time_limit(facts: LimitFacts, law: Statutes) -> Answer[Limit]:
    """What the police have not discovered within six months is no longer punished."""
    late = limit(facts.committed, law)
    barred = (facts.discovered or law.on) > late.last
    return periods.verdict(
        Limit(late.last, barred), late, law["penalty.discovered_within"].ground()
    )
