"""Electronic positioning devices: when, on whose approval, for how long (使用电子定位装置).

Five circumstances, a closed list, each proved by a paper; even then it stays a "may". A phone is
no device, and what a device tells serves community correction and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code, Kind
from guihang.law.events import Breach, Circumstance, Event, PoliceGround, What
from guihang.law.facts import CaseFacts
from guihang.law.refusals import BadFacts
from guihang.law.rules.breaches import ORDERED
from guihang.law.rules.limbs import grounds
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Verdict, need

LIST = "ccl-2019:29.1"


class Proof(Code):
    """What proves a circumstance (证明材料)."""

    ORDER_BREACH = (
        "order_breach_record",
        "违反禁止令的认定记录",
        "record of the breach of the order",
    )
    ABSENCE = "absence_record", "擅自离开市、县的认定记录", "record of leaving without approval"
    WARNING = "warning_decision", "警告决定书", "decision of the warning"
    PENALTY = "penalty_decision", "治安管理处罚决定书", "decision of the penalty by the police"
    PROPOSAL = "proposal", "拟提请撤销或者收监的材料", "papers of the intended proposal"
    NONE = "no_proof", "没有证明材料", "nothing"


@dataclass(frozen=True, slots=True)
class Item:
    """One of the five circumstances: its item, what proves it, and for whom it can arise."""

    article: str
    proof: Proof
    kinds: frozenset[Kind] = frozenset(Kind)


ITEMS = {
    Circumstance.ORDER: Item("ccl-2019:29.1(1)", Proof.ORDER_BREACH, ORDERED),
    Circumstance.ABSENCE: Item("ccl-2019:29.1(2)", Proof.ABSENCE),
    Circumstance.WARNED: Item("ccl-2019:29.1(3)", Proof.WARNING),
    Circumstance.PENALISED: Item("ccl-2019:29.1(4)", Proof.PENALTY),
    Circumstance.PROPOSAL: Item(
        "ccl-2019:29.1(5)", Proof.PROPOSAL, frozenset(Kind) - {Kind.SURVEILLANCE}
    ),
}


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """A device thought of: which circumstance, and what proves it."""

    kind: Annotated[Kind, Text("矫正类别", "kind of correction")]
    circumstance: Annotated[
        Circumstance | None, Text("使用电子定位装置的情形", "which of the five circumstances")
    ] = None
    proof: Annotated[Proof | None, Text("证明材料", "what proves it")] = None
    proved_on: Annotated[date | None, Text("证明材料日期", "day of that paper")] = None


@dataclass(frozen=True, slots=True)
class Usable:
    """Whether a device may be used, on whose approval, and what must prove the circumstance."""

    may: bool
    must: bool
    approver: Body
    proof: Proof


@rule("monitoring.may_be_used", "ccl-2019:29.1", zh="能否使用电子定位装置")
def may_be_used(facts: DeviceFacts, law: Statutes) -> Answer[Usable]:
    """A device may be worn in five circumstances only, each proved by its own paper."""
    circumstance = need(
        facts.circumstance, "circumstance", Text("法定情形", "one of the five circumstances")
    )
    item = ITEMS[circumstance]
    if facts.proved_on and facts.proved_on > law.on:
        why = Text("证明材料晚于查看之日。", "The proof is of a later day.")
        raise BadFacts("proved_on", why=why, ground=item.article)
    if facts.kind not in item.kinds:
        says = Text(f"{facts.kind.says.zh}不存在该情形", f"cannot arise: {facts.kind.says.en}")
        return Verdict(_usable(item, may=False), grounds(law, says, item.article))
    proof = need(facts.proof, "proof", item.proof.says)
    if proof is not item.proof:
        says = Text(f"须有{item.proof.says.zh}", f"needs the {item.proof.says.en}")
        return Verdict(_usable(item, may=False), grounds(law, says, item.article))
    return Verdict(_usable(item, may=True), grounds(law, circumstance.says, item.article))


def _usable(item: Item, *, may: bool) -> Usable:
    return Usable(may, False, Body.BUREAU_HEAD, item.proof)


@dataclass(frozen=True, slots=True)
class Proved:
    """One circumstance that a case shows, and the event that proves it."""

    circumstance: Circumstance
    proof: Proof
    day: date
    of: str | None


@rule("monitoring.circumstances", "ccl-2019:29.1", zh="案件中具备哪些电子定位情形")
def circumstances(case: CaseFacts, law: Statutes) -> Answer[tuple[Proved, ...]]:
    """A case shows the circumstances its own events prove, each by the latest of them."""
    # Not modelled: an absence whose proper reason was accepted; such an absence is not entered.
    until = case.until(law.on)
    found = tuple(
        Proved(circumstance, ITEMS[circumstance].proof, event.day, event.of)
        for circumstance, whats in SHOWN_BY.items()
        if case.kind in ITEMS[circumstance].kinds
        for event in _proving(until, whats)[-1:]
    )
    return Verdict(found, _shown(found, law))


def _proving(case: CaseFacts, whats: tuple[What, ...]) -> tuple[Event, ...]:
    """Return the events that prove a circumstance: a warning or penalty for that very thing."""
    found = case.all(*whats)
    return tuple(event for event in found if event.code == NAMED.get(event.what, event.code))


def _shown(found: tuple[Proved, ...], law: Statutes) -> tuple[Ground, ...]:
    if not found:
        return grounds(law, Text("没有法定情形", "none of the five circumstances"), LIST)
    return tuple(
        ground
        for each in found
        for ground in grounds(law, each.circumstance.says, ITEMS[each.circumstance].article)
    )


SHOWN_BY = {
    Circumstance.ORDER: (What.ORDER_BROKEN,),
    Circumstance.ABSENCE: (What.ABSENT,),
    Circumstance.WARNED: (What.WARNED,),
    Circumstance.PENALISED: (What.PENALISED,),
    Circumstance.PROPOSAL: (What.REVOCATION_PROPOSED, What.RECALL_PROPOSED),
}


NAMED = {What.WARNED: Breach.REPORT, What.PENALISED: PoliceGround.SUPERVISION}


class Apparatus(Code):
    """Something that tells where a person is (装置)."""

    WRISTBAND = "wristband", "电子定位腕带", "positioning wristband"
    ANKLET = "anklet", "电子定位脚环", "positioning anklet"
    PHONE = "phone", "手机", "phone"
    PHONE_APP = "phone_app", "手机应用程序", "app on a phone"
    WATCH = "watch", "普通智能手表", "ordinary smart watch"


SPECIAL = {Apparatus.WRISTBAND, Apparatus.ANKLET}


@dataclass(frozen=True, slots=True)
class ApparatusFacts:
    """Something a person would carry."""

    apparatus: Annotated[Apparatus | None, Text("装置", "what it is")] = None


class Counts(Code):
    """As what a thing counts in law (法律性质)."""

    DEVICE = "positioning_device", "电子定位装置", "positioning device"
    CHECK = "information_check", "信息化核查", "check by information technology"


@dataclass(frozen=True, slots=True)
class Nature:
    """Whether a thing is a positioning device, and as what it counts."""

    is_device: bool
    counts_as: Counts


@rule(
    "monitoring.device", "ccl-2019:26.1", "ccl-2019:29", "measures-2020:37", zh="何为电子定位装置"
)
def device(facts: ApparatusFacts, law: Statutes) -> Answer[Nature]:
    """A device is a special one made for positioning, such as a wristband; a phone is none."""
    apparatus = need(facts.apparatus, "apparatus", Text("装置", "what it is"))
    if apparatus in SPECIAL:
        says = Text(
            "具有防拆、防爆、防水性能的专门电子设备", "special, tamper-, blast- and water-proof"
        )
        found = grounds(law, says, "measures-2020:37", "ccl-2019:29.1")
        return Verdict(Nature(True, Counts.DEVICE), found)
    says = Text("不包括手机等设备，属信息化核查", "phones and the like only serve to check")
    found = grounds(law, says, "measures-2020:37", "ccl-2019:26.1")
    return Verdict(Nature(False, Counts.CHECK), found)


class Purpose(Code):
    """For what positions are wanted (用途)."""

    SUPERVISION = "supervision", "监督管理", "supervision"
    SEARCH = "search", "失联查找", "search for whoever is out of contact"
    PROPOSAL = "proposal", "提请撤销、收监的证据", "evidence for revocation or recall"
    OVERSIGHT = (
        "oversight",
        "人民检察院对社区矫正的法律监督",
        "procuratorate's oversight of correction",
    )
    TRAFFIC = "traffic_fine", "交通违法处理", "a traffic fine"
    OTHER_CASE = "other_case", "与社区矫正无关的办案", "a case that is not about correction"
    MARKETING = "commerce", "商业用途", "commerce"
    PRESS = "publicity", "宣传报道", "publicity"
    OTHER = "other", "其他用途", "something else"


FOR_CORRECTION = {Purpose.SUPERVISION, Purpose.SEARCH, Purpose.PROPOSAL, Purpose.OVERSIGHT}


@dataclass(frozen=True, slots=True)
class PurposeFacts:
    """Somebody wants the positions of a device."""

    purpose: Annotated[Purpose | None, Text("用途", "for what they are wanted")] = None


@dataclass(frozen=True, slots=True)
class Access:
    """Whether positions may be used so; they are secret in any case."""

    may: bool
    secret: bool = True


@rule("monitoring.use_of_positions", "ccl-2019:29.3", zh="电子定位信息的用途")
def use_of_positions(facts: PurposeFacts, law: Statutes) -> Answer[Access]:
    """What a device tells is secret and serves community correction, nothing else."""
    purpose = need(facts.purpose, "purpose", Text("用途", "for what they are wanted"))
    says = Text("只能用于社区矫正工作，不得用于其他用途", "for community correction only")
    return Verdict(Access(purpose in FOR_CORRECTION), grounds(law, says, "ccl-2019:29.3"))
