"""From the decision to the agency's door: who is told, who brings the papers, who comes (交付).

Every time counts from the day the judgment, ruling or decision takes effect, or from the day
the papers reached whoever has to act.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import obligations, periods
from guihang.law.articles import instruments
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code, Kind, Organ
from guihang.law.events import What, check_order
from guihang.law.facts import CaseFacts
from guihang.law.obligations import Duty, Obligation, provides, register
from guihang.law.refusals import BadFacts
from guihang.law.rules import chains
from guihang.law.rules.answers_given import given
from guihang.law.rules.chains import Asked, Link
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Step, Verdict, need

REPORTING = frozenset(Kind) - {Kind.OUTSIDE}
DELIVERY = "ccl-2019:20"
PLACE = "ccl-2019:17"
BY_DETENTION_HOUSE = Text(
    "看守所或者执行取保候审、监视居住的公安机关移送",
    "the detention house, or the police who run bail or surveillance, hand over",
)


class Delivery(Code):
    """The steps from a decision to the agency (交付的环节)."""

    NOTICE = "notice", "通知执行地社区矫正机构", "notify the county agency"
    DOCUMENTS = "documents", "送达法律文书", "serve the documents"
    REPORT = "report", "到执行地社区矫正机构报到", "report to the county agency"
    HAND_OVER = "hand_over", "移送社区矫正对象", "hand the person over"
    RECEIPT = "receipt", "送达法律文书回执", "return the receipt"
    PASS_ON = "pass_on", "转送所在地检察院、公安机关", "pass on to procuratorate and police"
    COMPLETE = "complete", "补齐法律文书", "complete the documents"


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """A person who has to come by himself or herself (自行报到)."""

    kind: Annotated[Kind, Text("矫正类别", "kind of correction")]
    effective: Annotated[date, Text("判决、裁定生效之日", "day the judgment takes effect")]

    def check(self) -> None:
        """Refuse a kind that is handed over instead."""
        if self.kind not in REPORTING:
            why = Text("暂予监外执行对象由移送机关移送。", "He or she is handed over instead.")
            raise BadFacts("kind", why=why, ground="ccl-2019:21.2")


@rule("intake.report_by", "ccl-2019:21.1", zh="最迟何日报到")
def report_by(facts: ReportFacts, law: Statutes) -> Answer[date]:
    """Surveillance, suspension and parole: report within ten days of the decision's effect."""
    value = law.at(facts.effective)["intake.report_within"]
    count = periods.period(facts.effective, value.span, law.calendar)
    return periods.verdict(count.last, count, value.ground())


@dataclass(frozen=True, slots=True)
class HandOverFacts:
    """A decision on serving outside prison, received by whoever hands over (移送)."""

    organ: Annotated[Organ, Text("决定或者批准机关", "who decided or approved")]
    received: Annotated[date, Text("收到决定之日", "day the decision was received")]


@dataclass(frozen=True, slots=True)
class HandOver:
    """Who hands the person over, by when, and who is told of it."""

    by: tuple[Body, ...]
    due: date
    told: tuple[Body, ...]


HANDS_OVER: dict[Organ, tuple[tuple[Body, ...], str]] = {
    Organ.COURT: ((Body.DETENTION_HOUSE, Body.POLICE), "intake.court_handover_within"),
    Organ.PRISON_BUREAU: ((Body.PRISON,), "intake.prison_handover_within"),
    Organ.POLICE: ((Body.DETENTION_HOUSE,), "intake.prison_handover_within"),
}


@rule("intake.hand_over", "ccl-2019:21.2", "ccl-2019:21.3", "pl-2026:47", zh="由谁何日前移送")
def hand_over(facts: HandOverFacts, law: Statutes) -> Answer[HandOver]:
    """Whoever holds the person hands him or her over within ten days of receiving the decision."""
    by, key = HANDS_OVER[facts.organ]
    value = law.at(facts.received)[key]
    count = periods.period(facts.received, value.span, law.calendar)
    grounds = [value.ground()]
    told: tuple[Body, ...] = ()
    if _prison_tells(facts.organ, facts.received):
        says = Text("移送情况及时通报人民检察院", "the procuratorate is told of the hand-over")
        grounds.append(Ground("pl-2026:47", says))
        told = (Body.PROCURATORATE,)
    return periods.verdict(HandOver(by, count.last, told), count, *grounds)


def _prison_tells(organ: Organ | None, day: date) -> bool:
    """Since the Prison Act of 2026 the prison tells the procuratorate of the hand-over."""
    return organ is Organ.PRISON_BUREAU and instruments()["pl-2026"].in_force(day)


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """A decision on its way, with the days that are known so far."""

    kind: Annotated[Kind, Text("矫正类别", "kind of correction")]
    effective: Annotated[date, Text("生效之日", "day it takes effect")]
    organ: Annotated[Organ | None, Text("决定机关", "deciding organ")] = None
    organ_elsewhere: Annotated[
        bool | None, Text("决定地与执行地不在同一地方", "the organ is in another place")
    ] = None
    decision_received: Annotated[
        date | None, Text("移送机关收到决定之日", "day who hands over received the decision")
    ] = None
    notice_received: Annotated[date | None, Text("收到通知之日", "day of the notice")] = None
    documents_received: Annotated[date | None, Text("收到文书之日", "day of the documents")] = None
    arrived: Annotated[date | None, Text("报到或者移送之日", "day he or she came")] = None
    receipt_returned: Annotated[date | None, Text("送达回执之日", "day of the receipt")] = None
    passed_on: Annotated[date | None, Text("转送文书之日", "day they were passed on")] = None
    completion_asked: Annotated[
        date | None, Text("通知补齐文书之日", "day completion was asked for")
    ] = None
    completed: Annotated[date | None, Text("文书补齐之日", "day of completion")] = None

    def check(self) -> None:
        """Refuse days that answer what had not come, and an organ that cannot decide this."""
        check_order("arrived", self.decision_received, self.arrived)
        check_order("receipt_returned", self.documents_received, self.receipt_returned)
        check_order("passed_on", self.documents_received, self.passed_on)
        check_order("completed", self.completion_asked, self.completed)
        if self.kind in REPORTING and self.organ not in {None, Organ.COURT}:
            why = Text("该类别由人民法院决定。", "A court decides this kind.")
            raise BadFacts("organ", why=why, ground="ccl-2019:17.4")


NOTICE = Asked(Delivery.NOTICE, Body.ORGAN, (Body.COUNTY,), DELIVERY, "intake.notice_within")
DOCUMENTS = Asked(
    Delivery.DOCUMENTS,
    Body.ORGAN,
    (Body.COUNTY, Body.PROCURATORATE, Body.POLICE),
    DELIVERY,
    "intake.documents_within",
)
DOCUMENTS_ELSEWHERE = Asked(
    Delivery.DOCUMENTS, Body.ORGAN, (Body.COUNTY,), DELIVERY, "intake.documents_within"
)
REPORT = Asked(
    Delivery.REPORT, Body.PERSON, (Body.COUNTY,), "ccl-2019:21.1", "intake.report_within"
)
HAND_OVER: dict[Organ, Asked] = {
    organ: Asked(Delivery.HAND_OVER, by[0], (Body.COUNTY,), article, within)
    for organ, article in (
        (Organ.COURT, "ccl-2019:21.2"),
        (Organ.PRISON_BUREAU, "ccl-2019:21.3"),
        (Organ.POLICE, "ccl-2019:21.3"),
    )
    for by, within in (HANDS_OVER[organ],)
}
RECEIPT = Asked(
    Delivery.RECEIPT, Body.COUNTY, (Body.ORGAN,), "measures-2020:16.1", "intake.receipt_within"
)
PASS_ON = Asked(Delivery.PASS_ON, Body.COUNTY, (Body.PROCURATORATE, Body.POLICE), DELIVERY)
COMPLETE = Asked(
    Delivery.COMPLETE, Body.ORGAN, (Body.COUNTY,), "measures-2020:16.2", "intake.complete_within"
)


@rule(
    "intake.deadlines",
    DELIVERY,
    "ccl-2019:21",
    "measures-2020:16",
    "spc-2021:519.3",
    zh="交付接收各环节的期限",
)
def deadlines(facts: DeliveryFacts, law: Statutes) -> Answer[tuple[Link, ...]]:
    """The organ notifies, serves and completes; the person comes or is brought in time."""
    documents = DOCUMENTS_ELSEWHERE if facts.organ_elsewhere else DOCUMENTS
    joined = [
        chains.link(NOTICE, facts.effective, facts.notice_received, law),
        chains.link(documents, facts.effective, facts.documents_received, law),
        _arrival(facts, law),
        chains.link(RECEIPT, facts.documents_received, facts.receipt_returned, law),
    ]
    if facts.organ_elsewhere:
        joined.append(chains.link(PASS_ON, facts.documents_received, facts.passed_on, law))
    joined.append(chains.link(COMPLETE, facts.completion_asked, facts.completed, law))
    return chains.verdict(joined)


def _arrival(facts: DeliveryFacts, law: Statutes) -> chains.Joined:
    if facts.kind in REPORTING:
        return chains.link(REPORT, facts.effective, facts.arrived, law)
    organ = need(facts.organ, "organ", Text("决定或者批准机关", "who decided or approved"))
    return chains.link(HAND_OVER[organ], facts.decision_received, facts.arrived, law)


class Place(Code):
    """Which county carries it out (执行地)."""

    HOME = "home", "居住地", "where he or she lives"
    HABITUAL = "habitual", "经常居住地", "where he or she mostly lives"
    BEST = "best", "有利于接受矫正、更好地融入社会的地方", "where correction is served best"


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What is known of where a person lives."""

    home_known: Annotated[bool | None, Text("居住地能够确定", "the home is known")] = None
    several_homes: Annotated[bool | None, Text("在多个地方居住", "lives in several places")] = None
    suitable: Annotated[bool | None, Text("适宜执行社区矫正", "fit for correction")] = None


@rule("intake.place", PLACE, "spc-2021:519.1", "measures-2020:12", zh="执行地如何确定")
def place(facts: PlaceFacts, law: Statutes) -> Answer[Place]:
    """The organ names the county of the home; of several the usual; of none the most helpful."""
    if not given(facts, "home_known") or not given(facts, "suitable"):
        return _placed(Place.BEST, "ccl-2019:17.3")
    several = given(facts, "several_homes")
    return _placed(Place.HABITUAL if several else Place.HOME, "ccl-2019:17.2")


def _placed(found: Place, article: str) -> Verdict[Place]:
    return Verdict(found, (Ground(article, found.says),), (Step(found.says, None, article),))


OVERDUE = Text(
    "立即组织查找，视情节训诫、警告或者提请撤销",
    "searched for at once; admonition, warning or revocation follow",
)

register(
    Obligation(
        name="intake.notify",
        says=Delivery.NOTICE.says,
        by=Body.ORGAN,
        to=(Body.COUNTY,),
        opened_by=(What.EFFECTIVE,),
        discharged_by=(What.NOTICE_RECEIVED, What.DOCUMENTS_RECEIVED),
        articles=(DELIVERY,),
        within="intake.notice_within",
        once=True,
    ),
    Obligation(
        name="intake.serve_documents",
        says=Delivery.DOCUMENTS.says,
        by=Body.ORGAN,
        to=(Body.COUNTY, Body.PROCURATORATE, Body.POLICE),
        opened_by=(What.EFFECTIVE,),
        discharged_by=(What.DOCUMENTS_RECEIVED,),
        articles=(DELIVERY,),
        within="intake.documents_within",
        once=True,
    ),
    Obligation(
        name="intake.report",
        says=Delivery.REPORT.says,
        by=Body.PERSON,
        to=(Body.COUNTY,),
        opened_by=(What.EFFECTIVE,),
        discharged_by=(What.REPORTED, What.REGISTERED),
        articles=("ccl-2019:21.1",),
        within="intake.report_within",
        kinds=REPORTING,
        consequence=OVERDUE,
        once=True,
    ),
    Obligation(
        name="intake.complete",
        says=Delivery.COMPLETE.says,
        by=Body.ORGAN,
        to=(Body.COUNTY,),
        opened_by=(What.COMPLETION_ASKED,),
        discharged_by=(What.DOCUMENTS_COMPLETED,),
        articles=("measures-2020:16.2",),
        within="intake.complete_within",
    ),
)


def _handing_over(name: str, by: Body, article: str, within: str, says: Text) -> Obligation:
    return Obligation(
        name=name,
        says=says,
        by=by,
        to=(Body.COUNTY,),
        opened_by=(What.DECISION_RECEIVED,),
        discharged_by=(What.HANDED_OVER, What.REGISTERED),
        articles=(article,),
        within=within,
        kinds=frozenset({Kind.OUTSIDE}),
        once=True,
    )


OBLIGED: dict[Organ, Obligation] = {
    Organ.COURT: _handing_over(
        "intake.hand_over_for_court",
        Body.DETENTION_HOUSE,
        "ccl-2019:21.2",
        "intake.court_handover_within",
        BY_DETENTION_HOUSE,
    ),
    Organ.PRISON_BUREAU: _handing_over(
        "intake.hand_over_from_prison",
        Body.PRISON,
        "ccl-2019:21.3",
        "intake.prison_handover_within",
        Text("监狱移送并通报改造情况", "the prison hands over and reports on the record"),
    ),
    Organ.POLICE: _handing_over(
        "intake.hand_over_from_detention",
        Body.DETENTION_HOUSE,
        "ccl-2019:21.3",
        "intake.prison_handover_within",
        Text("看守所移送", "the detention house hands over"),
    ),
}
TELL_OF_HAND_OVER = Obligation(
    name="intake.tell_of_hand_over",
    says=Text("将移送情况通报人民检察院", "tell the procuratorate of the hand-over"),
    by=Body.PRISON,
    to=(Body.PROCURATORATE,),
    opened_by=(What.HANDED_OVER,),
    discharged_by=(What.TOLD, What.COPIED),
    told=Body.PROCURATORATE,
    articles=("pl-2026:47",),
    kinds=frozenset({Kind.OUTSIDE}),
)


@provides(*OBLIGED.values(), TELL_OF_HAND_OVER)
def hand_overs(case: CaseFacts, on: date, law: Statutes) -> Iterable[Duty]:
    """Yield the hand-over of a person who serves outside, by whoever the decision obliges."""
    if case.kind is not Kind.OUTSIDE or case.organ is None:
        return
    received = case.first(What.DECISION_RECEIVED)
    if received is not None:
        yield obligations.opened(OBLIGED[case.organ], received, case, law)
    handed = case.first(What.HANDED_OVER)
    if handed is not None and _prison_tells(case.organ, handed.day):
        yield obligations.opened(TELL_OF_HAND_OVER, handed, case, law)
