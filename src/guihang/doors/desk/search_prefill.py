"""What a search puts into the form of a proceeding: its facts and the events that show them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from guihang.doors.desk.conduct_forms import FACT
from guihang.law.refusals import NotYours
from guihang.supervision.search import judging, queries


def initial(request: HttpRequest, measure: str, case) -> dict[str, object]:
    """Return what the form begins with where a search of this case led to it; else nothing."""
    try:
        search = queries.search_for(request.actor, UUID(request.GET.get("search", "")))
    except (ValueError, NotYours):
        return {}
    if search.case_id != case.pk:
        return {}
    told: dict[str, object] = {
        f"{FACT}{name}": {True: "yes", False: "no"}.get(value, value)
        for name, value in judging.stated(search, measure).items()
    }
    return told | {"events": [str(one) for one in judging.shown_by(search)]}
