"""Sealing a file in the archive: for others it no longer exists."""

from __future__ import annotations

from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.dossiers import house_rules
from guihang.dossiers.access import check_may_open_sealed
from guihang.dossiers.events import DossierSealed
from guihang.dossiers.models import Dossier, Filing
from guihang.law.refusals import AlreadyDone, TooEarly
from guihang.ledger.actions import record, take_turn


@atomic
def seal(*, dossier: Dossier, ground: str, by, at: datetime) -> Filing:
    """Seal a file that lies in the archive, on a ground of the law (封存).

    From then on no list shows it and no address leads to it. It is opened only by the head of
    the agency or of the bureau, for one of the purposes of a bundle, and that is recorded.
    """
    check_may_open_sealed(by, dossier.unit_path)
    take_turn(dossier.chain)
    filing = Filing.objects.select_for_update().filter(dossier=dossier).first()
    if filing is None:
        raise TooEarly(
            why=_("Only a file that lies in the archive is sealed."),
            ground=house_rules.GROUND,
            remedy=_("Put it into the archive first."),
        )
    if filing.sealed_at is not None:
        raise AlreadyDone(
            why=_("This file is sealed already."),
            ground=filing.sealed_ground,
            remedy=_("The list of sealed files says since when."),
        )
    filing.sealed_at, filing.sealed_ground = at, ground
    filing.save(update_fields=["sealed_at", "sealed_ground"])
    sealed = DossierSealed(dossier=dossier.number, ground=ground)
    record(sealed, chain=dossier.chain, by=by, at=at)
    return filing
