"""Categories: what goes into them, what a program may say, and who decides (分类管理).

The law asks for categories by sentence, person, health, crime and remorse; it names no levels
and no scores. What stands here as advice is a named local rule, and binds nobody: a named
officer of the county agency decides, with reasons.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code
from guihang.law.events import What
from guihang.law.obligations import Obligation, register
from guihang.law.rules.answers_given import given
from guihang.law.rungs import Rung
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Verdict, need

INPUTS = "ccl-2019:24"
CATEGORY = "measures-2020:21"
PLAN = "measures-2020:22"
SCHEME = "local:levels"
BY_MACHINE = "pipl-2021:24"


class Level(Code):
    """Categories as many places use them; no national list exists (管理类别)."""

    LENIENT = "lenient", "宽松管理", "lenient"
    ORDINARY = "ordinary", "普通管理", "ordinary"
    STRICT = "strict", "严格管理", "strict"


class Risk(Code):
    """What the general assessment came to (综合评估结果)."""

    LOW = "low", "低", "low"
    MIDDLE = "middle", "中", "middle"
    HIGH = "high", "高", "high"


class Input(Code):
    """What a category takes into account (分类依据)."""

    SENTENCE = "sentence", "裁判内容", "content of the judgment"
    SEX = "sex", "性别", "sex"
    AGE = "age", "年龄", "age"
    MIND = "mind", "心理特点", "psychological state"
    HEALTH = "health", "健康状况", "health"
    CAUSE = "cause", "犯罪原因", "why the crime was committed"
    CRIME = "crime", "犯罪类型、情节", "kind and circumstances of the crime"
    REMORSE = "remorse", "悔罪表现", "remorse"
    CONDUCT = "conduct", "矫正期间表现和奖惩", "conduct, commendations and sanctions"


class Reason(Code):
    """Why a category is advised (建议理由)."""

    SANCTIONED = "sanctioned", "受到警告或者治安管理处罚", "was warned or penalised"
    ORDER_BROKEN = "order_broken", "违反禁止令", "broke the prohibition order"
    HIGH_RISK = "high_risk", "综合评估风险高", "the assessment found a high risk"
    ADMONISHED = "admonished", "受到训诫", "was admonished"
    COMMENDED = "commended", "受到表扬且风险低", "was commended, at low risk"
    GENERAL = "general", "一般情形", "nothing special"


@dataclass(frozen=True, slots=True)
class AssessedFacts:
    """What the assessment found and what happened since the category was last set."""

    risk: Annotated[Risk | None, Text("综合评估结果", "result of the assessment")] = None
    commendations: Annotated[int, Text("表扬次数", "commendations")] = 0
    admonitions: Annotated[int, Text("训诫次数", "admonitions")] = 0
    warnings: Annotated[int, Text("警告次数", "warnings")] = 0
    penalties: Annotated[int, Text("治安管理处罚次数", "penalties by the police")] = 0
    order_broken: Annotated[bool, Text("违反禁止令", "broke the prohibition order")] = False


@dataclass(frozen=True, slots=True)
class Advice:
    """A category to consider, why, who decides, and that it binds nobody."""

    level: Level
    reasons: tuple[Reason, ...]
    decides: Rung = Rung.AGENCY
    binding: bool = False


@rule("levels.advice", INPUTS, CATEGORY, SCHEME, BY_MACHINE, zh="管理类别的建议")
def advice(facts: AssessedFacts, law: Statutes) -> Answer[Advice]:
    """A program may advise a category by assessment and conduct; a named officer decides it."""
    risk = need(facts.risk, "risk", Text("综合评估结果", "the result of the assessment"))
    level, reasons = _advised(facts, risk)
    says = Text(f"建议{level.says.zh}", f"{level.says.en} advised")
    grounds = (
        Ground(CATEGORY, Text("由县级社区矫正机构确定类别", "the county agency sets it")),
        Ground(SCHEME, says),
        Ground(BY_MACHINE, Text("不得仅以自动化方式作出决定", "no machine decides alone")),
    )
    return Verdict(Advice(level, reasons), grounds)


def _advised(facts: AssessedFacts, risk: Risk) -> tuple[Level, tuple[Reason, ...]]:
    strict = [
        (facts.warnings + facts.penalties > 0, Reason.SANCTIONED),
        (facts.order_broken, Reason.ORDER_BROKEN),
        (risk is Risk.HIGH, Reason.HIGH_RISK),
    ]
    reasons = tuple(reason for holds, reason in strict if holds)
    if reasons:
        return Level.STRICT, reasons
    if facts.admonitions:
        return Level.ORDINARY, (Reason.ADMONISHED,)
    if facts.commendations and risk is Risk.LOW:
        return Level.LENIENT, (Reason.COMMENDED,)
    return Level.ORDINARY, (Reason.GENERAL,)


@dataclass(frozen=True, slots=True)
class InputFacts:
    """What an assessment has looked at."""

    considered: Annotated[tuple[Input, ...], Text("已考虑的因素", "what was considered")]


@rule("levels.missing_inputs", INPUTS, CATEGORY, zh="分类评估尚缺的因素")
def missing_inputs(facts: InputFacts, law: Statutes) -> Answer[tuple[Input, ...]]:
    """Sentence, sex, age, mind, health, cause, crime and remorse all go into a category."""
    missing = tuple(each for each in Input if each not in facts.considered)
    says = Text("按法定因素综合评估", "assessed by what the law names")
    return Verdict(missing, (Ground(INPUTS, says), Ground(CATEGORY, says)))


@dataclass(frozen=True, slots=True)
class SettingFacts:
    """How a category was set."""

    decided_by: Annotated[Body | None, Text("决定主体", "who decided")] = None
    officer_named: Annotated[bool | None, Text("记明决定人", "the officer is named")] = None
    reasons_recorded: Annotated[bool | None, Text("记明理由", "reasons are recorded")] = None
    machine_only: Annotated[bool | None, Text("仅由自动化方式得出", "by a machine alone")] = None


class Lack(Code):
    """What makes a category void (类别决定的缺陷)."""

    WRONG_BODY = "wrong_body", "不是县级社区矫正机构决定", "not decided by the county agency"
    NOBODY = "nobody_named", "没有记明决定人", "no officer is named"
    NO_REASONS = "no_reasons", "没有记明理由", "no reasons are recorded"
    MACHINE = "machine_only", "仅以自动化方式作出", "decided by a machine alone"


@dataclass(frozen=True, slots=True)
class Setting:
    """Whether a category stands, and what it lacks."""

    stands: bool
    lacks: tuple[Lack, ...]


@rule("levels.setting", CATEGORY, BY_MACHINE, zh="类别决定是否有效")
def setting(facts: SettingFacts, law: Statutes) -> Answer[Setting]:
    """A category stands when a named officer of the county agency set it and gave reasons."""
    by = need(facts.decided_by, "decided_by", Text("由谁决定", "who decided"))
    named, reasons = given(facts, "officer_named"), given(facts, "reasons_recorded")
    machine = given(facts, "machine_only")
    checks = (
        (by is not Body.COUNTY, Lack.WRONG_BODY, CATEGORY),
        (not named, Lack.NOBODY, "house:named-officer"),
        (not reasons, Lack.NO_REASONS, "house:named-officer"),
        (machine, Lack.MACHINE, BY_MACHINE),
    )
    found = [(lack, article) for fails, lack, article in checks if fails]
    grounds = tuple(Ground(article, lack.says) for lack, article in found) or (
        Ground(CATEGORY, Text("由县级社区矫正机构确定", "set by the county agency")),
    )
    return Verdict(Setting(not found, tuple(lack for lack, _ in found)), grounds)


SANCTIONED = (What.ADMONISHED, What.WARNED, What.PENALISED)
STEPS: tuple[tuple[str, Text, tuple[What, ...], What, str], ...] = (
    ("assess", Text("综合评估", "assess"), (What.REGISTERED,), What.ASSESSED, CATEGORY),
    (
        "classify",
        Text("确定管理类别", "set the category"),
        (What.ASSESSED,),
        What.CLASSIFIED,
        CATEGORY,
    ),
    (
        "reconsider",
        Text("根据奖惩情况重新确定管理类别", "consider the category again"),
        (What.COMMENDED, *SANCTIONED),
        What.CLASSIFIED,
        CATEGORY,
    ),
    ("plan", Text("制定矫正方案", "make the plan"), (What.REGISTERED,), What.PLAN_MADE, PLAN),
    (
        "adjust_plan",
        Text("根据表现调整矫正方案", "adjust the plan to conduct"),
        SANCTIONED,
        What.PLAN_ADJUSTED,
        PLAN,
    ),
)

register(
    *(
        Obligation(
            name=f"levels.{name}",
            says=says,
            by=Body.COUNTY,
            to=(Body.PERSON,),
            opened_by=opened_by,
            discharged_by=(done,),
            articles=(INPUTS, article),
            once=opened_by == (What.REGISTERED,),
            untimed=True,
            freely=True,
        )
        for name, says, opened_by, done, article in STEPS
    )
)
