"""What is owed around the end of correction: before it, on the last day, and after (解除、终止)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from guihang.law import periods
from guihang.law.calendars import ONE_DAY
from guihang.law.codes import Body, Kind, Organ
from guihang.law.events import Ending, Event, What
from guihang.law.facts import CaseFacts
from guihang.law.obligations import Duty, Obligation, provides, register
from guihang.law.periods import Counted
from guihang.law.refusals import BadFacts
from guihang.law.rules import terms
from guihang.law.rules.closing import ENDINGS, Close, of_case
from guihang.law.rules.term_courses import TURNS
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Verdict

SUMMARY = Obligation(
    name="closing.write_summary",
    says=Text("作出个人总结", "write the summary of one's correction"),
    by=Body.PERSON,
    to=(Body.COUNTY,),
    opened_by=(),
    discharged_by=(What.SUMMARY_WRITTEN,),
    articles=("measures-2020:53.2",),
    within="closing.summary_before",
)
APPRAISAL = Obligation(
    name="closing.write_appraisal",
    says=Text("作出书面鉴定", "write the appraisal"),
    by=Body.COUNTY,
    to=(Body.PERSON,),
    opened_by=(),
    discharged_by=(What.APPRAISAL_WRITTEN,),
    articles=("measures-2020:53.2",),
    within="closing.summary_before",
)
AID = Obligation(
    name="closing.link_aid",
    says=Text("与安置帮教工作部门衔接", "link with the resettlement aid office"),
    by=Body.COUNTY,
    to=(Body.RESETTLEMENT,),
    opened_by=(),
    discharged_by=(What.AID_LINKED,),
    articles=("measures-2020:53.2",),
    within="closing.summary_before",
)
REMIND = Obligation(
    name="closing.remind_prison",
    says=Text("提醒监狱、看守所按期办理刑满释放", "remind whoever keeps the file of the release"),
    by=Body.COUNTY,
    to=(Body.PRISON, Body.DETENTION_HOUSE),
    opened_by=(),
    discharged_by=(What.PRISON_REMINDED,),
    articles=("me-2014:27", "measures-2020:53.4"),
    within="closing.prison_reminded_before",
    kinds=frozenset({Kind.OUTSIDE}),
)
DISCHARGE = Obligation(
    name="closing.discharge",
    says=Text("期满或者赦免，办理解除矫正", "discharge: the term is over, or a pardon came"),
    by=Body.COUNTY,
    to=(Body.PERSON,),
    opened_by=(What.PARDONED,),
    discharged_by=(What.DISCHARGED,),
    articles=("ccl-2019:44", "measures-2020:53.1"),
    consequence=Text("检察机关可提出纠正意见", "the procuratorate may object"),
)
RELEASE = Obligation(
    name="closing.release",
    says=Text("刑期届满，办理刑满释放", "release: the sentence is over"),
    by=Body.PRISON,
    to=(Body.PERSON, Body.PROCURATORATE),
    opened_by=(),
    discharged_by=(What.DISCHARGED,),
    articles=("measures-2020:53.4",),
    kinds=frozenset({Kind.OUTSIDE}),
)
RELEASE_HOUSE = Obligation(
    name="closing.release_by_detention_house",
    says=RELEASE.says,
    by=Body.DETENTION_HOUSE,
    to=(Body.PERSON,),
    opened_by=(),
    discharged_by=(What.DISCHARGED,),
    articles=("measures-2020:53.4",),
    kinds=frozenset({Kind.OUTSIDE}),
)
DECIDE = Obligation(
    name="closing.decide",
    says=Text("期满待定：由人决定解除或者终止", "the term is over, but people must decide"),
    by=Body.COUNTY,
    to=(Body.ORGAN, Body.PROCURATORATE),
    opened_by=(),
    discharged_by=(What.DISCHARGED, What.TERMINATED),
    articles=("measures-2020:53.1", "house:holding"),
    untimed=True,
)
CERTIFICATE = Obligation(
    name="closing.certificate",
    says=Text("发放解除社区矫正证明书", "give the certificate of discharge"),
    by=Body.COUNTY,
    to=(Body.PERSON,),
    opened_by=(What.DISCHARGED,),
    discharged_by=(What.CERTIFICATE_GIVEN,),
    articles=("ccl-2019:44",),
    consequence=Text("检察机关可提出纠正意见", "the procuratorate may object"),
    once=True,
    lives_on=True,
)
STATES = {
    Close.DISCHARGE: DISCHARGE,
    Close.PARDON: DISCHARGE,
    Close.HOLD: DECIDE,
}
RELEASES = {Organ.PRISON_BUREAU: RELEASE, Organ.POLICE: RELEASE_HOUSE}


@provides(SUMMARY, APPRAISAL, AID, REMIND, DISCHARGE, RELEASE, RELEASE_HOUSE, DECIDE)
def around_the_end(case: CaseFacts, on: date, law: Statutes) -> Iterator[Duty]:
    """Yield what is prepared in the last two months of a term, and what its end asks for."""
    ends, pardoned = last_day(case, law), case.day_of(What.PARDONED)
    if ends:
        yield from _before_the_end(case, ends, on, law)
    if pardoned:
        yield Duty(DISCHARGE, pardoned, pardoned, done=case.day_of(What.DISCHARGED))
    elif ends and on >= ends and not _is_terminated(case):
        yield from _at_the_end(case, ends, law)


def _before_the_end(case: CaseFacts, ends: date, on: date, law: Statutes) -> Iterator[Duty]:
    shown = law.get("closing.shown_before")
    if shown is None:
        return
    opens = periods.before(ends, shown.span).last
    if on < opens:
        return
    yield from _prepared(case, opens, ends, law)
    if case.kind is Kind.OUTSIDE and case.organ in RELEASES:
        yield _reminded(case, ends, law)


def _prepared(case: CaseFacts, opens: date, ends: date, law: Statutes) -> Iterator[Duty]:
    counted, by = _counted_back(ends, "closing.summary_before", law)
    for obligation in (SUMMARY, APPRAISAL, AID):
        done = case.day_of(obligation.discharged_by[0])
        yield Duty(obligation, opens, counted.last, None, done, by, counted)


def _reminded(case: CaseFacts, ends: date, law: Statutes) -> Duty:
    counted, by = _counted_back(ends, "closing.prison_reminded_before", law)
    done = case.day_of(What.PRISON_REMINDED)
    return Duty(REMIND, counted.last, ends, None, done, by, Counted(ends, counted.steps))


def _counted_back(ends: date, key: str, law: Statutes) -> tuple[Counted, str]:
    value = law[key]
    return periods.before(ends, value.span), value.by


def _at_the_end(case: CaseFacts, ends: date, law: Statutes) -> Iterator[Duty]:
    """Yield the discharge on the last day of a term, or the decision where it is held."""
    done, obligation = case.day_of(What.DISCHARGED), _asked_for(case, ends, law)
    if obligation is DECIDE:
        yield Duty(DECIDE, ends, ends, done=done)
    elif obligation:
        yield Duty(obligation, ends, ends, None, done, None, Counted(ends, ()))


def _is_terminated(case: CaseFacts) -> bool:
    return not case.happened.isdisjoint((*ENDINGS, What.TERMINATED))


def _asked_for(case: CaseFacts, ends: date, law: Statutes) -> Obligation | None:
    """Return what the end of a term asks for, as the case stands, on the day after it."""
    then = law.at(max(law.on, ends + ONE_DAY))
    try:
        answer = of_case(case, then)
    except BadFacts:
        return None
    if not isinstance(answer, Verdict):
        return None
    if answer.outcome.state is Close.RELEASE and case.organ:
        return RELEASES.get(case.organ)
    return STATES.get(answer.outcome.state)


@provides(CERTIFICATE)
def certificates(case: CaseFacts, on: date, law: Statutes) -> Iterable[Duty]:
    """Yield the certificate a discharge by the agency asks for; a prison gives its own."""
    discharged = case.day_of(What.DISCHARGED)
    if discharged is None:
        return
    by_agency = case.kind is not Kind.OUTSIDE or case.organ is Organ.COURT
    if by_agency or case.day_of(What.PARDONED):
        done = case.day_of(What.CERTIFICATE_GIVEN)
        yield Duty(CERTIFICATE, discharged, discharged, done=done)


def last_day(case: CaseFacts, law: Statutes) -> date | None:
    """Return the last day of a case's term, or nothing where there is none or it is not known."""
    if case.paper_ends and case.happened.isdisjoint(TURNS):
        return case.paper_ends
    try:
        answer = terms.term_of(case, law)
    except BadFacts:
        return case.paper_ends
    return answer.outcome.ends if isinstance(answer, Verdict) else None


def _told(name: str, says: Text, to: Body, opened: What, articles: tuple[str, ...]) -> Obligation:
    return Obligation(
        name=name,
        says=says,
        by=Body.COUNTY,
        to=(to,),
        opened_by=(opened,),
        discharged_by=(What.TOLD, What.COPIED),
        told=to,
        articles=articles,
        lives_on=True,
    )


register(
    *(
        _told(
            f"closing.tell_{to.value}",
            Text(f"将解除通知{to.says.zh}", f"tell of the discharge: {to.says.en}"),
            to,
            What.DISCHARGED,
            ("ccl-2019:44",),
        )
        for to in (Body.ORGAN, Body.PROCURATORATE, Body.POLICE)
    )
)
TERMINATE = Obligation(
    name="closing.terminate",
    says=Text("社区矫正终止，办理终止手续", "correction has ended: terminate it"),
    by=Body.COUNTY,
    to=(),
    opened_by=(What.REVOKED, What.RECALLED, What.DIED),
    discharged_by=(What.TERMINATED,),
    articles=("ccl-2019:45",),
)
TERMINATION_TOLD = {
    to: _told(
        f"closing.termination_to_{to.value}",
        Text(f"将终止通知{to.says.zh}", f"tell of the termination: {to.says.en}"),
        to,
        What.TERMINATED,
        ("ccl-2019:45", "local:termination-notice"),
    )
    for to in (Body.ORGAN, Body.PROCURATORATE, Body.POLICE)
}


@provides(TERMINATE, *TERMINATION_TOLD.values())
def terminations(case: CaseFacts, on: date, law: Statutes) -> Iterable[Duty]:
    """Yield the termination and whom it is told; a death is told under its own article."""
    terminated = case.first(What.TERMINATED)
    ended = min((day for what in ENDINGS if (day := case.day_of(what))), default=None)
    if ended:
        yield Duty(TERMINATE, ended, ended, done=terminated.day if terminated else None)
    if terminated is None or terminated.code == Ending.DIED:
        return
    for to, obligation in TERMINATION_TOLD.items():
        done = _told_on(case, terminated, to)
        yield Duty(obligation, terminated.day, terminated.day, terminated.of, done)


def _told_on(case: CaseFacts, about: Event, to: Body) -> date | None:
    for event in case.all(What.TOLD, What.COPIED):
        if event.to is to and event.day >= about.day and about.of in (None, event.of):
            return event.day
    return None
