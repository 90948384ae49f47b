"""When somebody who serves outside must be recalled, and by whom (提请收监执行).

Eight grounds. A court's list says of two warnings "and still not mended"; the Measures, which
rule where prison administration or police decided, do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code, Organ
from guihang.law.rules.conduct import enough
from guihang.law.rules.limbs import Limb, Part, cannot, grounds, no, reasons, texts, untried, weigh
from guihang.law.rules.revocation import Proposal
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Verdict


class RecallGround(Code):
    """When recall is proposed (提请收监执行的情形); two of them stand in one item."""

    UNFIT = "unfit", "不符合暂予监外执行条件", "does not meet the conditions"
    ABSENT = "absent", "未经批准离开市、县，经警告拒不改正", "left without approval, warned in vain"
    HIDING = "hiding", "拒不报告行踪，脱离监管", "hides his whereabouts, out of supervision"
    PENALISED = "penalised", "受治安管理处罚后仍不改正", "penalised by the police and not mended"
    WARNED = "warned", "受到两次警告", "two warnings"
    REVIEW = "review", "不按规定提交病情复查情况，经警告拒不改正", "no review, warned in vain"
    GROUND_ENDED = "ground_ended", "情形消失后刑期未满", "the ground has gone, the term has not"
    GUARANTOR = "guarantor", "丧失保证人，未在规定期限提出新保证人", "no guarantor any more"
    SERIOUS = "serious", "其他违反规定，情节严重", "another serious breach"


@dataclass(frozen=True, slots=True)
class RecallFacts:
    """What there is against somebody who serves outside prison."""

    organ: Annotated[Organ | None, Text("决定机关", "deciding organ")] = None
    unfit: Annotated[
        bool | None, Text("不符合暂予监外执行条件", "does not meet the conditions")
    ] = None
    absent: Annotated[
        bool | None, Text("未经批准离开所居住的市、县", "left the city or county without approval")
    ] = None
    hiding: Annotated[bool | None, Text("拒不报告行踪", "refuses to say where he or she is")] = None
    out: Annotated[bool | None, Text("脱离监管", "is out of supervision")] = None
    review_missed: Annotated[
        bool | None, Text("不按规定提交病情复查情况", "handed in no medical review as required")
    ] = None
    warned: Annotated[
        bool | None, Text("已就该行为给予警告", "was warned for this very conduct")
    ] = None
    warnings: Annotated[int | None, Text("警告次数", "warnings on file")] = None
    penalised: Annotated[
        bool | None,
        Text("因违反监督管理规定受治安管理处罚", "penalised for breaking supervision rules"),
    ] = None
    mended: Annotated[bool | None, Text("已经改正", "has mended since")] = None
    ground_ended: Annotated[
        bool | None, Text("暂予监外执行情形消失", "the ground of serving outside has gone")
    ] = None
    sentence_ends: Annotated[date | None, Text("刑期止日", "last day of the sentence")] = None
    guarantor_lost: Annotated[
        bool | None, Text("保证人丧失条件或者被取消资格", "the guarantor was lost or struck off")
    ] = None
    new_guarantor: Annotated[
        bool | None,
        Text("在规定期限内提出新保证人", "a new guarantor was named in the set time"),
    ] = None
    serious: Annotated[
        bool | None, Text("其他违反规定，情节严重", "another serious breach of law and rules")
    ] = None


STATED = (
    "unfit",
    "absent",
    "hiding",
    "review_missed",
    "warnings",
    "penalised",
    "ground_ended",
    "guarantor_lost",
    "serious",
)


def recall_limbs(facts: RecallFacts, law: Statutes) -> tuple[Limb, ...]:
    """Return the circumstances of a recall, tried; one nobody speaks of is not there."""
    mended: Part = ("mended", no(facts.mended))
    in_vain: tuple[Part, ...] = (("warned", facts.warned), mended)
    enough_warnings = bool(enough(facts.warnings, law["recall.after_warnings"]))
    unexpired = None if facts.sentence_ends is None else facts.sentence_ends >= law.on
    new: Part = ("new_guarantor", no(facts.new_guarantor))
    ended: Part = ("sentence_ends", unexpired)
    found: tuple[tuple[RecallGround, bool | None, tuple[Part, ...]], ...] = (
        (RecallGround.UNFIT, facts.unfit, ()),
        (RecallGround.ABSENT, facts.absent, in_vain),
        (RecallGround.HIDING, facts.hiding, (("out", facts.out),)),
        (RecallGround.PENALISED, facts.penalised, (mended,)),
        (RecallGround.WARNED, enough_warnings, _still(facts)),
        (RecallGround.REVIEW, facts.review_missed, in_vain),
        (RecallGround.GROUND_ENDED, facts.ground_ended, (ended,)),
        (RecallGround.GUARANTOR, facts.guarantor_lost, (new,)),
        (RecallGround.SERIOUS, facts.serious, ()),
    )
    return tuple(
        Limb(code, recall_texts(code, law, facts.organ), ((code.value, bool(asserted)), *parts))
        for code, asserted, parts in found
    )


def _still(facts: RecallFacts) -> tuple[Part, ...]:
    """The court's text asks that two warnings have not helped; the Measures do not."""
    if facts.organ is None:
        return (("organ", True if facts.mended is False else None),)
    return (("mended", no(facts.mended)),) if facts.organ is Organ.COURT else ()


def recall_texts(code: RecallGround, law: Statutes, organ: Organ | None = None) -> tuple[str, ...]:
    """Return the articles of one ground: the court has a list of its own."""
    measures = "measures-2020:49"
    if organ in {Organ.POLICE, Organ.PRISON_BUREAU}:
        return texts(law, measures)
    return texts(law, f"spc-2021:516({ITEMS[code]})", measures)


@rule(
    "recall.grounds",
    "ccl-2019:49.1",
    "cpl-2018:268.1",
    "spc-2021:516",
    "psr-2020:310.1",
    "measures-2020:49",
    "pl-2026:48.1",
    zh="何时提请收监执行",
)
def recall_grounds(facts: RecallFacts, law: Statutes) -> Answer[Proposal]:
    """Whoever no longer qualifies, slips away, or does not mend after warnings is recalled."""
    if all(getattr(facts, name) is None for name in STATED):
        cannot(facts, *STATED)
    limbs = recall_limbs(facts, law)
    met = weigh(facts, limbs)
    says = Text("由社区矫正机构提出收监执行建议并抄送检察院", "proposed by the agency, copied")
    filing = grounds(law, says, "ccl-2019:49.1", "cpl-2018:268.1", *LAW_OF.get(facts.organ, ()))
    otherwise = grounds(
        law, Text("不具备收监情形", "none of the grounds is there"), "measures-2020:49"
    )
    return Verdict(
        Proposal(
            bool(met),
            tuple(limb.code for limb in met),
            tuple(limb.code for limb in untried(limbs)),
            Body.COUNTY,
            (Body.PROCURATORATE,),
        ),
        (*(reasons(met) or otherwise), *filing),
    )


LAW_OF: dict[Organ | None, tuple[str, ...]] = {
    Organ.PRISON_BUREAU: ("pl-2026:48.1", "pl-2012:28"),
    Organ.POLICE: ("psr-2020:310.1",),
}
ITEMS = {
    RecallGround.UNFIT: "1",
    RecallGround.ABSENT: "2",
    RecallGround.HIDING: "2",
    RecallGround.PENALISED: "3",
    RecallGround.WARNED: "4",
    RecallGround.REVIEW: "5",
    RecallGround.GROUND_ENDED: "6",
    RecallGround.GUARANTOR: "7",
    RecallGround.SERIOUS: "8",
}
