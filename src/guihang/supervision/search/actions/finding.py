"""Somebody was found: where, how, by what proof, with a reason or not, and whether he refuses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.actions import Besides, note
from guihang.duties.owing import day_of
from guihang.law.events import Event, What
from guihang.law.refusals import BadFacts
from guihang.law.rules.breaches import Severity
from guihang.supervision.access import check_may_work_on_search
from guihang.supervision.events import PersonFound
from guihang.supervision.models import Search
from guihang.supervision.search.actions.holding import demand_running, fresh, held, recorded
from guihang.supervision.search.actions.trying import LEAST, LONGEST, file_of
from guihang.supervision.search.causes import is_lost
from guihang.supervision.search.words import FOUND_HOW

GROUND = "measures-2020:38"


@dataclass(frozen=True, slots=True)
class Found:
    """How somebody was found; without a word on the reason nobody guesses one."""

    day: date
    how: str
    place: str
    words: str
    refuses: bool = False
    good_reason: bool | None = None
    severity: str = ""
    file: str = ""


@atomic
def note_found(*, search: Search, found: Found, by: Actor, at: datetime) -> Search:
    """Note that somebody was found; the clock stops, and the law proposes what follows."""
    search = held(search)
    check_may_work_on_search(by, search.unit_path)
    demand_running(search)
    _examine(search, found, day_of(at))
    was_lost = is_lost(search)
    search.found_on, search.found_how = found.day, found.how
    search.found_place, search.found_words = found.place.strip(), found.words.strip()
    search.refuses, search.good_reason = found.refuses, found.good_reason
    search.severity = found.severity
    search.proof = file_of(search, found.file)
    search.found_at, search.found_by_id = at, by.account_id
    search.save()
    if was_lost:
        words = Besides(note=found.words, attachment=search.proof)
        event = Event(What.FOUND, found.day, of=search.of)
        note(case=search.case, event=event, by=by, at=at, besides=words)
    told = PersonFound(search=str(search.key), on=found.day, how=found.how, refuses=found.refuses)
    recorded(search, told, by=by, at=at)
    return fresh(search)


def _examine(search: Search, found: Found, on: date) -> None:
    begins = search.missed_on or day_of(search.opened_at)
    wrong = (
        ("how", found.how not in FOUND_HOW, _("Choose how the person was found.")),
        (
            "day",
            not begins <= found.day <= on,
            _("Enter the day; not before the missed duty, and not later than today."),
        ),
        ("place", len(found.place.strip()) < 2, _("Enter where the person was found.")),
        (
            "words",
            not LEAST <= len(found.words.strip()) <= LONGEST,
            _("Write how it is known, and what the person says, in 4 to 1000 characters."),
        ),
        (
            "severity",
            bool(found.severity) and found.severity not in set(Severity),
            _("Choose how grave it is, or leave it open."),
        ),
    )
    for field, is_wrong, remedy in wrong:
        if is_wrong:
            raise BadFacts(
                field,
                why=_("The finding is not written down completely."),
                ground=GROUND,
                remedy=remedy,
            )
