"""Reports of the person: what must be told, how often, and by which channel (报告).

The law makes everybody report and lists what; how often it is done, and how, no national text
says: an interval is a named local rule (`reporting.every`, `reporting.every_strict` …).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import periods
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code, Kind
from guihang.law.events import Change, What
from guihang.law.facts import CaseFacts
from guihang.law.obligations import Duty, Obligation, provides
from guihang.law.rules.answers_given import given
from guihang.law.rules.levels import Level
from guihang.law.spans import Span
from guihang.law.statutes import Statutes, Value
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Verdict

REPORTS = "measures-2020:24.1"
OBEDIENCE = "ccl-2019:23"
DUTY: dict[Kind, str] = {
    Kind.SURVEILLANCE: "cl-1997:39.1(3)",
    Kind.SUSPENSION: "cl-1997:75(2)",
    Kind.PAROLE: "cl-1997:84(2)",
    Kind.OUTSIDE: OBEDIENCE,
}


class Subject(Code):
    """What a regular report is about (报告内容)."""

    LAW = "law", "遵纪守法", "keeping the law"
    SUPERVISION = "supervision", "接受监督管理", "supervision"
    EDUCATION = "education", "参加教育学习", "education"
    SERVICE = "service", "参加公益活动", "public activity"
    LIFE = "life", "社会活动", "social activity"
    ORDER = "order", "遵守禁止令", "keeping the prohibition order"
    HEALTH = "health", "身体情况", "state of health"


@dataclass(frozen=True, slots=True)
class ContentFacts:
    """Who reports."""

    kind: Annotated[Kind, Text("矫正类别", "kind of correction")]
    order_in_force: Annotated[
        bool | None, Text("禁止令在执行中", "a prohibition order is in force")
    ] = None


GENERAL = (Subject.LAW, Subject.SUPERVISION, Subject.EDUCATION, Subject.SERVICE, Subject.LIFE)
MAY_BE_ORDERED = {Kind.SURVEILLANCE, Kind.SUSPENSION}


@rule("reporting.contents", OBEDIENCE, REPORTS, zh="定期报告的内容")
def contents(facts: ContentFacts, law: Statutes) -> Answer[tuple[Subject, ...]]:
    """A report covers law, supervision, education and life; an order and an illness add to it."""
    says = Text("按规定报告自己的活动情况", "reports what he or she does, as ruled")
    grounds = [Ground(REPORTS, says), Ground(DUTY[facts.kind], says)]
    subjects = list(GENERAL)
    if facts.kind in MAY_BE_ORDERED and given(facts, "order_in_force"):
        subjects.append(Subject.ORDER)
        grounds.append(Ground(REPORTS, Subject.ORDER.says))
    if facts.kind is Kind.OUTSIDE:
        subjects.append(Subject.HEALTH)
        grounds.append(Ground("measures-2020:24.2", Subject.HEALTH.says))
    return Verdict(tuple(subjects), tuple(grounds))


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """Something that changed in a person's life."""

    change: Annotated[Change, Text("变化情形", "what changed")]


@dataclass(frozen=True, slots=True)
class MustReport:
    """That it is reported, and when."""

    required: bool
    at_once: bool


@rule("reporting.change", REPORTS, zh="重大变化的报告")
def change(facts: ChangeFacts, law: Statutes) -> Answer[MustReport]:
    """A new home or job, grave family news and harmful contact are reported in time."""
    says = Text(f"{facts.change.says.zh}，应当及时报告", f"{facts.change.says.en}: told in time")
    return Verdict(MustReport(True, True), (Ground(REPORTS, says),))


@dataclass(frozen=True, slots=True)
class IntervalFacts:
    """The category a person is in."""

    level: Annotated[Level | None, Text("管理类别", "category")] = None


@dataclass(frozen=True, slots=True)
class Interval:
    """How often somebody reports, and that this is a local rule or none at all."""

    every: Span | None
    national: bool = False


@rule("reporting.interval", REPORTS, "local:reporting", zh="定期报告的间隔")
def interval(facts: IntervalFacts, law: Statutes) -> Answer[Interval]:
    """No national text says how often; where a local rule does, that interval holds."""
    value = _every(facts.level, law)
    if value is not None:
        return Verdict(Interval(value.span), (value.ground(),))
    says = Text("国家规定未限定间隔，本地未启用间隔要求", "no text sets an interval")
    return Verdict(Interval(None), (Ground(REPORTS, says),))


def _every(level: str | None, law: Statutes) -> Value | None:
    """Return the local interval of a category, or the one for all."""
    own = law.get(f"reporting.every_{level}") if level else None
    return own or law.get("reporting.every")


class Channel(Code):
    """How a report reaches the agency (报告方式)."""

    IN_PERSON = "in_person", "当面", "in person"
    WRITTEN = "written", "书面", "in writing"
    PHONE = "phone", "电话", "by telephone"
    VIDEO = "video", "实时视频", "by live video"
    APP = "app", "手机应用、微信", "by an application on the phone"
    DEVICE = "device", "电子定位装置", "by a positioning device"


class Occasion(Code):
    """What is reported (报告事项)."""

    FIRST = "first", "报到", "first report"
    REGULAR = "regular", "定期报告", "regular report"
    LEAVE = "leave", "外出期间报告", "report during leave"
    TRAVEL = "travel", "经常性跨市、县活动期间报告", "report during frequent travel"
    RETURN = "return", "销假", "reporting back from leave"


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """A report and how it would be made."""

    occasion: Annotated[Occasion, Text("报告事项", "what is reported")]
    channel: Annotated[Channel, Text("报告方式", "how")]


@dataclass(frozen=True, slots=True)
class Accepted:
    """Whether a channel will do, and whether a national text says so."""

    accepted: bool
    national: bool


REMOTE = {Channel.PHONE, Channel.VIDEO, Channel.APP}
BY_TEXT: dict[Occasion, tuple[set[Channel], str]] = {
    Occasion.FIRST: ({Channel.IN_PERSON}, "ccl-2019:21.1"),
    Occasion.LEAVE: (REMOTE, "measures-2020:28.1"),
    Occasion.TRAVEL: (REMOTE, "measures-2020:29"),
}


@rule(
    "reporting.channel",
    "ccl-2019:21.1",
    "ccl-2019:26.1",
    "ccl-2019:29.3",
    "measures-2020:28.1",
    "measures-2020:29",
    zh="可以用何种方式报告",
)
def channel(facts: ChannelFacts, law: Statutes) -> Answer[Accepted]:
    """The first report is made in person; away, by telephone or video; a device reports nothing."""
    if facts.channel is Channel.DEVICE:
        says = Text("电子定位装置不是报告方式", "a positioning device is no way to report")
        return Verdict(Accepted(False, True), (Ground("ccl-2019:29.1", says),))
    known = BY_TEXT.get(facts.occasion)
    if known is None:
        says = Text("国家规定未限定报告方式，由本地规定", "no text names the way; local rules do")
        return Verdict(Accepted(True, False), (Ground(REPORTS, says),))
    channels, article = known
    says = Text(f"{facts.occasion.says.zh}的方式", f"the way of a {facts.occasion.says.en}")
    if facts.channel in channels:
        return Verdict(Accepted(True, True), (Ground(article, says),))
    return Verdict(Accepted(facts.occasion is not Occasion.FIRST, False), (Ground(article, says),))


TELL_HOME = Obligation(
    name="reporting.tell_change",
    says=Text("及时报告居所变化", "report the new home in time"),
    by=Body.PERSON,
    to=(Body.COUNTY,),
    opened_by=(What.HOME_CHANGED,),
    discharged_by=(What.MATTER_REPORTED,),
    articles=(REPORTS,),
    consequence=Text("视情节训诫、警告", "admonition or warning"),
)
REGULAR = Obligation(
    name="reporting.regular",
    says=Text("按本地规定的间隔定期报告", "report at the local interval"),
    by=Body.PERSON,
    to=(Body.COUNTY,),
    opened_by=(What.REGISTERED, What.REPORT_MADE),
    discharged_by=(What.REPORT_MADE,),
    articles=(REPORTS,),
    consequence=Text("视情节训诫、警告", "admonition or warning"),
)


@provides(TELL_HOME, REGULAR)
def reports(case: CaseFacts, on: date, law: Statutes) -> Iterable[Duty]:
    """Yield the report of every new home, and the next regular one where a local rule asks it."""
    for moved in case.all(What.HOME_CHANGED):
        told = (
            event.day
            for event in case.all(What.MATTER_REPORTED)
            if event.code == Change.HOME and event.day >= moved.day
        )
        yield Duty(TELL_HOME, moved.day, moved.day, moved.of, next(told, None))
    if law.local:
        yield from _regular(case, law)


def _regular(case: CaseFacts, law: Statutes) -> Iterable[Duty]:
    """Yield the interval that runs, and the one before it as done."""
    registered = case.first(What.REGISTERED)
    category = case.last(What.CLASSIFIED)
    value = _every(category.code if category else None, law)
    if registered is None or value is None:
        return
    *earlier, last = registered.day, *(event.day for event in case.all(What.REPORT_MADE))
    if earlier:
        yield _interval(earlier[-1], value, law)._replace(done=last)
    yield _interval(last, value, law)


def _interval(since: date, value: Value, law: Statutes) -> Duty:
    count = periods.period(since, value.span, law.calendar)
    return Duty(REGULAR, since, count.last, by=value.by, counted=count)
