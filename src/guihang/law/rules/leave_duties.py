"""What is owed about leave: an answer, coming back, and who is told (外出的义务)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from guihang.law import obligations, periods
from guihang.law.calendars import ONE_DAY
from guihang.law.codes import Body
from guihang.law.events import Event, What
from guihang.law.facts import CaseFacts
from guihang.law.obligations import Duty, Obligation, provides
from guihang.law.rules.leave import BACK, ENTRUSTED, LEAVING, LIMITS, UPPER, Days, fullest
from guihang.law.statutes import Statutes
from guihang.law.texts import Text

ANSWER = Obligation(
    name="leave.answer",
    says=Text("在离开之日前答复外出申请", "answer a request for leave before the day of departure"),
    by=Body.COUNTY,
    to=(Body.PERSON,),
    opened_by=(What.LEAVE_ASKED,),
    discharged_by=(What.LEAVE_GRANTED, What.LEAVE_EXTENDED, What.LEAVE_REFUSED),
    articles=(LEAVING,),
)
RETURN = Obligation(
    name="leave.return",
    says=Text("期满前返回并销假", "come back and report before the leave ends"),
    by=Body.PERSON,
    to=(Body.COUNTY,),
    opened_by=(What.LEAVE_GRANTED,),
    discharged_by=(What.RETURNED,),
    articles=(BACK,),
    consequence=Text("责令立即返回，视情节处理", "ordered back at once and dealt with"),
)
FILE = Obligation(
    name="leave.report_to_county",
    says=Text("司法所批准的外出报县级备案", "file the office's approval with the county agency"),
    by=Body.OFFICE,
    to=(Body.COUNTY,),
    opened_by=(What.LEAVE_GRANTED,),
    discharged_by=(What.TOLD, What.COPIED),
    told=Body.COUNTY,
    articles=(LIMITS, ENTRUSTED),
)
TELL = Obligation(
    name="leave.tell_procuratorate",
    says=Text(
        "上一级批准外出的，通报同级检察院", "tell the procuratorate of leave the city allowed"
    ),
    by=Body.COUNTY,
    to=(Body.PROCURATORATE,),
    opened_by=(What.LEAVE_GRANTED,),
    discharged_by=(What.TOLD, What.COPIED),
    told=Body.PROCURATORATE,
    articles=(UPPER,),
)


@provides(ANSWER, RETURN, FILE, TELL)
def leaves(case: CaseFacts, on: date, law: Statutes) -> Iterable[Duty]:
    """Yield the answer to every request, and what every leave granted asks for."""
    for asked in case.all(What.LEAVE_ASKED):
        due = max(asked.day, (asked.begins or asked.day) - ONE_DAY)
        done = obligations.discharged(ANSWER, asked, case)
        yield Duty(ANSWER, asked.day, due, asked.of, done)
    granted = case.all(What.LEAVE_GRANTED)
    trips = [_trip(event, case) for event in granted]
    for event, trip in zip(granted, trips, strict=True):
        yield from _granted(event, trip, trips, case, law)


def _trip(granted: Event, case: CaseFacts) -> Days:
    """The days a leave allows, with the latest extension of the same matter."""
    leaves = granted.begins or granted.day
    returns = granted.ends or leaves
    extended = case.last(What.LEAVE_EXTENDED, of=granted.of) if granted.of else None
    longer = extended.ends if extended else None
    return leaves, max(returns, longer or returns)


def _granted(
    event: Event, trip: Days, trips: list[Days], case: CaseFacts, law: Statutes
) -> Iterable[Duty]:
    back = obligations.discharged(RETURN, event, case)
    yield Duty(RETURN, *trip, event.of, back)
    then = law.at(event.day)
    short = then.get("leave.office_max")
    if short is None:
        return
    if _needs_city(trip, trips, then):
        yield obligations.opened(TELL, event, case, law)
    elif case.office_entrusted and periods.days_away(*trip) <= short.days:
        yield obligations.opened(FILE, event, case, law)


def _needs_city(trip: Days, trips: list[Days], law: Statutes) -> bool:
    """Tell whether the upper level had to allow it; the sum of all trips settles most cases."""
    most, longest = law["leave.window_max"].days, law["leave.trip_max"].days
    if sum(periods.days_away(*each) for each in trips) <= min(most, longest):
        return False
    return periods.days_away(*trip) > longest or fullest(trip, trips, law).days > most
