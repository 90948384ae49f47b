"""Revocation before the court: which court, who files, within what time, with what effect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import periods
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code, Kind
from guihang.law.events import check_order
from guihang.law.periods import Counted, RestDay
from guihang.law.rules.limbs import distinct, grounds
from guihang.law.rules.revocation import copied_of, refuse_irrevocable
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Verdict, need

KIND = Text("矫正类别", "kind of correction")


class CourtLevel(Code):
    """The level of a court (人民法院的级别)."""

    BASIC = "basic", "基层人民法院", "basic court"
    INTERMEDIATE = "intermediate", "中级人民法院", "intermediate court"
    HIGH = "high", "高级人民法院", "high court"


AGENCIES = {
    CourtLevel.BASIC: Body.COUNTY,
    CourtLevel.INTERMEDIATE: Body.CITY,
    CourtLevel.HIGH: Body.PROVINCE,
}


@dataclass(frozen=True, slots=True)
class CourtFacts:
    """A proposal on its way to a court."""

    kind: Annotated[Kind, KIND]
    organ_other_province: Annotated[
        bool | None, Text("原审法院在外省", "the court of first decision is in another province")
    ] = None
    court_level: Annotated[
        CourtLevel | None, Text("原审法院级别", "level of the court of first decision")
    ] = None

    def check(self) -> None:
        """Refuse a kind that cannot be revoked."""
        refuse_irrevocable(self.kind)


@dataclass(frozen=True, slots=True)
class Seized:
    """Which court normally decides, which other may be asked, and who is sent the ruling."""

    court: Body
    may_also: Body | None
    ruling_copied_to: tuple[Body, ...]


@rule(
    "revocation.court",
    "ccl-2019:46.3",
    "ccl-2019:48.1",
    "measures-2020:46",
    "mjp-2016:29",
    zh="向哪一法院提请撤销",
)
def court(facts: CourtFacts, law: Statutes) -> Answer[Seized]:
    """The court of first decision decides; from another province, the court of the place may."""
    away = need(
        facts.organ_other_province,
        "organ_other_province",
        Text("原审法院是否在外省", "whether the first court is in another province"),
    )
    sent = (Body.COUNTY, Body.POLICE, Body.PROCURATORATE)
    of = "measures-2020:46" if facts.kind is Kind.SUSPENSION else "measures-2020:47"
    if away:
        says = Text(
            "可以向执行地同级法院提出，裁定书抄送原审法院", "the court of the place may rule"
        )
        found = grounds(law, says, "ccl-2019:46.3", of)
        return Verdict(Seized(Body.FIRST_COURT, Body.COURT, (*sent, Body.FIRST_COURT)), found)
    says = Text("一般向原审法院提出", "normally the court of first decision")
    parole = ("mjp-2016:29",) if facts.kind is Kind.PAROLE else ()
    found = grounds(law, says, "ccl-2019:46.3", of, *parole)
    return Verdict(Seized(Body.FIRST_COURT, None, sent), found)


@rule("revocation.who_files", "ccl-2019:46.3", "measures-2020:46", zh="由哪一级机构提请撤销")
def who_files(facts: CourtFacts, law: Statutes) -> Answer[Body]:
    """The agency of the same level as the court that decides files the proposal."""
    level = need(facts.court_level, "court_level", Text("法院级别", "the level of the court"))
    says = Text(f"与{level.says.zh}同级的社区矫正机构", f"of the same level as the {level.says.en}")
    of = "measures-2020:46" if facts.kind is Kind.SUSPENSION else "measures-2020:47"
    return Verdict(AGENCIES[level], grounds(law, says, of, "ccl-2019:46.3"))


@dataclass(frozen=True, slots=True)
class RulingFacts:
    """A proposal the court has received."""

    kind: Annotated[Kind, KIND]
    received: Annotated[date, Text("法院收到建议书之日", "day the court received the proposal")]
    arrested: Annotated[bool, Text("已经逮捕", "the person has been arrested")] = False

    def check(self) -> None:
        """Refuse a kind that cannot be revoked."""
        refuse_irrevocable(self.kind)


@dataclass(frozen=True, slots=True)
class RulingDue:
    """The last day for the ruling; by each text where there are two, the earlier acted on."""

    last: date
    by_community_act: date
    by_prison_act: date | None


@rule(
    "revocation.decided_by",
    "ccl-2019:48.1",
    "spc-2021:545",
    "pl-2026:54.2",
    zh="撤销裁定的期限",
)
def decided_by(facts: RulingFacts, law: Statutes) -> Answer[RulingDue]:
    """The court rules in thirty days; for parole also a month is set, and the earlier counts."""
    first, second = ruling_days(facts.kind, facts.received, law, arrested=facts.arrested)
    value = law.at(facts.received)["revocation.decided_within"]
    if second is None:
        outcome = RulingDue(first.last, first.last, None)
        return periods.verdict(outcome, first, value.ground())
    act = law.at(facts.received)["revocation.parole_decided_within"]
    counted = min(first, second, key=_last)
    outcome = RulingDue(counted.last, first.last, second.last)
    return periods.verdict(outcome, counted, value.ground(), act.ground())


def _last(count: Counted) -> date:
    return count.last


def ruling_days(
    kind: Kind, received: date, law: Statutes, *, arrested: bool = False
) -> tuple[Counted, Counted | None]:
    """Count the time for the ruling under each text; in custody rest days move nothing."""
    then = law.at(received)
    ending = RestDay.STANDS if arrested else RestDay.ROLLS
    first = then.due(received, "revocation.decided_within", ending)
    if kind is Kind.PAROLE and then.get("revocation.parole_decided_within"):
        return first, then.due(received, "revocation.parole_decided_within", ending)
    return first, None


@dataclass(frozen=True, slots=True)
class EffectFacts:
    """A ruling on a proposal to revoke."""

    kind: Annotated[Kind, KIND]
    ruled: Annotated[date, Text("裁定之日", "day of the ruling")]
    revoked: Annotated[bool, Text("裁定撤销", "the court revokes")]
    arrested_on: Annotated[date | None, Text("逮捕之日", "day of the arrest, if any")] = None
    missing: Annotated[bool, Text("下落不明", "cannot be found")] = False

    def check(self) -> None:
        """Refuse a kind that cannot be revoked, and an arrest after the ruling."""
        refuse_irrevocable(self.kind)
        check_order("ruled", self.arrested_on, self.ruled)


class Served(Code):
    """What is served after a revocation (执行的刑罚)."""

    SENTENCE = "original_sentence", "执行原判刑罚", "the original sentence"
    REST = "unexecuted_rest", "执行未执行完毕的刑罚", "the part not served yet"


@dataclass(frozen=True, slots=True)
class Effect:
    """What follows from the ruling: since when, what is served, who acts and how soon."""

    effective: date
    ends_correction: bool
    serves: Served | None
    delivered_by: Body | None
    custody_counts_day_for_day: bool
    freed_at_once: bool
    hunted_by: Body | None
    copied: tuple[Body, ...]


@rule(
    "revocation.effect",
    "ccl-2019:45",
    "ccl-2019:48",
    "ccl-2019:50",
    "spc-2021:545",
    "cl-1997:77.2",
    "cl-1997:86.3",
    "measures-2020:51",
    zh="撤销裁定的效力",
)
def effect(facts: EffectFacts, law: Statutes) -> Answer[Effect]:
    """The ruling takes effect at once: prison, each day of custody counted, or freedom at once."""
    # Not modelled: several crimes joined into one sentence (cl-1997:77.1, 86.1, 86.2).
    arrested = facts.arrested_on is not None
    if not facts.revoked:
        says = Text("不予撤销的，立即释放被逮捕的人", "not revoked: whoever was arrested is freed")
        free = Effect(facts.ruled, False, None, None, False, arrested, None, ())
        return Verdict(free, grounds(law, says, "ccl-2019:48.4"))
    says = Text("裁定一经作出，立即生效，社区矫正终止", "effective at once; correction ends")
    offset = law.at(facts.ruled)["revocation.custody_offset"]
    is_suspension = facts.kind is Kind.SUSPENSION
    named = ["spc-2021:545", "ccl-2019:45", offset.by]
    named.append("cl-1997:77.2" if is_suspension else "cl-1997:86.3")
    hunt = grounds(law, HUNTED, "ccl-2019:50", "measures-2020:51") if facts.missing else ()
    outcome = Effect(
        effective=facts.ruled,
        ends_correction=True,
        serves=Served.SENTENCE if is_suspension else Served.REST,
        delivered_by=Body.POLICE,
        custody_counts_day_for_day=arrested and offset.number == 1,
        freed_at_once=False,
        hunted_by=Body.POLICE if facts.missing else None,
        copied=copied_of(facts.kind),
    )
    return Verdict(outcome, distinct((*grounds(law, says, *named), *hunt)))


HUNTED = Text("下落不明即为在逃，由公安机关追捕", "missing is at large; the police hunt")


@dataclass(frozen=True, slots=True)
class HearingFacts:
    """What the court means to do with a proposal."""

    revoke: Annotated[bool | None, Text("拟撤销", "the court means to revoke")] = None


@dataclass(frozen=True, slots=True)
class Hearing:
    """Whether the person and the lawyer must be heard before the ruling."""

    person_heard: bool
    lawyer_heard: bool


@rule("revocation.hearing", "ccl-2019:48.2", zh="撤销前听取申辩")
def hearing(facts: HearingFacts, law: Statutes) -> Answer[Hearing]:
    """Before it revokes, the court hears the person and the lawyer the person has chosen."""
    revokes = need(facts.revoke, "revoke", Text("是否拟撤销", "whether it means to revoke"))
    says = Text("拟撤销的，听取本人申辩及其委托律师意见", "heard before a revocation")
    return Verdict(Hearing(revokes, revokes), grounds(law, says, "ccl-2019:48.2"))
