"""Hearing the person before a measure: two officers, the words, the signature or its refusal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases import queries as cases
from guihang.cases.actions import Besides, note
from guihang.decisions.course import UNDECIDED, Stage
from guihang.duties.owing import day_of
from guihang.law.events import Event, What
from guihang.law.refusals import BadFacts, TooEarly, TooLate
from guihang.ledger.actions import record
from guihang.supervision.access import check_may_work_on_conduct
from guihang.supervision.conduct import investigators
from guihang.supervision.conduct.actions.holding import held
from guihang.supervision.conduct.looking import HEARING
from guihang.supervision.conduct.words import HEARD, NOT_REACHED, REFUSED
from guihang.supervision.events import PersonHeard
from guihang.supervision.models import Hearing, Proceeding

LEAST = 4


@dataclass(frozen=True, slots=True)
class Heard:
    """How somebody was heard: on which day, with whom, what was said, signed or not."""

    day: date
    second: int
    outcome: str
    words: str
    guardian: str = ""
    witness: str = ""


@atomic
def hear_person(*, proceeding: Proceeding, heard: Heard, by: Actor, at: datetime) -> Hearing:
    """Note that the person was heard before the decision, or could not be reached."""
    proceeding = held(proceeding)
    check_may_work_on_conduct(by, proceeding.matter.unit_path)
    _demand_undecided(proceeding)
    _examine(proceeding, heard, day_of(at))
    investigators.demand_another(heard.second, proceeding.case, by=by, on=day_of(at))
    made = Hearing.objects.create(
        proceeding=proceeding,
        day=heard.day,
        second_id=heard.second,
        outcome=heard.outcome,
        words=heard.words.strip(),
        guardian=heard.guardian.strip(),
        witness=heard.witness.strip(),
        at=at,
        by_id=by.account_id,
    )
    if heard.outcome != NOT_REACHED:
        event = Event(What.HEARD, heard.day, of=proceeding.of)
        note(case=proceeding.case, event=event, by=by, at=at, besides=Besides(note=heard.words))
    event = PersonHeard(matter=proceeding.matter.number, on=heard.day, outcome=heard.outcome)
    record(event, chain=proceeding.matter.dossier.chain, by=by, at=at)
    return made


def _demand_undecided(proceeding: Proceeding) -> None:
    if Stage(proceeding.matter.stage) not in UNDECIDED:
        raise TooLate(
            why=_("It is decided already; the person is heard before."),
            ground=HEARING,
            remedy=_("What the person says against the decision is noted as an objection."),
        )


def _examine(proceeding: Proceeding, heard: Heard, on: date) -> None:
    if heard.outcome not in HEARD:
        raise BadFacts(
            "outcome",
            why=_("It is not said how the hearing came out."),
            ground=HEARING,
            remedy=_("Choose whether the person signed the record."),
        )
    if heard.day > on:
        raise TooEarly(
            why=_("This day has not come yet; only what has happened is noted."),
            ground=HEARING,
            remedy=_("Enter the day it happened."),
        )
    if len(heard.words.strip()) < LEAST:
        raise BadFacts(
            "words",
            why=_("It is not written what was said, or how it was tried."),
            ground=HEARING,
            remedy=_("Write what the person said; “nothing to add” is an answer, too."),
        )
    if heard.outcome == REFUSED and not heard.witness.strip():
        raise BadFacts(
            "witness",
            why=_("Who refuses to sign does so before a witness."),
            ground=HEARING,
            remedy=_("Name who saw it."),
        )
    is_minor = cases.is_minor(proceeding.case, on)
    if is_minor and heard.outcome != NOT_REACHED and not heard.guardian.strip():
        raise BadFacts(
            "guardian",
            why=_("A minor is heard with the guardian there."),
            ground="ccl-2019:54.1",
            remedy=_("Name the guardian who was there."),
        )
