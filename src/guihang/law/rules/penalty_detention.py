"""Who serves no detention by the police; who may read the sealed record (拘留执行、记录封存)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import periods
from guihang.law.catalogue import rule
from guihang.law.codes import Code
from guihang.law.events import check_order
from guihang.law.rules.limbs import Limb, cannot, grounds, held, no, one_of, texts, untried
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Verdict

YOUNG, FIRST_YOUNG = "penalty.age_no_detention_under", "penalty.age_first_under"


@dataclass(frozen=True, slots=True)
class DetentionFacts:
    """Somebody whom the police would detain."""

    birth: Annotated[date | None, Text("出生日期", "day of birth")] = None
    committed: Annotated[date | None, Text("违法行为发生之日", "day of the offence")] = None
    first: Annotated[bool | None, Text("初次违反治安管理", "a first offence")] = None
    pregnant: Annotated[bool | None, Text("怀孕", "pregnant")] = None
    nursed_birth: Annotated[
        date | None, Text("所哺乳婴儿的出生日期", "birth of the baby she nurses")
    ] = None
    grave: Annotated[
        bool | None, Text("情节严重、影响恶劣", "grave, with a very bad influence")
    ] = None
    earlier: Annotated[
        tuple[date, ...] | None, Text("以前违反治安管理的日期", "days of earlier offences")
    ] = None

    def check(self) -> None:
        """Refuse an offence before birth, and earlier offences that were later."""
        check_order("committed", self.birth, self.committed)
        for place, day in enumerate(self.earlier or ()):
            check_order(f"earlier[{place}]", day, self.committed)


class Exempt(Code):
    """Why a detention is not served (不执行行政拘留的情形)."""

    CHILD = "under_responsible_age", "不满十四周岁，不予处罚", "under fourteen: no penalty at all"
    YOUNG = "fourteen_to_sixteen", "已满十四周岁不满十六周岁", "fourteen, not yet sixteen"
    FIRST = (
        "sixteen_to_eighteen",
        "已满十六周岁不满十八周岁，初次违反",
        "not yet eighteen, a first time",
    )
    OLD = "seventy", "七十周岁以上", "seventy or over"
    MOTHER = "mother", "怀孕或者哺乳自己不满一周岁婴儿", "pregnant, or nursing a baby under one"


@dataclass(frozen=True, slots=True)
class Served:
    """Whether a detention is served, and if not, why not."""

    served: bool
    exempt: tuple[Code, ...]


@rule(
    "penalty.detention_served",
    "psl-2025:12",
    "psl-2025:23",
    "psl-2012:21",
    zh="是否执行行政拘留",
)
def detention_served(facts: DetentionFacts, law: Statutes) -> Answer[Served]:
    """The young, the old, the pregnant and nursing mothers serve no detention, with exceptions."""
    limbs = _exemptions(facts, law)
    met, open_ = held(limbs), untried(limbs)
    kept = tuple(limb for limb in met if not _excepted(facts, limb, law))
    if not kept and open_:
        cannot(facts, *dict.fromkeys(name for limb in open_ for name in limb.lacks))
    whole = texts(law, "psl-2025:23", "psl-2012:21")
    says = Text("不具备不执行拘留的情形", "no circumstance keeps it from being served")
    found = tuple(ground for limb in kept for ground in limb.grounds)
    if met and not kept:
        excepted = Text("情节严重或者一年内多次违反，不受限制", "grave, or repeated within a year")
        found = grounds(law, excepted, law["penalty.repeats"].by)
    return Verdict(
        Served(not kept, tuple(limb.code for limb in kept)),
        found or tuple(Ground(name, says) for name in whole),
    )


def _exemptions(facts: DetentionFacts, law: Statutes) -> tuple[Limb, ...]:
    """Return the circumstances: youth by the day of the act, the others by the day asked about."""
    then = _age(facts.birth, facts.committed)
    today = _age(facts.birth, law.on)
    whole, young = law["penalty.age_responsible"], law[YOUNG]
    first, old, baby = law[FIRST_YOUNG], law["penalty.age_old"], law["penalty.baby_under"]
    nursing = facts.nursed_birth is not None and law.on <= periods.shift(
        facts.nursed_birth, baby.span
    )
    mother = True if nursing else facts.pregnant
    age = "birth" if facts.birth is None else "committed"
    return (
        Limb(
            Exempt.CHILD,
            texts(law, "psl-2025:12", "psl-2012:12"),
            ((age, _under(then, whole.number)),),
        ),
        Limb(
            Exempt.YOUNG,
            (young.by,),
            ((age, no(_under(then, whole.number))), (age, _under(then, young.number))),
        ),
        Limb(
            Exempt.FIRST,
            (first.by,),
            (
                (age, no(_under(then, young.number))),
                (age, _under(then, first.number)),
                ("first", facts.first),
            ),
        ),
        Limb(Exempt.OLD, (old.by,), (("birth", no(_under(today, old.number))),)),
        Limb(Exempt.MOTHER, (baby.by,), (("pregnant", mother),)),
    )


def _age(birth: date | None, on: date | None) -> int | None:
    return None if birth is None or on is None else periods.age(birth, on)


def _under(age: int | None, limit: int) -> bool | None:
    return None if age is None else age < limit


def _excepted(facts: DetentionFacts, limb: Limb, law: Statutes) -> bool:
    """Tell whether an exemption falls away; an expectant or nursing mother keeps hers always."""
    repeats = law.get("penalty.repeats")
    if repeats is None or limb.code in {Exempt.CHILD, Exempt.MOTHER}:
        return False
    repeated = False if limb.code is Exempt.FIRST else _often(facts, law) >= repeats.number
    if facts.grave or repeated:
        return True
    if facts.grave is None:
        cannot(facts, "grave")
    return False


def _often(facts: DetentionFacts, law: Statutes) -> int:
    """Count the offences of a year up to this one, this one included."""
    if facts.earlier is None or facts.committed is None:
        cannot(facts, "committed" if facts.committed is None else "earlier")
    first = periods.before(facts.committed, law["penalty.repeats_within"].span).last
    return sum(day >= first for day in (*facts.earlier, facts.committed))


class Reader(Code):
    """Who asks for the record of a penalty (查询人)."""

    COURT = "court", "人民法院办案需要", "a court, for a case"
    PROCURATORATE = "procuratorate", "人民检察院办案需要", "a procuratorate, for a case"
    POLICE = "police", "公安机关办案需要", "the police, for a case"
    AGENCY = "agency", "社区矫正机构办案需要", "the community corrections agency, for its case"
    LAWFUL_UNIT = "lawful_unit", "有关单位根据国家规定查询", "a unit that state rules let inquire"
    EMPLOYER = "employer", "用人单位", "an employer"
    SCHOOL = "school", "学校", "a school"
    PRESS = "press", "新闻媒体", "the press"
    PUBLIC = "public", "其他单位、个人", "any other unit or person"


ORGANS = {Reader.COURT, Reader.PROCURATORATE, Reader.POLICE, Reader.AGENCY, Reader.LAWFUL_UNIT}


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """Somebody asks for the record of a penalty by the police."""

    reader: Annotated[Reader | None, Text("查询人", "who asks")] = None


@dataclass(frozen=True, slots=True)
class Given:
    """Whether the record may be given, and whether it may be published."""

    may: bool
    published: bool = False
    secret: bool = True


@rule("penalty.record_given", "psl-2025:136", zh="治安违法记录能否提供")
def record_given(facts: RecordFacts, law: Statutes) -> Answer[Given]:
    """The record of a penalty is sealed: for state organs' cases and lawful inquiries only."""
    may = one_of(facts.reader, ORGANS)
    if may is None:
        cannot(facts, "reader")
    says = Text("违反治安管理的记录应当封存", "the record of the offence is sealed")
    return Verdict(Given(may), grounds(law, says, "psl-2025:136"))
