"""How long a positioning device may be worn, and what an approval must hold (电子定位的期限)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import periods
from guihang.law.calendars import ONE_DAY
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code
from guihang.law.events import check_order
from guihang.law.periods import Counted
from guihang.law.rules.limbs import Limb, distinct, grounds, no
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Step, Verdict, need

MAX = "ccl-2019:29.2"


@dataclass(frozen=True, slots=True)
class WearFacts:
    """A device put on."""

    begins: Annotated[date, Text("使用起日", "first day it is worn")]


@rule("monitoring.last_day", "ccl-2019:29.2", zh="电子定位装置最长用到何日")
def last_day(facts: WearFacts, law: Statutes) -> Answer[date]:
    """A device is worn for three months at most, the first day counted, never rolling."""
    most = law.at(facts.begins)["monitoring.order_max"]
    count = periods.validity(facts.begins, most.span)
    return periods.verdict(count.last, count, most.ground())


@dataclass(frozen=True, slots=True)
class ExtensionFacts:
    """A device whose time runs out, and the wish to go on."""

    ends: Annotated[date, Text("本次期限止日", "last day of the present period")]
    assessed: Annotated[date | None, Text("评估日期", "day the need was assessed")] = None
    still_needed: Annotated[
        bool | None, Text("经评估仍有必要", "the assessment finds it still needed")
    ] = None
    approved: Annotated[date | None, Text("批准延长之日", "day the extension was approved")] = None
    approver: Annotated[Body | None, Text("批准人", "who approved it")] = None
    asked_ends: Annotated[date | None, Text("拟延长至", "last day asked for")] = None

    def check(self) -> None:
        """Refuse an extension that would end before the present period does."""
        check_order("asked_ends", self.ends, self.asked_ends)


class Obstacle(Code):
    """Why a device may not go on (不得延长的原因)."""

    NOT_NEEDED = "not_needed", "经评估不需要继续使用，应当及时解除", "no longer needed: taken off"
    ASSESSMENT_LATE = "assessed_after_approval", "批准在评估之前", "approved before the assessment"
    APPROVER = (
        "wrong_approver",
        "未经县级司法行政部门负责人批准",
        "not approved by the bureau's head",
    )
    TOO_LONG = "too_long", "一次超过三个月", "longer than three months at once"


@dataclass(frozen=True, slots=True)
class Extension:
    """Whether a device may go on, from when to when at most; extensions have no number."""

    may: bool
    obstacles: tuple[Code, ...]
    begins: date | None
    last: date | None
    approver: Body = Body.BUREAU_HEAD


@rule("monitoring.extension", "ccl-2019:29.2", "ccl-2019:29.1", zh="能否延长电子定位")
def extension(facts: ExtensionFacts, law: Statutes) -> Answer[Extension]:
    """Assessed as needed and approved again, it goes on for three months at most each time."""
    needed = need(facts.still_needed, "still_needed", Text("评估结论", "what the assessment found"))
    if not needed:
        says = Obstacle.NOT_NEEDED.says
        return Verdict(
            Extension(False, (Obstacle.NOT_NEEDED,), None, None), grounds(law, says, MAX)
        )
    assessed = need(facts.assessed, "assessed", Text("评估日期", "the day of the assessment"))
    begins, count = _goes_on(facts, law)
    limbs = (
        _obstacle(Obstacle.ASSESSMENT_LATE, bool(facts.approved and assessed > facts.approved)),
        _obstacle(Obstacle.APPROVER, facts.approver not in {None, Body.BUREAU_HEAD}),
        _obstacle(Obstacle.TOO_LONG, bool(facts.asked_ends and facts.asked_ends > count.last)),
    )
    met = tuple(limb.code for limb in limbs if limb.holds)
    found = tuple(ground for limb in limbs if limb.holds for ground in limb.grounds)
    outcome = Extension(not met, met, begins, count.last)
    most = law.at(begins)["monitoring.extension_max"]
    return periods.verdict(outcome, count, *distinct((*found, most.ground())))


def _obstacle(code: Obstacle, held: bool) -> Limb:
    return Limb(code, (MAX,), ((code.value, held),))


def _goes_on(facts: ExtensionFacts, law: Statutes) -> tuple[date, Counted]:
    """Begin on the day after the present period, or on the day of a later approval."""
    begins = max(facts.ends + ONE_DAY, facts.approved or facts.ends)
    return begins, periods.validity(begins, law.at(begins)["monitoring.extension_max"].span)


@dataclass(frozen=True, slots=True)
class UseFacts:
    """A device in use, looked at on a day."""

    ends: Annotated[date | None, Text("批准的止日", "last day approved, extensions included")] = (
        None
    )
    still_needed: Annotated[bool | None, Text("仍有必要使用", "still needed")] = None
    correction_ended: Annotated[
        date | None, Text("社区矫正解除、终止之日", "day correction ended")
    ] = None


class Reason(Code):
    """Why a device comes off (解除的原因)."""

    EXPIRED = "expired", "期限届满", "its time is over"
    NOT_NEEDED = "not_needed", "不需要继续使用", "no longer needed"
    CORRECTION_ENDED = "correction_ended", "社区矫正已经解除、终止", "correction has ended"


@dataclass(frozen=True, slots=True)
class Use:
    """Whether positions may be received on the day, and if not, why and since when not."""

    may_collect: bool
    must_be_removed: bool
    reasons: tuple[Code, ...]
    last_lawful_day: date | None


@rule("monitoring.must_end", "ccl-2019:29.2", zh="何时停止电子定位")
def must_end(facts: UseFacts, law: Statutes) -> Answer[Use]:
    """Once its time is over, or it is not needed, a device comes off and no position is taken."""
    ends = need(facts.ends, "ends", Text("批准的止日", "the last day approved"))
    ended = facts.correction_ended
    limbs = (
        Limb(Reason.EXPIRED, (MAX,), (("ends", law.on > ends),)),
        Limb(Reason.NOT_NEEDED, (MAX,), (("still_needed", no(facts.still_needed)),)),
        Limb(
            Reason.CORRECTION_ENDED,
            ("ccl-2019:44", MAX),
            (("correction_ended", ended is not None and law.on > ended),),
        ),
    )
    met = tuple(limb for limb in limbs if limb.holds)
    last = min(ends, ended) if ended else ends
    says = Text(f"批准使用至 {last}", f"approved until {last}")
    found = distinct(ground for limb in met for ground in limb.grounds) or grounds(law, says, MAX)
    outcome = Use(not met, bool(met), tuple(limb.code for limb in met), last)
    return Verdict(outcome, found, (Step(says, last, MAX),))


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """An approval of a device as it was given."""

    begins: Annotated[date, Text("使用起日", "first day approved")]
    ends: Annotated[date, Text("使用止日", "last day approved")]
    approved: Annotated[date | None, Text("批准之日", "day of the approval")] = None
    approver: Annotated[Body | None, Text("批准人", "who approved it")] = None
    told: Annotated[date | None, Text("书面告知本人之日", "day the person was told")] = None

    def check(self) -> None:
        """Refuse an end before the beginning."""
        check_order("ends", self.begins, self.ends)


class Defect(Code):
    """What is wrong with an approval (审批的瑕疵)."""

    APPROVER = (
        "wrong_approver",
        "未经县级司法行政部门负责人批准",
        "not approved by the bureau's head",
    )
    TOO_LONG = "too_long", "超过三个月", "longer than three months"
    BACKDATED = "approved_after_begin", "先使用后批准", "worn before it was approved"
    NOT_TOLD = "not_told_before", "使用前未告知", "the person was not told before"


@dataclass(frozen=True, slots=True)
class Valid:
    """Whether an approval holds, what is wrong with it, and the last day it could have."""

    valid: bool
    defects: tuple[Code, ...]
    last_allowed: date


@rule(
    "monitoring.approval",
    "ccl-2019:29.1",
    "ccl-2019:29.2",
    "measures-2020:37",
    zh="电子定位审批是否合法",
)
def approval(facts: OrderFacts, law: Statutes) -> Answer[Valid]:
    """The head of the county justice bureau approves, for three months at most, told before."""
    approver = need(facts.approver, "approver", Text("批准人", "who approved it"))
    approved = need(facts.approved, "approved", Text("批准之日", "the day of the approval"))
    told = need(facts.told, "told", Text("告知之日", "the day the person was told"))
    most = law.at(facts.begins)["monitoring.order_max"]
    count = periods.validity(facts.begins, most.span)
    limbs = (
        Limb(
            Defect.APPROVER, ("ccl-2019:29.1",), (("approver", approver is not Body.BUREAU_HEAD),)
        ),
        Limb(Defect.TOO_LONG, (most.by,), (("ends", facts.ends > count.last),)),
        Limb(Defect.BACKDATED, ("ccl-2019:29.1",), (("approved", approved > facts.begins),)),
        Limb(Defect.NOT_TOLD, ("measures-2020:37",), (("told", told > facts.begins),)),
    )
    met = tuple(limb for limb in limbs if limb.holds)
    outcome = Valid(not met, tuple(limb.code for limb in met), count.last)
    found = distinct((*(ground for limb in met for ground in limb.grounds), most.ground()))
    return periods.verdict(outcome, count, *found)
