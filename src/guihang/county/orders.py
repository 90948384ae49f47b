"""The orders of the simulated county: crimes, sentences, courts, and terms as the law has them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random

from guihang.cases.actions import OrderDraft
from guihang.law import periods
from guihang.law.calendars import ONE_DAY
from guihang.law.codes import Kind, Organ, OutsideGround, Penalty
from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.rules import terms
from guihang.law.spans import Span
from guihang.law.statutes import Statutes
from guihang.law.verdicts import Verdict

PLACE = "431103"
KINDS = ((Kind.SUSPENSION, 90), (Kind.PAROLE, 4), (Kind.OUTSIDE, 4), (Kind.SURVEILLANCE, 2))
CUSTODY = "湖南省永州监狱"
HOUSE = "冷水滩区看守所"
PRISON_BUREAU = "湖南省监狱管理局"
MIDDLE_COURT = "永州市中级人民法院"
PRISON_SENTENCES = (
    (4, "故意伤害罪"),
    (5, "贩卖毒品罪"),
    (6, "诈骗罪"),
    (7, "抢劫罪"),
    (8, "合同诈骗罪"),
)
SURVEILLED = ((6, "非法持有枪支罪"), (12, "寻衅滋事罪"), (18, "破坏生产经营罪"))


@dataclass(frozen=True, slots=True)
class Crime:
    """A crime as a register knows it, and what is imposed for it."""

    name: str
    crime_class: str
    weight: int
    penalty: str
    terms: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Court:
    """A court whose judgments reach the county."""

    name: str
    mark: str
    weight: int
    elsewhere: bool
    other_province: bool


@lru_cache(maxsize=1)
def _written() -> dict:
    return tomllib.loads(Path(__file__).with_name("orders.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def crimes() -> tuple[Crime, ...]:
    """Return the crimes, each with the sentences that are usual for it."""
    return tuple(
        Crime(row["name"], row["class"], row["weight"], row["penalty"], _pairs(row["terms"]))
        for row in _written()["crime"]
    )


def _pairs(rows: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((sentence, probation) for sentence, probation in rows)


@lru_cache(maxsize=1)
def courts() -> tuple[Court, ...]:
    """Return the courts, the county's own first."""
    return tuple(Court(**row) for row in _written()["court"])


@lru_cache(maxsize=1)
def suspensions() -> tuple[tuple[Crime, str, str, int], ...]:
    """Return every usual suspended sentence and how often it comes."""
    return tuple(
        (crime, sentence, probation, crime.weight)
        for crime in crimes()
        for sentence, probation in crime.terms
    )


def months_of(span: str) -> int:
    """Return a length that is written in years and months, in months."""
    return Span.parse(span).in_months


def draw_suspension(random: Random, *, standing: bool) -> tuple[Crime, str, str]:
    """Draw a suspended sentence: of a newcomer, or of somebody met on the register (longer)."""
    rows = suspensions()
    weights = [row[3] * (months_of(row[2]) if standing else 1) for row in rows]
    crime, sentence, probation, _weight = random.choices(rows, weights)[0]
    return crime, sentence, probation


def suspension(
    random: Random, number: int, effective: date, drawn: tuple[Crime, str, str]
) -> OrderDraft:
    """Return a suspended sentence that takes effect on a day, as its judgment prints it."""
    crime, sentence, probation = drawn
    court = random.choices(courts(), [court.weight for court in courts()])[0]
    order = OrderDraft(
        kind=Kind.SUSPENSION,
        organ=Organ.COURT,
        organ_name=court.name,
        judgment_number=f"（{effective.year}）{court.mark}{number}号",
        execution_number=f"（{effective.year}）{court.mark.replace('刑初', '刑执')}{number}号",
        judged_on=effective - timedelta(days=11),
        organ_elsewhere=court.elsewhere,
        organ_other_province=court.other_province,
        crime=crime.name,
        crime_class=crime.crime_class,
        crime_facts=f"因犯{crime.name}被依法判处刑罚，宣告缓刑。案情为演示虚构。",
        penalty=crime.penalty,
        sentence=sentence,
        probation=probation,
        minor_at_crime=False,
    )
    return printed(order, effective)


def surveillance(random: Random, number: int, effective: date) -> OrderDraft:
    """Return an order of public surveillance."""
    months, crime = random.choice(SURVEILLED)
    court = courts()[0]
    order = OrderDraft(
        kind=Kind.SURVEILLANCE,
        organ=Organ.COURT,
        organ_name=court.name,
        judgment_number=f"（{effective.year}）{court.mark}{number}号",
        execution_number=f"（{effective.year}）{court.mark.replace('刑初', '刑执')}{number}号",
        judged_on=effective - timedelta(days=11),
        organ_elsewhere=False,
        organ_other_province=False,
        crime=crime,
        crime_class="妨害社会管理秩序",
        crime_facts=f"因犯{crime}被依法判处管制。案情为演示虚构。",
        penalty=Penalty.SURVEILLANCE,
        sentence=f"{months} months",
        minor_at_crime=False,
    )
    return printed(order, effective)


def parole(random: Random, number: int, effective: date, ends: date) -> OrderDraft:
    """Return a ruling of parole for the rest of a sentence."""
    years, crime = random.choice(PRISON_SENTENCES)
    order = OrderDraft(
        kind=Kind.PAROLE,
        organ=Organ.COURT,
        organ_name=MIDDLE_COURT,
        judgment_number=f"（{effective.year}）湘11刑更{number}号",
        execution_number=f"（{effective.year}）湘11刑执{number}号",
        judged_on=effective,
        organ_elsewhere=True,
        organ_other_province=False,
        crime=crime,
        crime_class="侵犯财产",
        crime_facts=f"因犯{crime}服刑，裁定假释。案情为演示虚构。",
        penalty=Penalty.PRISON,
        sentence=f"{years} years",
        **_sentence_ending(ends, years),
        minor_at_crime=False,
        custody_place=CUSTODY,
    )
    return printed(order, effective)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that somebody serves outside prison: its day, the sentence's end, by whom."""

    effective: date
    ends: date
    ground: OutsideGround = OutsideGround.ILLNESS
    organ: Organ = Organ.PRISON_BUREAU


def outside(random: Random, number: int, decided: Decided) -> OrderDraft:
    """Return a decision that somebody serves the rest of a sentence outside prison."""
    years, crime = random.choice(PRISON_SENTENCES)
    by_court, effective = decided.organ is Organ.COURT, decided.effective
    mark = "湘1103刑监" if by_court else "湘监外字第"
    order = OrderDraft(
        kind=Kind.OUTSIDE,
        organ=decided.organ,
        organ_name=courts()[0].name if by_court else PRISON_BUREAU,
        judgment_number=f"（{effective.year}）{mark}{number}号",
        execution_number=f"（{effective.year}）湘1103刑执{number}号",
        judged_on=effective,
        organ_elsewhere=not by_court,
        organ_other_province=False,
        crime=crime,
        crime_class="侵犯财产",
        crime_facts=f"因犯{crime}服刑，决定暂予监外执行。案情为演示虚构。",
        penalty=Penalty.PRISON,
        sentence=f"{years} years",
        **_sentence_ending(decided.ends, years),
        outside_ground=decided.ground,
        minor_at_crime=False,
        custody_place=HOUSE if by_court else CUSTODY,
    )
    return printed(order, effective)


def _sentence_ending(ends: date, years: int) -> dict[str, date]:
    begins = periods.same_day(ends + ONE_DAY, -12 * years)
    return {"sentence_begins": begins, "sentence_ends": ends}


def printed(order: OrderDraft, effective: date) -> OrderDraft:
    """Return an order with the first and last day its paper prints: those the law gives."""
    answer = terms.derived(facts_of(order, effective), Statutes(effective, PLACE))
    if not isinstance(answer, Verdict):
        raise TypeError(f"the law cannot say the term of {order.judgment_number}")
    return replace(order, paper_begins=answer.outcome.begins, paper_ends=answer.outcome.ends)


def facts_of(order: OrderDraft, effective: date) -> CaseFacts:
    """Return an order as the law sees it on the day it takes effect."""
    return CaseFacts(
        kind=Kind(order.kind),
        events=(Event(What.EFFECTIVE, effective),),
        organ=Organ(order.organ),
        penalty=Penalty(order.penalty),
        sentence=Span.parse(order.sentence),
        probation=Span.parse(order.probation) if order.probation else None,
        sentence_begins=order.sentence_begins,
        sentence_ends=order.sentence_ends,
        paper_begins=effective,
        place=PLACE,
    )
