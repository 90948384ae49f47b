"""Opening a search: by itself from a missed duty, at once or by the sweep; or as an exercise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies import queries as agencies
from guihang.agencies.authority import Actor
from guihang.cases import queries as cases
from guihang.cases.events import CaseEventNoted
from guihang.cases.vocabulary import RUNNING, State
from guihang.duties import actions as duties
from guihang.duties.owing import day_of
from guihang.law.codes import Kind
from guihang.law.events import Missed, What
from guihang.law.refusals import BadFacts
from guihang.ledger.chains import SYSTEM
from guihang.ledger.hearing import Happened
from guihang.supervision.access import check_may_practise_search
from guihang.supervision.events import PersonFound, SearchClosed, SearchOpened
from guihang.supervision.models import Search
from guihang.supervision.search import house_rules
from guihang.supervision.search.actions.holding import recorded
from guihang.supervision.search.causes import MEETS, cause_of
from guihang.supervision.search.kind import SOURCE
from guihang.supervision.search.words import CONTACT

OPENS = frozenset({What.DUTY_MISSED, What.LOST})


@dataclass(frozen=True, slots=True)
class Exercise:
    """A made-up person who missed a duty on a day."""

    name: str
    kind: str
    missed_on: date


@atomic
def hear(event: CaseEventNoted, *, at: datetime, **_besides: object) -> None:
    """Open a search when a missed duty is noted, end what a contact has answered; wiring calls."""
    what = What(event.what)
    if what not in OPENS and what not in house_rules.PROVES_CONTACT:
        return
    if what in OPENS:
        open_for(cases.case_numbered(event.case), at=at)
    elif search := _running().filter(case__dossier__number=event.case).first():
        _answer(search, what, event.day, at)


def hear_many(happened: Sequence[Happened]) -> None:
    """Hear what many did on one occasion; who is not searched for costs nothing. Wiring calls."""
    sought = set(_running().values_list("case__dossier__number", flat=True))
    for one in happened:
        if one.event.case in sought or What(one.event.what) in OPENS:
            hear(one.event, at=one.at)


@atomic
def sweep(*, at: datetime) -> int:
    """Open a search for everybody whose missed duty nothing has answered, end what was answered.

    Who never came, and a regular report that is overdue, nobody need have noted. Safe to lose and
    to run twice; returns how many were opened.
    """
    late = cases.reports_overdue(on=day_of(at), proved_by=house_rules.PROVES_CONTACT)
    for search in _running().filter(attempts__isnull=True):
        if cause_of(search.case) is None and not _is_still_missed(search, late):
            _end(search, at)
    opened = sum(open_for(case, at=at) is not None for case in cases.cases_of(_unsearched()))
    for case, day in cases.never_came(on=day_of(at)):
        opened += _open_unnoted(case, Missed.FIRST_REPORT, day, at)
    for number in late.keys() - _searched(late):
        opened += _open_unnoted(cases.case_numbered(number), Missed.REPORT, late[number], at)
    return opened


def _unsearched() -> QuerySet:
    """Return what nothing has answered in a case, and no search has dealt with or is about."""
    rows = cases.lost_or_missed(
        house_rules.OPENED_BY, proved_by=house_rules.PROVES_CONTACT, met_by=MEETS
    )
    searches = Search.objects.real()
    closed = searches.filter(closed_at__isnull=False, case=OuterRef("case"))
    dealt_with = closed.filter(missed_event=OuterRef("pk"))
    after = closed.filter(closed_at__date__gte=OuterRef("day"))
    rows = rows.exclude(case__in=searches.filter(closed_at=None).values("case"))
    return rows.exclude(Exists(dealt_with)).exclude(Q(what=What.LOST) & Exists(after))


def _searched(late: Mapping[str, date]) -> frozenset[str]:
    """Return those of some cases in which somebody is searched for, or was for the same duty."""
    found = Search.objects.real().filter(case__dossier__number__in=late)
    known = found.values_list("case__dossier__number", "closed_at", "missed_on")
    return frozenset(
        number for number, closed, missed in known if closed is None or missed == late[number]
    )


def open_for(case, *, at: datetime) -> Search | None:
    """Open the search a case asks for; nothing where it asks for none, or one is open."""
    cause = cause_of(case) if case.state in RUNNING else None
    if cause is None:
        return None
    there = Search.objects.filter(case=case, closed_at__isnull=True).first()
    if there is not None:
        _joined(there, cause, at)
        return None
    if _was_searched(case, cause):
        return None
    search = Search.objects.create(
        case=case,
        kind=case.kind,
        unit=case.dossier.unit,
        unit_path=case.unit_path,
        marked=cause.lost.of if cause.lost is not None else "",
        missed=cause.missed.code if cause.missed is not None else "",
        missed_on=cause.missed.day if cause.missed is not None else None,
        missed_event=cause.missed,
        contact_on=cause.contact.day if cause.contact is not None else None,
        contact_event=cause.contact,
        opened_at=at,
    )
    _opened(search, SYSTEM, at)
    return search


@atomic
def practise(*, exercise: Exercise, by: Actor, at: datetime) -> Search:
    """Open an exercise: the pages and the clock of a search, and nothing of any case (演练)."""
    check_may_practise_search(by, by.unit_path)
    _examine(exercise, day_of(at))
    search = Search.objects.create(
        practised_as=exercise.name.strip(),
        kind=exercise.kind,
        unit=agencies.units((by.unit_path,), on=day_of(at)).get(path=by.unit_path),
        unit_path=by.unit_path,
        missed=Missed.REPORT,
        missed_on=exercise.missed_on,
        opened_at=at,
        opened_by_id=by.account_id,
    )
    _opened(search, by, at)
    return search


@atomic
def follow_case(event, *, at: datetime, **_besides: object) -> None:
    """Let the searches of a case go along with it to another office; wiring calls this."""
    for search in Search.objects.filter(case__dossier__number=event.dossier):
        search.unit, search.unit_path = search.case.dossier.unit, search.case.dossier.unit_path
        search.save(update_fields=["unit", "unit_path"])
        duties.refresh(SOURCE, str(search.key), on=day_of(at))


def _open_unnoted(case, missed: Missed, day: date, at: datetime) -> bool:
    """Open a search for a duty nobody noted as missed; the first attempt in vain notes it."""
    there = Search.objects.filter(case=case)
    if there.filter(closed_at=None).exists() or there.filter(missed_on=day).exists():
        return False
    search = Search.objects.create(
        case=case,
        kind=case.kind,
        unit=case.dossier.unit,
        unit_path=case.unit_path,
        missed=missed,
        missed_on=day,
        opened_at=at,
    )
    _opened(search, SYSTEM, at)
    return True


def _is_still_missed(search: Search, late: Mapping[str, date]) -> bool:
    if search.missed_event_id is not None:
        return False
    return search.case.state == State.AWAITED or search.case.number in late


def _opened(search: Search, by, at: datetime) -> None:
    event = SearchOpened(
        search=str(search.key),
        case=search.case.number if search.case is not None else "",
        missed=search.missed_on,
        practised=search.is_exercise,
    )
    recorded(search, event, by=by, at=at)


def _joined(search: Search, cause, at: datetime) -> None:
    """Let an open search know of a loss noted beside it, and of the duty missed before it."""
    if search.missed_event is None and cause.missed is not None:
        search.missed, search.missed_on = cause.missed.code, cause.missed.day
        search.missed_event = cause.missed
    if not search.marked and cause.lost is not None and not search.attempts.exists():
        search.marked = cause.lost.of
    search.save(update_fields=["missed", "missed_on", "missed_event", "marked"])


def _was_searched(case, cause) -> bool:
    """Tell whether a closed search has dealt with this missed duty, or this loss, already."""
    closed = Search.objects.filter(case=case, closed_at__isnull=False)
    if cause.missed is not None and closed.filter(missed_event=cause.missed).exists():
        return True
    last = closed.order_by("closed_at").last()
    return cause.lost is not None and last is not None and day_of(last.closed_at) >= cause.lost.day


def _running():
    rows = Search.objects.real().running()
    return rows.select_related("case__dossier__unit", "case__person__subject")


def _answer(search: Search, what: What, day: date, at: datetime) -> None:
    """A contact ends a search nobody has begun; one that is under way is ended by its officers."""
    if search.missed_on is not None and day < search.missed_on:
        return
    if what is What.FOUND:
        search.found_on, search.found_how, search.found_at = day, "found", at
        search.save(update_fields=["found_on", "found_how", "found_at"])
        event = PersonFound(search=str(search.key), on=day, how="found", refuses=False)
        recorded(search, event, by=SYSTEM, at=at)
    elif not search.attempts.exists() and cause_of(search.case) is None:
        _end(search, at)


def _end(search: Search, at: datetime) -> None:
    search.closed_at, search.outcome = at, CONTACT
    search.save(update_fields=["closed_at", "outcome"])
    recorded(search, SearchClosed(search=str(search.key), outcome=CONTACT), by=SYSTEM, at=at)


def _examine(exercise: Exercise, on: date) -> None:
    wrong = (
        ("name", len(exercise.name.strip()) < 2, _("Give the made-up person a name.")),
        ("kind", exercise.kind not in set(Kind), _("Choose a kind of correction.")),
        ("missed_on", exercise.missed_on > on, _("Enter a day that has come.")),
    )
    for field, is_wrong, remedy in wrong:
        if is_wrong:
            raise BadFacts(
                field,
                why=_("The exercise is not described completely."),
                ground=house_rules.EXERCISE,
                remedy=remedy,
            )
