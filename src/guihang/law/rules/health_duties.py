"""What is owed about the health of people who serve outside prison (病情报告与复查的义务)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from guihang.law import obligations, periods
from guihang.law.calendars import ONE_DAY
from guihang.law.codes import Body, Kind, OutsideGround
from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.obligations import Duty, Obligation, provides, register
from guihang.law.rules.health import BIRTH_GROUNDS, GROUND_GONE, NO_GUARANTOR, REPORTS
from guihang.law.statutes import Statutes
from guihang.law.texts import Text

OUTSIDE = frozenset({Kind.OUTSIDE})
RECEIVED = (What.REGISTERED, What.HANDED_OVER)

REPORT = Obligation(
    name="health.report",
    says=Text("每月报告身体情况", "report on his or her health every month"),
    by=Body.PERSON,
    to=(Body.COUNTY, Body.OFFICE),
    opened_by=(*RECEIVED, What.HEALTH_REPORTED),
    discharged_by=(What.HEALTH_REPORTED,),
    articles=(REPORTS,),
    within="health.report_every",
    kinds=OUTSIDE,
    consequence=Text("视情节训诫、警告", "admonition or warning"),
)
REVIEW = Obligation(
    name="health.review",
    says=Text("提交指定医院的病情复查情况", "hand in the review of a named hospital"),
    by=Body.PERSON,
    to=(Body.COUNTY, Body.OFFICE),
    opened_by=(*RECEIVED, What.REVIEW_HANDED_IN),
    discharged_by=(What.REVIEW_HANDED_IN,),
    articles=(REPORTS, "cpl-2018:265.4"),
    within="health.review_every",
    kinds=OUTSIDE,
    consequence=Text(
        "教育后仍不改正的警告；经警告拒不改正的提请收监",
        "a warning; recall if that does not help",
    ),
)
GUARANTOR = Obligation(
    name="health.name_guarantor",
    says=Text("在规定期限内提出新的保证人", "name a new guarantor in the time set"),
    by=Body.PERSON,
    to=(Body.COUNTY,),
    opened_by=(What.GUARANTOR_LOST,),
    discharged_by=(What.GUARANTOR_NAMED,),
    articles=(NO_GUARANTOR, "me-2014:10"),
    kinds=OUTSIDE,
    consequence=Text("提请收监执行", "recall is proposed"),
)
WATCH = Obligation(
    name="health.check_ground",
    says=Text("核实情形是否消失，刑期未满的提请收监", "find out whether the ground is gone"),
    by=Body.COUNTY,
    to=(Body.ORGAN,),
    opened_by=(What.CHILD_BORN,),
    discharged_by=(What.GROUND_ENDED, What.RECALL_PROPOSED),
    articles=(GROUND_GONE, "house:nursing"),
    kinds=OUTSIDE,
)

register(
    Obligation(
        name="health.tell_lengthening",
        says=Text("将批准延长的情况通报检察院", "tell the procuratorate of the lengthening"),
        by=Body.COUNTY,
        to=(Body.PROCURATORATE,),
        opened_by=(What.REPORTS_LENGTHENED, What.REVIEWS_LENGTHENED),
        discharged_by=(What.TOLD, What.COPIED),
        told=Body.PROCURATORATE,
        articles=(REPORTS,),
        kinds=OUTSIDE,
    ),
    Obligation(
        name="health.look_into_ground",
        says=Text("刑期未满的，提请收监执行", "propose a recall while the term runs"),
        by=Body.COUNTY,
        to=(Body.ORGAN, Body.PROCURATORATE),
        opened_by=(What.GROUND_ENDED,),
        discharged_by=(What.RECALL_PROPOSED,),
        articles=(GROUND_GONE, "ccl-2019:49.1"),
        kinds=OUTSIDE,
    ),
)


@provides(REPORT, REVIEW, GUARANTOR, WATCH)
def owed(case: CaseFacts, on: date, law: Statutes) -> Iterable[Duty]:
    """Yield the next report and review, a lost guarantor's successor, and the watch on a birth."""
    start = case.first(What.REGISTERED) or case.first(What.HANDED_OVER)
    if start is not None:
        yield from _recurring(REPORT, start, What.REPORTS_LENGTHENED, case, law)
        if case.outside_ground is OutsideGround.ILLNESS:
            yield from _recurring(REVIEW, start, What.REVIEWS_LENGTHENED, case, law)
    for lost in case.all(What.GUARANTOR_LOST):
        done = obligations.discharged(GUARANTOR, lost, case)
        yield Duty(GUARANTOR, lost.day, lost.ends or lost.day, lost.of, done)
    born = case.last(What.CHILD_BORN)
    if born is not None and case.outside_ground in BIRTH_GROUNDS:
        yield from _watch(born, case, law)


def _recurring(
    obligation: Obligation, start: Event, lengthened: What, case: CaseFacts, law: Statutes
) -> Iterable[Duty]:
    """Yield the interval that runs, and the one before it as done; each runs from the last."""
    made = [event.day for event in case.all(*obligation.discharged_by) if event.day >= start.day]
    given = case.all(lengthened)
    *earlier, last = start.day, *made
    if earlier:
        yield _interval(obligation, earlier[-1], given, law)._replace(done=last)
    yield _interval(obligation, last, given, law)


def _interval(obligation: Obligation, since: date, given: tuple[Event, ...], law: Statutes) -> Duty:
    """Return one interval; a lengthening holds for those it was granted for, or from then on."""
    value = law.at(since).get(obligation.within)
    if value is None:
        return Duty(obligation, since, since)
    span = value.span
    for event in given:
        if event.span and (event.ends is None or event.ends >= since):
            span = value.span.plus(event.span)
    count = periods.period(since, span, law.calendar)
    return Duty(obligation, since, count.last, by=value.by, counted=count)


def _watch(born: Event, case: CaseFacts, law: Statutes) -> Iterable[Duty]:
    nursing = law.at(born.day).get("health.nursing")
    if nursing is None:
        return
    opened = periods.validity(born.day, nursing.span).last + ONE_DAY
    done = obligations.discharged(WATCH, born, case)
    yield Duty(WATCH, opened, opened, born.of, done, nursing.by)
