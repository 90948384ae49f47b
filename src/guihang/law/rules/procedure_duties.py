"""What organs owe while a proposal is pending and after its decision (提请后的义务)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from guihang.law import periods
from guihang.law.codes import Body, Kind, Organ
from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.obligations import Duty, Obligation, discharged, provides, register
from guihang.law.periods import RestDay
from guihang.law.rules.revocation_court import ruling_days
from guihang.law.statutes import NotInForce, Statutes
from guihang.law.texts import Text

RULED = (What.REVOKED, What.REVOCATION_REFUSED)
PAROLE = frozenset({Kind.PAROLE})
SUSPENSION = frozenset({Kind.SUSPENSION})
OUTSIDE = frozenset({Kind.OUTSIDE})
REDUCIBLE = frozenset(Kind) - PAROLE
BOTH = PAROLE | SUSPENSION


def _copy(
    name: str, says: Text, opened_by: What, to: Body, articles: tuple[str, ...]
) -> Obligation:
    return Obligation(
        name=name,
        says=says,
        by=Body.COUNTY,
        to=(to,),
        opened_by=(opened_by,),
        discharged_by=(What.COPIED,),
        told=to,
        articles=articles,
        kinds=KINDS[name],
    )


KINDS = {
    "revocation.copy_proposal": BOTH,
    "revocation.copy_police": PAROLE,
    "revocation.copy_prison": PAROLE,
    "recall.copy_proposal": OUTSIDE,
    "arrest.copy_request": BOTH,
    "reduction.copy_proposal": REDUCIBLE,
    "reduction.copy_police": REDUCIBLE,
    "reduction.copy_prison": OUTSIDE,
}
PROPOSAL = Text("建议书抄送检察院", "copy the proposal to the procuratorate")

register(
    _copy(
        "revocation.copy_proposal",
        PROPOSAL,
        What.REVOCATION_PROPOSED,
        Body.PROCURATORATE,
        ("ccl-2019:46.3",),
    ),
    _copy(
        "revocation.copy_police",
        Text("撤销假释建议书抄送公安机关", "copy the proposal to the police"),
        What.REVOCATION_PROPOSED,
        Body.POLICE,
        ("measures-2020:47",),
    ),
    _copy(
        "revocation.copy_prison",
        Text("撤销假释建议书抄送原服刑监狱", "copy the proposal to the former prison"),
        What.REVOCATION_PROPOSED,
        Body.PRISON,
        ("measures-2020:47",),
    ),
    _copy(
        "recall.copy_proposal",
        PROPOSAL,
        What.RECALL_PROPOSED,
        Body.PROCURATORATE,
        ("ccl-2019:49.1",),
    ),
    _copy(
        "arrest.copy_request",
        Text("提请逮捕材料抄送检察院", "copy the request for arrest to the procuratorate"),
        What.ARREST_ASKED,
        Body.PROCURATORATE,
        ("measures-2020:48",),
    ),
    _copy(
        "reduction.copy_proposal",
        Text("减刑建议书抄送检察院", "copy the proposal of reduction to the procuratorate"),
        What.REDUCTION_PROPOSED,
        Body.PROCURATORATE,
        ("ccl-2019:33.1",),
    ),
    _copy(
        "reduction.copy_police",
        Text("减刑建议书抄送公安机关", "copy the proposal of reduction to the police"),
        What.REDUCTION_PROPOSED,
        Body.POLICE,
        ("measures-2020:42",),
    ),
    _copy(
        "reduction.copy_prison",
        Text("减刑建议书抄送监狱", "copy the proposal of reduction to the prison"),
        What.REDUCTION_PROPOSED,
        Body.PRISON,
        ("measures-2020:42",),
    ),
    Obligation(
        name="reduction.decide",
        says=Text("裁定减刑建议", "rule on the proposal of reduction"),
        by=Body.COURT,
        to=(Body.COUNTY,),
        opened_by=(What.REDUCTION_PROPOSED,),
        discharged_by=(What.REDUCED, What.REDUCTION_REFUSED),
        articles=("ccl-2019:33.2", "spc-2021:534"),
        within="reduction.decided_within",
        kinds=REDUCIBLE,
    ),
    Obligation(
        name="reduction.propose",
        says=Text("重大立功的，提出减刑建议", "propose a reduction for great merit"),
        by=Body.COUNTY,
        to=(Body.COURT,),
        opened_by=(What.GREAT_MERIT,),
        discharged_by=(What.REDUCTION_PROPOSED, What.REDUCED),
        articles=("ccl-2019:33.1", "cl-1997:78.1"),
        kinds=REDUCIBLE,
    ),
    Obligation(
        name="recall.decide",
        says=Text("作出收监执行决定", "decide on the recall"),
        by=Body.ORGAN,
        to=(Body.COUNTY, Body.POLICE),
        opened_by=(What.RECALL_PROPOSED,),
        discharged_by=(What.RECALLED, What.RECALL_REFUSED),
        articles=("ccl-2019:49.2",),
        within="recall.decided_within",
        kinds=OUTSIDE,
    ),
    Obligation(
        name="revocation.deliver",
        says=Text(
            "将被撤销缓刑、假释的人送交执行", "deliver the person to prison or detention house"
        ),
        by=Body.POLICE,
        to=(Body.PRISON, Body.DETENTION_HOUSE),
        opened_by=(What.REVOKED,),
        discharged_by=(What.DELIVERED,),
        articles=("ccl-2019:48.3",),
        kinds=BOTH,
        lives_on=True,
    ),
)

DECIDE = Obligation(
    name="revocation.decide",
    says=Text("裁定是否撤销缓刑、假释", "rule on the revocation"),
    by=Body.COURT,
    to=(Body.COUNTY, Body.POLICE),
    opened_by=(What.REVOCATION_PROPOSED,),
    discharged_by=RULED,
    articles=("ccl-2019:48.1", "spc-2021:545"),
    within="revocation.decided_within",
    kinds=BOTH,
)
HEAR = Obligation(
    name="revocation.hear",
    says=Text("拟撤销的，听取本人申辩及其委托律师意见", "hear the person and the lawyer"),
    by=Body.COURT,
    to=(Body.PERSON,),
    opened_by=(What.REVOCATION_PROPOSED,),
    discharged_by=(What.HEARD, *RULED),
    articles=("ccl-2019:48.2",),
    within="revocation.decided_within",
    kinds=BOTH,
)
DECIDE_ARREST = Obligation(
    name="arrest.decide",
    says=Text("决定是否逮捕", "decide on the arrest"),
    by=Body.COURT,
    to=(Body.COUNTY,),
    opened_by=(What.ARREST_ASKED,),
    discharged_by=(What.ARREST_DECIDED, What.ARREST_REFUSED),
    articles=("ccl-2019:47.2", "spc-2021:544"),
    within="revocation.arrest_decided_within",
    kinds=BOTH,
)
FREE = Obligation(
    name="arrest.free",
    says=Text("释放被逮捕的人", "free whoever was arrested"),
    by=Body.POLICE,
    to=(Body.PERSON,),
    opened_by=(What.ARRESTED,),
    discharged_by=(What.FREED, What.REVOKED),
    articles=("ccl-2019:47.2", "ccl-2019:48.4"),
    within="revocation.custody_max",
    kinds=BOTH,
    consequence=Text("羁押期限不得超过三十日", "custody lasts thirty days at most"),
    lives_on=True,
)
TAKE_IN = Obligation(
    name="recall.take_in",
    says=Text("将被决定收监的人送交监狱、看守所", "deliver the recalled person"),
    by=Body.POLICE,
    to=(Body.PRISON, Body.DETENTION_HOUSE),
    opened_by=(What.RECALLED,),
    discharged_by=(What.DELIVERED,),
    articles=("ccl-2019:49.3",),
    kinds=OUTSIDE,
    lives_on=True,
)
PRISON_TAKES = Obligation(
    name="recall.prison_takes",
    says=Text("监狱立即将人收监执行", "the prison takes the person in at once"),
    by=Body.PRISON,
    to=(Body.PRISON_BUREAU,),
    opened_by=(What.RECALLED,),
    discharged_by=(What.DELIVERED,),
    articles=("ccl-2019:49.4",),
    kinds=OUTSIDE,
    lives_on=True,
)


TELL_RESULT = Obligation(
    name="penalty.tell_result",
    says=Text("将处理结果通报检察院", "tell the procuratorate what came of the request"),
    by=Body.COUNTY,
    to=(Body.PROCURATORATE,),
    opened_by=(What.PENALISED, What.PENALTY_REFUSED),
    discharged_by=(What.TOLD,),
    told=Body.PROCURATORATE,
    articles=("measures-2020:36",),
)


@provides(DECIDE, HEAR, DECIDE_ARREST, FREE, TAKE_IN, PRISON_TAKES, TELL_RESULT)
def pending(case: CaseFacts, on: date, law: Statutes) -> Iterable[Duty]:
    """Yield what court, police and prison owe on proposals, arrests and recalls."""
    for event in case.events:
        owing = OWING.get(event.what)
        if owing:
            try:
                yield from owing(event, case, law)
            except NotInForce:
                continue


def _revocation(event: Event, case: CaseFacts, law: Statutes) -> Iterable[Duty]:
    if case.kind not in BOTH:
        return
    arrested = any(each.day <= event.day for each in case.all(What.ARRESTED))
    first, second = ruling_days(case.kind, event.day, law, arrested=arrested)
    count = first if second is None or first.last <= second.last else second
    by = "ccl-2019:48.1" if count is first else "pl-2026:54.2"
    for obligation in (DECIDE, HEAR):
        done = discharged(obligation, event, case)
        yield Duty(obligation, event.day, count.last, event.of, done, by, count)


def _arrest_asked(event: Event, case: CaseFacts, law: Statutes) -> Iterable[Duty]:
    if case.kind not in BOTH or event.at is None:
        return
    value = law.at(event.day)["revocation.arrest_decided_within"]
    last = periods.hours(event.at, value.span).last.date()
    done = discharged(DECIDE_ARREST, event, case)
    yield Duty(DECIDE_ARREST, event.day, last, event.of, done, value.by)


def _arrested(event: Event, case: CaseFacts, law: Statutes) -> Iterable[Duty]:
    """Custody ends on its last day, or at once where the court does not revoke."""
    if case.kind not in BOTH:
        return
    then = law.at(event.day)
    count = then.due(event.day, "revocation.custody_max", RestDay.STANDS)
    refused = case.last(What.REVOCATION_REFUSED)
    free_now = refused is not None and event.day <= refused.day < count.last
    due = refused.day if refused and free_now else count.last
    by = "ccl-2019:48.4" if free_now else "ccl-2019:47.2"
    yield Duty(FREE, event.day, due, event.of, discharged(FREE, event, case), by, count)


def _recalled(event: Event, case: CaseFacts, law: Statutes) -> Iterable[Duty]:
    if case.kind is not Kind.OUTSIDE or case.organ is None:
        return
    obligation = PRISON_TAKES if case.organ is Organ.PRISON_BUREAU else TAKE_IN
    yield Duty(obligation, event.day, event.day, event.of, discharged(obligation, event, case))


def _answered(event: Event, case: CaseFacts, law: Statutes) -> Iterable[Duty]:
    """Only what the agency asked for is told on; other penalties are not its business."""
    if any(asked.day <= event.day for asked in case.all(What.PENALTY_ASKED)):
        done = discharged(TELL_RESULT, event, case)
        yield Duty(TELL_RESULT, event.day, event.day, event.of, done)


OWING = {
    What.PENALISED: _answered,
    What.PENALTY_REFUSED: _answered,
    What.REVOCATION_PROPOSED: _revocation,
    What.ARREST_ASKED: _arrest_asked,
    What.ARRESTED: _arrested,
    What.RECALLED: _recalled,
}
