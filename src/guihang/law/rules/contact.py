"""Meeting people: whom one may not meet without leave, and whom an order forbids (会客、接触)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code, Kind
from guihang.law.events import What
from guihang.law.obligations import Obligation, register
from guihang.law.refusals import BadFacts
from guihang.law.rules.answers_given import given
from guihang.law.rungs import Rung
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Verdict, need

RULES = "ccl-2019:23"
APPROVAL = "measures-2020:25"
ORDERED: dict[Kind, str] = {
    Kind.SURVEILLANCE: "cl-1997:38.2",
    Kind.SUSPENSION: "cl-1997:72.2",
}


class Whom(Code):
    """Whom somebody wants to meet (接触对象)."""

    VICTIM = "victim", "本案被害人", "victim of the case"
    ACCUSER = "accuser", "本案控告人", "accuser in the case"
    INFORMANT = "informant", "本案举报人", "informant in the case"
    ACCOMPLICE = "accomplice", "同案犯", "accomplice"
    TEMPTER = "tempter", "可能诱发其再犯罪的人", "somebody who may lead to new crime"
    FAMILY = "family", "家庭成员", "family"
    OTHER = "other", "其他人员", "anybody else"


class Barred(Code):
    """What a prohibition order says about meeting this person (禁止令对接触的规定)."""

    NOTHING = "nothing", "没有规定", "nothing"
    FORBIDDEN = "forbidden", "禁止接触", "forbidden"
    WITHOUT_CONSENT = "without_consent", "未经对方同意禁止接触", "forbidden without consent"


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """Somebody who is to be met."""

    whom: Annotated[Whom, Text("接触对象", "whom")]
    kind: Annotated[Kind | None, Text("矫正类别", "kind of correction")] = None
    order: Annotated[Barred, Text("禁止令的规定", "what the prohibition order says")] = (
        Barred.NOTHING
    )
    consents: Annotated[bool | None, Text("对方同意", "the other person consents")] = None

    def check(self) -> None:
        """Refuse an order where no order can be."""
        if self.order is not Barred.NOTHING and self.kind not in {None, *ORDERED}:
            why = Text("该类别不适用禁止令。", "There is no prohibition order for this kind.")
            raise BadFacts("order", why=why, ground="cl-1997:72.2")


@dataclass(frozen=True, slots=True)
class Meeting:
    """Whether approval is needed, who gives it, and whether the order bars it anyhow."""

    approval: bool
    decides: Rung | None
    barred: bool
    national: bool


LISTED = {Whom.VICTIM, Whom.ACCUSER, Whom.INFORMANT, Whom.ACCOMPLICE, Whom.TEMPTER}


@rule("contact.approval", RULES, APPROVAL, "cl-1997:38.2", "cl-1997:72.2", zh="接触何人须经批准")
def approval(facts: ContactFacts, law: Statutes) -> Answer[Meeting]:
    """Victim, accuser, informant and accomplice are met with the county agency's leave only."""
    if _is_barred(facts):
        kind = need(facts.kind, "kind", Text("矫正类别", "the kind of correction"))
        says = Text("人民法院禁止令禁止接触，不得批准", "the court's order forbids it")
        return Verdict(Meeting(False, None, True, True), (Ground(ORDERED[kind], says),))
    if facts.whom in LISTED:
        says = Text("未经县级社区矫正机构批准不得接触", "only with the county agency's leave")
        return Verdict(Meeting(True, Rung.AGENCY, False, True), (Ground(APPROVAL, says),))
    listed = law.get("contact.listed")
    if listed is not None and facts.whom in listed.words:
        return Verdict(Meeting(True, Rung.AGENCY, False, False), (listed.ground(),))
    says = Text("国家规定未列举，本地未要求批准", "no text lists this person")
    return Verdict(Meeting(False, None, False, False), (Ground(APPROVAL, says),))


def _is_barred(facts: ContactFacts) -> bool:
    if facts.order is not Barred.WITHOUT_CONSENT:
        return facts.order is Barred.FORBIDDEN
    return not given(facts, "consents")


register(
    Obligation(
        name="contact.answer",
        says=Text("答复会客、接触申请", "answer a request to meet somebody"),
        by=Body.COUNTY,
        to=(Body.PERSON,),
        opened_by=(What.CONTACT_ASKED,),
        discharged_by=(What.CONTACT_GRANTED, What.CONTACT_REFUSED),
        articles=(RULES, APPROVAL),
        untimed=True,
    )
)
