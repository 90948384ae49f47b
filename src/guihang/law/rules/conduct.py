"""Commendation, admonition, warning, and which answer a breach calls for (表扬、训诫、警告).

The county agency decides all three, in writing, with a copy to the procuratorate. Counts of
earlier sanctions belong to the case: they move with the file and never start again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import periods
from guihang.law.calendars import ONE_DAY
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code
from guihang.law.refusals import BadFacts
from guihang.law.rules.breaches import (
    OTHERS,
    RULES,
    TIMED,
    BreachFacts,
    Broken,
    Severity,
    began,
    lasted,
)
from guihang.law.rules.limbs import Limb, Part, no, one_of, reasons, untried, weigh
from guihang.law.statutes import Statutes, Value
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Verdict

NOT_DUE = Text("不具备法定情形", "none of the circumstances is there")
COPIED = Ground(
    "measures-2020:32",
    Text("由县级社区矫正机构书面决定，抄送检察院", "in writing, by the county agency, copied"),
)


class AdmonitionGround(Code):
    """When an admonition is given (训诫的情形)."""

    OUT = (
        "up_to_ten_days",
        "未按时报到或者脱离监管未超过十日",
        "out of supervision up to ten days",
    )
    RULES = "rules_lightly", "违反报告、会客、外出、迁居规定，情节轻微", "broke rules, lightly"
    EDUCATION = "education", "不参加教育帮扶活动，经教育仍不改正", "no education, taught in vain"
    OTHER = "other_lightly", "其他违反监督管理规定，情节轻微", "another breach, light"


class WarningGround(Code):
    """When a warning is given (警告的情形)."""

    ORDER = "order_lightly", "违反禁止令，情节轻微", "broke the prohibition order, lightly"
    OUT = "over_ten_days", "未按时报到或者脱离监管超过十日", "out of supervision over ten days"
    RULES = "rules_seriously", "违反报告、会客、外出、迁居规定，情节较重", "broke rules, seriously"
    REVIEW = "review", "不按规定提交病情复查，经教育仍不改正", "no review, taught in vain"
    REPEATED = "admonitions", "受到两次训诫仍不改正", "two admonitions and not mended"
    OTHER = "other_seriously", "其他违反监督管理规定，情节较重", "another breach, rather serious"


@dataclass(frozen=True, slots=True)
class Sanction:
    """Whether a sanction is due, on which grounds, who decides and who gets a copy."""

    due: bool
    on: tuple[Code, ...]
    undecided: tuple[Code, ...]
    decides: Body = Body.COUNTY
    copied: tuple[Body, ...] = (Body.PROCURATORATE,)


def enough(count: int | None, value: Value) -> bool | None:
    """Tell whether so many sanctions are on file that a further breach goes one step up."""
    return None if count is None else count >= value.number


def admonition_limbs(facts: BreachFacts, law: Statutes) -> tuple[Limb, ...]:
    """Return the circumstances of an admonition, tried."""
    most = law["conduct.admonition_max"]
    light = ("severity", one_of(facts.severity, {Severity.LIGHT}))
    over = no(lasted(facts, law, "conduct.admonition_max"))
    parts: dict[Code, tuple[Part, ...]] = {
        AdmonitionGround.OUT: (
            _broke(facts, TIMED),
            ("missed", began(facts, law)),
            ("missed", over),
        ),
        AdmonitionGround.RULES: (_broke(facts, RULES), light),
        AdmonitionGround.EDUCATION: (_broke(facts, {Broken.EDUCATION}), *_taught_in_vain(facts)),
        AdmonitionGround.OTHER: (_broke(facts, OTHERS), light),
    }
    return tuple(Limb(code, (most.by,), found) for code, found in parts.items())


def _broke(facts: BreachFacts, these: Collection[Broken]) -> Part:
    return "breach", one_of(facts.broke, these)


def _taught_in_vain(facts: BreachFacts) -> tuple[Part, ...]:
    return ("taught", facts.taught), ("mended", no(facts.mended))


def warning_limbs(facts: BreachFacts, law: Statutes) -> tuple[Limb, ...]:
    """Return the circumstances of a warning, tried."""
    after = law["conduct.warning_after_admonitions"]
    light = ("severity", one_of(facts.severity, {Severity.LIGHT}))
    grave = ("severity", one_of(facts.severity, {Severity.RATHER_SERIOUS}))
    over = ("missed", lasted(facts, law, "conduct.warning_over"))
    parts: dict[Code, tuple[Part, ...]] = {
        WarningGround.ORDER: (_broke(facts, {Broken.ORDER}), light),
        WarningGround.OUT: (_broke(facts, TIMED), over),
        WarningGround.RULES: (_broke(facts, RULES), grave),
        WarningGround.REVIEW: (
            _broke(facts, {Broken.REVIEW}),
            ("good_reason", no(facts.good_reason)),
            *_taught_in_vain(facts),
        ),
        WarningGround.REPEATED: (
            ("admonitions", enough(facts.admonitions, after)),
            ("mended", facts.not_mended),
        ),
        WarningGround.OTHER: (_broke(facts, OTHERS), grave),
    }
    return tuple(Limb(code, (after.by,), found) for code, found in parts.items())


def _sanction(facts: BreachFacts, limbs: tuple[Limb, ...], text: str) -> Verdict[Sanction]:
    met = weigh(facts, limbs)
    outcome = Sanction(
        bool(met),
        tuple(limb.code for limb in met),
        tuple(limb.code for limb in untried(limbs)),
    )
    return Verdict(outcome, (*(reasons(met) or (Ground(text, NOT_DUE),)), COPIED))


@rule(
    "conduct.admonition", "ccl-2019:28.1", "measures-2020:34", "measures-2020:32", zh="何时给予训诫"
)
def admonition(facts: BreachFacts, law: Statutes) -> Answer[Sanction]:
    """Up to ten days out of supervision, or a light breach, is answered by an admonition."""
    return _sanction(facts, admonition_limbs(facts, law), "measures-2020:34")


@rule("conduct.warning", "ccl-2019:28.1", "measures-2020:35", "measures-2020:32", zh="何时给予警告")
def warning(facts: BreachFacts, law: Statutes) -> Answer[Sanction]:
    """Over ten days, a rather serious breach, or two admonitions in vain, is a warning."""
    return _sanction(facts, warning_limbs(facts, law), "measures-2020:35")


class Deed(Code):
    """Deeds that earn a commendation at any time (突出表现)."""

    COURAGE = "courage", "见义勇为", "stood up for others"
    RESCUE = "rescue", "抢险救灾", "rescue in a disaster"
    HELP = "help", "帮助他人、服务社会表现突出", "outstanding help to others or to society"


@dataclass(frozen=True, slots=True)
class CommendationFacts:
    """Why a person might be commended."""

    begins: Annotated[date | None, Text("接受社区矫正之日", "first day in correction")] = None
    repents: Annotated[
        bool | None, Text("服从判决、认罪悔罪", "accepts the judgment, confesses and repents")
    ] = None
    obeys_law: Annotated[bool | None, Text("遵守法律法规", "obeys the law")] = None
    obeys_rules: Annotated[
        bool | None, Text("遵守监督管理规定、服从管理", "keeps the rules of supervision and obeys")
    ] = None
    takes_part: Annotated[
        bool | None, Text("积极参加教育帮扶等活动", "takes part in education and activities")
    ] = None
    deed: Annotated[Deed | None, Text("突出表现", "an outstanding deed")] = None


@dataclass(frozen=True, slots=True)
class Commendation:
    """Whether a commendation is due, and the first day on which conduct alone can earn one."""

    due: bool
    earliest: date | None
    decides: Body = Body.COUNTY
    copied: tuple[Body, ...] = (Body.PROCURATORATE,)


class CommendationGround(Code):
    """When a commendation is given (表扬的情形)."""

    CONDUCT = "conduct", "接受社区矫正六个月以上，表现突出", "six months or more of good conduct"
    DEED = "deed", "见义勇为、抢险救灾等突出表现", "an outstanding deed"


@rule(
    "conduct.commendation",
    "ccl-2019:28.1",
    "measures-2020:33",
    "measures-2020:32",
    zh="何时给予表扬",
)
def commendation(facts: CommendationFacts, law: Statutes) -> Answer[Commendation]:
    """Six months of good conduct in every respect, or one outstanding deed, is commended."""
    after = law["conduct.commendation_after"]
    if facts.begins and facts.begins > law.on:
        why = Text("接受社区矫正之日晚于查看之日。", "Correction begins after the day asked about.")
        raise BadFacts("begins", why=why)
    count = periods.term(facts.begins, after.span) if facts.begins else None
    names = ("repents", "obeys_law", "obeys_rules", "takes_part")
    limbs = (
        Limb(
            CommendationGround.CONDUCT,
            (after.by,),
            (
                ("begins", None if count is None else law.on > count.last),
                *((name, getattr(facts, name)) for name in names),
            ),
        ),
        Limb(CommendationGround.DEED, (after.by,), (("deed", facts.deed is not None),)),
    )
    met = weigh(facts, limbs)
    earliest = count.last + ONE_DAY if count else None
    found = (*(reasons(met) or (after.ground(),)), COPIED)
    return Verdict(Commendation(bool(met), earliest), found, count.steps if count else ())
