"""Inquiry before a decision: commission, time, matters, secrecy (调查评估).

The agency looks into the person and the place for the organ that decides; its opinion binds
nobody, and nothing it learnt leaves the two who may see it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from guihang.law import obligations, periods
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code, Kind
from guihang.law.events import Event, Procedure, What
from guihang.law.facts import CaseFacts
from guihang.law.obligations import Duty, Obligation, provides, register
from guihang.law.refusals import BadFacts
from guihang.law.rules.answers_given import given
from guihang.law.statutes import NotInForce, Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Step, Verdict, need

COMMISSION = "measures-2020:13"
SCOPE = "measures-2020:14.1"
TIME = "measures-2020:14.2"
SECRECY = "measures-2020:14.3"


class Commissioner(Code):
    """Who asks for an inquiry (委托机关)."""

    COURT = "court", "人民法院", "court"
    PROCURATORATE = "procuratorate", "人民检察院", "procuratorate"
    POLICE = "police", "公安机关", "police"
    PRISON = "prison", "监狱", "prison"
    DETENTION_HOUSE = "detention_house", "看守所", "detention house"
    PRISON_BUREAU = "prison_bureau", "监狱管理机关", "prison administration"


class Commissioning(Code):
    """Whether an organ commissions an inquiry (应否委托)."""

    MUST = "must", "应当委托", "it must"
    MAY = "may", "可以委托", "it may"
    NOT_ITS_MATTER = "not_its_matter", "不属于其委托的事项", "it is not its matter"


class Course(Code):
    """What is done with a commission (受理结果)."""

    ACCEPT = "accept", "受理", "accept it"
    WAIT = "wait", "受理登记，待材料齐备后起算", "register it; time runs once the materials came"
    RETURN = "return", "退回并说明情况", "send it back and say why"


class Hindrance(Code):
    """Why an inquiry cannot be made (无法调查评估的原因)."""

    FALSE_NAME = "false_name", "姓名不真实", "the name is false"
    FALSE_HOME = "false_home", "居住地不真实", "the home is false"
    UNKNOWN = "unknown_identity", "身份不明", "the identity is unknown"


class Topic(Code):
    """What an inquiry looks into (调查评估的内容)."""

    HOME = "home", "居所情况", "where he or she lives"
    TIES = "ties", "家庭和社会关系", "family and social ties"
    EFFECTS = "effects", "犯罪行为的后果和影响", "effects of the crime"
    COMMITTEE = "committee", "居（村）民委员会的意见", "opinion of the committee"
    VICTIM = "victim", "被害人的意见", "opinion of the victim"
    PROHIBITION = "prohibition", "拟禁止的事项", "matters to be prohibited"
    DANGER = "danger", "社会危险性", "danger to society"
    COMMUNITY = "community", "对所居住社区的影响", "effect on the community"


@dataclass(frozen=True, slots=True)
class CommissionFacts:
    """Who wants to ask, and for which kind of correction."""

    by: Annotated[Commissioner, Text("委托机关", "who asks")]
    kind: Annotated[Kind, Text("拟适用的类别", "kind of correction intended")]


MAY_COMMISSION: dict[Commissioner, tuple[frozenset[Kind], str]] = {
    Commissioner.COURT: (frozenset(Kind), "ccl-2019:18"),
    Commissioner.PROCURATORATE: (frozenset({Kind.SURVEILLANCE, Kind.SUSPENSION}), "spp-2019:277"),
    Commissioner.POLICE: (
        frozenset({Kind.SURVEILLANCE, Kind.SUSPENSION, Kind.OUTSIDE}),
        COMMISSION,
    ),
    Commissioner.PRISON: (frozenset({Kind.PAROLE, Kind.OUTSIDE}), "measures-2020:8"),
    Commissioner.DETENTION_HOUSE: (frozenset({Kind.PAROLE, Kind.OUTSIDE}), "measures-2020:8"),
    Commissioner.PRISON_BUREAU: (frozenset({Kind.OUTSIDE}), "ccl-2019:18"),
}
KEEPERS = {Commissioner.PRISON, Commissioner.DETENTION_HOUSE}


@rule(
    "inquiry.who_commissions", "ccl-2019:18", "spp-2019:277", "measures-2020:8", zh="谁委托调查评估"
)
def who_commissions(facts: CommissionFacts, law: Statutes) -> Answer[Commissioning]:
    """Whoever decides or proposes may ask for an inquiry; for parole the prison must."""
    kinds, article = MAY_COMMISSION[facts.by]
    if facts.kind not in kinds:
        found = Commissioning.NOT_ITS_MATTER
    elif facts.by in KEEPERS and facts.kind is Kind.PAROLE:
        found = Commissioning.MUST
    else:
        found = Commissioning.MAY
    return Verdict(found, (Ground(article, found.says),))


@dataclass(frozen=True, slots=True)
class AcceptanceFacts:
    """A commission as it arrived (委托函及材料)."""

    materials_complete: Annotated[bool | None, Text("材料齐备", "the materials are complete")] = (
        None
    )
    name_true: Annotated[bool | None, Text("姓名属实", "the name is true")] = None
    home_true: Annotated[bool | None, Text("居住地属实", "the home is true")] = None
    identity_known: Annotated[bool | None, Text("身份明确", "the identity is known")] = None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What to do with a commission, why it cannot be carried out, and whether time runs."""

    course: Course
    hindrances: tuple[Hindrance, ...]
    time_runs: bool


HINDRANCES = {
    "name_true": Hindrance.FALSE_NAME,
    "home_true": Hindrance.FALSE_HOME,
    "identity_known": Hindrance.UNKNOWN,
}


@rule("inquiry.acceptance", COMMISSION, TIME, zh="委托的受理与退回")
def acceptance(facts: AcceptanceFacts, law: Statutes) -> Answer[Acceptance]:
    """A commission is sent back when name, home or identity do not hold; else it is accepted."""
    hindrances = tuple(
        hindrance for name, hindrance in HINDRANCES.items() if getattr(facts, name) is False
    )
    if hindrances:
        because = Text(
            "无法调查评估，及时向委托机关说明", "cannot be made; the organ is told in time"
        )
        return Verdict(Acceptance(Course.RETURN, hindrances, False), (Ground(TIME, because),))
    for name in HINDRANCES:
        given(facts, name)
    complete = given(facts, "materials_complete")
    course = Course.ACCEPT if complete else Course.WAIT
    return Verdict(Acceptance(course, (), complete), (Ground(COMMISSION, course.says),))


@dataclass(frozen=True, slots=True)
class DueFacts:
    """When commission and materials arrived, in which procedure, and what was agreed."""

    commission_received: Annotated[date, Text("收到委托函之日", "day the commission arrived")]
    materials_received: Annotated[
        date | None, Text("收到委托材料之日", "day its materials arrived")
    ] = None
    fast_track: Annotated[bool | None, Text("适用速裁程序", "fast-track procedure")] = None
    agreed_until: Annotated[
        date | None, Text("与委托机关协商延长至", "lengthened by agreement to")
    ] = None


@rule("inquiry.due", TIME, zh="调查评估何日完成")
def due(facts: DueFacts, law: Statutes) -> Answer[date]:
    """The opinion is due ten working days after commission and materials, five in fast track."""
    materials = need(
        facts.materials_received,
        "materials_received",
        Text("收到材料之日", "the day the materials arrived"),
    )
    fast = need(facts.fast_track, "fast_track", Text("适用何种程序", "which procedure it is"))
    start = max(facts.commission_received, materials)
    value = law.at(start)[_within(fast)]
    count = periods.period(start, value.span, law.calendar)
    if facts.agreed_until is None:
        return periods.verdict(count.last, count, value.ground())
    if facts.agreed_until <= count.last:
        why = Text("协商期限不晚于法定期限，不是延长。", "It is no later than the time itself.")
        raise BadFacts("agreed_until", why=why, ground=TIME)
    agreed = Text("经与委托机关协商，在约定期限内完成", "by agreement with the organ, its day")
    count = replace(count, steps=(*count.steps, Step(agreed, facts.agreed_until, TIME)))
    return periods.verdict(facts.agreed_until, count, Ground(TIME, agreed))


def _within(fast: bool) -> str:
    return "inquiry.within_fast" if fast else "inquiry.within"


@dataclass(frozen=True, slots=True)
class CoveredFacts:
    """What an inquiry has looked into so far."""

    covered: Annotated[tuple[Topic, ...], Text("已调查的内容", "what has been looked into")]
    has_victim: Annotated[bool | None, Text("有被害人", "there is a victim")] = None


@rule("inquiry.missing_topics", SCOPE, zh="调查评估尚缺的内容")
def missing_topics(facts: CoveredFacts, law: Statutes) -> Answer[tuple[Topic, ...]]:
    """An inquiry asks about home, ties, effects, opinions, prohibitions, danger and community."""
    missing = [topic for topic in Topic if topic not in facts.covered]
    if Topic.VICTIM in missing and not given(facts, "has_victim"):
        missing.remove(Topic.VICTIM)
    says = Text("逐项核对调查内容", "each matter is asked about")
    return Verdict(tuple(missing), (Ground(SCOPE, says),))


@dataclass(frozen=True, slots=True)
class InvestigatorsFacts:
    """How many look into it."""

    investigators: Annotated[int, Text("调查人数", "how many look into it")]


@dataclass(frozen=True, slots=True)
class Enough:
    """Whether that is enough, how many are asked for, and that no national text asks it."""

    enough: bool
    needed: int | None
    national: bool = False


@rule("inquiry.investigators", "local:two-investigators", "ccl-2019:18", zh="调查人数")
def investigators(facts: InvestigatorsFacts, law: Statutes) -> Answer[Enough]:
    """No national text asks for two investigators; where a local rule does, fewer are too few."""
    needed = law.get("inquiry.investigators")
    if facts.investigators < 1:
        why = Text("至少由一人调查。", "Somebody looks into it.")
        raise BadFacts("investigators", why=why, ground="ccl-2019:18")
    if needed is None:
        free = Text("国家规定未限定人数，本地未启用人数要求", "no text asks for a number")
        return Verdict(Enough(True, None), (Ground("ccl-2019:18", free),))
    enough = facts.investigators >= needed.number
    return Verdict(Enough(enough, needed.number), (needed.ground(),))


@dataclass(frozen=True, slots=True)
class DisclosureFacts:
    """Somebody who asks for the opinion or what was learnt."""

    to: Annotated[Body, Text("拟告知的对象", "who would be told")]
    commissioned_by: Annotated[Body | None, Text("委托机关", "who commissioned it")] = None


COMMISSIONERS = {Body.COURT, Body.POLICE, Body.PRISON, Body.DETENTION_HOUSE, Body.PRISON_BUREAU}


@rule("inquiry.may_disclose", SECRECY, TIME, zh="调查评估内容可否告知")
def may_disclose(facts: DisclosureFacts, law: Statutes) -> Answer[bool]:
    """Opinion and materials go to the commissioning organ and the procuratorate, to nobody else."""
    allowed = facts.to in {Body.ORGAN, Body.PROCURATORATE}
    if facts.to in COMMISSIONERS:
        asked = Text("委托机关", "who commissioned it")
        allowed = facts.to is need(facts.commissioned_by, "commissioned_by", asked)
    if allowed:
        says = Text("委托机关及执行地县级检察院", "the organ that asked, and the procuratorate")
        return Verdict(True, (Ground(TIME, says),))
    says = Text("调查评估意见及所涉秘密、隐私应当保密", "the opinion and what was learnt is secret")
    return Verdict(False, (Ground(SECRECY, says),))


OPINION_DUE = Obligation(
    name="inquiry.give_opinion",
    says=Text("完成调查评估并送交意见", "finish the inquiry and send the opinion"),
    by=Body.COUNTY,
    to=(Body.ORGAN,),
    opened_by=(What.COMMISSION_RECEIVED, What.MATERIALS_RECEIVED),
    discharged_by=(What.OPINION_SENT, What.COMMISSION_RETURNED),
    articles=(TIME,),
    consequence=Text("检察机关可提出纠正意见", "the procuratorate may object"),
)

register(
    Obligation(
        name="inquiry.tell_procuratorate",
        says=Text(
            "将接受委托的情况通报执行地县级检察院", "tell the procuratorate of the commission"
        ),
        by=Body.COUNTY,
        to=(Body.PROCURATORATE,),
        opened_by=(What.COMMISSION_RECEIVED,),
        discharged_by=(What.TOLD, What.COPIED),
        told=Body.PROCURATORATE,
        articles=(COMMISSION,),
    ),
    Obligation(
        name="inquiry.copy_opinion",
        says=Text("将调查评估意见书抄送执行地县级检察院", "copy the opinion to the procuratorate"),
        by=Body.COUNTY,
        to=(Body.PROCURATORATE,),
        opened_by=(What.OPINION_SENT,),
        discharged_by=(What.COPIED,),
        told=Body.PROCURATORATE,
        articles=(TIME,),
        lives_on=True,
    ),
)


@provides(OPINION_DUE)
def opinions(case: CaseFacts, on: date, law: Statutes) -> Iterable[Duty]:
    """Yield the duty to finish each inquiry whose commission and materials have both arrived."""
    for commission in case.all(What.COMMISSION_RECEIVED):
        materials = case.first(What.MATERIALS_RECEIVED, of=commission.of)
        if materials is not None:
            yield _opinion(case, commission, max(commission.day, materials.day), law)


def _opinion(case: CaseFacts, commission: Event, start: date, law: Statutes) -> Duty:
    done = obligations.discharged(OPINION_DUE, commission, case)
    try:
        value = law.at(start)[_within(commission.code == Procedure.FAST_TRACK)]
    except NotInForce:
        return Duty(OPINION_DUE, start, start, commission.of, done)
    count = periods.period(start, value.span, law.calendar)
    agreed = case.last(What.INQUIRY_LENGTHENED, of=commission.of)
    until = max(count.last, agreed.ends) if agreed and agreed.ends else count.last
    return Duty(OPINION_DUE, start, until, commission.of, done, value.by, count)
