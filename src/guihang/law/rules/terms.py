"""From when to when somebody is under correction, derived from the event list (期限).

A term has its own start and its own end and never rolls. Offsets, reductions, days that do not
count and corrected papers are events; every derivation keeps its steps. Where the paper of the
court prints another day than the law gives, the paper rules until it is corrected, and the
difference is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated

from guihang.law import periods
from guihang.law.calendars import ONE_DAY
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Kind, Paper, Penalty
from guihang.law.events import Event, What, check_order
from guihang.law.facts import CaseFacts
from guihang.law.obligations import Duty, Obligation, provides
from guihang.law.refusals import BadFacts
from guihang.law.rules import term_courses
from guihang.law.rules.term_courses import Course, Term
from guihang.law.rules.term_limits import SENTENCE, refuse_unlawful
from guihang.law.spans import Span
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, CannotSay, Ground, Step, Verdict, lacking, need, said

FINAL_DAY = ("final_on", Text("终审裁判生效日", "the day of the final decision"))
SERVED_DAY = ("served", Text("送达日期", "the day it was served"))
SENTENCE_ENDS = Text("刑期止日", "the last day of the sentence")


@dataclass(frozen=True, slots=True)
class JudgmentFacts:
    """How a judgment or ruling came to take effect (裁判生效)."""

    paper: Annotated[Paper, Text("文书种类", "judgment or ruling")]
    served: Annotated[
        tuple[date, ...], Text("送达日期", "days on which those who may appeal received it")
    ] = ()
    appealed: Annotated[bool | None, Text("已上诉或者抗诉", "an appeal was lodged")] = None
    final_on: Annotated[
        date | None, Text("终审裁判生效日", "day the final decision took effect")
    ] = None


@rule("terms.effective", "cpl-2018:230", "cpl-2018:105", zh="裁判何日生效")
def effective(facts: JudgmentFacts, law: Statutes) -> Answer[date]:
    """Without an appeal a judgment takes effect on the day after the time for appeals."""
    if facts.final_on is not None:
        says = Text("终审裁判，以其生效之日为准", "a final decision: its own day")
        ground = Ground("cpl-2018:244", says)
        return Verdict(facts.final_on, (ground,), (Step(says, facts.final_on, ground.article),))
    appealed = need(facts.appealed, "appealed", Text("是否上诉、抗诉", "whether it was appealed"))
    if appealed or not facts.served:
        lacking(*(FINAL_DAY if appealed else SERVED_DAY))
    time = law[f"terms.appeal_{facts.paper.value}"]
    count = periods.period(max(facts.served), time.span, law.calendar)
    day = count.last + ONE_DAY
    says = Text(f"{count.last} 上诉期满，次日生效", f"effective the day after {count.last}")
    steps = (*count.steps, Step(says, day, time.by))
    return periods.verdict(day, replace(count, steps=steps), time.ground())


@dataclass(frozen=True, slots=True)
class SurveillanceFacts:
    """A term of public surveillance (管制)."""

    begins: Annotated[date, Text("判决执行之日", "day the judgment is executed")]
    sentence: Annotated[Span, Text("管制期限", "length of the surveillance")]
    custody_days: Annotated[int, Text("先行羁押日数", "days of custody before")] = 0
    residence_days: Annotated[
        int, Text("指定居所监视居住日数", "days of designated residential surveillance")
    ] = 0
    several_crimes: Annotated[bool, Text("数罪并罚", "sentenced for several crimes")] = False


@rule("terms.surveillance", "cl-1997:38.1", "cl-1997:41", "cpl-2018:76", zh="管制的起止日")
def surveillance(facts: SurveillanceFacts, law: Statutes) -> Answer[Term]:
    """Surveillance runs from its execution; a day of custody before takes off two."""
    offsets = (
        (What.CUSTODY_OFFSET, facts.custody_days),
        (What.RESIDENCE_OFFSET, facts.residence_days),
    )
    case = CaseFacts(
        Kind.SURVEILLANCE,
        tuple(Event(what, facts.begins, days=days) for what, days in offsets if days),
        penalty=Penalty.SURVEILLANCE,
        sentence=facts.sentence,
        several_crimes=facts.several_crimes,
        paper_begins=facts.begins,
    )
    return derived(case, law)


@dataclass(frozen=True, slots=True)
class SuspensionFacts:
    """A probation of a suspended sentence (缓刑考验期)."""

    effective: Annotated[date, Text("判决确定之日", "day the judgment took effect")]
    probation: Annotated[Span, Text("考验期", "length of the probation")]
    penalty: Annotated[Penalty | None, Text("原判主刑", "principal penalty")] = None
    sentence: Annotated[Span | None, Text("原判刑期", "length of the sentence")] = None
    several_crimes: Annotated[bool, Text("数罪并罚", "sentenced for several crimes")] = False


@rule("terms.suspension", "cl-1997:73", zh="缓刑考验期的起止日")
def suspension(facts: SuspensionFacts, law: Statutes) -> Answer[Term]:
    """Probation runs from the day the judgment takes effect; custody before changes nothing."""
    case = CaseFacts(
        Kind.SUSPENSION,
        (Event(What.EFFECTIVE, facts.effective),),
        penalty=facts.penalty,
        sentence=facts.sentence,
        probation=facts.probation,
        several_crimes=facts.several_crimes,
    )
    return derived(case, law)


@dataclass(frozen=True, slots=True)
class ParoleFacts:
    """A term of parole (假释考验期)."""

    released: Annotated[date, Text("假释之日", "day of parole")]
    life: Annotated[bool, Text("无期徒刑", "from a life sentence")] = False
    sentence_ends: Annotated[date | None, Text("刑期止日", "last day of the sentence")] = None

    def check(self) -> None:
        """Refuse a sentence that had ended before, and a life sentence with an end."""
        check_order("sentence_ends", self.released, self.sentence_ends)
        if self.life and self.sentence_ends:
            why = Text("无期徒刑没有刑期止日。", "A life sentence has no last day.")
            raise BadFacts("sentence_ends", why=why, ground="cl-1997:83.1")


@rule("terms.parole", "cl-1997:83", zh="假释考验期的起止日")
def parole(facts: ParoleFacts, law: Statutes) -> Answer[Term]:
    """Parole lasts for the rest of the sentence; from a life sentence, ten years."""
    case = CaseFacts(
        Kind.PAROLE,
        (Event(What.RELEASED, facts.released),),
        penalty=Penalty.LIFE if facts.life else Penalty.PRISON,
        sentence_ends=facts.sentence_ends,
    )
    return derived(case, law)


@dataclass(frozen=True, slots=True)
class OutsideFacts:
    """A sentence that runs on outside prison (暂予监外执行)."""

    begins: Annotated[date, Text("决定或者交付之日", "day of the decision or hand-over")]
    sentence_ends: Annotated[date | None, Text("刑期止日", "last day of the sentence")] = None
    not_counted: Annotated[
        int, Text("法院确定不计入刑期的日数", "days the court ruled not to count")
    ] = 0
    life: Annotated[bool, Text("无期徒刑", "a life sentence")] = False

    def check(self) -> None:
        """Refuse a sentence that had ended before."""
        check_order("sentence_ends", self.begins, self.sentence_ends)


@rule("terms.outside", "cpl-2018:268.3", "spc-2021:518", zh="暂予监外执行的期限")
def outside(facts: OutsideFacts, law: Statutes) -> Answer[Term]:
    """Outside prison the sentence runs on; only days a court names do not count."""
    days = facts.not_counted
    case = CaseFacts(
        Kind.OUTSIDE,
        (Event(What.NOT_COUNTED, facts.begins, days=days),) if days else (),
        penalty=Penalty.LIFE if facts.life else Penalty.PRISON,
        paper_begins=facts.begins,
        sentence_ends=facts.sentence_ends,
    )
    return derived(case, law)


@rule(
    "terms.derived",
    "cl-1997:38",
    "cl-1997:41",
    "cl-1997:73",
    "cl-1997:78",
    "cl-1997:83",
    "cpl-2018:76",
    "cpl-2018:268.3",
    "spc-2021:518",
    "mjp-2016:18",
    "ccl-2019:22",
    zh="由案件事件推算的起止日",
)
def derived(case: CaseFacts, law: Statutes) -> Answer[Term]:
    """The term follows from the order and from what happened to it since, step by step."""
    # Not modelled: how long a person stays in prison after revocation or recall (cl-1997:86.3).
    refuse_unlawful(case, law)
    course = BEGINNINGS[case.kind](case, law)
    course = term_courses.papered(term_courses.offset(course, case, law), case)
    if not case.happened.isdisjoint(term_courses.TURNS):
        for number, event in enumerate(case.events):
            turn = term_courses.TURNS.get(event.what)
            if turn:
                course = turn(course, event, law, f"events[{number}]")
    return term_courses.verdict(course)


def _begins(case: CaseFacts, *whats: What) -> date | None:
    """Return the start the paper prints, or the first of the events that give it."""
    days = (case.paper_begins, *(case.day_of(what) for what in whats))
    return next((day for day in days if day), None)


def _surveillance(case: CaseFacts, law: Statutes) -> Course:
    begins = need(
        _begins(case), "paper_begins", Text("执行通知书载明的起日", "the start the paper prints")
    )
    if case.sentence is None and case.paper_ends:
        return term_courses.copied(case, begins, case.paper_ends, "cl-1997:41")
    span = need(case.sentence, "sentence", SENTENCE)
    return term_courses.counted(case, begins, span, "cl-1997:41")


def _suspension(case: CaseFacts, law: Statutes) -> Course:
    begins = need(
        case.day_of(What.EFFECTIVE) or case.paper_begins,
        "events.effective",
        Text("判决确定之日", "the day the judgment took effect"),
    )
    if case.probation is None and case.paper_ends:
        return term_courses.copied(case, begins, case.paper_ends, "cl-1997:73.3")
    span = need(case.probation, "probation", Text("考验期", "the length of the probation"))
    return term_courses.counted(case, begins, span, "cl-1997:73.3")


def _parole(case: CaseFacts, law: Statutes) -> Course:
    begins = need(
        _begins(case, What.RELEASED, What.EFFECTIVE),
        "events.released",
        Text("假释之日", "the day of parole"),
    )
    if case.penalty is Penalty.LIFE and case.sentence_ends is None:
        return term_courses.counted(
            case, begins, law["terms.parole_life"].span, law["terms.parole_life"].by
        )
    ends = need(case.sentence_ends or case.paper_ends, "sentence_ends", SENTENCE_ENDS)
    return term_courses.copied(case, begins, ends, "cl-1997:83.1")


def _outside(case: CaseFacts, law: Statutes) -> Course:
    begins = need(
        _begins(case, What.RELEASED, What.HANDED_OVER, What.EFFECTIVE, What.JUDGED),
        "paper_begins",
        Text("决定或者交付之日", "the day of the decision or hand-over"),
    )
    ends = case.sentence_ends or case.paper_ends
    if ends is None and case.penalty is Penalty.LIFE:
        return term_courses.endless(case, begins)
    return term_courses.copied(
        case, begins, need(ends, "sentence_ends", SENTENCE_ENDS), "cpl-2018:265.1"
    )


BEGINNINGS = {
    Kind.SURVEILLANCE: _surveillance,
    Kind.SUSPENSION: _suspension,
    Kind.PAROLE: _parole,
    Kind.OUTSIDE: _outside,
}


@dataclass(frozen=True, slots=True)
class Deprivation:
    """From when to when political rights are taken, and who sees to it (剥夺政治权利)."""

    begins: date
    ends: date
    by: Body


@dataclass(frozen=True, slots=True)
class DeprivationFacts:
    """An additional penalty beside the sentence (附加剥夺政治权利)."""

    kind: Annotated[Kind, Text("矫正类别", "kind of correction")]
    length: Annotated[Span | None, Text("剥夺政治权利期限", "its length")] = None
    begins: Annotated[
        date | None, Text("假释之日或者管制起日", "day of parole, or first day of surveillance")
    ] = None
    ends: Annotated[date | None, Text("管制止日", "last day of the surveillance")] = None


@rule("terms.deprivation", "cl-1997:58.1", "cl-1997:55.2", "cpl-2018:270", zh="附加剥夺政治权利")
def deprivation(facts: DeprivationFacts, law: Statutes) -> Answer[Deprivation]:
    """It runs from the day of parole, or beside surveillance; the police see to it."""
    # Not modelled: a suspended sentence, where no text read settles its start (facts, open point).
    begins = need(facts.begins, "begins", Text("起算日", "its first day"))
    police = Ground("cpl-2018:270", Text("由公安机关执行", "carried out by the police"))
    if facts.kind is Kind.SURVEILLANCE:
        ends = need(facts.ends, "ends", Text("管制止日", "the last day of the surveillance"))
        same = Ground("cl-1997:55.2", Text("与管制期限相等，同时执行", "as long as surveillance"))
        return Verdict(Deprivation(begins, ends, Body.POLICE), (same, police))
    if facts.kind is not Kind.PAROLE:
        lacking("kind", Text("该类别起算日的法律依据", "a text that settles its start"))
    length = need(facts.length, "length", Text("剥夺政治权利期限", "its length"))
    count = periods.term(begins, length)
    starts = Ground("cl-1997:58.1", Text("自假释之日起计算", "from the day of parole"))
    return Verdict(Deprivation(begins, count.last, Body.POLICE), (starts, police), count.steps)


ASK_CORRECTION = Obligation(
    name="terms.ask_correction",
    says=Text(
        "文书载明的期限与法律推算不一致，请决定机关核对更正",
        "ask the deciding organ to correct a term that differs from what the law gives",
    ),
    by=Body.COUNTY,
    to=(Body.ORGAN,),
    opened_by=(What.DOCUMENTS_RECEIVED,),
    discharged_by=(What.COMPLETION_ASKED, What.TERM_CORRECTED),
    articles=("ccl-2019:22",),
    consequence=Text("期限以文书为准，直至更正", "the paper rules until it is corrected"),
    once=True,
)


@provides(ASK_CORRECTION)
def corrections(case: CaseFacts, on: date, law: Statutes) -> Iterable[Duty]:
    """Yield the duty to have a paper corrected whose days are not those of the law."""
    received = case.first(What.DOCUMENTS_RECEIVED)
    if received is None or case.paper_ends is None:
        return
    if not _differs(case, law):
        return
    asked = (case.day_of(what) for what in ASK_CORRECTION.discharged_by)
    done = min((day for day in asked if day), default=None)
    yield Duty(ASK_CORRECTION, received.day, received.day, done=done)


def _differs(case: CaseFacts, law: Statutes) -> bool:
    try:
        answer = term_of(case, law)
    except BadFacts:
        return True
    return not isinstance(answer, CannotSay) and answer.outcome.agrees is False


def term_of(case: CaseFacts, law: Statutes) -> Answer[Term]:
    """Return the derived term of a case, remembered with the case: many duties ask for it."""
    key = (derived, law.on, law.within)
    known = case.memory.get(key)
    if not isinstance(known, (Verdict, CannotSay)):
        known = case.memory[key] = derived(case, law)
    return known


def last_day(case: CaseFacts, law: Statutes) -> date | None:
    """Return the last day of a case's term inside another rule, or say what is missing."""
    return said(term_of(case, law)).outcome.ends


def left(case: CaseFacts, on: date, law: Statutes) -> timedelta | None:
    """Return how much of a term is left at the beginning of a day; None without an end."""
    ends = last_day(case, law)
    return None if ends is None else max(ends - on + ONE_DAY, timedelta())
