"""Searches as whoever asks may see them: the list, one search, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.law.refusals import NotYours
from guihang.supervision.models import Search

TABS = ("running", "found", "closed", "exercises")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which searches somebody wants to see."""

    tab: str = "running"
    unit_path: str = ""
    words: str = ""


def searches(by: Actor, wanted: Wanted) -> QuerySet[Search]:
    """Return the searches within somebody's reach, as a list wants them."""
    seen = Search.objects.within(by.reach)
    if wanted.unit_path:
        seen = seen.filter(unit_path__startswith=wanted.unit_path)
    for word in wanted.words.split():
        seen = seen.filter(
            Q(case__person__subject__name__icontains=word)
            | Q(case__dossier__number__icontains=word)
            | Q(case__person__pinyin__contains=word.lower())
            | Q(practised_as__icontains=word)
        )
    if wanted.tab == "exercises":
        return seen.exercises().for_lists()
    return getattr(seen.real(), wanted.tab)().for_lists()


def counts(by: Actor) -> dict[str, int]:
    """Return how many searches stand under each tab, in one query."""
    real, open_ = Q(case__isnull=False), Q(closed_at__isnull=True)
    found = Q(found_on__isnull=False)
    return Search.objects.within(by.reach).aggregate(
        running=Count("pk", filter=real & open_ & ~found),
        found=Count("pk", filter=real & open_ & found),
        closed=Count("pk", filter=real & ~open_),
        exercises=Count("pk", filter=~real),
    )


def running(by: Actor) -> int:
    """Return how many people are searched for, for the rail."""
    return Search.objects.within(by.reach).real().running().count()


def search_for(by: Actor, key: UUID) -> Search:
    """Return the one search somebody may see under its key."""
    found = Search.objects.within(by.reach).filter(key=key).for_reading().first()
    if found is None:
        raise NotYours(
            why=_("There is no such search in your charge."),
            ground="house:jurisdiction",
            remedy=_("Look it up in the list of searches."),
        )
    return found


def of_case(case) -> QuerySet[Search]:
    """Return every search in a case, the latest first."""
    return case.searches.all()


def proceedings(search: Search) -> tuple:
    """Return the proceedings opened in the case since the search began, and not withdrawn."""
    if search.case is None:
        return ()
    since = search.case.proceedings.filter(matter__asked_at__gte=search.opened_at)
    return tuple(since.exclude(matter__stage="withdrawn").for_lists().order_by("pk"))
