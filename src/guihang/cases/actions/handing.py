"""A case changes hands between two counties, once the new one has the person and the file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.cases.access import check_may_hand_over
from guihang.cases.actions.following import follow
from guihang.cases.actions.noting import fresh, locked
from guihang.cases.actions.people import change_person
from guihang.cases.models import Case
from guihang.dossiers import actions as dossiers
from guihang.dossiers.actions import account_of, grounded
from guihang.duties.owing import day_of
from guihang.law.refusals import AlreadyDone


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case goes: the office that has charge of it there, and the person's new home."""

    unit: object
    home: str


@atomic
def hand_to_county(*, case: Case, to: Place, because: str, by, at: datetime) -> Case:
    """Hand a case to an office of another county; file, matters and duties go along, counts too.

    The law lets a change of place be decided, received and reported for first; this is what
    follows, and never the beginning of it.
    """
    case, unit = locked(case), to.unit
    check_may_hand_over(by, case.unit_path)
    check_may_hand_over(by, unit.path)
    reason = grounded(because)
    if unit.county_path == case.dossier.unit.county_path:
        raise AlreadyDone(
            why=_("This case lies in that county already."),
            ground="ccl-2019:27.2",
            remedy=_("Within a county it is handed to another office."),
        )
    case.unit_path, case.post, case.area = unit.path, None, None
    case.save(update_fields=["unit_path", "post", "area"])
    dossiers.move_dossier(dossier=case.dossier, unit=unit, because=reason, by=by, at=at)
    case = fresh(case)
    if to.home:
        changes = {"home": to.home}
        change_person(person=case.person, changes=changes, because=reason, by=by, at=at)
    return follow(fresh(case), by_id=account_of(by), at=at, on=day_of(at))
