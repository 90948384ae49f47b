"""Where the law binds somebody under a device order: city or county, and what leave opens.

City or county as in leave (`leave.is_leave`): the urban districts of one city are one place. For
the days of a leave, and of frequent travel, the counties named and the way there are added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from guihang.cases.facts import law, place_of
from guihang.duties.owing import day_of
from guihang.law.periods import BEIJING
from guihang.law.rules.leave_areas import is_leaving
from guihang.supervision.approvals import plans
from guihang.supervision.leave.wish import read
from guihang.supervision.models import TOLD, TRAVEL, Approval, Trip
from guihang.tracking import boundaries
from guihang.tracking.boundaries import NoBorderError
from guihang.tracking.pipeline import COUNTY_BORDER
from guihang.tracking.ports import Bound
from guihang.tracking.vocabulary import Sign

LEAVING = "ccl-2019:27.1"
CITY_DIGITS = 4
FOR_EVER = datetime(2200, 1, 1, tzinfo=UTC)


class Permit(NamedTuple):
    """Days on which somebody may be elsewhere: from, to, in which counties, by which number."""

    begins: datetime
    ends: datetime
    places: tuple[str, ...]
    number: str


def bounds(cases: Sequence[int], *, since: datetime, until: datetime) -> Iterator[Bound]:
    """Yield where each of some cases is bound to stay at some moment between two."""
    orders = Approval.objects.filter(kind=plans.DEVICE, case_id__in=cases)
    there = {order.case_id: order.case for order in orders.select_related("case__dossier")}
    for case in there.values():
        for one in _of_case(case, until):
            if one.begins <= until and one.ends > since:
                yield one


def home_of(code: str, on: date) -> tuple[str, ...]:
    """Return the counties that are one place with a county: with others of its city, or alone."""
    statutes = law(on, code)
    there = boundaries.within(code[:CITY_DIGITS])
    alike = [one for one in there if not is_leaving(code, one, statutes).outcome.needed]
    return tuple(sorted({code, *alike}))


def permits(case) -> list[Permit]:
    """Return the days on which somebody may be elsewhere, by leave or frequent travel, in order."""
    trips = Trip.objects.filter(case=case, matter__stage__in=TOLD, extends__isnull=True)
    found = [
        Permit(
            _midnight(trip.leaves),
            _midnight((trip.returned_on or trip.returns) + timedelta(days=1)),
            tuple(one.code for one in read(trip.matter.fields).destinations),
            trip.matter.number,
        )
        for trip in trips.select_related("matter")
    ]
    travels = Approval.objects.filter(case=case, kind=TRAVEL)
    found += [
        Permit(
            _midnight(one.begins),
            _midnight((one.off_on or one.ends) + timedelta(days=1)),
            tuple(str(place.get("code", "")) for place in one.places),
            one.matter.number,
        )
        for one in travels.filter(matter__stage__in=TOLD).select_related("matter")
    ]
    return sorted(found)


def _of_case(case, until: datetime) -> Iterator[Bound]:
    """Yield one zone after the other: home, and between two permits home again.

    Where a zone begins names it, so it must not move while time goes on.
    """
    home = home_of(place_of(case.unit_path), day_of(until))
    at = case.received_at
    for permit in permits(case):
        if permit.ends <= at:
            continue
        if at < permit.begins:
            yield from _stay(case, home, at, permit.begins)
        yield from _stay(case, home, max(at, permit.begins), permit.ends, permit)
        at = permit.ends
    yield from _stay(case, home, at, FOR_EVER)


def _stay(
    case, home: tuple[str, ...], begins: datetime, ends: datetime, permit: Permit | None = None
) -> Iterable[Bound]:
    """Return the zone of a stretch of time; none where the map does not know the place."""
    codes = home
    try:
        if permit is not None:
            codes = tuple(sorted({*home, *_named(permit.places)}))
        shape = boundaries.around(codes) if permit else boundaries.counties(codes)
    except NoBorderError:
        return ()
    bound = Bound(
        case=case.pk,
        key=permit.number if permit else "home",
        sign=Sign.ASTRAY if permit else Sign.LEFT,
        name="、".join(boundaries.name(code) for code in codes)[:80],
        shape=shape,
        border=COUNTY_BORDER,
        begins=begins,
        ends=ends,
        ground=LEAVING,
        permits=(permit.number,) if permit else (),
    )
    return (bound,)


def _named(places: Sequence[str]) -> Iterator[str]:
    for code in places:
        there = boundaries.within(code) if code.isdigit() else ()
        if not there:
            raise NoBorderError(code)
        yield from there


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BEIJING)
