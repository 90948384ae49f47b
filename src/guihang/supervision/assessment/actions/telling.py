"""Telling people what a month came to, showing sealed words, putting up the public list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.actions import Attended, Besides, note, note_round
from guihang.duties.owing import day_of
from guihang.law.codes import Body
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, TooEarly
from guihang.ledger import chains
from guihang.ledger.actions import record, reveal, take_turn
from guihang.supervision.access import (
    check_may_assess_month,
    check_may_publish_conduct,
    check_may_reveal_month,
)
from guihang.supervision.assessment.actions.holding import held
from guihang.supervision.assessment.house_rules import MONTHS, REGULAR
from guihang.supervision.assessment.month import Month
from guihang.supervision.assessment.words import TOLD_BY
from guihang.supervision.events import MonthsPublished, MonthTold
from guihang.supervision.models import MonthlyAssessment


@dataclass(frozen=True, slots=True)
class Telling:
    """On which day and how people were told in writing."""

    day: date
    how: str


@atomic
def tell(
    *, assessments: Iterable[MonthlyAssessment], telling: Telling, by: Actor, at: datetime
) -> tuple[MonthlyAssessment, ...]:
    """Note that people were told in writing what their month came to; all or none."""
    if telling.how not in TOLD_BY:
        raise BadFacts(
            "how",
            why=_("It is not said how the person was told."),
            ground=REGULAR,
            remedy=_("Choose how the sheet reached the person."),
        )
    chosen = tuple(assessments)
    take_turn(*(one.case.chain for one in chosen))
    return tuple(_told(held(one), telling, by, at) for one in chosen)


def _told(
    assessment: MonthlyAssessment, telling: Telling, by: Actor, at: datetime
) -> MonthlyAssessment:
    case = assessment.case
    check_may_assess_month(by, case.unit_path)
    _demand_tellable(assessment, telling.day, day_of(at))
    assessment.told_on, assessment.told_how = telling.day, telling.how
    assessment.save(update_fields=["told_on", "told_how"])
    event = Event(What.TOLD, telling.day, to=Body.PERSON, of=assessment.of)
    besides = Besides(channel=telling.how, paper=assessment.paper)
    note(case=case, event=event, by=by, at=at, besides=besides)
    told = MonthTold(
        case=case.number, month=str(Month(assessment.month)), on=telling.day, how=telling.how
    )
    record(told, chain=case.chain, by=by, at=at)
    return assessment


def _demand_tellable(assessment: MonthlyAssessment, day: date, on: date) -> None:
    name = {"name": assessment.case.person.name}
    if assessment.confirmed_at is None or assessment.taken_back_at is not None:
        raise TooEarly(
            why=_("The month of %(name)s is not confirmed.") % name,
            ground=MONTHS,
            remedy=_("Tell the result once a leader confirmed it."),
        )
    if assessment.told_on is not None:
        raise AlreadyDone(
            why=_("%(name)s was told already.") % name,
            ground=MONTHS,
            remedy=_("Look at the list as it is now."),
        )
    if not day_of(assessment.confirmed_at) <= day <= on:
        raise BadFacts(
            "day",
            why=_("This day lies before the confirmation, or has not come."),
            ground=MONTHS,
            remedy=_("Enter the day the sheet reached the person."),
        )


@atomic
def publish(
    *, month: Month, chosen: Sequence[MonthlyAssessment], left_out: int, by: Actor, at: datetime
) -> None:
    """Record that the results of a month were put up, in each case too (定期公示)."""
    check_may_publish_conduct(by, by.unit_path)
    attended = [
        Attended(one.case, (Event(What.RESULT_PUBLISHED, day_of(at), of=one.of),)) for one in chosen
    ]
    note_round(attended=attended, by=by, at=at)
    published = MonthsPublished(month=str(month), lines=len(attended), left_out=left_out)
    record(published, chain=chains.account(by.account_id, by.unit_path), by=by, at=at)


def reveal_words(
    *, assessment: MonthlyAssessment, field: str, reason: str, by: Actor, at: datetime
) -> str:
    """Show the words of an objection to somebody who gave a reason; the reading is recorded."""
    check_may_reveal_month(by, assessment.case.unit_path)
    what, _dash, key = field.partition("-")
    found = assessment.objections.filter(pk=int(key)).first() if key.isdigit() else None
    if found is None or what not in {"objection", "answer"}:
        raise BadFacts("field", why=_("There is nothing hidden under this name."))
    name = "answer" if what == "answer" else "words"
    return reveal(found, name, reason=reason, chain=assessment.case.chain, by=by, at=at)
