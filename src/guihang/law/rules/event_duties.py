"""What is owed when somebody is lost, dies, or something grave happens; and about devices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from guihang.law.codes import Body, Incident, Kind
from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.obligations import Duty, Obligation, discharged, provides, register
from guihang.law.rules import death
from guihang.law.statutes import NotInForce, Statutes
from guihang.law.texts import Text

DEALT = (
    What.ADMONISHED,
    What.WARNED,
    What.PENALTY_ASKED,
    What.REVOCATION_PROPOSED,
    What.RECALL_PROPOSED,
)

register(
    Obligation(
        name="missing.search",
        says=Text("立即组织查找", "search at once"),
        by=Body.COUNTY,
        to=(Body.PERSON,),
        opened_by=(What.LOST,),
        discharged_by=(What.SEARCH_STARTED, What.FOUND),
        articles=("ccl-2019:30", "measures-2020:38"),
        consequence=Text("脱管的，检察院提出纠正意见", "the procuratorate corrects neglect"),
    ),
    Obligation(
        name="missing.tell_procuratorate",
        says=Text("向检察院通报查找情况", "tell the procuratorate how the search goes"),
        by=Body.COUNTY,
        to=(Body.PROCURATORATE,),
        opened_by=(What.LOST,),
        discharged_by=(What.TOLD,),
        told=Body.PROCURATORATE,
        articles=("measures-2020:38",),
    ),
    Obligation(
        name="death.family_reports",
        says=Text("及时向社区矫正机构报告死亡", "report the death to the agency"),
        by=Body.GUARDIAN,
        to=(Body.COUNTY,),
        opened_by=(What.DIED,),
        discharged_by=(What.DEATH_LEARNED,),
        articles=("ccl-2019:51",),
    ),
)

TELL_POLICE = Obligation(
    name="missing.tell_police",
    says=Text("查找未果，通知公安机关协助", "not found: tell the police, who help"),
    by=Body.COUNTY,
    to=(Body.POLICE,),
    opened_by=(What.SEARCH_STARTED,),
    discharged_by=(What.TOLD,),
    told=Body.POLICE,
    articles=("measures-2020:38", "ccl-2019:30"),
)
DEAL_WITH = Obligation(
    name="missing.deal_with",
    says=Text("查找到后区别情形依法处理", "deal with whoever was found, by the facts"),
    by=Body.COUNTY,
    to=(Body.PERSON,),
    opened_by=(What.FOUND,),
    discharged_by=(*DEALT, What.ASKED_TO_MEND),
    articles=("ccl-2019:30", "measures-2020:38"),
)
REPORT_UP = Obligation(
    name="incidents.report_up",
    says=Text("及时报告上一级社区矫正机构", "report to the upper level"),
    by=Body.COUNTY,
    to=(Body.CITY,),
    opened_by=(What.INCIDENT,),
    discharged_by=(What.REPORTED_UP,),
    articles=("measures-2020:52",),
    lives_on=True,
)
TELL_OF_INCIDENT = Obligation(
    name="incidents.tell_procuratorate",
    says=Text("通报检察院", "tell the procuratorate"),
    by=Body.COUNTY,
    to=(Body.PROCURATORATE,),
    opened_by=(What.INCIDENT,),
    discharged_by=(What.TOLD,),
    told=Body.PROCURATORATE,
    articles=("measures-2020:52",),
    lives_on=True,
)


def _death(
    to: Body, article: str, kinds: frozenset[Kind] = frozenset({Kind.OUTSIDE})
) -> Obligation:
    return Obligation(
        name=f"death.tell_{to.value}",
        says=Text(f"死亡通知{to.says.zh}", f"tell the {to.says.en} of the death"),
        by=Body.COUNTY,
        to=(to,),
        opened_by=(What.DEATH_LEARNED,),
        discharged_by=(What.TOLD,),
        told=to,
        articles=(article,),
        kinds=kinds,
        lives_on=True,
    )


TELL_OF_DEATH = {
    Body.ORGAN: _death(Body.ORGAN, "ccl-2019:51", frozenset(Kind)),
    Body.PROCURATORATE: _death(Body.PROCURATORATE, "ccl-2019:51", frozenset(Kind)),
    Body.POLICE: _death(Body.POLICE, "ccl-2019:51", frozenset(Kind)),
    Body.PRISON: _death(Body.PRISON, "cpl-2018:268.4"),
    Body.DETENTION_HOUSE: _death(Body.DETENTION_HOUSE, "cpl-2018:268.4"),
    Body.PRISON_BUREAU: _death(Body.PRISON_BUREAU, "pl-2026:48.2"),
}


@provides(TELL_POLICE, DEAL_WITH, REPORT_UP, TELL_OF_INCIDENT, *TELL_OF_DEATH.values())
def grave_events(case: CaseFacts, on: date, law: Statutes) -> Iterable[Duty]:
    """Yield who is told of a loss, an incident or a death."""
    for event in case.events:
        owing = OWING.get(event.what)
        if owing:
            yield from owing(event, case, law)


def _search(event: Event, case: CaseFacts, law: Statutes) -> Iterator[Duty]:
    """The police are told unless the search has found the person."""
    found = next((each.day for each in case.all(What.FOUND) if each.day >= event.day), None)
    done = discharged(TELL_POLICE, event, case) or found
    yield Duty(TELL_POLICE, event.day, event.day, event.of, done)


def _found(event: Event, case: CaseFacts, law: Statutes) -> Iterator[Duty]:
    """A measure bears the number of its own matter, not of the search: the first one counts."""
    answers = (each.day for each in case.all(*DEAL_WITH.discharged_by) if each.day >= event.day)
    yield Duty(DEAL_WITH, event.day, event.day, event.of, next(answers, None))


def _incident(event: Event, case: CaseFacts, law: Statutes) -> Iterator[Duty]:
    if event.code == Incident.OTHER:
        return
    for obligation in (REPORT_UP, TELL_OF_INCIDENT):
        done = discharged(obligation, event, case)
        yield Duty(obligation, event.day, event.day, event.of, done)


def _death_learned(event: Event, case: CaseFacts, law: Statutes) -> Iterator[Duty]:
    then = law.at(event.day)
    try:
        count = death.within(case.kind, event.day, then)
    except NotInForce:
        count = None
    for to, _ in death.told(case.kind, case.organ, then):
        obligation = TELL_OF_DEATH[to]
        done = discharged(obligation, event, case)
        if count is None or to is Body.POLICE:
            yield Duty(obligation, event.day, event.day, event.of, done)
        else:
            yield Duty(obligation, event.day, count.last, event.of, done, "me-2014:28", count)


OWING = {
    What.SEARCH_STARTED: _search,
    What.FOUND: _found,
    What.INCIDENT: _incident,
    What.DEATH_LEARNED: _death_learned,
}
