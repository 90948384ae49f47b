"""How a case ends: summary and appraisal, discharge with its papers, termination.

What ends it is for the law to say (`closing.of_case`); here it is only carried out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.queries import organisation
from guihang.agencies.vocabulary import UnitKind
from guihang.cases.access import check_may_close, check_may_work
from guihang.cases.actions.drawing_up import Sheet, drawn_up
from guihang.cases.actions.noting import RULINGS, Besides, locked, note_held
from guihang.cases.actions.refusing import answered, demand_done, demand_not_yet, demand_order
from guihang.cases.facts import facts_of, latest, law_of
from guihang.cases.models import Case
from guihang.cases.vocabulary import SideKind
from guihang.cases.words import spoken
from guihang.duties.owing import day_of
from guihang.law.calendars import ONE_DAY
from guihang.law.codes import Body, Kind
from guihang.law.events import Ending, Event, What
from guihang.law.periods import TERMS
from guihang.law.refusals import BadFacts, Missing, TooEarly, TooLate
from guihang.law.rules import closing
from guihang.law.rules.closing import Close, Closing
from guihang.law.rules.closing_duties import last_day
from guihang.law.spans import Span
from guihang.law.verdicts import Answer

if TYPE_CHECKING:
    from guihang.dossiers.models import Paper

ENDING, HELD, CERTIFYING = "measures-2020:53", "measures-2020:53.1", "ccl-2019:44"
TERMINATING = "ccl-2019:45"
TOLD_OF_END = (Body.ORGAN, Body.PROCURATORATE, Body.POLICE)
GROUNDS = {Close.PARDON: "被赦免"}
"""What the papers call the ground of a discharge, where it is not that the term is over."""
BY_RULING = {Ending.REVOKED: What.REVOKED, Ending.RECALLED: What.RECALLED, Ending.DIED: What.DIED}


@dataclass(frozen=True, slots=True)
class Discharged:
    """What a discharge left: the case, the notice, the certificate where the agency gives it."""

    case: Case
    notice: Paper
    certificate: Paper | None = None


def closing_of(case: Case, on: date) -> Answer[Closing]:
    """Return how the law says a case ends on a day; its last one counts as it will be over."""
    facts = facts_of(case)
    then = on + ONE_DAY if on == last_day(facts, law_of(case, on)) else on
    return closing.of_case(facts, law_of(case, then))


@atomic
def write_summary(*, case: Case, day: date, words: str = "", by, at: datetime) -> Case:
    """Note that the person wrote the summary of his correction (个人总结)."""
    return _written(case, Event(What.SUMMARY_WRITTEN, day), words, by, at)


@atomic
def write_appraisal(*, case: Case, day: date, words: str, by, at: datetime) -> Case:
    """Write the agency's appraisal of a person whose term is about to end (书面鉴定)."""
    if not words.strip():
        raise Missing(
            why=_("An appraisal has words."),
            ground=ENDING,
            remedy=_("Write how the person kept the rules and what came of it."),
        )
    return _written(case, Event(What.APPRAISAL_WRITTEN, day), words, by, at)


def _written(case: Case, event: Event, words: str, by, at: datetime) -> Case:
    case = locked(case)
    check_may_work(by, case.unit_path)
    registered = latest(case, What.REGISTERED)
    if registered is not None:
        demand_order("day", event.day, after=registered.day, what=What.REGISTERED, ground=ENDING)
    demand_not_yet(latest(case, event.what))
    note_held(case, ((event, Besides(note=words)),), by=by, at=at)
    return case


@atomic
def discharge(*, case: Case, release: str = "", by, at: datetime) -> Discharged:
    """Discharge a person whose term is over or who was pardoned, with the papers of it (解除矫正).

    It counts from the last day of the term, rest day or not. Whoever a prison or a detention
    house releases gets its certificate (`release` is its number), and the agency tells the rest.
    """
    case = locked(case)
    check_may_close(by, case.unit_path)
    demand_not_yet(latest(case, What.DISCHARGED))
    end = _ended(case, day_of(at))
    by_prison = end.state is Close.RELEASE
    if by_prison and not release.strip():
        raise Missing(
            why=_("The prison or detention house that keeps the file releases this person."),
            ground="measures-2020:53.4",
            remedy=_("Enter the number of its certificate of release once it has come."),
        )
    entries = _entries(case, end)
    certificate = None
    if not by_prison:
        certificate = _issued(
            drawn_up(case, Sheet("certificate", entries, anew=True), by=by, at=at)
        )
    number = certificate.number if certificate else release.strip()
    told = entries | _recipients(case) | {"certificate_number": number, "changes": _changes(case)}
    notice = _issued(drawn_up(case, Sheet("discharge_notice", told, anew=True), by=by, at=at))
    words = Besides(note=release, paper=certificate or notice)
    events = ((Event(What.DISCHARGED, end.day or day_of(at)), words), *_telling(notice, at))
    note_held(case, events, by=by, at=at)
    return Discharged(case, notice, certificate)


def _ended(case: Case, on: date) -> Closing:
    """Return how the case ends, or refuse where it does not end yet, or not by a discharge."""
    facts = facts_of(case)
    ends = last_day(facts, law_of(case, on))
    if ends is not None and on < ends and not facts.day_of(What.PARDONED):
        raise TooEarly(
            why=_("The term runs to the end of %(day)s, rest day or not.") % {"day": ends},
            ground=TERMS,
            remedy=_("Discharge on that day or after it; summary and appraisal come before."),
        )
    end = answered(closing_of(case, on), ground=ENDING).outcome
    if end.state is Close.HOLD:
        raise TooEarly(
            why=_("The term is over, but people must decide: %(why)s.")
            % {"why": "；".join(str(spoken(bar.says)) for bar in end.bars)},
            ground=HELD,
            remedy=_("Note how that was decided or ended; then discharge or terminate."),
        )
    if end.state is Close.TERMINATION:
        raise TooLate(
            why=_("Correction has ended otherwise; there is no discharge."),
            ground=TERMINATING,
            remedy=_("Terminate it instead."),
        )
    if end.state is Close.RUNNING:
        raise TooEarly(
            why=_("The term has no last day that is known."),
            ground=ENDING,
            remedy=_("Enter the last day of the sentence, or wait for a decision."),
        )
    return end


def _entries(case: Case, end: Closing) -> dict[str, object]:
    return {
        "discharge_ground": GROUNDS.get(end.state, "矫正期满"),
        "discharged_on": end.day,
        "remaining": _remaining(case),
    }


def _remaining(case: Case) -> str:
    """Return what outlives the correction: political rights are taken for longer, by the police."""
    sides = case.sides.filter(kind=SideKind.DEPRIVATION, set_aside_at__isnull=True)
    length = next((side.length for side in sides if side.length), "")
    if not length or case.kind == Kind.SURVEILLANCE:
        return ""
    return f"剥夺政治权利{Span.parse(length).text.zh}，由公安机关执行。"


def _recipients(case: Case) -> dict[str, object]:
    """Return who is told: the procuratorate by its name where it is entered, the police as such."""
    county = case.dossier.unit.county_path or case.unit_path
    found = organisation.units((county,), on=case.term_ends, kinds=(UnitKind.PROCURATORATE,))
    named = found.first()
    return {
        "procuratorate": named.name if named else Body.PROCURATORATE.says.zh,
        "police": Body.POLICE.says.zh,
    }


def _changes(case: Case) -> list[str]:
    """Return how the term moved, as the notice lists it."""
    return [
        "，".join(
            part
            for part in (
                f"{event.day}{event.what.says.zh}",
                f"{event.days}日" if event.days else "",
                event.span.text.zh if event.span else "",
                f"止日为{event.ends}" if event.ends else "",
            )
            if part
        )
        for event in facts_of(case).all(*RULINGS)
    ]


def _issued(paper: Paper) -> Paper:
    if not paper.was_issued:
        raise Missing(
            why=_("A discharge stands only with its papers issued."),
            ground=CERTIFYING,
            remedy=_("Have it done by somebody who may issue papers."),
        )
    return paper


def _telling(notice: Paper, at: datetime) -> Iterable[tuple[Event, Besides]]:
    return ((Event(What.TOLD, day_of(at), to=body), Besides(paper=notice)) for body in TOLD_OF_END)


@atomic
def give_certificate(*, case: Case, day: date, received_by: str, by, at: datetime) -> Case:
    """Note that the certificate was handed over, and to whom (发放解除社区矫正证明书)."""
    case = locked(case)
    check_may_work(by, case.unit_path)
    discharged = demand_done(
        latest(case, What.DISCHARGED),
        What.DISCHARGED,
        ground=CERTIFYING,
        remedy=_("Discharge the person first."),
    )
    if discharged.paper is None or discharged.paper.form != "certificate":
        raise BadFacts(
            "day",
            why=_("The agency has issued no certificate; who released the person gives it."),
            ground="measures-2020:53.4",
        )
    demand_not_yet(latest(case, What.CERTIFICATE_GIVEN))
    demand_order("day", day, after=discharged.day, what=What.DISCHARGED, ground=CERTIFYING)
    if not received_by.strip():
        raise Missing(
            why=_("A certificate is handed to somebody."),
            ground=CERTIFYING,
            remedy=_("Enter who received it."),
        )
    words = Besides(note=received_by, paper=discharged.paper)
    note_held(case, ((Event(What.CERTIFICATE_GIVEN, day), words),), by=by, at=at)
    return case


@atomic
def terminate(  # noqa: PLR0913 - how it ended, by which paper and when are all asked for
    *, case: Case, ending: Ending, day: date, paper: str = "", by, at: datetime
) -> Case:
    """End correction because of a ruling, a decision or a death (终止社区矫正).

    The agency revokes nothing itself: without the number of the ruling nothing is terminated.
    """
    case = locked(case)
    check_may_close(by, case.unit_path)
    ending = Ending(ending)
    closing.check_ending(Kind(case.kind), ending, "ending")
    demand_not_yet(latest(case, What.TERMINATED, What.DISCHARGED))
    if ending is not Ending.DIED and not paper.strip():
        raise Missing(
            why=_("Only a ruling or decision ends correction so; it has a number."),
            ground=TERMINATING,
            remedy=_("Enter the number of the ruling or decision."),
        )
    demand_order("day", day, after=case.judged_on, what=What.JUDGED, ground=TERMINATING)
    words = Besides(note=paper)
    terminated = (Event(What.TERMINATED, day, code=ending.value), words)
    known = latest(case, BY_RULING[ending])
    if known is not None:
        demand_order("day", day, after=known.day, what=What(known.what), ground=TERMINATING)
        note_held(case, (terminated,), by=by, at=at)
    else:
        first = (Event(BY_RULING[ending], day), words)
        note_held(case, (first, terminated), by=by, at=at)
    return case
