"""Following a dossier that is handed to another unit."""

from __future__ import annotations

from datetime import datetime

from guihang.cases.inquiry.actions.holding import SOURCE
from guihang.cases.models import Inquiry
from guihang.duties import actions as duties
from guihang.duties.owing import day_of


def follow_dossier(event, *, at: datetime, **_besides: object) -> None:
    """Let what is owed in the inquiry of a dossier lie where it is kept; wiring calls this."""
    if Inquiry.objects.filter(dossier__number=event.dossier).exists():
        duties.refresh(SOURCE, event.dossier, on=day_of(at))
