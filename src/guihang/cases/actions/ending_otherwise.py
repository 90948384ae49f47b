"""Ends that are not the end of the term: pardon, death, flight, a held end, and who is told.

What ends correction is a ruling, a decision or a death; the agency notes it and tells the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.cases.access import check_may_change_term, check_may_close, check_may_work
from guihang.cases.actions.closing import CERTIFYING, ENDING, HELD, TERMINATING, closing_of
from guihang.cases.actions.drawing_up import Sheet, drawn_up, issued
from guihang.cases.actions.noting import Besides, locked, note_held
from guihang.cases.actions.refusing import answered, demand_done, demand_not_yet, demand_order
from guihang.cases.facts import latest, law_of
from guihang.cases.models import Case, CaseEvent
from guihang.cases.papers import Pen
from guihang.duties.owing import day_of
from guihang.law.codes import Body, Kind, Organ
from guihang.law.events import Ending, Event, Incident, What
from guihang.law.refusals import AlreadyDone, BadFacts, Missing, TooEarly
from guihang.law.rules import death
from guihang.law.rules.closing import Close
from guihang.law.rules.death import DeathFacts
from guihang.law.verdicts import CannotSay

if TYPE_CHECKING:
    from guihang.dossiers.models import Paper

DYING, FLEEING = "ccl-2019:51", "ccl-2019:50"
TOLD_OF_TERMINATION = (Body.ORGAN, Body.PROCURATORATE, Body.POLICE)
RULED = (What.REVOKED, What.RECALLED)
HOLDING = "holding"
PURPOSE = "制作终止社区矫正文书"
GROUNDS = {
    Ending.REVOKED: "被裁定撤销缓刑、撤销假释",
    Ending.RECALLED: "被决定收监执行",
    Ending.DIED: "死亡",
}


@dataclass(frozen=True, slots=True)
class Death:
    """A death as the agency learned of it; `told_by` brought the news."""

    died: date
    learned: date
    told_by: str
    words: str
    unnatural: bool = False


@atomic
def note_pardon(*, case: Case, day: date, number: str, by, at: datetime) -> Case:
    """Note a pardon: correction is then discharged, not terminated (赦免)."""
    case = locked(case)
    check_may_change_term(by, case.unit_path)
    demand_not_yet(latest(case, What.PARDONED, What.DISCHARGED, What.TERMINATED))
    if len(number.strip()) < 2:
        raise Missing(
            why=_("A pardon is a ruling of a court; it has a number."),
            ground=CERTIFYING,
            remedy=_("Enter the number of the ruling."),
        )
    demand_order("day", day, after=case.judged_on, what=What.JUDGED, ground=CERTIFYING)
    words = Besides(note=number)
    note_held(case, ((Event(What.PARDONED, day), words),), by=by, at=at)
    return case


@atomic
def learn_of_death(*, case: Case, told: Death, by, at: datetime) -> Case:
    """Note a death and when the agency learned of it; the notices fall due from then on (死亡)."""
    case = locked(case)
    check_may_work(by, case.unit_path)
    demand_not_yet(latest(case, What.DEATH_LEARNED, What.DISCHARGED))
    if len(told.told_by.strip()) < 2 or len(told.words.strip()) < 4:
        raise Missing(
            why=_("It is not said who told of the death, and what proves it."),
            ground=DYING,
            remedy=_("Enter who told it, and the certificate or other proof."),
        )
    demand_order("died", told.died, after=case.judged_on, what=What.JUDGED, ground=DYING)
    demand_order("learned", told.learned, after=told.died, what=What.DIED, ground=DYING)
    words = Besides(note=f"{told.told_by}：{told.words}")
    events = [(Event(What.DEATH_LEARNED, told.learned), words)]
    if latest(case, What.DIED) is None:
        events.insert(0, (Event(What.DIED, told.died), words))
    if told.unnatural:
        incident = Event(What.INCIDENT, told.learned, code=Incident.DEATH)
        events.append((incident, words))
    note_held(case, tuple(events), by=by, at=at)
    return case


@atomic
def tell_end(*, case: Case, by, at: datetime) -> Paper:
    """Tell those the law names that correction was terminated, by one issued paper (终止通知)."""
    case = locked(case)
    check_may_close(by, case.unit_path)
    ended = demand_done(
        latest(case, What.TERMINATED),
        What.TERMINATED,
        ground=TERMINATING,
        remedy=_("Note the termination first."),
    )
    ending = Ending(ended.code)
    to = _told_of(case, ending, ended.day, day_of(at))
    still = tuple(body for body in to if not _knows(case, body, ended.day))
    if not still:
        raise AlreadyDone(
            why=_("All whom the law names were told already."),
            ground=DYING if ending is Ending.DIED else TERMINATING,
            remedy=_("Nothing more is to be done."),
        )
    form = "death_notice" if ending is Ending.DIED else "termination_notice"
    pen = Pen(case, by, at, PURPOSE)
    entries = _end_entries(pen, ending, ended, to)
    paper = issued(drawn_up(case, Sheet(form, entries, anew=True), by=by, at=at))
    words = Besides(paper=paper)
    events = tuple((Event(What.TOLD, day_of(at), to=body), words) for body in still)
    note_held(case, events, by=by, at=at)
    return paper


@atomic
def note_flight(*, case: Case, day: date, words: str, by, at: datetime) -> Paper:
    """Note that somebody revoked or recalled cannot be found: the police hunt him (在逃)."""
    case = locked(case)
    check_may_close(by, case.unit_path)
    ruled = demand_done(
        latest(case, *RULED),
        What.RECALLED if case.kind == Kind.OUTSIDE else What.REVOKED,
        ground=FLEEING,
        remedy=_("Before the ruling somebody missing is searched for; he is not hunted."),
    )
    demand_not_yet(latest(case, What.ESCAPED, What.DELIVERED))
    demand_order("day", day, after=ruled.day, what=What(ruled.what), ground=FLEEING)
    if len(words.strip()) < 4:
        raise Missing(
            why=_("It is not said what is known of the flight."),
            ground=FLEEING,
            remedy=_("Write since when the person is missing, and where he may be."),
        )
    entries = {
        "ruling": Pen(case, by, at, PURPOSE).opened(ruled, "note"),
        "ruled_on": ruled.day,
        "missing_since": day,
        "known": words.strip(),
    }
    paper = issued(drawn_up(case, Sheet("pursuit_letter", entries, anew=True), by=by, at=at))
    told = (Event(What.TOLD, day_of(at), of="escape", to=Body.POLICE), Besides(paper=paper))
    fled = (Event(What.ESCAPED, day), Besides(note=words, paper=paper))
    note_held(case, (fled, told), by=by, at=at)
    return paper


@atomic
def link_aid(*, case: Case, day: date, to: str, by, at: datetime) -> Paper:
    """Hand a person over to resettlement aid, by a letter with the appraisal (衔接安置帮教)."""
    case = locked(case)
    check_may_work(by, case.unit_path)
    written = demand_done(
        latest(case, What.APPRAISAL_WRITTEN),
        What.APPRAISAL_WRITTEN,
        ground=ENDING,
        remedy=_("Write the appraisal first; it goes along."),
    )
    demand_not_yet(latest(case, What.AID_LINKED))
    demand_order("day", day, after=written.day, what=What.APPRAISAL_WRITTEN, ground=ENDING)
    if len(to.strip()) < 2:
        raise BadFacts(
            "to",
            why=_("It is not said to which office the person is handed over."),
            ground=ENDING,
            remedy=_("Enter the resettlement aid office of the place."),
        )
    entries = {"recipient": to.strip(), "appraised_on": written.day, "linked_on": day}
    paper = drawn_up(case, Sheet("aid_letter", entries, anew=True), by=by, at=at)
    if paper.was_issued:
        words = Besides(note=to, paper=paper)
        note_held(case, ((Event(What.AID_LINKED, day), words),), by=by, at=at)
    return paper


@atomic
def report_holding(*, case: Case, words: str, by, at: datetime) -> Paper:
    """Tell organ and procuratorate that a term is over but people must decide (期满待定)."""
    case = locked(case)
    check_may_close(by, case.unit_path)
    end = answered(closing_of(case, day_of(at)), ground=ENDING).outcome
    if end.state is not Close.HOLD:
        raise TooEarly(
            why=_("Nothing holds the end of this term."),
            ground=HELD,
            remedy=_("Discharge on the last day, or wait for it."),
        )
    told = latest(case, What.TOLD, to=Body.ORGAN)
    demand_not_yet(told if told is not None and told.of == HOLDING else None)
    entries = {
        "ended_on": end.day,
        "bars": [bar.says.zh for bar in end.bars],
        "known": words.strip(),
    }
    paper = issued(drawn_up(case, Sheet("holding_report", entries, anew=True), by=by, at=at))
    besides = Besides(paper=paper)
    bodies = (Body.ORGAN, Body.PROCURATORATE)
    events = tuple((Event(What.TOLD, day_of(at), of=HOLDING, to=body), besides) for body in bodies)
    note_held(case, events, by=by, at=at)
    return paper


def _told_of(case: Case, ending: Ending, day: date, on: date) -> tuple[Body, ...]:
    if ending is not Ending.DIED:
        return TOLD_OF_TERMINATION
    learned = latest(case, What.DEATH_LEARNED)
    facts = DeathFacts(
        Kind(case.kind),
        learned=learned.day if learned is not None else day,
        died=day if learned is None else min(day, learned.day),
        organ=Organ(case.organ) if case.organ else None,
    )
    answer = death.notices(facts, law_of(case, on))
    if isinstance(answer, CannotSay):
        return TOLD_OF_TERMINATION
    return tuple(one.to for one in answer.outcome.notices)


def _knows(case: Case, body: Body, since: date) -> bool:
    told = latest(case, What.TOLD, to=body)
    return told is not None and told.day >= since and told.of in ("", None)


def _end_entries(
    pen: Pen, ending: Ending, ended: CaseEvent, to: tuple[Body, ...]
) -> Mapping[str, object]:
    case = pen.case
    told: dict[str, object] = {
        "ended_on": ended.day,
        "recipients": "、".join(_named(case, body) for body in to),
    }
    if ending is not Ending.DIED:
        return told | {"end_ground": GROUNDS[ending], "ruling": pen.opened(ended, "note")}
    learned, died = latest(case, What.DEATH_LEARNED), latest(case, What.DIED)
    told["ended_on"] = died.day if died is not None else ended.day
    return told | {"learned_on": learned.day if learned is not None else pen.on}


def _named(case: Case, body: Body) -> str:
    return case.organ_name if body is Body.ORGAN and case.organ_name else body.says.zh
