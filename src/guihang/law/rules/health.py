"""Health of people who serve outside prison: reports, reviews, grounds, guarantors (病情)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import periods
from guihang.law.calendars import ONE_DAY
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code, OutsideGround
from guihang.law.events import check_order
from guihang.law.rules import lengths
from guihang.law.rules.answers_given import given
from guihang.law.rungs import Rung
from guihang.law.spans import Span
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Step, Verdict, lacking, need

REPORTS = "measures-2020:24.2"
DIAGNOSIS = "cpl-2018:265.4"
GROUND_GONE = "cpl-2018:268.1(3)"
RECALL = "spc-2021:516(6)"
NO_GUARANTOR = "spc-2021:516(7)"


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """The last report on the state of the body, or the reception where none was made yet."""

    last: Annotated[date, Text("上次报告之日", "day of the last report, or of reception")]
    lengthened_by: Annotated[Span | None, Text("经批准延长", "lengthened by, as approved")] = None


@rule("health.report_due", REPORTS, zh="身体情况报告何日到期")
def report_due(facts: ReportFacts, law: Statutes) -> Answer[date]:
    """Whoever serves outside prison reports on his or her health every month, unless lengthened."""
    return _due(facts, "health.report_every", law)


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """The last medical review and why the person is outside."""

    ground: Annotated[OutsideGround, Text("暂予监外执行情形", "why he or she serves outside")]
    last: Annotated[date, Text("上次提交复查之日", "day of the last review, or of reception")]
    lengthened_by: Annotated[Span | None, Text("经批准延长", "lengthened by, as approved")] = None


@rule("health.review_due", REPORTS, zh="病情复查何日到期")
def review_due(facts: ReviewFacts, law: Statutes) -> Answer[date | None]:
    """Medical release needs a hospital's review every three months; other grounds need none."""
    if facts.ground is not OutsideGround.ILLNESS:
        says = Text("不属保外就医，不需提交病情复查", "not on medical release: no review")
        return Verdict(None, (Ground(REPORTS, says),))
    return _due(facts, "health.review_every", law)


def _due(facts: ReportFacts | ReviewFacts, key: str, law: Statutes) -> Verdict[date]:
    value = law.at(facts.last)[key]
    grounds = [value.ground()]
    span = value.span
    if facts.lengthened_by is not None:
        span = span.plus(facts.lengthened_by)
        longer = facts.lengthened_by.text
        says = Text(f"经批准延长{longer.zh}", f"lengthened by {longer.en}")
        grounds.append(Ground(REPORTS, says))
    count = periods.period(facts.last, span, law.calendar)
    return periods.verdict(count.last, count, *grounds)


@dataclass(frozen=True, slots=True)
class LengtheningFacts:
    """A report or review that shall come later than the rule."""

    by: Annotated[Span, Text("延长的时间", "by how much")]
    begins: Annotated[date | None, Text("延长起算日", "day it is lengthened from")] = None


@dataclass(frozen=True, slots=True)
class Lengthening:
    """Who approves it, through whom it goes, and who is told."""

    decides: Rung
    through: tuple[Rung, ...]
    told: tuple[Body, ...] = (Body.PROCURATORATE,)


@rule("health.who_lengthens", REPORTS, "measures-2020:58", zh="延长报告、复查间隔由谁批准")
def who_lengthens(facts: LengtheningFacts, law: Statutes) -> Answer[Lengthening]:
    """From one month the city lengthens, from three the province; the procuratorate is told."""
    city, province = law["health.lengthen_city_from"], law["health.lengthen_province_from"]
    if lengths.compare(facts.by, province.span, facts.begins) >= 0:
        outcome = Lengthening(Rung.PROVINCE, (Rung.AGENCY, Rung.CITY))
        return Verdict(outcome, (province.ground(),))
    if lengths.compare(facts.by, city.span, facts.begins) >= 0:
        return Verdict(Lengthening(Rung.CITY, (Rung.AGENCY,)), (city.ground(),))
    says = Text("不足一个月，由县级社区矫正机构调整", "below a month: the county agency's own")
    return Verdict(Lengthening(Rung.AGENCY, ()), (Ground(REPORTS, says),))


@dataclass(frozen=True, slots=True)
class HandedInFacts:
    """A review as it was handed in."""

    due: Annotated[date, Text("应提交之日", "day it is due")]
    handed_in: Annotated[date | None, Text("提交之日", "day it came")] = None
    named_hospital: Annotated[
        bool | None, Text("省级人民政府指定的医院出具", "from a hospital named by the province")
    ] = None


class Review(Code):
    """What a review is worth (复查情况)."""

    GOOD = "good", "按期提交", "handed in"
    LATE = "late", "逾期提交", "handed in late"
    WRONG_HOSPITAL = "wrong_hospital", "非指定医院，应当补正", "from another hospital"
    AWAITED = "awaited", "尚未到期", "not due yet"
    MISSING = "missing", "逾期未提交", "not handed in"


@rule("health.review", REPORTS, DIAGNOSIS, zh="病情复查是否有效")
def review(facts: HandedInFacts, law: Statutes) -> Answer[Review]:
    """A review counts when it came in time and from a hospital the province has named."""
    if facts.handed_in is None:
        found = Review.MISSING if law.on > facts.due else Review.AWAITED
        return Verdict(found, (Ground(REPORTS, found.says),))
    named = need(
        facts.named_hospital, "named_hospital", Text("出具的医院", "which hospital it is from")
    )
    if not named:
        says = Review.WRONG_HOSPITAL.says
        return Verdict(Review.WRONG_HOSPITAL, (Ground(REPORTS, says), Ground(DIAGNOSIS, says)))
    found = Review.LATE if facts.handed_in > facts.due else Review.GOOD
    return Verdict(found, (Ground(REPORTS, found.says),))


@dataclass(frozen=True, slots=True)
class GroundFacts:
    """Pregnancy or nursing as the ground, and what became of it."""

    ground: Annotated[OutsideGround, Text("暂予监外执行情形", "why he or she serves outside")]
    child_born: Annotated[date | None, Text("分娩之日", "day the child was born")] = None
    ended: Annotated[date | None, Text("情形消失之日", "day the ground was found gone")] = None
    term_ends: Annotated[date | None, Text("刑期止日", "last day of the sentence")] = None

    def check(self) -> None:
        """Refuse a ground that ended before the birth."""
        check_order("ended", self.child_born, self.ended)


@dataclass(frozen=True, slots=True)
class GroundWatch:
    """The last day a ground holds, whether it is gone, and whether a recall is due."""

    last_day: date | None
    gone: bool
    recall: bool


BIRTH_GROUNDS = {OutsideGround.PREGNANCY, OutsideGround.NURSING}


@rule("health.ground", GROUND_GONE, RECALL, "house:nursing", zh="暂予监外执行情形是否消失")
def ground(facts: GroundFacts, law: Statutes) -> Answer[GroundWatch]:
    """When the ground is gone and the term is not over, the person goes back to prison."""
    last, grounds, steps = _last_day(facts, law)
    gone = last is not None and law.on > last
    if not gone:
        says = Text("情形尚未消失", "the ground holds")
        return Verdict(
            GroundWatch(last, False, False), (*grounds, Ground(GROUND_GONE, says)), steps
        )
    ends = need(facts.term_ends, "term_ends", Text("刑期止日", "the last day of the sentence"))
    recall = ends >= law.on
    says = Text(
        "情形消失、刑期未满，提请收监" if recall else "刑期已满",
        "gone while the term runs: recall" if recall else "the term is over",
    )
    return Verdict(
        GroundWatch(last, True, recall),
        (Ground(GROUND_GONE, says), Ground(RECALL, says), *grounds),
        steps,
    )


def _last_day(
    facts: GroundFacts, law: Statutes
) -> tuple[date | None, tuple[Ground, ...], tuple[Step, ...]]:
    """The day the ground was found gone; for a mother, a year from the birth if that is earlier."""
    found = facts.ended - ONE_DAY if facts.ended else None
    if facts.ground not in BIRTH_GROUNDS:
        return found, (), ()
    if facts.child_born is None:
        if facts.ground is OutsideGround.NURSING and found is None:
            lacking("child_born", Text("分娩之日", "the day the child was born"))
        return found, (), ()
    nursing = law.at(facts.child_born)["health.nursing"]
    count = periods.validity(facts.child_born, nursing.span)
    last = min(found, count.last) if found else count.last
    return last, (nursing.ground(),), count.steps


@dataclass(frozen=True, slots=True)
class GuarantorFacts:
    """Somebody proposed as a guarantor (保证人)."""

    full_capacity: Annotated[
        bool | None, Text("具有完全民事行为能力", "has full civil capacity")
    ] = None
    free: Annotated[bool | None, Text("人身自由未受限制", "is at liberty")] = None
    home_and_income: Annotated[
        bool | None, Text("有固定住所和收入", "has a fixed home and income")
    ] = None
    near: Annotated[
        bool | None,
        Text("与其同住或者同住一市、县", "lives with the person, or in the same city or county"),
    ] = None


class Unfit(Code):
    """Why somebody cannot be a guarantor (不符合的条件)."""

    CAPACITY = "capacity", "不具有完全民事行为能力", "has no full capacity"
    NOT_FREE = "not_free", "人身自由受到限制", "is not at liberty"
    NO_HOME = "no_home_or_income", "没有固定住所和收入", "has no fixed home and income"
    FAR = "far", "不同住，也不在同一市、县", "lives neither with the person nor near"


@dataclass(frozen=True, slots=True)
class Fitness:
    """Whether somebody can be a guarantor, and why not."""

    fit: bool
    unfit_because: tuple[Unfit, ...]


CONDITIONS = {
    "full_capacity": Unfit.CAPACITY,
    "free": Unfit.NOT_FREE,
    "home_and_income": Unfit.NO_HOME,
    "near": Unfit.FAR,
}


@rule("health.guarantor", "me-2014:10", "me-2014:11", zh="能否担任保证人")
def guarantor(facts: GuarantorFacts, law: Statutes) -> Answer[Fitness]:
    """A guarantor is capable, free, settled with an income, and lives with or near the person."""
    unfit = tuple(reason for name, reason in CONDITIONS.items() if getattr(facts, name) is False)
    if not unfit:
        for name in CONDITIONS:
            given(facts, name)
    says = Text("保证人应当同时具备全部条件", "a guarantor meets every condition")
    return Verdict(Fitness(not unfit, unfit), (Ground("me-2014:11", says),))


@dataclass(frozen=True, slots=True)
class LostGuarantorFacts:
    """A guarantor who was lost or struck off."""

    lost: Annotated[date, Text("丧失条件或被取消资格之日", "day he or she was lost")]
    set_until: Annotated[date | None, Text("要求提出新保证人的期限", "day set for a new one")] = (
        None
    )
    named: Annotated[date | None, Text("确定新保证人之日", "day a new one was named")] = None

    def check(self) -> None:
        """Refuse a time that had passed, and a new one before the loss."""
        check_order("set_until", self.lost, self.set_until)
        check_order("named", self.lost, self.named)


class Replacing(Code):
    """Where it stands with a new guarantor (保证人更换)."""

    WAITING = "waiting", "期限未满", "the time runs"
    REPLACED = "replaced", "已提出新保证人", "a new one was named"
    RECALL = "recall", "期限内未提出新保证人，提请收监执行", "none in time: recall"


@rule("health.guarantor_lost", NO_GUARANTOR, "me-2014:10", zh="丧失保证人的后果")
def guarantor_lost(facts: LostGuarantorFacts, law: Statutes) -> Answer[Replacing]:
    """Who loses the guarantor and names no new one in the time set goes back to prison."""
    until = need(facts.set_until, "set_until", Text("规定的期限", "the time that was set"))
    in_time = Replacing.REPLACED if facts.named else Replacing.WAITING
    found = in_time if (facts.named or law.on) <= until else Replacing.RECALL
    return Verdict(found, (Ground(NO_GUARANTOR, found.says),))
