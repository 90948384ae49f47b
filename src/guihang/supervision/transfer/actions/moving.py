"""Moving within the county (县域内迁居): the place of execution stays, the office changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.cases import actions as cases
from guihang.cases.access import check_may_hand_over
from guihang.cases.actions.noting import locked
from guihang.duties.owing import day_of
from guihang.law.events import Event, What
from guihang.law.refusals import AlreadyDone, BadFacts
from guihang.law.rules.transfer import CHANGE, IN_COUNTY
from guihang.supervision.models import Transfer
from guihang.supervision.transfer.actions.holding import demand_day

LEAST = 4


@dataclass(frozen=True, slots=True)
class NewHome:
    """A new home in the same county: of which office, which address, since when."""

    office: object
    home: str
    day: date


@atomic
def move_within(*, case, to: NewHome, by: Actor, at: datetime):
    """Note a new home in the county; where it belongs to another office, that one takes over."""
    case = locked(case)
    check_may_hand_over(by, case.unit_path)
    running = Transfer.objects.filter(case=case).open().first()
    if running is not None:
        raise AlreadyDone(
            why=_("%(number)s about this person is still under way.") % {"number": running.number},
            ground=IN_COUNTY,
            remedy=_("Bring the change of place to its end first, or withdraw it."),
        )
    if to.office.county_path != case.dossier.unit.county_path:
        raise BadFacts(
            "office",
            why=_("This office lies in another county."),
            ground=CHANGE,
            remedy=_("Ask for a change of the place of execution."),
        )
    if len(to.home.strip()) < LEAST:
        raise BadFacts(
            "home",
            why=_("The new home is not named."),
            ground=IN_COUNTY,
            remedy=_("Write the address of the new home."),
        )
    demand_day(to.day, after=None, on=day_of(at))
    because = "县域内迁居，居住地变更"
    changes = {"home": to.home.strip()}
    cases.change_person(person=case.person, changes=changes, because=because, by=by, at=at)
    cases.note(case=case, event=Event(What.HOME_CHANGED, to.day), by=by, at=at)
    if to.office.path == case.unit_path:
        return locked(case)
    return cases.hand_to_office(case=case, unit=to.office, because=because, by=by, at=at)
