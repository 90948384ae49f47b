"""Registering who came, was handed over, or cannot come (接收登记); telling others of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.cases.access import check_may_register
from guihang.cases.actions.drawing_up import Sheet, drawn_up
from guihang.cases.actions.intake import CAME
from guihang.cases.actions.noting import Besides, locked, note_held
from guihang.cases.actions.refusing import demand_not_yet, demand_order
from guihang.cases.arrivals import GOOD_REASON, NO_REASON, Timing, arrived, timing
from guihang.cases.course import INCOMPLETE_PAPERS
from guihang.cases.facts import facts_of, latest, law_of
from guihang.cases.models import Case, CaseEvent
from guihang.cases.papers import Entries, Pen
from guihang.cases.words import spoken
from guihang.duties.owing import day_of
from guihang.law.codes import Body, Kind
from guihang.law.events import Event, What
from guihang.law.refusals import BadFacts, Missing, TooEarly
from guihang.law.rules import intake
from guihang.law.rules.delivery import REPORTING
from guihang.law.rules.intake import ArrivalFacts, Coming, Papers
from guihang.law.texts import Text
from guihang.law.verdicts import said

if TYPE_CHECKING:
    from guihang.dossiers.models import Paper

AT_HOME = "house:two-at-home"
TOGETHER = 2
REPORT = "arrival_report"
TELLING = "制作报到情况通知单"
TOLD_OF_ARRIVAL = (Body.ORGAN, Body.PROCURATORATE, Body.POLICE)


class How(StrEnum):
    """How somebody comes to be registered (接收方式)."""

    REPORTED = "reported"
    HANDED_OVER = "handed_over"
    AT_HOME = "at_home"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who came, was handed over or was visited at home, and what was found then.

    `officers` are those who went to the home; `handed_over_by` is who brought the person and
    `record` what they told of the time before; `good_reason` is whether coming late had one.
    """

    day: date
    how: str
    identity_matches: bool
    reason_late: str = ""
    note: str = ""
    officers: Sequence[str] = ()
    handed_over_by: str = ""
    record: str = ""
    good_reason: bool | None = None


@atomic
def register(*, case: Case, arrival: Arrival, by, at: datetime) -> Case:
    """Register a person: identity and documents are checked, the file is opened (接收登记).

    Papers missing do not stop it: whoever comes is registered first. Of two officers who register
    the same person at once, the second is told who was first.
    """
    case = locked(case)
    check_may_register(by, case.unit_path)
    demand_not_yet(latest(case, What.REGISTERED))
    how = _way(case, arrival)
    _demand_in_order(case, arrival)
    _demand_the_right_person(case, arrival, how)
    note_held(case, _steps(arrival, how), by=by, at=at)
    return case


def _way(case: Case, arrival: Arrival) -> How:
    """Three kinds come by themselves, the fourth is handed over; who cannot come is visited."""
    if arrival.how not in set(How):
        raise BadFacts("how", why=_("Say whether the person came, was handed over or visited."))
    how = How(arrival.how)
    handed_over = Kind(case.kind) not in REPORTING
    if how is How.REPORTED and handed_over:
        raise BadFacts(
            "how",
            why=_("Whoever serves outside prison is handed over, not left to come alone."),
            ground="ccl-2019:21.2",
            remedy=_("Note the hand-over and who handed over; or register at home."),
        )
    if how is How.HANDED_OVER and not handed_over:
        raise BadFacts(
            "how",
            why=_("People of this kind come by themselves and are not handed over."),
            ground="ccl-2019:21.1",
            remedy=_("Note that the person reported; or register at home."),
        )
    if how is How.HANDED_OVER and not (arrival.handed_over_by.strip() or arrival.note.strip()):
        raise Missing(
            why=_("Who handed the person over belongs into the record of the hand-over."),
            ground="ccl-2019:21.3",
            remedy=_("Name the prison, detention house or police unit and its officers."),
        )
    if how is How.AT_HOME and len({one.strip() for one in arrival.officers} - {""}) < TOGETHER:
        raise Missing(
            why=_("Registering at home is done by two officers."),
            ground=AT_HOME,
            remedy=_("Name both who were there."),
        )
    return how


def _demand_in_order(case: Case, arrival: Arrival) -> None:
    """Nobody arrives before the decision takes effect, or before who hands over had it."""
    facts = facts_of(case)
    for what, ground in (
        (What.EFFECTIVE, "ccl-2019:21.1"),
        (What.RELEASED, "ccl-2019:21.1"),
        (What.DECISION_RECEIVED, "ccl-2019:21.3"),
    ):
        demand_order("day", arrival.day, after=facts.day_of(what), what=what, ground=ground)


def _demand_the_right_person(case: Case, arrival: Arrival, how: How) -> None:
    came = latest(case, *CAME)
    papers = Papers.MISSING if came is None else Papers.COMPLETE
    if came is not None and came.code == INCOMPLETE_PAPERS:
        papers = Papers.INCOMPLETE
    asked = ArrivalFacts(
        papers, identity_matches=arrival.identity_matches, can_come=how is not How.AT_HOME
    )
    answer = said(intake.registration(asked, law_of(case, arrival.day)))
    if not answer.outcome.register:
        first = answer.grounds[0]
        raise BadFacts(
            "identity_matches",
            why=spoken(first.because),
            ground=first.article,
            remedy=_("Do not register; tell the organ that decided who it was that came."),
        )


def _steps(arrival: Arrival, how: How) -> tuple[tuple[Event, Besides], ...]:
    """What is noted of an arrival; at home nobody reported, so the reason stands with the visit."""
    word = {True: GOOD_REASON, False: NO_REASON, None: None}[arrival.good_reason]
    came: list[tuple[Event, Besides]] = []
    if how is How.REPORTED:
        besides = Besides(note=arrival.reason_late)
        came.append((Event(What.REPORTED, arrival.day, code=word), besides))
    elif arrival.handed_over_by.strip() or how is How.HANDED_OVER:
        words = _lines(arrival.handed_over_by, arrival.record)
        came.append((Event(What.HANDED_OVER, arrival.day), Besides(note=words)))
    at_home = how is How.AT_HOME
    visited = "、".join(one.strip() for one in arrival.officers if one.strip())
    words = _lines(visited, arrival.reason_late if at_home else "", arrival.note)
    registered = Event(What.REGISTERED, arrival.day, code=word if at_home else None)
    checked = (What.IDENTITY_CHECKED, What.FILE_OPENED)
    return (
        *came,
        (registered, Besides(note=words, channel="visit" if at_home else "")),
        *((Event(what, arrival.day), Besides()) for what in checked),
    )


def _lines(*words: str) -> str:
    return "\n".join(one.strip() for one in words if one.strip())


@atomic
def tell_arrival(
    *, case: Case, whom: Sequence[Body], measures: str = "", by, at: datetime
) -> Paper:
    """Tell organ, procuratorate and police whether and when the person came (报到情况通知单).

    Who may not issue papers leaves a draft; they count as told once it is issued.
    """
    case = locked(case)
    check_may_register(by, case.unit_path)
    bodies = _bodies(whom)
    came = arrived(case)
    when = timing(case, day_of(at))
    _demand_something_to_tell(came, when)
    told = _told_since(case, came)
    left = [body for body in bodies if body not in {row.to for row in told}]
    if not left:
        demand_not_yet(told[-1])
    if told:
        paper = told[-1].paper
    else:
        entries = _report(case, came, when, measures) | _reason(Pen(case, by, at, TELLING), came)
        since = came.noted_at if came else None
        paper = drawn_up(case, Sheet(REPORT, entries, since, bool(measures)), by=by, at=at)
    if paper.was_issued:
        events = tuple(
            (Event(What.TOLD, day_of(at), to=body), Besides(paper=paper)) for body in left
        )
        note_held(case, events, by=by, at=at)
    return paper


def _bodies(whom: Sequence[Body]) -> tuple[Body, ...]:
    bodies = tuple(dict.fromkeys(Body(one) for one in whom))
    if not bodies or set(bodies) - set(TOLD_OF_ARRIVAL):
        raise BadFacts(
            "whom",
            why=_("An arrival is told to the organ that decided, the procuratorate, the police."),
            ground="ccl-2019:20",
        )
    return bodies


def _demand_something_to_tell(came: CaseEvent | None, when: Timing | None) -> None:
    if when is None:
        raise Missing(
            why=_("It is not known since when the time to come runs."),
            ground="ccl-2019:21",
            remedy=_("Note the day the decision took effect, or was received by who hands over."),
        )
    if came is None and when.status is not Coming.MISSING:
        raise TooEarly(
            why=_("The person has not come yet, and may come in time until %(day)s.")
            % {"day": when.due},
            ground="ccl-2019:21",
            remedy=_("Register the arrival first, or come back when the time has passed."),
        )


def _told_since(case: Case, came: CaseEvent | None) -> list[CaseEvent]:
    """Return who was told by such a paper since the person came, or that the person did not."""
    rows = case.events.filter(what=What.TOLD, paper__form=REPORT, corrected__isnull=True)
    if came is not None:
        rows = rows.filter(noted_at__gte=came.noted_at)
    return list(rows.select_related("paper", "noted_by").order_by("seq"))


PUNCTUALITY: dict[Coming, Text] = {
    Coming.ON_TIME: Text("在规定时间内报到", "came in time"),
    Coming.LATE: Text("超出规定时限报到", "came late"),
    Coming.MISSING: Text("未报到且下落不明", "did not come, whereabouts unknown"),
}
"""How the official sheet says whether somebody came in time."""


def _report(case: Case, came: CaseEvent | None, when: Timing, measures: str) -> Entries:
    return {
        "report_by": when.due,
        "punctuality": PUNCTUALITY[when.status].zh,
        "arrived_on": came.day if came else None,
        "days_late": f"{when.days_late} 天" if when.days_late else "",
        "measures": measures,
    }


def _reason(pen: Pen, came: CaseEvent | None) -> Entries:
    told = came is not None and came.what == What.REPORTED
    return {"reason": pen.opened(came, "note") if told else ""}
