"""Trying to reach somebody: each attempt by whom, when, how, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases.actions import Besides, note_all
from guihang.dossiers import queries as files
from guihang.duties.owing import day_of
from guihang.law.events import Event, What
from guihang.law.refusals import BadFacts
from guihang.supervision.access import check_may_work_on_search
from guihang.supervision.events import AttemptNoted
from guihang.supervision.models import Attempt, Search
from guihang.supervision.search import house_rules, officers
from guihang.supervision.search.actions.holding import demand_running, fresh, held, recorded
from guihang.supervision.search.causes import is_lost
from guihang.supervision.search.words import CAME, REACHED, VISIT, WAYS

LEAST, LONGEST = 4, 1000


@dataclass(frozen=True, slots=True)
class Tried:
    """One attempt as it was made; `file` is a file of the dossier that shows it."""

    way: str
    moment: datetime
    came: str
    words: str
    asked: str = ""
    place: str = ""
    second: int | None = None
    file: str = ""


@atomic
def note_attempt(*, search: Search, tried: Tried, by: Actor, at: datetime) -> Search:
    """Write down an attempt; after the first in vain the case says that the person is lost."""
    search = held(search)
    check_may_work_on_search(by, search.unit_path)
    demand_running(search)
    _examine(search, tried, at)
    if tried.way == VISIT or tried.second:
        officers.demand_second(search, tried.second, by=by, on=day_of(at))
    Attempt.objects.create(
        search=search,
        way=tried.way,
        moment=tried.moment,
        came=tried.came,
        asked=tried.asked.strip(),
        place=tried.place.strip(),
        words=tried.words.strip(),
        by_id=by.account_id,
        second_id=tried.second,
        attachment=file_of(search, tried.file),
        at=at,
    )
    if search.case is not None and tried.came != REACHED:
        _say_lost(search, tried, by, at)
    event = AttemptNoted(
        search=str(search.key), way=tried.way, came=tried.came, second=tried.second or 0
    )
    recorded(search, event, by=by, at=at)
    return fresh(search)


def file_of(search: Search, key: str):
    """Return a file of the dossier, or nothing where none is named; an exercise has no files."""
    if not key or search.case is None:
        return None
    known = {str(one.key): one for one in files.attachments(search.case.dossier)}
    if key not in known:
        raise BadFacts(
            "file",
            why=_("This file is not in the dossier."),
            ground=house_rules.EVIDENCE,
            remedy=_("Put it into the dossier first, then choose it here."),
        )
    return known[key]


def _say_lost(search: Search, tried: Tried, by: Actor, at: datetime) -> None:
    """The search is under way in the case too, with the last proved contact as evidence."""
    day = day_of(tried.moment)
    events: list[Event] = []
    if search.missed_on is not None and search.missed_event is None:
        events.append(Event(What.DUTY_MISSED, search.missed_on, code=search.missed, of=search.of))
    if not is_lost(search):
        if search.contact_on is not None and search.contact_event.what != What.LAST_CONTACT:
            events.append(Event(What.LAST_CONTACT, search.contact_on, of=search.of))
        events.append(Event(What.LOST, day, of=search.of))
    started = search.case.events.filter(
        what=What.SEARCH_STARTED, corrected__isnull=True, day__gte=search.missed_on or day
    )
    if not started.exists():
        events.append(Event(What.SEARCH_STARTED, day, of=search.of))
    if events:
        told = tuple((event, Besides()) for event in events)
        note_all(case=search.case, events=told, by=by, at=at)


def _examine(search: Search, tried: Tried, at: datetime) -> None:
    day = day_of(tried.moment)
    wrong = (
        ("way", tried.way not in WAYS, _("Choose how it was tried.")),
        ("came", tried.came not in CAME, _("Choose what came of it.")),
        (
            "words",
            not LEAST <= len(tried.words.strip()) <= LONGEST,
            _("Write whom you called or met, and what was said, in 4 to 1000 characters."),
        ),
        (
            "moment",
            tried.moment > at or (search.missed_on is not None and day < search.missed_on),
            _("Enter when it was; not before the missed duty, and not later than now."),
        ),
    )
    for field, is_wrong, remedy in wrong:
        if is_wrong:
            raise BadFacts(
                field,
                why=_("The attempt is not written down completely."),
                ground=house_rules.EVIDENCE,
                remedy=remedy,
            )
