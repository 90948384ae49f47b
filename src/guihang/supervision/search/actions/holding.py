"""Holding a search for a change, and what follows each change."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from guihang.duties import actions as duties
from guihang.duties.owing import day_of
from guihang.law.refusals import AlreadyDone
from guihang.ledger import chains
from guihang.ledger.actions import record, take_turn
from guihang.ledger.chains import Chain
from guihang.supervision.models import Search
from guihang.supervision.search.kind import SOURCE


def held(search: Search) -> Search:
    """Hold a search, so that two who act at once act one after the other."""
    take_turn(chain_of(search))
    Search.objects.select_for_update(of=("self",)).get(pk=search.pk)
    return Search.objects.for_reading().get(pk=search.pk)


def fresh(search: Search) -> Search:
    """Return a search as it stands now."""
    return Search.objects.for_reading().get(pk=search.pk)


def demand_open(search: Search) -> None:
    """Refuse to change a search that is closed."""
    if search.closed_at is not None:
        raise AlreadyDone(
            why=_("This search was closed on %(day)s.") % {"day": day_of(search.closed_at)},
            ground="ccl-2019:30",
            remedy=_("A new missed duty opens a new search."),
        )


def demand_running(search: Search) -> None:
    """Refuse what is only done while nobody was found."""
    demand_open(search)
    if search.found_on is not None:
        raise AlreadyDone(
            why=_("%(name)s was found on %(day)s.") % {"name": search.name, "day": search.found_on},
            ground="ccl-2019:30",
            remedy=_("Deal with it, and close the search."),
        )


def recorded(search: Search, event, *, by, at: datetime) -> None:
    """Record a change in the chain of the case, or of the unit that practises; duties follow."""
    record(event, chain=chain_of(search), by=by, at=at)
    if search.case is not None:
        duties.refresh(SOURCE, str(search.key), on=day_of(at))


def chain_of(search: Search) -> Chain:
    """Return the chain a search is recorded in."""
    if search.case is not None:
        return search.case.chain
    return chains.unit(search.unit.code, search.unit_path)
