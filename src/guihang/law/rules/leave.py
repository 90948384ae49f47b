"""Leave: what is leaving, who allows it, when it is asked for, and coming back (外出、请销假).

Departure and return day both count. Days of several trips are added up in every stretch of two
months that holds a day of the trip asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import periods
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code
from guihang.law.events import Area, check_order
from guihang.law.periods import Window
from guihang.law.refusals import BadFacts
from guihang.law.rules import leave_areas
from guihang.law.rules.answers_given import given
from guihang.law.rules.counting import Trip
from guihang.law.rungs import Rung
from guihang.law.statutes import Statutes, Value
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Step, Verdict

LEAVING = "ccl-2019:27.1"
REASONS = "measures-2020:26.2"
ASKING = "measures-2020:27.1"
LIMITS = "measures-2020:27.2"
UPPER = "measures-2020:27.3"
BACK = "measures-2020:28.3"
ENTRUSTED = "ccl-2019:9.2"
COUNTING = "house:days-away"
WINDOW = "house:window"

type Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class TripFacts:
    """A trip somebody asks for, with the other trips granted or made."""

    leaves: Annotated[date, Text("离开之日", "day of departure")]
    returns: Annotated[date, Text("返回之日", "day of return")]
    office_entrusted: Annotated[
        bool | None, Text("已委托司法所批准外出", "the township office is entrusted with leave")
    ] = None
    earlier: Annotated[
        tuple[Trip, ...], Text("其他已批准或者已发生的外出", "other trips, granted or made")
    ] = ()
    home: Annotated[Area | None, Text("居住地县级代码", "code of the home county")] = None
    destination: Annotated[Area | None, Text("目的地县级代码", "code of the destination")] = None

    def check(self) -> None:
        """Refuse a return before the departure."""
        check_order("returns", self.leaves, self.returns)

    @property
    def days(self) -> int:
        """The days away, departure and return included."""
        return periods.days_away(self.leaves, self.returns)


@dataclass(frozen=True, slots=True)
class Approval:
    """Who decides on a trip, how long it is, the fullest window with it, and who is told."""

    needed: bool
    decides: Rung | None
    days: int
    window: Window | None = None
    told: tuple[Body, ...] = ()


@rule(
    "leave.who_decides",
    LEAVING,
    ENTRUSTED,
    LIMITS,
    UPPER,
    "measures-2020:58",
    COUNTING,
    WINDOW,
    zh="外出由谁批准",
)
def who_decides(facts: TripFacts, law: Statutes) -> Answer[Approval]:
    """A week is the entrusted office's to allow, thirty days the county's, more the city's."""
    if facts.home is not None and facts.destination is not None:
        leaving = leave_areas.is_leaving(facts.home, facts.destination, law)
        if not leaving.outcome.needed:
            return Verdict(Approval(False, None, facts.days), leaving.grounds, leaving.steps)
    return _decided(facts, law)


def fullest(asked: Days, others: Iterable[Days], law: Statutes) -> Window:
    """Return the stretch of two months with a day of a trip in it that holds most days away."""
    span = law["leave.window"].span
    alone = Window(*asked, periods.days_away(*asked))
    return periods.busiest((asked, *others), span, touching=asked) or alone


def _decided(facts: TripFacts, law: Statutes) -> Verdict[Approval]:
    others = ((trip.leaves, trip.returns) for trip in facts.earlier)
    window = fullest((facts.leaves, facts.returns), others, law)
    steps = (_away(facts.days), _added(window))
    longest, most = law["leave.trip_max"], law["leave.window_max"]
    short = law["leave.office_max"]
    if facts.days > longest.days or window.days > most.days:
        over = _over(facts.days, longest, "一次外出", "at once")
        over += _over(window.days, most, "时间窗内累计", "within the window")
        return _approval(facts, Rung.CITY, window, over, steps)
    if facts.days > short.days:
        says = Text("超过司法所权限", "beyond the office's limit")
        return _approval(facts, Rung.AGENCY, window, (Ground(LIMITS, says),), steps)
    if given(facts, "office_entrusted"):
        grounds = (short.ground(), Ground(ENTRUSTED, Text("受委托", "entrusted")))
        return _approval(facts, Rung.OFFICE, window, grounds, steps)
    says = Text("未委托司法所", "the office is not entrusted")
    grounds = (Ground(LIMITS, says), Ground(ENTRUSTED, says))
    return _approval(facts, Rung.AGENCY, window, grounds, steps)


def _over(days: int, most: Value, zh: str, en: str) -> tuple[Ground, ...]:
    """The grounds of what goes beyond the county's limit: the limit, and who decides then."""
    if days <= most.days:
        return ()
    limit = most.span.text
    says = Text(
        f"{zh} {days} 日，超过{limit.zh}，由上一级批准",
        f"{days} days {en}, more than {limit.en}: the upper level",
    )
    return Ground(UPPER, says), most.ground()


TOLD: dict[Rung, tuple[Body, ...]] = {
    Rung.OFFICE: (Body.COUNTY,),
    Rung.CITY: (Body.PROCURATORATE,),
}


def _approval(
    facts: TripFacts,
    rung: Rung,
    window: Window,
    grounds: tuple[Ground, ...],
    steps: tuple[Step, ...],
) -> Verdict[Approval]:
    outcome = Approval(True, rung, facts.days, window, TOLD.get(rung, ()))
    return Verdict(outcome, grounds, steps)


def _away(days: int) -> Step:
    says = Text(
        f"离开日与返回日均计入，共外出 {days} 日", f"{days} days away, both end days counted"
    )
    return Step(says, None, COUNTING)


def _added(window: Window) -> Step:
    says = Text(
        f"{window.first} 至 {window.last} 的时间窗内共外出 {window.days} 日",
        f"{window.days} days away in the window from {window.first} to {window.last}",
    )
    return Step(says, window.last, WINDOW)


@rule("leave.days", COUNTING, zh="外出共几日")
def days(facts: Trip, law: Statutes) -> Answer[int]:
    """The day of departure and the day of return both count as days away."""
    away = periods.days_away(facts.leaves, facts.returns)
    step = _away(away)
    return Verdict(away, (Ground(COUNTING, step.says),), (step,))


class Reason(Code):
    """Why somebody wants to leave (外出理由)."""

    MEDICAL = "medical", "就医", "medical treatment"
    SCHOOL = "school", "就学", "schooling"
    LITIGATION = "litigation", "参与诉讼", "taking part in litigation"
    FAMILY = "family", "处理家庭重要事务", "important family matters"
    WORK = "work", "处理工作重要事务", "important matters of work"
    OTHER = "other", "其他", "something else"


@dataclass(frozen=True, slots=True)
class ReasonFacts:
    """Why somebody wants to leave, and whether that is proved."""

    reason: Annotated[Reason, Text("外出理由", "reason")]
    proved: Annotated[bool | None, Text("有证明材料", "it is proved")] = None
    proper: Annotated[bool | None, Text("理由正当", "the reason is proper")] = None
    abroad: Annotated[bool, Text("目的地在境外", "the destination is abroad")] = False


class Reply(Code):
    """What the answer to a request for leave must be (应当如何答复)."""

    SHALL = "shall_approve", "应当批准", "it shall be granted"
    PROVE = "ask_for_proof", "要求补充证明材料", "proof is asked for"
    REFUSE = "refuse", "不予批准，说明理由", "it is refused, with reasons"


@rule("leave.must_approve", LEAVING, REASONS, ASKING, "eel-2012:12(2)", zh="是否应当批准外出")
def must_approve(facts: ReasonFacts, law: Statutes) -> Answer[Reply]:
    """Leave for a proper reason shall be granted; a journey abroad cannot be."""
    if facts.abroad:
        says = Text("刑罚尚未执行完毕，不准出境", "the sentence is not executed: no exit")
        return Verdict(Reply.REFUSE, (Ground("eel-2012:12(2)", says),))
    proper = facts.proper
    if facts.reason is Reason.OTHER:
        proper = given(facts, "proper")
    if proper is False:
        return Verdict(Reply.REFUSE, (Ground(REASONS, Reply.REFUSE.says),))
    if not given(facts, "proved"):
        return Verdict(Reply.PROVE, (Ground(ASKING, Reply.PROVE.says),))
    grounds = (Ground(LEAVING, Reply.SHALL.says), Ground(REASONS, facts.reason.says))
    return Verdict(Reply.SHALL, grounds)


@dataclass(frozen=True, slots=True)
class AskingFacts:
    """When somebody asks, and for which day."""

    leaves: Annotated[date, Text("拟离开之日", "day of departure")]
    asked: Annotated[date | None, Text("申请之日", "day of asking")] = None


@dataclass(frozen=True, slots=True)
class Asking:
    """By when one asks as a rule, whether this came late, and whether it is dealt with."""

    ask_by: date
    late: bool | None
    accept: bool
    record_reason: bool


@rule("leave.ask_by", ASKING, LEAVING, zh="最迟何日请假")
def ask_by(facts: AskingFacts, law: Statutes) -> Answer[Asking]:
    """Leave is asked for three days ahead as a rule; an urgent reason is heard later too."""
    value = law["leave.ask_ahead"]
    count = periods.before(facts.leaves, value.span)
    if facts.asked is None:
        return periods.verdict(Asking(count.last, None, True, False), count, value.ground())
    if facts.asked > facts.leaves:
        says = Text("已经离开，不能补批", "already gone: leave is not granted afterwards")
        outcome = Asking(count.last, True, False, True)
        return periods.verdict(outcome, count, Ground(LEAVING, says), value.ground())
    late = facts.asked > count.last
    return periods.verdict(Asking(count.last, late, True, late), count, value.ground())


class Back(Code):
    """How somebody came back from leave (销假情况)."""

    RUNNING = "running", "外出期限未满", "the leave is running"
    ON_TIME = "on_time", "按期返回", "back in time"
    EXCUSED = "excused", "因特殊原因逾期，已及时报告", "late for a special reason told in time"
    LATE = "late", "逾期返回", "back late"
    MISSING = "missing", "逾期未归", "not back"


@dataclass(frozen=True, slots=True)
class ReturnFacts:
    """The last day allowed and the day somebody came back."""

    ends: Annotated[date, Text("准假止日", "last day allowed")]
    returned: Annotated[date | None, Text("返回并销假之日", "day he or she came back")] = None
    told_in_time: Annotated[
        bool | None,
        Text("因特殊原因无法按时返回并及时报告", "told in time of a special reason"),
    ] = None


@dataclass(frozen=True, slots=True)
class Returned:
    """How somebody came back, and how many days late."""

    status: Back
    days_late: int
    order_back: bool


@rule("leave.return", BACK, LEAVING, zh="外出返回是否按期")
def back(facts: ReturnFacts, law: Statutes) -> Answer[Returned]:
    """One is back before the leave ends, or tells in time of what prevents it."""
    day = facts.returned or law.on
    late = max(periods.days_out(facts.ends, day), 0)
    if not late:
        status = Back.ON_TIME if facts.returned else Back.RUNNING
        return Verdict(Returned(status, 0, False), (Ground(BACK, status.says),))
    told = given(facts, "told_in_time")
    status = Back.LATE if facts.returned else Back.MISSING
    status = Back.EXCUSED if told else status
    says = Text(f"逾期 {late} 日：{status.says.zh}", f"{late} days late: {status.says.en}")
    outcome = Returned(status, late, status is Back.MISSING)
    return Verdict(outcome, (Ground(BACK, says),), (Step(says, day, BACK),))


@dataclass(frozen=True, slots=True)
class ExtensionFacts:
    """A leave somebody wants to be longer."""

    leaves: Annotated[date, Text("离开之日", "day of departure")]
    ends: Annotated[date, Text("原准假止日", "last day allowed so far")]
    new_ends: Annotated[date, Text("拟延长至", "last day asked for")]
    asked: Annotated[date | None, Text("申请延长之日", "day of asking")] = None
    office_entrusted: Annotated[
        bool | None, Text("已委托司法所批准外出", "the township office is entrusted with leave")
    ] = None
    earlier: Annotated[
        tuple[Trip, ...], Text("其他已批准或者已发生的外出", "other trips, granted or made")
    ] = ()

    def check(self) -> None:
        """Refuse an end before the beginning, and an extension that extends nothing."""
        check_order("ends", self.leaves, self.ends)
        if self.new_ends <= self.ends:
            why = Text("延长后的止日不晚于原止日。", "It ends no later than it does already.")
            raise BadFacts("new_ends", why=why, ground=LIMITS)


@dataclass(frozen=True, slots=True)
class Extension:
    """Who decides on the whole of the trip, and whether it was asked for before it ended."""

    decides: Rung | None
    days: int
    in_time: bool | None
    told: tuple[Body, ...]


@rule("leave.extension", LEAVING, LIMITS, UPPER, BACK, zh="延长外出由谁批准")
def extension(facts: ExtensionFacts, law: Statutes) -> Answer[Extension]:
    """A longer leave is judged as one trip from its first day, and is asked for before it ends."""
    whole = TripFacts(facts.leaves, facts.new_ends, facts.office_entrusted, earlier=facts.earlier)
    decided = _decided(whole, law)
    in_time = None if facts.asked is None else facts.asked <= facts.ends
    outcome = decided.outcome
    one = Text("与原外出合并计算", "judged as one trip with the leave it lengthens")
    return Verdict(
        Extension(outcome.decides, outcome.days, in_time, outcome.told),
        (*decided.grounds, Ground("house:extension", one)),
        (*decided.steps, Step(one, facts.new_ends, "house:extension")),
    )
