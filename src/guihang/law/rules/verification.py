"""Checking on a person from afar and at home: what it may be and what not (核查)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from guihang.law.catalogue import rule
from guihang.law.codes import Code
from guihang.law.rules.limbs import Limb, distinct, grounds
from guihang.law.rules.monitoring import Counts
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Verdict, need


class Way(Code):
    """How the agency looks at what a person does (核实方式)."""

    CALL = "call", "电话联络", "call"
    MESSAGE = "message", "短信、即时通信", "message"
    VIDEO = "video", "实时视频", "live video"
    CHECK_IN = "check_in", "手机应用签到", "check-in by an app"
    VISIT = "visit", "实地查访", "visit"


class Positions(Code):
    """Which positions a check takes (位置采集)."""

    NONE = "not_taken", "不采集位置", "no position"
    ONCE = "once", "核查时采集一次", "one, at the moment of the check"
    SERIES = "continuous", "持续采集轨迹", "a track, all the time"


class Bounds(Code):
    """What a check keeps a person from leaving (活动范围限制)."""

    NONE = "unbounded", "不限制", "nothing"
    CITY_COUNTY = "city_or_county", "所居住的市、县", "the city or county of residence"
    DISTRICT = "district", "小于市、县的区域", "an area smaller than the city or county"
    HOME = "home", "住所", "the home"


@dataclass(frozen=True, slots=True)
class CheckFacts:
    """A check as somebody would set it up."""

    way: Annotated[Way, Text("核实方式", "way of the check")]
    positions: Annotated[Positions | None, Text("位置采集", "positions taken")] = None
    bounds: Annotated[
        Bounds | None, Text("活动范围限制", "what it keeps the person from leaving")
    ] = None
    reveals: Annotated[
        bool | None, Text("向他人暴露身份或者隐私", "shows identity or privacy to others")
    ] = None


class Excess(Code):
    """How a check goes too far (超出核查的情形)."""

    TRACKING = "tracking", "以手机持续定位，变相使用电子定位装置", "a phone tracks like a device"
    CONFINING = "confining", "变相限制人身自由", "restricts liberty in disguise"
    REVEALING = "revealing", "泄露身份信息或者个人隐私", "reveals identity or privacy"


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether a check may be done so, as what it counts, and where it goes too far."""

    may: bool
    counts_as: Code
    excesses: tuple[Code, ...]


class Kinds(Code):
    """The three ways the law names (法定核实方式)."""

    CONTACT = "contact", "通信联络", "contact"
    VISIT = "visit", "实地查访", "visit"


COUNTED: dict[Way, Code] = {
    Way.CALL: Kinds.CONTACT,
    Way.MESSAGE: Kinds.CONTACT,
    Way.VIDEO: Counts.CHECK,
    Way.CHECK_IN: Counts.CHECK,
    Way.VISIT: Kinds.VISIT,
}


@rule(
    "verification.may_be_done",
    "ccl-2019:26",
    "ccl-2019:29",
    "ccl-2019:34.1",
    "measures-2020:23",
    "measures-2020:37",
    zh="信息化核查可以做到什么程度",
)
def may_be_done(facts: CheckFacts, law: Statutes) -> Answer[Checked]:
    """A check asks what a person does; it must not track, confine or expose him or her."""
    positions = need(facts.positions, "positions", Text("位置采集方式", "the positions it takes"))
    bounds = need(facts.bounds, "bounds", Text("活动范围限制", "what it keeps the person from"))
    reveals = need(facts.reveals, "reveals", Text("是否暴露身份", "whether it reveals identity"))
    limbs = (
        Limb(
            Excess.TRACKING,
            ("ccl-2019:29.1", "ccl-2019:26.1", "measures-2020:37"),
            (("positions", positions is Positions.SERIES),),
        ),
        Limb(
            Excess.CONFINING,
            ("ccl-2019:34.1", "ccl-2019:27.1"),
            (("bounds", bounds in {Bounds.DISTRICT, Bounds.HOME}),),
        ),
        Limb(Excess.REVEALING, ("ccl-2019:26.2",), (("reveals", reveals),)),
    )
    met = tuple(limb for limb in limbs if limb.holds)
    found = distinct(ground for limb in met for ground in limb.grounds)
    says = Text(
        "可以通过通信联络、信息化核查、实地查访核实", "contact, checks and visits are allowed"
    )
    outcome = Checked(not met, COUNTED[facts.way], tuple(limb.code for limb in met))
    return Verdict(outcome, found or grounds(law, says, "ccl-2019:26.1", "measures-2020:23"))


@dataclass(frozen=True, slots=True)
class MissedFacts:
    """A check that was not answered."""

    other_ways_tried: Annotated[
        bool | None, Text("已用其他方式联系、查访", "other ways and a visit have been tried")
    ] = None
    reached: Annotated[bool | None, Text("已联系上", "the person has been reached")] = None


class Next(Code):
    """What follows an unanswered check (后续处理)."""

    ASK = "ask_why", "了解原因，区别情形处理", "ask why and deal with it by the facts"
    TRY = "try_other_ways", "以其他方式联系、实地查访", "try other ways, visit"
    SEARCH = "search", "失去联系，立即组织查找", "out of contact: search at once"


@dataclass(frozen=True, slots=True)
class Following:
    """What the agency does next, and whether the person counts as out of contact."""

    step: Next
    out_of_contact: bool


@rule(
    "verification.unanswered",
    "ccl-2019:26.1",
    "ccl-2019:30",
    "measures-2020:38",
    zh="核查未应答怎么办",
)
def unanswered(facts: MissedFacts, law: Statutes) -> Answer[Following]:
    """One unanswered check is no loss of contact: other ways come first, then the search."""
    reached = need(facts.reached, "reached", Text("是否联系上", "whether the person was reached"))
    if reached:
        says = Text("已联系上，核实有关情况", "reached: find out what happened")
        return Verdict(Following(Next.ASK, False), grounds(law, says, "ccl-2019:26.1"))
    tried = need(
        facts.other_ways_tried,
        "other_ways_tried",
        Text("是否已用其他方式联系", "whether other ways were tried"),
    )
    if not tried:
        says = Text("先以通信联络、信息化核查、实地查访核实", "first try the other ways")
        found = grounds(law, says, "ccl-2019:26.1", "measures-2020:38")
        return Verdict(Following(Next.TRY, False), found)
    says = Text("失去联系的，立即组织查找", "out of contact: search at once")
    return Verdict(
        Following(Next.SEARCH, True), grounds(law, says, "ccl-2019:30", "measures-2020:38")
    )
