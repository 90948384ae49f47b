"""Who looks into a breach beside who opened the proceeding: a second officer in charge."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.agencies.queries.acting import Acting
from guihang.agencies.vocabulary import Role
from guihang.duties import owing
from guihang.duties import queries as duties
from guihang.law.refusals import BadFacts
from guihang.supervision.conduct import house_rules

ROLES = (Role.TOWNSHIP_OFFICER, Role.SQUAD_OFFICER, Role.SQUAD_LEADER)


def others(case, *, by: Actor, on: date) -> tuple[Acting, ...]:
    """Return who may be the second officer beside somebody; nobody in his own case."""
    bearers = tuple(owing.role(role, case.unit_path) for role in ROLES)
    barred = {by.account_id, case.person.subject.account_id}
    found = duties.people(bearers, on=on)
    return tuple(one for one in found if one.account_id not in barred)


def demand_another(second: int, case, *, by: Actor, on: date, field: str = "second") -> None:
    """Refuse to act alone: a second officer in charge of the person acts too."""
    if second not in {one.account_id for one in others(case, by=by, on=on)}:
        raise BadFacts(
            field,
            why=_("Two officers do this together, and no second one is named."),
            ground=house_rules.TWO_OFFICERS,
            remedy=_("Choose a colleague of the office or the squad who was there."),
        )
