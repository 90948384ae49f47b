"""Holding a proceeding for a change."""

from __future__ import annotations

from guihang.ledger.actions import take_turn
from guihang.supervision.models import Proceeding


def held(proceeding: Proceeding) -> Proceeding:
    """Hold a proceeding, so that two who act at once act one after the other."""
    take_turn(proceeding.matter.dossier.chain)
    Proceeding.objects.select_for_update(of=("self",)).get(pk=proceeding.pk)
    return Proceeding.objects.for_reading().get(pk=proceeding.pk)
