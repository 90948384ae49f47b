"""What this room records."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from guihang.ledger.events import Event


@dataclass(frozen=True, slots=True)
class EntrustmentReviewed(Event):
    """Somebody reviewed an entrustment before its end: to be renewed, or to lapse (到期评估)."""

    title = _("Entrustment reviewed")
    matter: str
    outcome: str
