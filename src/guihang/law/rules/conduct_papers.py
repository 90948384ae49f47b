"""Telling, copying, publishing decisions about conduct; objections; counts (奖惩告知与异议)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code
from guihang.law.events import PoliceGround, What
from guihang.law.facts import CaseFacts
from guihang.law.rules.limbs import distinct, grounds
from guihang.law.rules.measures import SHAPES, Measure, copied_to
from guihang.law.rules.standing_breaches import BREACHES, stands
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Verdict, need

OWN = frozenset({Measure.COMMENDATION, Measure.ADMONITION, Measure.WARNING})
POLICE = frozenset({Measure.POLICE_SUPERVISION, Measure.POLICE_ORDER})
REVOKING = frozenset({Measure.REVOKE_SUSPENSION, Measure.REVOKE_PAROLE})


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """A decision about somebody's conduct."""

    measure: Annotated[Measure, Text("措施", "measure")]
    minor: Annotated[
        bool | None,
        Text("未成年社区矫正对象（矫正期间成年的仍算）", "a minor, or one when correction began"),
    ] = None


@dataclass(frozen=True, slots=True)
class Notification:
    """How a decision is made known: in writing, to whom, published or not, who is present."""

    in_writing: bool
    told: tuple[Body, ...]
    copied: tuple[Body, ...]
    published: bool
    guardian_present: bool


@rule(
    "conduct.notification",
    "measures-2020:32",
    "measures-2020:55",
    "ccl-2019:54",
    "ccl-2019:58",
    zh="奖惩决定的告知、抄送与公示",
)
def notification(facts: PaperFacts, law: Statutes) -> Answer[Notification]:
    """Decisions are told in writing, copied and published at intervals, a minor's never."""
    minor = need(facts.minor, "minor", Text("是否未成年社区矫正对象", "whether a minor"))
    shape = SHAPES[facts.measure]
    says = Text("书面告知本人，抄送检察院", "told in writing, copied")
    found = grounds(law, says, "measures-2020:32", "ccl-2019:28.1")
    own = facts.measure in OWN
    if minor:
        why = Text("未成年人的奖惩不公开，监护人到场", "not public, the guardian present")
        found += grounds(law, why, "measures-2020:55", "ccl-2019:54", "ccl-2019:58")
    told = (Body.PERSON, Body.GUARDIAN) if minor else (Body.PERSON,)
    return Verdict(
        Notification(True, told, copied_to(shape, law), own and not minor, own and minor), found
    )


class Remedy(Code):
    """What a person may do against a decision (救济途径)."""

    OBJECTION = "objection", "提出异议", "objection"
    RECONSIDERATION = "reconsideration", "行政复议", "administrative reconsideration"
    SUIT = "suit", "行政诉讼", "administrative suit"
    DEFENCE = "defence", "裁定前申辩、委托律师", "defence before the ruling, with a lawyer"
    COMPLAINT = "complaint", "申诉、控告、检举", "complaint to procuratorate or other organs"


@dataclass(frozen=True, slots=True)
class ObjectionFacts:
    """Somebody who does not accept a decision."""

    measure: Annotated[Measure, Text("措施", "measure")]
    answered: Annotated[
        bool | None, Text("县级社区矫正机构已答复", "the county agency has already answered")
    ] = None


@dataclass(frozen=True, slots=True)
class Path:
    """What the person may do, and to whom the next step goes."""

    remedies: tuple[Remedy, ...]
    to: Body | None
    answer_told: bool


@rule(
    "conduct.objection",
    "measures-2020:32",
    "ccl-2019:34.2",
    "ccl-2019:48.2",
    "psl-2025:121",
    "psl-2012:102",
    zh="不服奖惩怎么办",
)
def objection(facts: ObjectionFacts, law: Statutes) -> Answer[Path]:
    """Objections go to the county agency, then the procuratorate; police penalties have a suit."""
    # Not modelled: time limits of reconsideration and suit, which stand in laws of their own.
    if facts.measure in OWN:
        return _own(facts, law)
    if facts.measure in POLICE:
        value = law["penalty.remedies"]
        remedies = tuple(remedy for remedy in Remedy if remedy.value in value.words)
        return Verdict(Path(remedies, None, True), (value.ground(),))
    if facts.measure in REVOKING:
        says = Text("撤销前听取本人申辩及其委托律师意见", "heard with a lawyer before a revocation")
        found = grounds(law, says, "ccl-2019:48.2", "ccl-2019:34.2")
        return Verdict(Path((Remedy.DEFENCE, Remedy.COMPLAINT), Body.COURT, True), found)
    says = Text("认为合法权益受到侵害的，有权申诉、控告、检举", "whoever is wronged may complain")
    found = grounds(law, says, "ccl-2019:34.2")
    return Verdict(Path((Remedy.COMPLAINT,), Body.PROCURATORATE, True), found)


def _own(facts: ObjectionFacts, law: Statutes) -> Verdict[Path]:
    answered = need(facts.answered, "answered", Text("是否已答复", "whether it was answered"))
    to = Body.PROCURATORATE if answered else Body.COUNTY
    says = Text(
        "先向县级社区矫正机构提出，仍有异议的向检察院提出", "the agency, then the procuratorate"
    )
    found = grounds(law, says, "measures-2020:32", "ccl-2019:34.2")
    return Verdict(Path((Remedy.OBJECTION,), to, True), found)


@dataclass(frozen=True, slots=True)
class Counters:
    """How often a case saw each sanction up to the day; they move with the file."""

    commendations: int
    admonitions: int
    warnings: int
    penalties: int
    order_penalties: int
    order_breaches: int
    further_breach_after_admonitions: bool
    further_breach_after_warnings: bool


@rule(
    "conduct.counters",
    "ccl-2019:28",
    "measures-2020:31",
    "measures-2020:35",
    "spc-2021:543",
    zh="训诫、警告等次数的累计",
)
def counters(case: CaseFacts, law: Statutes) -> Answer[Counters]:
    """Sanctions are counted within the case, and a change of place does not start them again."""
    until = case.until(law.on)
    admonished, warned = until.all(What.ADMONISHED), until.all(What.WARNED)
    penalties = [event.code for event in until.all(What.PENALISED)]
    first, second = law["conduct.warning_after_admonitions"], law["revocation.after_warnings"]
    outcome = Counters(
        commendations=len(until.all(What.COMMENDED)),
        admonitions=len(admonished),
        warnings=len(warned),
        penalties=penalties.count(PoliceGround.SUPERVISION),
        order_penalties=penalties.count(PoliceGround.ORDER),
        order_breaches=sum(stands(until, one) for one in until.all(What.ORDER_BROKEN)),
        further_breach_after_admonitions=_further(until, What.ADMONISHED, first.number),
        further_breach_after_warnings=_further(until, What.WARNED, second.number),
    )
    says = Text("次数随档案移转，不重新计算", "counts move with the file")
    named = ("house:counters", "ccl-2019:28", "measures-2020:31")
    found: tuple[Ground, ...] = (first.ground(), second.ground(), *grounds(law, says, *named))
    return Verdict(outcome, distinct(found))


def _further(case: CaseFacts, what: What, often: int) -> bool:
    """Tell whether a breach came after as many sanctions as matter: still not mended."""
    return further_breach(case, what, often) is not None


def further_breach(case: CaseFacts, what: What, often: int) -> int | None:
    """Return the place of the first breach that stands after so many sanctions."""
    seen = 0
    for place, event in enumerate(case.events):
        if event.what is what:
            seen += 1
        elif seen >= often and event.what in BREACHES and stands(case, event):
            return place
    return None


@dataclass(frozen=True, slots=True)
class HeardFacts:
    """A measure that somebody is about to decide."""

    measure: Annotated[Measure, Text("措施", "measure")]


@dataclass(frozen=True, slots=True)
class Heard:
    """Whether the person is heard before, by whom, and whether a local rule alone says so."""

    heard: bool
    by: Body | None
    local: bool


@rule("conduct.hearing", "ccl-2019:48.2", zh="决定前是否听取本人陈述、申辩")
def heard_before(facts: HeardFacts, law: Statutes) -> Answer[Heard]:
    """A court hears whoever it means to revoke; before an admonition or warning, local rules do."""
    if facts.measure in REVOKING:
        says = Text("拟撤销的，法院听取申辩和律师意见", "the court hears before it revokes")
        return Verdict(Heard(True, Body.COURT, False), grounds(law, says, "ccl-2019:48.2"))
    local = law.get("conduct.heard_before")
    if local and facts.measure.value in local.words:
        return Verdict(Heard(True, Body.COUNTY, True), (local.ground(),))
    says = Text("没有规定要求事先听取", "no rule asks for a hearing before")
    return Verdict(Heard(False, None, False), grounds(law, says, "local:hearing"))
