"""Objections: to the county agency, its answer, and from there to the procuratorate (异议)."""

from __future__ import annotations

from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.actions import Besides, note
from guihang.decisions.course import Stage
from guihang.duties.owing import day_of
from guihang.law.codes import Body
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, TooEarly
from guihang.ledger.actions import record
from guihang.supervision.access import check_may_answer_objection, check_may_work_on_conduct
from guihang.supervision.conduct.actions.holding import held
from guihang.supervision.conduct.plans import PLANS
from guihang.supervision.conduct.words import CORRECTED, OUTCOMES
from guihang.supervision.events import ObjectionAnswered, ObjectionRaised
from guihang.supervision.models import Objection, Proceeding
from guihang.supervision.objecting import demand_may_go_on

RULE = "measures-2020:32"
LEAST = 4


@atomic
def object_to(
    *, proceeding: Proceeding, day: date, words: str, by: Actor, at: datetime
) -> Objection:
    """Take down what the person has against a decision that was served."""
    proceeding = held(proceeding)
    check_may_work_on_conduct(by, proceeding.matter.unit_path)
    _demand_served(proceeding, day, day_of(at))
    _demand_words("words", words)
    if proceeding.objections.filter(answered_on__isnull=True).exists():
        raise AlreadyDone(
            why=_("An objection stands already and is not answered."),
            ground=RULE,
            remedy=_("Answer it; what is new can be written into the answer."),
        )
    made = Objection.objects.create(
        proceeding=proceeding, day=day, words=words.strip(), at=at, by_id=by.account_id
    )
    event = Event(What.OBJECTED, day, of=proceeding.of)
    note(case=proceeding.case, event=event, by=by, at=at, besides=Besides(note=words))
    raised = ObjectionRaised(matter=proceeding.matter.number, on=day)
    record(raised, chain=proceeding.matter.dossier.chain, by=by, at=at)
    return made


@atomic
def answer_objection(
    *, objection: Objection, outcome: str, words: str, by: Actor, at: datetime
) -> Objection:
    """Answer an objection and tell the person; a wrong decision is taken back first."""
    proceeding = held(objection.proceeding)
    check_may_answer_objection(by, proceeding.matter.unit_path)
    objection = Objection.objects.select_for_update().get(pk=objection.pk)
    _demand_unanswered(objection)
    if outcome not in OUTCOMES:
        raise BadFacts(
            "outcome",
            why=_("It is not said what comes of the objection."),
            ground=RULE,
            remedy=_("Choose whether the decision stands."),
        )
    _demand_words("words", words)
    is_ended = Stage(proceeding.matter.stage) is Stage.ENDED
    if outcome == CORRECTED and not is_ended:
        raise TooEarly(
            why=_("The decision still stands; it is taken back before the person is told so."),
            ground=RULE,
            remedy=_("Have who decided end it with reasons; then answer the objection."),
        )
    objection.outcome, objection.answered_on = outcome, day_of(at)
    objection.answer = words.strip()
    objection.save(update_fields=["outcome", "answered_on", "answer"])
    event = Event(What.OBJECTION_ANSWERED, day_of(at), of=proceeding.of)
    note(case=proceeding.case, event=event, by=by, at=at, besides=Besides(note=words))
    answered = ObjectionAnswered(matter=proceeding.matter.number, outcome=outcome)
    record(answered, chain=proceeding.matter.dossier.chain, by=by, at=at)
    return objection


@atomic
def refer(*, objection: Objection, day: date, by: Actor, at: datetime) -> Objection:
    """Note that the person, still objecting, went to the procuratorate, which gets the file."""
    proceeding = held(objection.proceeding)
    check_may_work_on_conduct(by, proceeding.matter.unit_path)
    objection = Objection.objects.select_for_update().get(pk=objection.pk)
    demand_may_go_on(objection, day, on=day_of(at), ground=RULE)
    objection.referred_on = day
    objection.save(update_fields=["referred_on"])
    event = Event(What.TOLD, day, of=proceeding.of, to=Body.PROCURATORATE)
    note(case=proceeding.case, event=event, by=by, at=at)
    return objection


def _demand_served(proceeding: Proceeding, day: date, on: date) -> None:
    if PLANS[proceeding.matter.kind].is_proposal:
        raise BadFacts(
            "day",
            why=_("The agency only proposes here; who decides hears the person."),
            ground="ccl-2019:34.2",
            remedy=_("Tell the person where to speak against it: court, police or procuratorate."),
        )
    if proceeding.served_on is None:
        raise TooEarly(
            why=_("The decision was not served yet."),
            ground=RULE,
            remedy=_("Serve it first; before a decision the person is heard."),
        )
    if not proceeding.served_on <= day <= on:
        raise BadFacts(
            "day",
            why=_("This day lies before the service, or has not come."),
            ground=RULE,
            remedy=_("Enter the day the person objected."),
        )


def _demand_unanswered(objection: Objection) -> None:
    if objection.answered_on is not None:
        raise AlreadyDone(
            why=_("This objection was answered on %(day)s.") % {"day": objection.answered_on},
            ground=RULE,
            remedy=_("Who still objects goes to the procuratorate."),
        )


def _demand_words(field: str, words: str) -> None:
    if len(words.strip()) < LEAST:
        raise BadFacts(
            field,
            why=_("This must not be empty."),
            ground=RULE,
            remedy=_("Write it in the person's words, or why it is answered so."),
        )
