"""Leaves as whoever asks may see them: the list, one leave, its permit, and what the law says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor, may
from guihang.decisions import queries as decisions
from guihang.decisions.marks import matter_of
from guihang.law.refusals import NotYours, Refused
from guihang.supervision.access import check_may_ask_leave
from guihang.supervision.leave import judging
from guihang.supervision.leave.examining import examine
from guihang.supervision.leave.judging import Judgment
from guihang.supervision.leave.wish import Wish, examine_words, read
from guihang.supervision.models import HELD, TOLD, Trip

TABS = ("running", "to_come", "late", "back", "asked")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which leaves somebody wants to see."""

    tab: str = "running"
    unit_path: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Permit:
    """A leave as it holds today: from when to when, where, how many days are left (准假证明)."""

    trip: Trip
    places: tuple[str, ...]
    standing: str
    days_left: int
    days_late: int


def leaves(by: Actor, wanted: Wanted, *, on: date) -> QuerySet[Trip]:
    """Return the leaves within somebody's reach, as a list wants them."""
    seen = Trip.objects.within(by.reach)
    if wanted.unit_path:
        seen = seen.filter(matter__unit_path__startswith=wanted.unit_path)
    for word in wanted.words.split():
        seen = seen.filter(
            Q(matter__applicant__name__icontains=word)
            | Q(matter__number__icontains=word)
            | Q(matter__dossier__number__icontains=word)
            | Q(case__person__pinyin__contains=word.lower())
        )
    return _of_tab(seen, wanted.tab, on).for_lists()


def _of_tab(seen, tab: str, on: date):
    if tab == "to_come":
        return seen.to_come(on=on).order_by("leaves", "pk")
    if tab == "late":
        return seen.late(on=on).order_by("returns", "pk")
    if tab == "back":
        return seen.back().order_by("-returned_on", "-pk")
    if tab == "asked":
        open_stages = decisions.UNDECIDED
        return seen.filter(matter__stage__in=open_stages).order_by("leaves", "pk")
    return seen.running(on=on).order_by("returns", "pk")


def counts(by: Actor, *, on: date) -> dict[str, int]:
    """Return how many leaves stand under each tab, in one query."""
    out = Q(returned_on__isnull=True)
    told = Q(matter__stage__in=TOLD) & out
    return Trip.objects.within(by.reach).aggregate(
        running=Count("pk", filter=told & Q(leaves__lte=on, returns__gte=on)),
        to_come=Count("pk", filter=Q(matter__stage__in=HELD) & out & Q(leaves__gt=on)),
        late=Count("pk", filter=told & Q(returns__lt=on)),
        back=Count("pk", filter=~out),
        asked=Count("pk", filter=Q(matter__stage__in=decisions.UNDECIDED)),
    )


def late(by: Actor, *, on: date) -> int:
    """Return how many are not back though their leave is over, for the rail."""
    return Trip.objects.within(by.reach).late(on=on).count()


def trip_for(by: Actor, number: str) -> Trip:
    """Return the one leave somebody may see under the number of its matter."""
    matter = decisions.matter_for(by, number)
    trip = _whole().filter(matter=matter).first()
    if trip is None:
        raise NotYours(
            why=_("There is no such leave in your charge."),
            ground="house:jurisdiction",
            remedy=_("Look it up in the list of leaves."),
        )
    return trip


def trip_of(by: Actor, of: str) -> Trip | None:
    """Return the leave an event or a duty of a case belongs to, where somebody may see it."""
    found = _whole().filter(matter_id=matter_of(of)).first()
    return found if found is not None and by.sees(found.matter.unit_path) else None


def _whole():
    return Trip.objects.select_related(
        "matter__dossier__unit",
        "matter__applicant",
        "case__person__subject",
        "case__dossier__unit",
        "extends__matter",
        "notice",
        "returned_by",
    )


def permit(trip: Trip, *, on: date) -> Permit:
    """Return a leave as it holds on a day; one that is lengthened runs to its new last day."""
    first = trip.extends if trip.extends_id else trip
    matter = trip.matter
    places = tuple(one.place for one in read(matter.fields).destinations)
    now = standing(first, on=on)
    return Permit(
        trip=first,
        places=places,
        standing=now,
        days_left=(first.returns - on).days + 1 if now == "running" else 0,
        days_late=(on - first.returns).days if now == "late" else 0,
    )


def standing(trip: Trip, *, on: date) -> str:
    """Return under which word of the list a leave stands on a day."""
    stage = trip.matter.stage
    if trip.returned_on is not None:
        return "back"
    if stage in decisions.UNDECIDED:
        return "asked"
    if stage not in HELD:
        return "over"
    if trip.leaves > on or stage not in TOLD:
        return "to_come"
    return "running" if trip.returns >= on else "late"


def of_case(case) -> QuerySet[Trip]:
    """Return every leave of a case, the latest first."""
    return case.trips.filter(extends__isnull=True).for_lists()


def judged(wish: Wish, case, *, on: date) -> tuple[Judgment | None, Refused | None]:
    """Return what the law says of a wish before it is handed in, and why it would be refused."""
    refused = None
    try:
        examine_words(wish)
        return examine(wish, case, on=on), None
    except Refused as refusal:
        refused = refusal
    try:
        return judging.judge(wish, case, on=on), refused
    except (Refused, ValueError):
        return None, refused


def may_ask(by: Actor, unit_path: str) -> bool:
    """Whether somebody may enter a leave for a person of a unit."""
    return may(check_may_ask_leave, by, unit_path)
