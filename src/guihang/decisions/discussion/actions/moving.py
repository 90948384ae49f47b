"""A dossier is handed to another office: what is owed about its discussions goes along."""

from __future__ import annotations

from datetime import datetime

from guihang.decisions.discussion.actions.holding import SOURCE
from guihang.decisions.models import Discussion
from guihang.duties import actions as duties
from guihang.duties.owing import day_of


def follow_dossier(event, *, at: datetime, **_besides: object) -> None:
    """Let what is owed about the discussions of a dossier lie where it is kept; wiring calls it."""
    held = Discussion.objects.filter(dossier__number=event.dossier)
    for number in held.order_by("pk").values_list("number", flat=True):
        duties.refresh(SOURCE, number, on=day_of(at))
