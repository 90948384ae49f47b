"""What the agency owes after a breach, a commendation, an admonition or a warning (奖惩义务)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from guihang.law import periods
from guihang.law.calendars import ONE_DAY
from guihang.law.codes import Body, Kind
from guihang.law.events import Event, PoliceGround, What
from guihang.law.facts import CaseFacts
from guihang.law.obligations import Duty, Obligation, provides, register
from guihang.law.rules.conduct_papers import further_breach
from guihang.law.rules.standing_breaches import ANSWERS, BREACHES, FAULT, stands
from guihang.law.statutes import NotInForce, Statutes
from guihang.law.texts import Text

DECIDED = (What.COMMENDED, What.ADMONISHED, What.WARNED)

register(
    Obligation(
        name="conduct.tell_person",
        says=Text("奖惩决定书面告知本人", "tell the person of the decision in writing"),
        by=Body.COUNTY,
        to=(Body.PERSON,),
        opened_by=DECIDED,
        discharged_by=(What.SANCTION_TOLD,),
        articles=("measures-2020:32",),
        within="conduct.told_within",
    ),
    Obligation(
        name="conduct.copy_decision",
        says=Text("奖惩决定书抄送检察院", "copy the decision to the procuratorate"),
        by=Body.COUNTY,
        to=(Body.PROCURATORATE,),
        opened_by=DECIDED,
        discharged_by=(What.COPIED,),
        told=Body.PROCURATORATE,
        articles=("measures-2020:32",),
    ),
    Obligation(
        name="conduct.answer_objection",
        says=Text("处理异议并告知本人", "deal with the objection and tell the person"),
        by=Body.COUNTY,
        to=(Body.PERSON,),
        opened_by=(What.OBJECTED,),
        discharged_by=(What.OBJECTION_ANSWERED,),
        articles=("measures-2020:32",),
        consequence=Text("仍有异议的，可向检察院提出", "the person may go to the procuratorate"),
    ),
    Obligation(
        name="penalty.copy_request",
        says=Text("治安管理处罚建议书抄送检察院", "copy the request to the procuratorate"),
        by=Body.COUNTY,
        to=(Body.PROCURATORATE,),
        opened_by=(What.PENALTY_ASKED,),
        discharged_by=(What.COPIED,),
        told=Body.PROCURATORATE,
        articles=("measures-2020:36",),
    ),
)


def _step(name: str, says: Text, articles: tuple[str, ...], done: What, to: Body) -> Obligation:
    return Obligation(
        name=name,
        says=says,
        by=Body.COUNTY,
        to=(to,),
        opened_by=OPENED[name],
        discharged_by=(done,),
        articles=articles,
        kinds=FOR[name],
        consequence=FAULT,
    )


OPENED = {
    "conduct.warn": BREACHES,
    "revocation.propose": (*BREACHES, What.LOST),
    "recall.propose": (*BREACHES, What.LOST, What.GROUND_ENDED),
    "penalty.ask": (*BREACHES, What.LOST),
}
FOR = {
    "conduct.warn": frozenset(Kind),
    "revocation.propose": frozenset({Kind.SUSPENSION, Kind.PAROLE}),
    "recall.propose": frozenset({Kind.OUTSIDE}),
    "penalty.ask": frozenset({Kind.SURVEILLANCE}),
}
WARN = _step(
    "conduct.warn",
    Text("受到两次训诫仍不改正，给予警告", "warn: two admonitions and not mended"),
    ("measures-2020:35", "spp-2019:643(4)"),
    What.WARNED,
    Body.PERSON,
)
PROPOSE_REVOCATION = _step(
    "revocation.propose",
    Text("提请撤销缓刑、假释", "propose revocation"),
    ("ccl-2019:46.3", "spp-2019:644(1)"),
    What.REVOCATION_PROPOSED,
    Body.COURT,
)
PROPOSE_RECALL = _step(
    "recall.propose",
    Text("提请收监执行", "propose recall"),
    ("ccl-2019:49.1", "spp-2019:644(1)"),
    What.RECALL_PROPOSED,
    Body.ORGAN,
)
ASK_POLICE = _step(
    "penalty.ask",
    Text("提请治安管理处罚", "ask the police for a penalty"),
    ("ccl-2019:59", "measures-2020:36", "spp-2019:643(4)"),
    What.PENALTY_ASKED,
    Body.POLICE,
)
HEAVIEST = {
    Kind.SURVEILLANCE: ASK_POLICE,
    Kind.SUSPENSION: PROPOSE_REVOCATION,
    Kind.PAROLE: PROPOSE_REVOCATION,
    Kind.OUTSIDE: PROPOSE_RECALL,
}


@provides(WARN, PROPOSE_REVOCATION, PROPOSE_RECALL, ASK_POLICE)
def next_steps(case: CaseFacts, on: date, law: Statutes) -> Iterable[Duty]:
    """Yield the next measure where sanctions have not helped, by the kind of person."""
    try:
        yield from _next_steps(case, on, law)
    except NotInForce:
        return


def _next_steps(case: CaseFacts, on: date, law: Statutes) -> Iterator[Duty]:
    heaviest = HEAVIEST[case.kind]
    if case.all(What.ADMONISHED):
        after = law["conduct.warning_after_admonitions"].number
        yield from _opened(WARN, case, further_breach(case, What.ADMONISHED, after))
    if case.all(What.WARNED):
        after = law["revocation.after_warnings"].number
        yield from _opened(heaviest, case, further_breach(case, What.WARNED, after))
    if case.all(What.PENALISED) and case.kind in {Kind.SUSPENSION, Kind.OUTSIDE}:
        yield from _opened(heaviest, case, _after_penalty(case))
    if case.all(What.LOST):
        yield from _missing(heaviest, case, on, law)
    if case.kind is Kind.OUTSIDE and (ended := case.first(What.GROUND_ENDED)):
        yield _duty(PROPOSE_RECALL, case, ended.day, ended.of)


def _opened(obligation: Obligation, case: CaseFacts, place: int | None) -> Iterator[Duty]:
    if place is not None:
        breach = case.events[place]
        yield _duty(obligation, case, breach.day, breach.of)


def _duty(obligation: Obligation, case: CaseFacts, day: date, of: str | None) -> Duty:
    """Return a duty owed at once, done by the first such measure on or after the day."""
    done = next(
        (
            event.day
            for what in obligation.discharged_by
            for event in case.all(what)
            if event.day >= day
        ),
        None,
    )
    return Duty(obligation, day, day, of, done)


def _after_penalty(case: CaseFacts) -> int | None:
    """Return the place of the first breach after a penalty for breaking supervision rules."""
    penalised = False
    for place, event in enumerate(case.events):
        if event.what is What.PENALISED:
            penalised |= event.code == PoliceGround.SUPERVISION
        elif penalised and event.what in BREACHES and stands(case, event):
            return place
    return None


def _missing(heaviest: Obligation, case: CaseFacts, on: date, law: Statutes) -> Iterator[Duty]:
    """Yield the proposal once a month has passed since the duty that was missed."""
    for lost in case.all(What.LOST):
        missed = _missed_before(case, lost)
        if missed is None:
            continue
        over = periods.shift(missed, law["revocation.missing_over"].span) + ONE_DAY
        found = next((e.day for e in case.all(What.FOUND) if e.day >= lost.day), None)
        if over <= (found or on):
            yield _weighed(_duty(heaviest, case, over, lost.of), case, found)


def _weighed(duty: Duty, case: CaseFacts, found: date | None) -> Duty:
    """Take it as done where the person was found and answered otherwise: a reason was weighed."""
    if duty.done or found is None:
        return duty
    answered = (event.day for event in case.all(*ANSWERS) if event.day >= found)
    return duty._replace(done=next(answered, None))


def _missed_before(case: CaseFacts, lost: Event) -> date | None:
    """Return the day of the duty missed last before the person was found to be lost."""
    days = [event.day for event in case.all(What.DUTY_MISSED) if event.day <= lost.day]
    return days[-1] if days else None
