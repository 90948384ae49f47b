"""How long records are kept, which are sealed, and which volume holds what (留存、封存、归档)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import periods
from guihang.law.amounts import Word, holds
from guihang.law.articles import instruments
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code, Penalty
from guihang.law.events import What, check_order
from guihang.law.facts import CaseFacts
from guihang.law.obligations import Duty, Obligation, provides, register
from guihang.law.refusals import BadFacts
from guihang.law.rules.limbs import distinct, grounds, texts
from guihang.law.rules.term_limits import BEGINS
from guihang.law.spans import Span
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Step, Verdict, lacking, need

CRIMINAL_LAW = "cl-1997"
NUMBERS_INCLUDED = "cl-1997:99"
SEALED_TOO = "jp-2020:59"
PENALTIES = "psl-2025:136"


@dataclass(frozen=True, slots=True)
class CrimeFacts:
    """A crime, the age at which it was committed, and its sentence (犯罪记录)."""

    birth: Annotated[date | None, Text("出生日期", "day of birth")] = None
    crime_on: Annotated[date | None, Text("犯罪之日", "day of the crime")] = None
    minor_at_crime: Annotated[
        bool | None, Text("犯罪时不满十八周岁", "under eighteen at the crime")
    ] = None
    penalty: Annotated[Penalty | None, Text("原判主刑", "principal penalty")] = None
    sentence: Annotated[Span | None, Text("原判刑期", "length of the sentence")] = None

    def check(self) -> None:
        """Refuse a crime before the birth."""
        check_order("crime_on", self.birth, self.crime_on)


@rule(
    "records.crime_sealed",
    "cpl-2018:286",
    "cpl-2012:275",
    SEALED_TOO,
    NUMBERS_INCLUDED,
    zh="犯罪记录是否封存",
)
def crime_sealed(facts: CrimeFacts, law: Statutes) -> Answer[bool]:
    """A crime committed under eighteen and punished with five years or less is sealed."""
    limit = law["minors.seal_sentence_max"]
    if not _was_minor(facts, law):
        says = Text("犯罪时已满十八周岁", "of age at the crime")
        return Verdict(False, (limit.ground(says),))
    penalty = need(facts.penalty, "penalty", Text("原判主刑", "the principal penalty"))
    if penalty is not Penalty.PRISON:
        light = penalty is not Penalty.LIFE
        says = Text(f"原判{penalty.says.zh}", f"sentenced to {penalty.says.en}")
        return Verdict(light, _sealing(limit.ground(says), law))
    sentence = need(facts.sentence, "sentence", Text("原判刑期", "the length of the sentence"))
    order = sentence.order(limit.span)
    if order is None:
        lacking("begins", BEGINS)
    sealed = holds(order, Word.NOT_ABOVE, instruments()[CRIMINAL_LAW].includes)
    says = Text(
        f"原判{sentence.text.zh}，以下包括本数", f"{sentence}; the number itself is included"
    )
    found = _sealing(limit.ground(), law)
    return Verdict(sealed, (*found, Ground(NUMBERS_INCLUDED, says)))


def _was_minor(facts: CrimeFacts, law: Statutes) -> bool:
    if facts.birth is None or facts.crime_on is None:
        what = Text("犯罪时是否不满十八周岁", "whether it was committed under eighteen")
        return need(facts.minor_at_crime, "minor_at_crime", what)
    under = periods.age(facts.birth, facts.crime_on) < law["minors.adult_age_at_crime"].number
    if facts.minor_at_crime not in (None, under):
        why = Text("与出生日期、犯罪日期不符。", "It contradicts the days of birth and crime.")
        raise BadFacts("minor_at_crime", why=why, ground=periods.AGE)
    return under


def _sealing(first: Ground, law: Statutes) -> tuple[Ground, ...]:
    """Return a ground and, while it is in force, the other act that seals."""
    says = Text("不得向任何单位或者个人提供", "given to no unit and no person")
    return (first, *(Ground(name, says) for name in texts(law, first.article, SEALED_TOO)[1:]))


@dataclass(frozen=True, slots=True)
class OffenceFacts:
    """A penalty by the police on record (违反治安管理的记录)."""

    minor: Annotated[bool | None, Text("行为时未满十八周岁", "under eighteen when it was done")] = (
        None
    )


@rule("records.penalty_sealed", PENALTIES, "jp-2020:59.2", zh="治安违法记录是否封存")
def penalty_sealed(facts: OffenceFacts, law: Statutes) -> Answer[bool]:
    """Since 2026 everybody's police penalties are sealed; before, those of minors alone."""
    article = texts(law, "jp-2020:59.2", PENALTIES)[-1]
    if article == PENALTIES:
        says = Text("记录应当封存，不分作出的时间", "sealed, whenever the penalty was given")
        return Verdict(True, grounds(law, says, PENALTIES))
    minor = need(facts.minor, "minor", Text("行为时是否未成年", "whether a minor did it"))
    says = Text("2026年前仅封存未成年人的记录", "before 2026 those of minors alone")
    return Verdict(minor, (Ground(article, says),))


class Record(Code):
    """What is kept (记录种类)."""

    EXECUTION_FILE = "execution_file", "社区矫正执行档案", "execution file"
    WORK_FILE = "work_file", "社区矫正工作档案", "work file"
    TRACKS = "tracks", "电子定位轨迹", "tracks of positions"
    ASSESSMENT = "assessment", "个人信息保护影响评估报告", "impact assessment"
    LOGS = "logs", "网络日志", "network logs"


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """A record and the day it is kept from (记录)."""

    record: Annotated[Record, Text("记录种类", "what is kept")]
    since: Annotated[date, Text("形成之日", "day it was made")]
    purpose_met: Annotated[date | None, Text("处理目的实现之日", "day the purpose was reached")] = (
        None
    )

    def check(self) -> None:
        """Refuse a purpose reached before the record was made."""
        check_order("purpose_met", self.since, self.purpose_met)


@dataclass(frozen=True, slots=True)
class Kept:
    """Until which day a record is kept at least, or from which day it is deleted (保存期限)."""

    until: date | None
    delete_from: date | None


FILES = {Record.EXECUTION_FILE, Record.WORK_FILE}
KEPT = {Record.ASSESSMENT: "records.assessment_kept", Record.LOGS: "records.logs_kept"}
LOCAL_PERIOD = "records.file_kept"


@rule(
    "records.kept",
    "pipl-2021:19",
    "pipl-2021:47",
    "pipl-2021:56",
    "csl-2025:23",
    "ccl-2019:29.3",
    zh="记录保存多久",
)
def kept(facts: RecordFacts, law: Statutes) -> Answer[Kept]:
    """Logs and assessments are kept for a time; tracks go when their purpose is reached."""
    if facts.record is Record.TRACKS:
        return _tracks(facts, law)
    time = law.get(LOCAL_PERIOD) if facts.record in FILES else law[KEPT[facts.record]]
    if time is None:
        lacking("record", Text("地方规定的档案保管期限（国家未作规定）", "a local time for files"))
    last = periods.shift(facts.since, time.span)
    says = Text(f"至少保存{time.span.text.zh}，至 {last}", f"kept {time.span} at least, to {last}")
    return Verdict(Kept(last, None), (time.ground(),), (Step(says, last, time.by),))


def _tracks(facts: RecordFacts, law: Statutes) -> Verdict[Kept]:
    met = need(
        facts.purpose_met,
        "purpose_met",
        Text("处理目的实现之日", "the day the purpose was reached"),
    )
    says = Text("处理目的已实现，应当删除", "the purpose is reached: to be deleted")
    found = grounds(law, says, "pipl-2021:47.1(1)", "pipl-2021:19")
    only = Text("只能用于社区矫正工作", "for community correction only")
    return Verdict(
        Kept(None, met),
        distinct((*found, *grounds(law, only, "ccl-2019:29.3"))),
        (Step(says, met, "pipl-2021:47.1(1)"),),
    )


class Contents(Code):
    """What a paper in the file is about (档案材料)."""

    SENTENCE = "sentence", "适用社区矫正的法律文书", "documents of the sentence"
    EXECUTION = (
        "execution",
        "接收、审批、处罚、收监、解除、终止等执行文书",
        "reception, approvals, sanctions, recall, discharge, termination",
    )
    DAILY = "daily", "报告、走访、教育等日常管理材料", "reports, visits, education"


class File(Code):
    """The two files of a case (两类档案)."""

    EXECUTION = "execution_file", "社区矫正执行档案", "execution file"
    WORK = "work_file", "社区矫正工作档案", "work file"


@dataclass(frozen=True, slots=True)
class ContentsFacts:
    """A paper that goes into the file."""

    contents: Annotated[Contents, Text("材料内容", "what the paper is about")]
    office_entrusted: Annotated[
        bool | None, Text("已委托司法所", "the township office is entrusted")
    ] = None


@dataclass(frozen=True, slots=True)
class Volume:
    """Which file holds a paper, and who keeps it (档案归属)."""

    file: File
    by: Body


@rule("records.volume", "ccl-2019:22", "measures-2020:18", zh="材料归入哪类档案")
def volume(facts: ContentsFacts, law: Statutes) -> Answer[Volume]:
    """The county keeps the execution file; the entrusted office a work file of daily matters."""
    if facts.contents is not Contents.DAILY:
        says = Text("归入执行档案", "in the execution file")
        found = grounds(law, says, "measures-2020:18.1")
        return Verdict(Volume(File.EXECUTION, Body.COUNTY), found)
    entrusted = need(
        facts.office_entrusted,
        "office_entrusted",
        Text("是否委托司法所", "whether the office is entrusted"),
    )
    if entrusted:
        says = Text("归入司法所的工作档案", "in the office's work file")
        return Verdict(Volume(File.WORK, Body.OFFICE), grounds(law, says, "measures-2020:18.2"))
    says = Text("未委托司法所，归入执行档案", "nobody is entrusted: in the execution file")
    return Verdict(Volume(File.EXECUTION, Body.COUNTY), grounds(law, says, "measures-2020:18.1"))


register(
    Obligation(
        name="records.archive",
        says=Text("整理归档", "put the file in order and archive it"),
        by=Body.COUNTY,
        to=(),
        opened_by=(What.DISCHARGED, What.TERMINATED),
        discharged_by=(What.ARCHIVED,),
        articles=("ccl-2019:22", "measures-2020:18"),
        lives_on=True,
        untimed=True,
    )
)
SEAL = Obligation(
    name="records.seal",
    says=Text("封存未成年人犯罪记录", "seal the record of a crime committed under age"),
    by=Body.COUNTY,
    to=(),
    opened_by=(What.DISCHARGED, What.TERMINATED),
    discharged_by=(What.SEALED,),
    articles=("cpl-2018:286", SEALED_TOO),
    lives_on=True,
    untimed=True,
)


@provides(SEAL)
def seals(case: CaseFacts, on: date, law: Statutes) -> Iterable[Duty]:
    """Yield the duty to seal a closed case whose crime was committed under age."""
    if not case.minor_at_crime:
        return
    closed = case.first(What.DISCHARGED) or case.first(What.TERMINATED)
    if closed is None:
        return
    facts = CrimeFacts(minor_at_crime=True, penalty=case.penalty, sentence=case.sentence)
    answer = crime_sealed(facts, law.at(closed.day))
    if isinstance(answer, Verdict) and answer.outcome:
        yield Duty(SEAL, closed.day, closed.day, done=case.day_of(What.SEALED))
