"""A dossier is handed to another office: what is decided about it goes along."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from guihang.decisions import sources
from guihang.decisions.models import Matter
from guihang.duties import actions as duties
from guihang.duties.owing import day_of


@transaction.atomic
def follow_dossier(event, *, at: datetime, **_besides: object) -> None:
    """Let whoever keeps a dossier now see its matters and owe what is left to do about them.

    The settled ones move too: who has the file reads how it came about. Wiring calls this.
    """
    moved = Matter.objects.filter(dossier__number=event.dossier).select_related("dossier")
    for matter in moved.select_for_update(of=("self",)).order_by("pk"):
        matter.unit_path = matter.dossier.unit_path
        matter.save(update_fields=["unit_path"])
        duties.refresh(sources.NAME, matter.number, on=day_of(at))
