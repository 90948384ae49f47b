"""Answers to complaints and to the procuratorate's opinions (申诉控告检举、检察监督)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code
from guihang.law.events import What
from guihang.law.obligations import Obligation, register
from guihang.law.rules.limbs import grounds
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Verdict, need

OPINION = "ccl-2019:62"
COMPLAINT = "ccl-2019:34.2"


class Raised(Code):
    """What was raised (提出的事项)."""

    OPINION = "opinion", "人民检察院的纠正意见、检察建议", "opinion of the procuratorate"
    COMPLAINT = "complaint", "申诉、控告、检举", "complaint"


@dataclass(frozen=True, slots=True)
class RaisedFacts:
    """Something raised about how correction is carried out (监督、申诉)."""

    raised: Annotated[Raised, Text("提出的事项", "what was raised")]
    adopted: Annotated[bool | None, Text("已经采纳", "it was followed")] = None


@dataclass(frozen=True, slots=True)
class Reply:
    """To whom an answer goes, whether in writing, and whether it must give reasons (回复)."""

    to: Body
    in_writing: bool
    reasons: bool


@rule("oversight.reply", OPINION, COMPLAINT, zh="对检察意见、申诉控告检举如何答复")
def reply(facts: RaisedFacts, law: Statutes) -> Answer[Reply]:
    """The procuratorate is answered in writing, with reasons where its opinion is not followed."""
    # Not modelled: which organ deals with a complaint; who receives it answers it.
    if facts.raised is Raised.COMPLAINT:
        says = Text("及时办理，并将结果告知", "dealt with in time, the result told")
        return Verdict(Reply(Body.PERSON, False, False), grounds(law, says, COMPLAINT))
    adopted = need(facts.adopted, "adopted", Text("是否采纳", "whether it was followed"))
    says = Text("书面回复；没有采纳的说明理由", "in writing, with reasons if it is not followed")
    return Verdict(Reply(Body.PROCURATORATE, True, not adopted), grounds(law, says, OPINION))


register(
    Obligation(
        name="oversight.answer_opinion",
        says=Text("书面回复纠正意见、检察建议", "answer the procuratorate in writing"),
        by=Body.COUNTY,
        to=(Body.PROCURATORATE,),
        opened_by=(What.CORRECTION_RECEIVED,),
        discharged_by=(What.CORRECTION_ANSWERED,),
        articles=(OPINION,),
        lives_on=True,
        untimed=True,
    ),
    Obligation(
        name="oversight.answer_complaint",
        says=Text("办理申诉、控告、检举并告知结果", "deal with a complaint and tell the result"),
        by=Body.COUNTY,
        to=(Body.PERSON,),
        opened_by=(What.COMPLAINED,),
        discharged_by=(What.COMPLAINT_ANSWERED,),
        articles=(COMPLAINT,),
        lives_on=True,
    ),
)
