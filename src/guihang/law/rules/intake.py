"""At the agency's door: registering first, coming late or never, the exit ban (接收)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from guihang.law import obligations, periods
from guihang.law.calendars import ONE_DAY
from guihang.law.catalogue import rule
from guihang.law.codes import Body, Code, Kind
from guihang.law.events import What, check_order
from guihang.law.facts import CaseFacts
from guihang.law.obligations import Duty, Obligation, provides, register
from guihang.law.rules import delivery
from guihang.law.rules.answers_given import given
from guihang.law.rules.delivery import ReportFacts
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, Ground, Step, Verdict, said

RECEPTION = "ccl-2019:22"
REGISTER_FIRST = "measures-2020:16.2"
EXIT_BAN = "eel-2012:12(2)"


class Papers(Code):
    """In which state the documents are when the person comes (法律文书)."""

    COMPLETE = "complete", "齐全", "complete"
    INCOMPLETE = "incomplete", "不齐全", "incomplete"
    MISSING = "missing", "未收到", "none came"


class Where(Code):
    """Where somebody is registered (登记地点)."""

    AGENCY = "agency", "社区矫正机构", "at the agency"
    HOME = "home", "居所", "at home"


@dataclass(frozen=True, slots=True)
class ArrivalFacts:
    """A person who came, or cannot come, and the papers about him or her."""

    papers: Annotated[Papers, Text("法律文书", "the documents")]
    identity_matches: Annotated[bool | None, Text("身份相符", "identity matches")] = None
    can_come: Annotated[bool | None, Text("能够到场", "able to come")] = None
    completion_asked: Annotated[
        date | None, Text("通知补齐之日", "day completion was asked for")
    ] = None


@dataclass(frozen=True, slots=True)
class Registration:
    """Whether somebody is registered now, where, and what the organ still owes by when."""

    register: bool
    where: Where | None
    ask_completion: bool
    complete_by: date | None


@rule(
    "intake.registration",
    RECEPTION,
    "measures-2020:12",
    REGISTER_FIRST,
    "measures-2020:17.1",
    zh="能否先行登记接收",
)
def registration(facts: ArrivalFacts, law: Statutes) -> Answer[Registration]:
    """Papers missing: register first and have them completed; who cannot walk is visited."""
    if not given(facts, "identity_matches"):
        says = Text("身份不符，不办理登记，通知决定机关", "somebody else; the organ is told")
        return Verdict(Registration(False, None, False, None), (Ground(RECEPTION, says),))
    comes = given(facts, "can_come")
    where = Where.AGENCY if comes else Where.HOME
    grounds = [Ground(RECEPTION, Text("核对、核实后登记", "checked, then registered"))]
    if not comes:
        grounds.append(Ground("measures-2020:17.1", Text("上门登记", "registered at home")))
    if facts.papers is Papers.COMPLETE:
        return Verdict(Registration(True, where, False, None), tuple(grounds))
    grounds.append(
        Ground(REGISTER_FIRST, Text("先行登记，通知补齐", "registered first, completed after"))
    )
    if facts.completion_asked is None:
        return Verdict(Registration(True, where, True, None), tuple(grounds))
    value = law.at(facts.completion_asked)["intake.complete_within"]
    count = periods.period(facts.completion_asked, value.span, law.calendar)
    outcome = Registration(True, where, False, count.last)
    return periods.verdict(outcome, count, *grounds)


class Coming(Code):
    """Whether somebody came in time (报到情况)."""

    RUNNING = "running", "报到期限未满", "the time is running"
    ON_TIME = "on_time", "按期报到", "came in time"
    LATE = "late", "逾期报到", "came late"
    MISSING = "missing", "逾期未报到", "has not come"


class Follows(Code):
    """What coming late leads to (处理)."""

    NOTHING = "nothing", "不予处理", "nothing"
    ADMONITION = "admonition", "训诫", "admonition"
    WARNING = "warning", "警告", "warning"
    REVOCATION = "revocation", "提请撤销缓刑或者假释", "revocation is proposed"


@dataclass(frozen=True, slots=True)
class LatenessFacts:
    """When somebody should have come and when he or she did."""

    kind: Annotated[Kind, Text("矫正类别", "kind of correction")]
    effective: Annotated[date, Text("判决、裁定生效之日", "day the judgment takes effect")]
    reported: Annotated[date | None, Text("报到之日", "day he or she came")] = None
    good_reason: Annotated[bool | None, Text("有正当理由", "there was a good reason")] = None

    def check(self) -> None:
        """Refuse a kind that is handed over instead, and coming before the decision's effect."""
        ReportFacts(self.kind, self.effective).check()
        check_order("reported", self.effective, self.reported)


@dataclass(frozen=True, slots=True)
class Lateness:
    """By when, how many days late, whether a search is owed, and what follows."""

    status: Coming
    due: date
    days_late: int
    search: bool
    follows: Follows


@rule(
    "intake.late_report",
    "ccl-2019:21.1",
    "ccl-2019:30",
    "measures-2020:34",
    "measures-2020:35",
    "spc-2021:543",
    zh="逾期报到、未报到的处理",
)
def late_report(facts: LatenessFacts, law: Statutes) -> Answer[Lateness]:
    """Ten days late is an admonition, more a warning, over a month without reason revocation."""
    by = said(delivery.report_by(ReportFacts(facts.kind, facts.effective), law))
    due, day = by.outcome, facts.reported or law.on
    days = max(periods.days_out(due, day), 0)
    status = _coming(facts.reported, days)
    if days < 1:
        outcome = Lateness(status, due, 0, False, Follows.NOTHING)
        return Verdict(outcome, by.grounds, by.steps, by.firm)
    follows, ground = _follows(facts, due, day, law)
    grounds = [ground, *by.grounds]
    if facts.reported is None:
        search = Text("立即组织查找并通报", "searched for at once, organ and procuratorate told")
        grounds.append(Ground("ccl-2019:30", search))
    says = Text(f"逾期 {days} 日：{follows.says.zh}", f"{days} days late: {follows.says.en}")
    outcome = Lateness(status, due, days, facts.reported is None, follows)
    return Verdict(outcome, tuple(grounds), (*by.steps, Step(says, day, ground.article)), by.firm)


def _coming(reported: date | None, days: int) -> Coming:
    if reported is None:
        return Coming.MISSING if days else Coming.RUNNING
    return Coming.LATE if days else Coming.ON_TIME


REVOCABLE = {Kind.SUSPENSION, Kind.PAROLE}


def _follows(facts: LatenessFacts, due: date, day: date, law: Statutes) -> tuple[Follows, Ground]:
    """Only suspension and parole can be revoked, and only without a good reason."""
    if not periods.lasts_longer(due, law["conduct.admonition_max"].span, day):
        return Follows.ADMONITION, law["conduct.admonition_max"].ground()
    warning = (Follows.WARNING, law["conduct.warning_over"].ground())
    if facts.kind not in REVOCABLE:
        return warning
    month = law["revocation.missing_over"]
    if not periods.lasts_longer(due, month.span, day):
        return warning
    return warning if given(facts, "good_reason") else (Follows.REVOCATION, month.ground())


@dataclass(frozen=True, slots=True)
class ExitFacts:
    """How long somebody is under correction."""

    term_ends: Annotated[date | None, Text("矫正期限止日", "last day of the term")] = None
    discharged: Annotated[date | None, Text("解除之日", "day of discharge")] = None


@dataclass(frozen=True, slots=True)
class ExitBan:
    """Whether leaving China is barred, and until when."""

    banned: bool
    until: date | None


@rule("intake.exit_ban", EXIT_BAN, zh="可否出境")
def exit_ban(facts: ExitFacts, law: Statutes) -> Answer[ExitBan]:
    """Nobody whose sentence is not fully executed may leave China; no leave can allow it."""
    if facts.discharged is not None and facts.discharged <= law.on:
        says = Text("社区矫正已经解除", "correction has ended")
        return Verdict(ExitBan(False, None), (Ground(EXIT_BAN, says),))
    if facts.term_ends is not None and facts.term_ends < law.on:
        says = Text("矫正期限已满", "the term is over")
        return Verdict(ExitBan(False, None), (Ground(EXIT_BAN, says),))
    says = Text("刑罚尚未执行完毕，不准出境", "the sentence is not executed yet")
    return Verdict(ExitBan(True, facts.term_ends), (Ground(EXIT_BAN, says),))


ASK_COMPLETION = Obligation(
    name="intake.ask_completion",
    says=Text("通知决定机关补齐法律文书", "ask the organ to complete the documents"),
    by=Body.COUNTY,
    to=(Body.ORGAN,),
    opened_by=(What.REGISTERED,),
    discharged_by=(What.COMPLETION_ASKED, What.DOCUMENTS_RECEIVED, What.DOCUMENTS_COMPLETED),
    articles=(REGISTER_FIRST,),
    once=True,
)
PASS_ON = Obligation(
    name="intake.pass_on",
    says=Text("将法律文书转送所在地检察院、公安机关", "pass the documents on"),
    by=Body.COUNTY,
    to=(Body.PROCURATORATE, Body.POLICE),
    opened_by=(What.DOCUMENTS_RECEIVED,),
    discharged_by=(What.DOCUMENTS_PASSED_ON,),
    articles=("ccl-2019:20",),
)

register(
    Obligation(
        name="intake.return_receipt",
        says=Text("送达法律文书回执", "return the receipt for the documents"),
        by=Body.COUNTY,
        to=(Body.ORGAN,),
        opened_by=(What.DOCUMENTS_RECEIVED,),
        discharged_by=(What.RECEIPT_RETURNED,),
        articles=("measures-2020:16.1",),
        within="intake.receipt_within",
    ),
    Obligation(
        name="intake.register",
        says=Text("办理接收登记", "register"),
        by=Body.COUNTY,
        to=(Body.PERSON,),
        opened_by=(What.REPORTED, What.HANDED_OVER),
        discharged_by=(What.REGISTERED,),
        articles=(RECEPTION,),
    ),
    Obligation(
        name="intake.check_identity",
        says=Text("核对法律文书、核实身份", "check documents and identity"),
        by=Body.COUNTY,
        to=(Body.PERSON,),
        opened_by=(What.REGISTERED,),
        discharged_by=(What.IDENTITY_CHECKED,),
        articles=(RECEPTION,),
        once=True,
    ),
    Obligation(
        name="intake.open_file",
        says=Text("建立档案", "open the file"),
        by=Body.COUNTY,
        to=(Body.PERSON,),
        opened_by=(What.REGISTERED,),
        discharged_by=(What.FILE_OPENED,),
        articles=(RECEPTION, "measures-2020:18"),
        once=True,
    ),
    Obligation(
        name="intake.declare",
        says=Text("入矫宣告并由本人签字", "declare, and have it signed"),
        by=Body.COUNTY,
        to=(Body.PERSON, Body.GROUP),
        opened_by=(What.REGISTERED,),
        discharged_by=(What.DECLARED,),
        articles=(RECEPTION, "measures-2020:20"),
        once=True,
        untimed=True,
    ),
    Obligation(
        name="intake.report_exit_ban",
        says=Text("向出入境管理机构报备不准出境", "report the exit ban"),
        by=Body.COUNTY,
        to=(Body.EXIT_POLICE,),
        opened_by=(What.REGISTERED,),
        discharged_by=(What.EXIT_BAN_REPORTED,),
        articles=(EXIT_BAN, "local:exit-ban-report"),
        once=True,
        untimed=True,
    ),
    Obligation(
        name="intake.lift_exit_ban",
        says=Text("撤销不准出境报备", "withdraw the exit ban"),
        by=Body.COUNTY,
        to=(Body.EXIT_POLICE,),
        opened_by=(What.DISCHARGED,),
        discharged_by=(What.EXIT_BAN_LIFTED,),
        articles=(EXIT_BAN, "local:exit-ban-report"),
        lives_on=True,
        untimed=True,
    ),
)


@provides(ASK_COMPLETION, PASS_ON)
def papers(case: CaseFacts, on: date, law: Statutes) -> Iterable[Duty]:
    """Yield what is owed about documents not whole when he came, or from an organ elsewhere."""
    received = case.first(What.DOCUMENTS_RECEIVED)
    registered = case.first(What.REGISTERED)
    whole = _whole(case)
    if registered is not None and (whole is None or whole > registered.day):
        asked = case.day_of(What.COMPLETION_ASKED)
        done = min((day for day in (asked, whole) if day is not None), default=None)
        yield obligations.opened(ASK_COMPLETION, registered, case, law)._replace(done=done)
    if received is not None and case.organ_elsewhere:
        yield obligations.opened(PASS_ON, received, case, law)


def _whole(case: CaseFacts) -> date | None:
    """Return the day from which all documents were there; some of them do not count."""
    for event in case.all(What.DOCUMENTS_RECEIVED, What.DOCUMENTS_COMPLETED):
        if event.what is What.DOCUMENTS_COMPLETED or event.code != Papers.INCOMPLETE:
            return event.day
    return None


SEARCH = Obligation(
    name="intake.search",
    says=Text("立即组织查找并通报决定机关、检察院", "search at once; tell organ and procuratorate"),
    by=Body.COUNTY,
    to=(Body.ORGAN, Body.PROCURATORATE),
    opened_by=(What.EFFECTIVE,),
    discharged_by=(What.SEARCH_STARTED, What.FOUND, What.REPORTED, What.REGISTERED),
    articles=("ccl-2019:30", "measures-2020:38.1"),
    kinds=delivery.REPORTING,
    consequence=Text("脱管由检察机关提出纠正意见", "the procuratorate objects"),
    once=True,
)


TELL_ORGAN = Obligation(
    name="intake.tell_organ",
    says=Text("将未按时报到的情况通报决定机关", "tell the organ who did not come"),
    by=Body.COUNTY,
    to=(Body.ORGAN,),
    opened_by=(What.EFFECTIVE,),
    discharged_by=(What.TOLD, What.REPORTED, What.REGISTERED),
    told=Body.ORGAN,
    articles=("ccl-2019:30", "measures-2020:38.1"),
    kinds=delivery.REPORTING,
)


@provides(SEARCH, TELL_ORGAN)
def searches(case: CaseFacts, on: date, law: Statutes) -> Iterable[Duty]:
    """Yield the search, and the word to the organ, from the day after somebody should have come."""
    effective = case.first(What.EFFECTIVE)
    if effective is None or case.kind not in SEARCH.kinds:
        return
    within = law.at(effective.day).get("intake.report_within")
    if within is None:
        return
    opened = periods.period(effective.day, within.span, law.calendar).last + ONE_DAY
    came = case.first(What.REPORTED) or case.first(What.REGISTERED)
    if came is None or came.day >= opened:
        done = obligations.discharged(SEARCH, effective, case)
        yield Duty(SEARCH, opened, opened, done=done)
        told = next(
            (one.day for one in case.all(What.TOLD) if one.to is Body.ORGAN and one.day >= opened),
            None,
        )
        yield Duty(TELL_ORGAN, opened, opened, done=told or (came.day if came else None))
