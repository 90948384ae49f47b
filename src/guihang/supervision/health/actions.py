"""Handing in a health report, and the review of a hospital the province has named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.actions import Besides, note
from guihang.cases.facts import law_of
from guihang.dossiers import queries as files
from guihang.duties.owing import day_of
from guihang.law.events import Event, What
from guihang.law.refusals import BadFacts
from guihang.law.rules.health import DIAGNOSIS, REPORTS, HandedInFacts, Review, review
from guihang.law.verdicts import Verdict
from guihang.supervision.access import check_may_note_health
from guihang.supervision.health import queries
from guihang.supervision.health.queries import Interval

LEAST = 4


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What was handed in: on which day, in which words, from which hospital, by which file."""

    day: date
    words: str
    is_named: bool | None = None
    file: str = ""
    channel: str = "counter"


@atomic
def report_health(*, case, handed: HandedIn, by: Actor, at: datetime):
    """Note the monthly report on the state of somebody's health (measures-2020:24)."""
    check_may_note_health(by, case.unit_path)
    _demand_running(_due(case, at).report)
    _demand_said(handed, at)
    event = Event(What.HEALTH_REPORTED, handed.day)
    return note(case=case, event=event, by=by, at=at, besides=_besides(case, handed))


@atomic
def hand_in_review(*, case, handed: HandedIn, by: Actor, at: datetime) -> Review:
    """Note a medical review, if a hospital named by the province made it; return what it is worth.

    One from another hospital does not count and is completed first.
    """
    check_may_note_health(by, case.unit_path)
    interval = _demand_running(_due(case, at).review)
    _demand_said(handed, at)
    facts = HandedInFacts(interval.due, handed.day, handed.is_named)
    found = review(facts, law_of(case, day_of(at)))
    if not isinstance(found, Verdict) or found.outcome is Review.WRONG_HOSPITAL:
        raise BadFacts(
            "is_named",
            why=_("The review is not from a hospital the province has named."),
            ground=DIAGNOSIS,
            remedy=_("Have it made again at a hospital on the list of the province."),
        )
    if not handed.file:
        raise BadFacts(
            "file",
            why=_("The hospital's paper is lacking."),
            ground=REPORTS,
            remedy=_("Put it into the dossier and choose it here."),
        )
    event = Event(What.REVIEW_HANDED_IN, handed.day)
    note(case=case, event=event, by=by, at=at, besides=_besides(case, handed))
    return found.outcome


def _due(case, at: datetime) -> queries.Health:
    found = queries.of_case(case, on=day_of(at))
    if found is None:
        raise BadFacts(
            "day",
            why=_("Only who serves a sentence outside prison reports on his health."),
            ground=REPORTS,
            remedy=_("Look at the kind of correction once more."),
        )
    return found


def _demand_running(interval: Interval | None) -> Interval:
    if interval is None:
        raise BadFacts(
            "day",
            why=_("This interval does not run for this person."),
            ground=REPORTS,
            remedy=_("Reviews are for who is on medical release; reports for all who serve out."),
        )
    return interval


def _demand_said(handed: HandedIn, at: datetime) -> None:
    if handed.day > day_of(at):
        raise BadFacts(
            "day",
            why=_("This day has not come yet; only what has happened is noted."),
            ground=REPORTS,
            remedy=_("Enter the day it was handed in."),
        )
    if len(handed.words.strip()) < LEAST:
        raise BadFacts(
            "words",
            why=_("It is not said how the person is."),
            ground=REPORTS,
            remedy=_("Write in a few words what was reported or found."),
        )


def _besides(case, handed: HandedIn) -> Besides:
    known = {str(one.key): one for one in files.attachments(case.dossier)}
    if handed.file and handed.file not in known:
        raise BadFacts(
            "file",
            why=_("This file is not in the dossier."),
            ground="house:forms",
            remedy=_("Put it into the dossier first, then choose it here."),
        )
    return Besides(
        note=handed.words.strip(), channel=handed.channel, attachment=known.get(handed.file)
    )
