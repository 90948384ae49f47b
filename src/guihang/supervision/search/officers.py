"""Who may go along as the second officer: a colleague in charge of the person, or of the unit."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from guihang.agencies.authority import Actor
from guihang.agencies.queries.acting import Acting
from guihang.duties import owing
from guihang.duties import queries as duties
from guihang.law.refusals import BadFacts
from guihang.supervision.conduct import investigators
from guihang.supervision.models import Search
from guihang.supervision.search.house_rules import TWO_VISIT


def others(search: Search, *, by: Actor, on: date) -> tuple[Acting, ...]:
    """Return who may be the second officer beside somebody."""
    if search.case is not None:
        return investigators.others(search.case, by=by, on=on)
    bearers = tuple(owing.role(role, search.unit_path) for role in investigators.ROLES)
    return tuple(one for one in duties.people(bearers, on=on) if one.account_id != by.account_id)


def demand_second(search: Search, second: int | None, *, by: Actor, on: date) -> None:
    """Refuse a visit made alone, and a second officer who is not in charge."""
    if second is None or second not in {one.account_id for one in others(search, by=by, on=on)}:
        raise BadFacts(
            "second",
            why=_("A visit is made by two officers, and no second one is named."),
            ground=TWO_VISIT,
            remedy=_("Choose the colleague of the office or the squad who was there."),
        )
