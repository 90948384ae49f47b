"""What goes with a proposal to the police, a court or the organ (提请案卷应附的材料)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from guihang.law.catalogue import rule
from guihang.law.codes import Code
from guihang.law.rules.conduct_papers import OWN, POLICE, REVOKING
from guihang.law.rules.limbs import distinct, grounds
from guihang.law.rules.measures import Measure
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Verdict, need

PAPERS = "spc-2021:535"
SAYS = Text("提请时随案移送的材料", "what goes with the proposal")
PROPERTY = Text(
    "裁判有无财产性判项（罚金、没收、赔偿）", "whether the judgment orders fine or damages"
)


class Part(Code):
    """One part of what goes with a proposal (随案材料)."""

    PROPOSAL = "proposal", "建议书", "the proposal"
    EVIDENCE = "evidence", "证据材料", "evidence"
    JUDGMENT = (
        "judgment",
        "裁判文书、执行通知书、历次减刑裁定书",
        "judgment, execution notice, earlier reductions",
    )
    REVIEW = "review", "审核（审批）表等考核奖惩材料", "sheets of reviews, rewards and sanctions"
    PROPERTY = "property", "财产性判项履行情况", "how fines and damages were paid"


@dataclass(frozen=True, slots=True)
class SubmissionFacts:
    """A proposal that is to be sent (提请)."""

    measure: Annotated[Measure, Text("措施", "measure")]
    property_ordered: Annotated[bool | None, PROPERTY] = None


@dataclass(frozen=True, slots=True)
class Submission:
    """What goes with a proposal, in the order of the volume; and what a local rule adds."""

    parts: tuple[Part, ...]
    by_local_rule: tuple[Part, ...]


@rule(
    "conduct.submission",
    "ccl-2019:28.1",
    "ccl-2019:46.3",
    "ccl-2019:47.1",
    "ccl-2019:49.1",
    PAPERS,
    "measures-2020:36",
    "measures-2020:48",
    "measures-2020:49",
    zh="提请案卷须附的材料",
)
def submission(facts: SubmissionFacts, law: Statutes) -> Answer[Submission]:
    """A proposal goes with reasons and evidence; a reduction with all the court looks for."""
    # Not modelled: the inquiry for a parole (spc-2021:535.1(5)), which a prison proposes.
    if facts.measure in OWN | {Measure.POSITIONING}:
        says = Text("由本机构自行决定，无须提请", "decided here; nothing is sent to be decided")
        return Verdict(Submission((), ()), grounds(law, says, "ccl-2019:28.1"))
    asked = tuple(_by_law(facts, law))
    named = tuple(part for part, _grounds in asked)
    local = law.get("conduct.submission_also")
    also = tuple(part for part in Part if local and part.value in local.words and part not in named)
    added = (local.ground(),) if local and also else ()
    found = distinct((*(ground for _part, each in asked for ground in each), *added))
    whole = tuple(part for part in Part if part in (*named, *also))
    return Verdict(Submission(whole, also), found)


def _by_law(facts: SubmissionFacts, law: Statutes) -> Iterator[tuple[Part, tuple[Ground, ...]]]:
    yield Part.PROPOSAL, grounds(law, SAYS, *_asking(facts.measure))
    if facts.measure is not Measure.REDUCTION:
        yield Part.EVIDENCE, grounds(law, SAYS, *_proving(facts.measure))
        return
    for part in (Part.EVIDENCE, Part.JUDGMENT, Part.REVIEW):
        yield part, grounds(law, SAYS, PAPERS)
    if need(facts.property_ordered, "property_ordered", PROPERTY):
        yield Part.PROPERTY, grounds(law, SAYS, PAPERS)


def _asking(measure: Measure) -> tuple[str, ...]:
    if measure in REVOKING:
        return ("ccl-2019:46.3",)
    if measure in POLICE:
        return ("ccl-2019:28.1", "measures-2020:36")
    return {
        Measure.RECALL: ("ccl-2019:49.1",),
        Measure.ARREST: ("ccl-2019:47.1",),
        Measure.REDUCTION: (PAPERS,),
    }[measure]


def _proving(measure: Measure) -> tuple[str, ...]:
    """Name the text that asks for evidence; for some proposals only the Measures do."""
    if measure in REVOKING:
        return ("ccl-2019:46.3",)
    if measure in POLICE:
        return ("measures-2020:36",)
    return ("measures-2020:48",) if measure is Measure.ARREST else ("measures-2020:49",)
