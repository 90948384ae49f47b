"""Moving to another county: who decides, step by step, and who is in charge when (执行地变更).

The place of execution is a county. Within it only the township office changes; between
districts of one city no leave is needed to travel, but moving there is a change of place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import periods
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code
from guihang.law.events import Area, Reply, check_order
from guihang.law.refusals import BadFacts
from guihang.law.rules.answers_given import given
from guihang.law.rungs import Rung
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Step, Verdict

MOVING = "ccl-2019:27.1"
CHANGE = "ccl-2019:27.2"
PLACE = "measures-2020:12.2"
IN_COUNTY = "measures-2020:24.1"
ASKING = "measures-2020:30.1"
LETTERS = "measures-2020:30.2"
COMING = "measures-2020:31.2"
FILES = "measures-2020:31.1"
COUNTY_DIGITS = "101010"


class Move(Code):
    """What a new home means (迁居的性质)."""

    REPORT = "report", "同一乡镇（街道）内迁居，报告即可", "same township: it is reported"
    REASSIGN = (
        "reassign",
        "县域内跨乡镇，变更日常管理的司法所",
        "another township office takes over",
    )
    CHANGE = "change", "跨县（市、区），变更执行地", "another county: a change of place"


@dataclass(frozen=True, slots=True)
class MoveFacts:
    """From which county to which."""

    home: Annotated[Area, Text("现执行地县级代码", "code of the county now")]
    new_home: Annotated[Area, Text("新居住地县级代码", "code of the new county")]
    same_township: Annotated[bool | None, Text("同一乡镇（街道）", "the same township")] = None

    def check(self) -> None:
        """Refuse codes that name no county, and one township in two counties."""
        for name in ("home", "new_home"):
            if len(getattr(self, name)) != len(COUNTY_DIGITS):
                why = Text("应为六位县级行政区划代码。", "A county has a code of six digits.")
                raise BadFacts(name, why=why, ground=PLACE)
        if self.same_township and self.home != self.new_home:
            why = Text("两县没有同一乡镇。", "Two counties share no township.")
            raise BadFacts("same_township", why=why, ground=PLACE)


@rule("transfer.needed", CHANGE, PLACE, IN_COUNTY, zh="迁居是否需要变更执行地")
def needed(facts: MoveFacts, law: Statutes) -> Answer[Move]:
    """A home in another county changes the place; within the county only the office."""
    if facts.home != facts.new_home:
        return Verdict(
            Move.CHANGE, (Ground(CHANGE, Move.CHANGE.says), Ground(PLACE, Move.CHANGE.says))
        )
    found = Move.REPORT if given(facts, "same_township") else Move.REASSIGN
    return Verdict(found, (Ground(IN_COUNTY, found.says),))


@dataclass(frozen=True, slots=True)
class AskingFacts:
    """When somebody wants to move and when he or she asked."""

    moves: Annotated[date, Text("拟迁居之日", "day of moving")]
    asked: Annotated[date | None, Text("申请之日", "day of asking")] = None


@dataclass(frozen=True, slots=True)
class Asking:
    """By when one asks as a rule, whether this came late, and whether it is dealt with."""

    ask_by: date
    late: bool | None
    accept: bool = True


@rule("transfer.ask_by", ASKING, MOVING, zh="最迟何日申请变更执行地")
def ask_by(facts: AskingFacts, law: Statutes) -> Answer[Asking]:
    """A change of place is asked for a month ahead as a rule; later requests are dealt with too."""
    value = law["transfer.ask_ahead"]
    count = periods.before(facts.moves, value.span)
    late = None if facts.asked is None else facts.asked > count.last
    return periods.verdict(Asking(count.last, late), count, value.ground())


class Decision(Code):
    """What the county decides on a request (变更决定)."""

    WAIT = "wait", "等待新执行地复函", "wait for the reply"
    AGREE = "agree", "同意变更", "agree"
    REFUSE = "refuse", "不予变更，书面告知", "refuse, and tell the person"
    REFER = "refer", "报上一级协调", "refer it to the upper level"


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What the new county answered, and what the old one thinks of it."""

    reply: Annotated[Reply | None, Text("新执行地复函意见", "what the new county answered")] = None
    disputed: Annotated[
        bool | None, Text("对复函意见有异议", "the old county disputes the reply")
    ] = None
    coordinated: Annotated[Reply | None, Text("上级协调结果", "what the upper level settled")] = (
        None
    )
    proper_reason: Annotated[bool | None, Text("有正当理由", "there is a proper reason")] = None

    def check(self) -> None:
        """Refuse a settlement of what nobody had answered."""
        if self.coordinated is not None and self.reply is None:
            why = Text("尚未复函，无从协调。", "There is no reply to settle.")
            raise BadFacts("coordinated", why=why, ground=LETTERS)


@dataclass(frozen=True, slots=True)
class Decided:
    """What is decided and who decides."""

    decision: Decision
    decides: Rung


@rule("transfer.decision", MOVING, CHANGE, LETTERS, zh="如何决定变更执行地")
def decision(facts: DecisionFacts, law: Statutes) -> Answer[Decided]:
    """The county decides on the reply; a disputed reply goes to the upper level first."""
    settled = facts.coordinated or facts.reply
    if settled is None:
        return _decided(Decision.WAIT, LETTERS)
    if settled is Reply.AGREES:
        proper = given(facts, "proper_reason")
        return _decided(Decision.AGREE if proper else Decision.REFUSE, MOVING)
    if facts.coordinated is not None:
        return _decided(Decision.REFUSE, LETTERS)
    disputed = given(facts, "disputed")
    return _decided(Decision.REFER if disputed else Decision.REFUSE, LETTERS)


def _decided(found: Decision, article: str) -> Verdict[Decided]:
    rung = Rung.CITY if found is Decision.REFER else Rung.AGENCY
    grounds = (Ground(article, found.says), Ground(CHANGE, found.says))
    return Verdict(Decided(found, rung), grounds)


class Coming(Code):
    """How somebody came to the new county (到新执行地报到)."""

    RUNNING = "running", "报到期限未满", "the time is running"
    ON_TIME = "on_time", "按期报到", "came in time"
    LATE = "late", "逾期报到", "came late"
    MISSING = "missing", "逾期未报到", "has not come"


@dataclass(frozen=True, slots=True)
class ComingFacts:
    """When somebody learnt of the decision and when he or she came."""

    told: Annotated[date, Text("收到变更决定之日", "day the decision was received")]
    reported: Annotated[date | None, Text("到新执行地报到之日", "day he or she came")] = None

    def check(self) -> None:
        """Refuse coming before the decision was received."""
        check_order("reported", self.told, self.reported)


@dataclass(frozen=True, slots=True)
class Came:
    """By when, how many days late, who tells whom, and who searches."""

    status: Coming
    due: date
    days_late: int
    tells: Body | None
    searches: Body | None


@rule("transfer.reporting", COMING, "ccl-2019:30", zh="到新执行地报到")
def reporting(facts: ComingFacts, law: Statutes) -> Answer[Came]:
    """Seven days to report to the new county; who does not is searched for by the old one."""
    value = law.at(facts.told)["transfer.report_within"]
    count = periods.period(facts.told, value.span, law.calendar)
    late = max(periods.days_out(count.last, facts.reported or law.on), 0)
    if facts.reported is not None:
        status = Coming.LATE if late else Coming.ON_TIME
    else:
        status = Coming.MISSING if late else Coming.RUNNING
    if status is not Coming.MISSING:
        return periods.verdict(Came(status, count.last, late, None, None), count, value.ground())
    says = Text("新执行地立即通知，原执行地组织查找", "the new county tells, the old one searches")
    outcome = Came(status, count.last, late, Body.NEW_COUNTY, Body.COUNTY)
    grounds = (value.ground(), Ground(COMING, says), Ground("ccl-2019:30", says))
    return periods.verdict(outcome, count, *grounds)


@dataclass(frozen=True, slots=True)
class ChargeFacts:
    """What has happened of a change of place."""

    agreed: Annotated[date | None, Text("决定变更之日", "day it was agreed")] = None
    file_received: Annotated[date | None, Text("新执行地收到档案之日", "day of the file")] = None
    reported: Annotated[date | None, Text("到新执行地报到之日", "day he or she came")] = None
    handover_failed: Annotated[bool, Text("交接脱节", "the hand-over failed")] = False


@rule("transfer.charge", COMING, FILES, CHANGE, zh="变更期间由谁负责监管")
def charge(facts: ChargeFacts, law: Statutes) -> Answer[tuple[Body, ...]]:
    """The old county is in charge until the person came to the new one; failing that, both are."""
    if facts.agreed is None:
        return _in_charge((Body.COUNTY,), CHANGE, "尚未决定变更", "nothing is decided yet")
    if facts.handover_failed:
        return _in_charge(
            (Body.COUNTY, Body.NEW_COUNTY), COMING, "交接脱节，双方共同处理", "both deal with it"
        )
    if facts.reported is None:
        return _in_charge((Body.COUNTY,), COMING, "尚未到新执行地报到", "has not come yet")
    return _in_charge((Body.NEW_COUNTY,), FILES, "已到新执行地报到", "came to the new county")


def _in_charge(
    bodies: tuple[Body, ...], article: str, zh: str, en: str
) -> Verdict[tuple[Body, ...]]:
    says = Text(zh, en)
    return Verdict(bodies, (Ground(article, says),), (Step(says, None, article),))


@dataclass(frozen=True, slots=True)
class HistoryFacts:
    """What stands on file when somebody moves."""

    admonitions: Annotated[int, Text("训诫次数", "admonitions")] = 0
    warnings: Annotated[int, Text("警告次数", "warnings")] = 0
    penalties: Annotated[int, Text("治安管理处罚次数", "penalties by the police")] = 0
    leave_days: Annotated[int, Text("累计外出日数", "days of leave")] = 0


@dataclass(frozen=True, slots=True)
class History:
    """What counts on in the new county."""

    admonitions: int
    warnings: int
    penalties: int
    leave_days: int
    restarts: bool = False


@rule("transfer.history", FILES, "house:counters", zh="变更后奖惩和外出累计是否延续")
def history(facts: HistoryFacts, law: Statutes) -> Answer[History]:
    """The file moves whole: sanctions and days of leave count on and start at nothing nowhere."""
    says = Text("档案整体移交，累计不清零", "the file moves whole; nothing starts again")
    outcome = History(facts.admonitions, facts.warnings, facts.penalties, facts.leave_days)
    return Verdict(outcome, (Ground(FILES, says), Ground("house:counters", says)))
