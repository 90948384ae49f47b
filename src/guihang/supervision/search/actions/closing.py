"""Closing a search: dealt with, no measure for a reason, in contact after all; its record."""

from __future__ import annotations

from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.actions import Besides, note
from guihang.cases.vocabulary import RUNNING
from guihang.duties.owing import day_of
from guihang.law.codes import Body
from guihang.law.events import Event, What
from guihang.law.refusals import BadFacts, Missing, TooEarly
from guihang.supervision.access import check_may_close_search
from guihang.supervision.events import SearchClosed
from guihang.supervision.models import Search
from guihang.supervision.search import house_rules, judging, papers, queries
from guihang.supervision.search.actions.holding import demand_open, fresh, held, recorded
from guihang.supervision.search.causes import is_lost
from guihang.supervision.search.words import (
    CONTACT,
    DEALT,
    ENDED,
    NO_MEASURE,
    OUTCOME,
    OUTCOMES,
    PRACTISED,
    SEARCH,
)

GROUND = "measures-2020:38"
LEAST = 4


@atomic
def close(*, search: Search, outcome: str, because: str = "", by: Actor, at: datetime) -> Search:
    """Close a search with how it ended; its record is issued into the dossier (查找结案)."""
    search = held(search)
    check_may_close_search(by, search.unit_path)
    demand_open(search)
    _demand_fit(search, outcome, because)
    search.outcome, search.because = outcome, because.strip()
    search.closed_at, search.closed_by_id = at, by.account_id
    if search.case is not None:
        search.record = papers.summary(search, by=by, at=at)
    search.save(update_fields=["outcome", "because", "closed_at", "closed_by", "record"])
    if outcome == NO_MEASURE and search.case is not None:
        _say_taught(search, by, at)
        _excuse(search, by, at)
    recorded(search, SearchClosed(search=str(search.key), outcome=outcome), by=by, at=at)
    return fresh(search)


def _say_taught(search: Search, by: Actor, at: datetime) -> None:
    """The person was spoken to and told to mend: that is how it was dealt with."""
    event = Event(What.ASKED_TO_MEND, day_of(at), of=search.of)
    besides = Besides(note=search.because, paper=search.record)
    note(case=search.case, event=event, by=by, at=at, besides=besides)


def _excuse(search: Search, by: Actor, at: datetime) -> None:
    """Who had a good reason for missing the duty is not held to have broken it."""
    missed = search.missed_event
    if search.good_reason and missed is not None:
        event = Event(What.BREACH_EXCUSED, day_of(at), begins=missed.day, code=missed.what)
        besides = Besides(note=search.because)
        note(case=search.case, event=event, by=by, at=at, besides=besides)


def _demand_fit(search: Search, outcome: str, because: str) -> None:
    if outcome not in OUTCOMES or (outcome == PRACTISED) != search.is_exercise:
        raise BadFacts(
            "outcome",
            why=_("It is not said how the search ended."),
            ground=house_rules.CLOSING,
            remedy=_("Choose one of the outcomes offered."),
        )
    FIT[outcome](search, because)


def _dealt(search: Search, because: str) -> None:
    _demand_found(search)
    if not queries.proceedings(search):
        raise TooEarly(
            why=_("No proceeding was opened since the person was found."),
            ground=GROUND,
            remedy=_("Open the one the law proposes, or close without a measure and say why."),
        )
    _demand_told(search)


def _no_measure(search: Search, because: str) -> None:
    _demand_found(search)
    _demand_reason(because)
    _demand_told(search)


def _contact(search: Search, because: str) -> None:
    _demand_reason(because)
    if is_lost(search) or judging.told(search, Body.POLICE, SEARCH) is not None:
        raise BadFacts(
            "outcome",
            why=_("The case says that the person was out of contact."),
            ground=house_rules.CLOSING,
            remedy=_("Note the finding; or have the entry of the case struck if it was wrong."),
        )


def _ended(search: Search, because: str) -> None:
    if search.found_on is not None or search.case is None or search.case.state in RUNNING:
        raise TooEarly(
            why=_("A search goes on until the person is found or correction has ended."),
            ground="ccl-2019:30",
            remedy=_("Go on; from the days named the law proposes what is done meanwhile."),
        )
    _demand_told(search)


def _demand_found(search: Search) -> None:
    if search.found_on is None:
        raise TooEarly(
            why=_("%(name)s was not found yet.") % {"name": search.name},
            ground="ccl-2019:30",
            remedy=_("Note the finding first."),
        )


def _demand_told(search: Search) -> None:
    """Where the procuratorate was told of the search, it is told how it ended."""
    was_told = judging.told(search, Body.PROCURATORATE, SEARCH) is not None
    if was_told and judging.told(search, Body.PROCURATORATE, OUTCOME) is None:
        raise TooEarly(
            why=_("The procuratorate does not know yet how the search ended."),
            ground=GROUND,
            remedy=_("Tell it the outcome first."),
        )


def _demand_reason(because: str) -> None:
    if len(because.strip()) < LEAST:
        raise Missing(
            why=_("It is not said why."),
            ground=house_rules.CLOSING,
            remedy=_("Write the reason; it stands in the record."),
        )


FIT = {
    DEALT: _dealt,
    NO_MEASURE: _no_measure,
    CONTACT: _contact,
    ENDED: _ended,
    PRACTISED: lambda search, because: None,
}
