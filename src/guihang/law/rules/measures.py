"""Which answer to conduct fits which kind of person, and who decides it (措施与类别对照).

The whole matrix in one place: a measure that is not for a kind is refused with the article.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code, Kind
from guihang.law.rules.limbs import grounds, texts
from guihang.law.spans import Span
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Verdict, need

EVERY = frozenset(Kind)


class Measure(Code):
    """What can be done about a person's conduct, lightest first (考核奖惩与提请措施)."""

    COMMENDATION = "commendation", "表扬", "commendation"
    ADMONITION = "admonition", "训诫", "admonition"
    WARNING = "warning", "警告", "warning"
    POSITIONING = "positioning", "使用电子定位装置", "positioning device"
    POLICE_SUPERVISION = (
        "police_penalty_supervision",
        "提请治安管理处罚（违反监督管理规定）",
        "police penalty for breaking supervision rules",
    )
    POLICE_ORDER = (
        "police_penalty_order",
        "提请治安管理处罚（违反禁止令）",
        "police penalty for breaking the prohibition order",
    )
    REVOKE_SUSPENSION = "revocation_suspension", "提请撤销缓刑", "revocation of the suspension"
    REVOKE_PAROLE = "revocation_parole", "提请撤销假释", "revocation of parole"
    RECALL = "recall", "提请收监执行", "recall to prison"
    ARREST = "arrest", "提请逮捕", "arrest"
    REDUCTION = "reduction", "提请减刑", "reduction of sentence"


@dataclass(frozen=True, slots=True)
class Shape:
    """What the law fixes about one measure: for whom, who decides, who gets a copy.

    `kinds_by` names the parameter that lists the kinds where the text has changed over time,
    `copied_by` the local rule that says who gets a copy where no text does.
    """

    kinds: frozenset[Kind]
    decides: Body
    articles: tuple[str, ...]
    excludes: tuple[str, ...] = ()
    files: Body = Body.COUNTY
    within: str = ""
    kinds_by: str = ""
    copied: tuple[Body, ...] = (Body.PROCURATORATE,)
    copied_by: str = ""


SUPERVISION = ("psl-2025:72(4)", "psl-2012:60(4)")
ORDER = ("psl-2025:73(1)", "psl-2012:60(4)")
REVOKING = ("ccl-2019:46.3", "ccl-2019:48.1")

SHAPES: Mapping[Measure, Shape] = {
    Measure.COMMENDATION: Shape(EVERY, Body.COUNTY, ("ccl-2019:28.1", "measures-2020:32")),
    Measure.ADMONITION: Shape(EVERY, Body.COUNTY, ("ccl-2019:28.1", "measures-2020:32")),
    Measure.WARNING: Shape(EVERY, Body.COUNTY, ("ccl-2019:28.1", "measures-2020:32")),
    Measure.POSITIONING: Shape(
        EVERY, Body.BUREAU_HEAD, ("ccl-2019:29.1",), copied_by="monitoring.copied_to"
    ),
    Measure.POLICE_SUPERVISION: Shape(
        frozenset(),
        Body.POLICE,
        (*SUPERVISION, "ccl-2019:28.1", "ccl-2019:59"),
        SUPERVISION,
        kinds_by="penalty.kinds",
    ),
    Measure.POLICE_ORDER: Shape(
        frozenset(),
        Body.POLICE,
        (*ORDER, "ccl-2019:28.1", "po-2011:11"),
        ("cl-1997:38.2", "cl-1997:72.2"),
        kinds_by="penalty.order_kinds",
    ),
    Measure.REVOKE_SUSPENSION: Shape(
        frozenset({Kind.SUSPENSION}),
        Body.COURT,
        (*REVOKING, "cl-1997:77.2"),
        ("cl-1997:77",),
        within="revocation.decided_within",
    ),
    Measure.REVOKE_PAROLE: Shape(
        frozenset({Kind.PAROLE}),
        Body.COURT,
        (*REVOKING, "cl-1997:86.3"),
        ("cl-1997:86",),
        within="revocation.decided_within",
        copied=(Body.PROCURATORATE, Body.POLICE, Body.PRISON),
    ),
    Measure.RECALL: Shape(
        frozenset({Kind.OUTSIDE}),
        Body.ORGAN,
        ("ccl-2019:49.1", "cpl-2018:268.1"),
        ("ccl-2019:49.1",),
        within="recall.decided_within",
    ),
    Measure.ARREST: Shape(
        frozenset({Kind.SUSPENSION, Kind.PAROLE}),
        Body.COURT,
        ("ccl-2019:47.1", "ccl-2019:47.2", "spc-2021:544"),
        ("ccl-2019:47.1",),
        within="revocation.arrest_decided_within",
    ),
    Measure.REDUCTION: Shape(
        EVERY - {Kind.PAROLE},
        Body.COURT,
        ("ccl-2019:33", "cl-1997:79"),
        ("cl-1997:78.1", "house:parole-not-reduced"),
        within="reduction.decided_within",
        copied=(Body.PROCURATORATE, Body.POLICE),
    ),
}


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """A measure and the kind of person it is thought of for."""

    measure: Annotated[Measure, Text("措施", "measure")]
    kind: Annotated[Kind, Text("矫正类别", "kind of correction")]
    great_merit: Annotated[bool | None, Text("重大立功", "great merit")] = None


@dataclass(frozen=True, slots=True)
class Taken:
    """Whether a measure may be taken with a kind of person, who decides and who gets a copy."""

    may: bool
    decides: Body
    copied: tuple[Body, ...]


@rule(
    "conduct.may_be_taken",
    "ccl-2019:28",
    "ccl-2019:29.1",
    "ccl-2019:33",
    "ccl-2019:46",
    "ccl-2019:47",
    "ccl-2019:49",
    "ccl-2019:59",
    "psl-2025:72(4)",
    "psl-2025:73(1)",
    zh="何种措施适用于何种矫正类别",
)
def may_be_taken(facts: MeasureFacts, law: Statutes) -> Answer[Taken]:
    """Each measure is for the kinds of person its law names, and for no others."""
    measure, shape = facts.measure, SHAPES[facts.measure]
    if facts.kind not in kinds_of(shape, law):
        return Verdict(_refused(shape), _not_for(shape, facts.kind, law))
    if measure is Measure.REDUCTION and facts.kind is Kind.SUSPENSION:
        return _reduced_suspension(facts, shape, law)
    found = (*grounds(law, measure.says, *shape.articles), *_local(shape, law))
    copied = copied_to(shape, law)
    if measure is Measure.REDUCTION and facts.kind is Kind.OUTSIDE:
        copied, found = (*copied, Body.PRISON), (*found, *grounds(law, PRISON, "measures-2020:42"))
    return Verdict(Taken(True, shape.decides, copied), found)


PRISON = Text("抄送原服刑或者接收其档案的监狱", "copied to the prison that keeps the file")


def _local(shape: Shape, law: Statutes) -> tuple[Ground, ...]:
    """Return the local rule by which a copy goes out where no text says so."""
    local = law.get(shape.copied_by) if shape.copied_by else None
    return (local.ground(),) if local else ()


def copied_to(shape: Shape, law: Statutes) -> tuple[Body, ...]:
    """Return who gets a copy; where only practice says so, whom the local rule names."""
    if not shape.copied_by:
        return shape.copied
    local = law.get(shape.copied_by)
    return tuple(body for body in Body if local and body.value in local.words)


def kinds_of(shape: Shape, law: Statutes) -> frozenset[Kind]:
    """Return the kinds a measure is for, by the text of the day where that has changed."""
    return shape.kinds if not shape.kinds_by else named_kinds(law, shape.kinds_by)


def named_kinds(law: Statutes, key: str) -> frozenset[Kind]:
    """Return the kinds of person a parameter lists."""
    return frozenset(kind for kind in Kind if kind.value in law[key].words)


def _refused(shape: Shape) -> Taken:
    return Taken(False, shape.decides, ())


def _not_for(shape: Shape, kind: Kind, law: Statutes) -> tuple[Ground, ...]:
    says = Text(f"不适用于{kind.says.zh}", f"not for {kind.says.en}")
    return grounds(law, says, *shape.excludes)


def _reduced_suspension(facts: MeasureFacts, shape: Shape, law: Statutes) -> Answer[Taken]:
    """A suspended sentence is reduced for great merit only."""
    great = need(
        facts.great_merit, "great_merit", Text("是否重大立功", "whether there is great merit")
    )
    says = Text("宣告缓刑的一般不减刑，重大立功除外", "reduced only for great merit")
    named = grounds(law, says, "mjp-2016:18", *shape.articles)
    return Verdict(
        Taken(True, shape.decides, copied_to(shape, law)) if great else _refused(shape), named
    )


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A measure somebody must decide."""

    measure: Annotated[Measure, Text("措施", "measure")]


@dataclass(frozen=True, slots=True)
class Decided:
    """Who decides a measure, who asks for it, and within what time."""

    decides: Body
    files: Body
    within: Span | None


@rule(
    "conduct.who_decides",
    "ccl-2019:28.1",
    "ccl-2019:29.1",
    "measures-2020:32",
    "measures-2020:36",
    zh="表扬、训诫、警告和各项提请由谁决定",
)
def who_decides(facts: DecisionFacts, law: Statutes) -> Answer[Decided]:
    """The county agency decides praise and sanctions; whatever goes further, another organ."""
    shape = SHAPES[facts.measure]
    within = law[shape.within].span if shape.within else None
    says = Text(f"由{shape.decides.says.zh}决定", f"decided by the {shape.decides.says.en}")
    found = tuple(Ground(name, says) for name in texts(law, *shape.articles))
    return Verdict(Decided(shape.decides, shape.files, within), found)
