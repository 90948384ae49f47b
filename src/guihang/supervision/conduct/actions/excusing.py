"""Excusing a breach: weighed by who leads, with the reason; nothing follows from it (不予处理)."""

from __future__ import annotations

from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.actions import Besides, note
from guihang.cases.actions.noting import locked
from guihang.cases.facts import event_of, facts_of
from guihang.decisions.course import UNDECIDED
from guihang.duties.owing import day_of
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts, TooEarly
from guihang.law.rules import standing_breaches
from guihang.supervision.access import check_may_excuse_breach
from guihang.supervision.conduct import house_rules
from guihang.supervision.conduct.wish import LONGEST_WORDS

LEAST = 4


@atomic
def excuse(*, case, seq: int, words: str, by: Actor, at: datetime):
    """Say that a breach was weighed and nothing follows from it, and why; the case keeps both.

    It meets the duty to deal with the breach, and the breach no longer counts against the person.
    """
    check_may_excuse_breach(by, case.unit_path)
    case = locked(case)
    breach = _unanswered(case, seq)
    _demand_no_proceeding(case, breach)
    if not LEAST <= len(words.strip()) <= LONGEST_WORDS:
        raise BadFacts(
            "words",
            why=_("It is not said why nothing follows."),
            ground=house_rules.EXCUSED,
            remedy=_("Write what was looked at and why the breach is excused."),
        )
    event = Event(What.BREACH_EXCUSED, day_of(at), begins=breach.day, code=breach.what)
    return note(case=case, event=event, by=by, at=at, besides=Besides(note=words))


def _unanswered(case, seq: int):
    rows = case.events.filter(seq=seq, corrected__isnull=True)
    breach = rows.filter(what__in=standing_breaches.BREACHES).first()
    if breach is None or not standing_breaches.is_unanswered(facts_of(case), event_of(breach)):
        raise AlreadyDone(
            why=_("This breach is dealt with already, or does not count against the person."),
            ground="ccl-2019:28.1",
            remedy=_("Nothing more is to be done about it."),
        )
    return breach


def _demand_no_proceeding(case, breach) -> None:
    open_ = case.proceedings.filter(matter__stage__in=UNDECIDED, proofs__event=breach)
    found = open_.select_related("matter").first()
    if found is not None:
        raise TooEarly(
            why=_("%(number)s rests on this breach and is not decided.")
            % {"number": found.matter.number},
            ground=house_rules.EXCUSED,
            remedy=_("Have the proceeding closed or decided first."),
        )
