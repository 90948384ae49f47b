"""Destroying what a file holds, once its time is over and two people approved it."""

from __future__ import annotations

from datetime import datetime

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from guihang.dossiers import house_rules, storage
from guihang.dossiers.access import check_may_destroy_dossier
from guihang.dossiers.actions.attaching import ATTACHMENTS, PAPERS
from guihang.dossiers.archive.actions.handing import demand_not_handed
from guihang.dossiers.events import DossierDestroyed
from guihang.dossiers.models import Dossier, Filing
from guihang.dossiers.numbers import day_of
from guihang.law.refusals import AlreadyDone, TooEarly
from guihang.ledger.actions import destroy_key, record, take_turn


@atomic
def destroy(*, dossier: Dossier, approval: str, by, at: datetime) -> Filing:
    """Destroy the key of a dossier: nobody reads its papers again, and its chain still verifies.

    `approval` is the number of the decision; who calls this has seen that it was granted.
    """
    check_may_destroy_dossier(by, dossier.unit_path)
    take_turn(dossier.chain)
    filing = Filing.objects.select_for_update().filter(dossier=dossier).first()
    demand_due(filing, day_of(at))
    record(
        DossierDestroyed(dossier=dossier.number, approval=approval),
        chain=dossier.chain,
        by=by,
        at=at,
    )
    destroy_key(dossier.chain, by=by, at=at, ground=approval)
    filing.destroyed_at, filing.destroyed_by = at, approval
    filing.save(update_fields=["destroyed_at", "destroyed_by"])
    _remove_files(dossier)
    return filing


def demand_due(filing: Filing | None, on) -> None:
    """Refuse to destroy what still has to be kept, is out, or is gone."""
    if filing is None or filing.kept_until is None or on <= filing.kept_until:
        raise TooEarly(
            why=_("The time to keep this file is not over."),
            ground=house_rules.GROUND,
            remedy=_("Only files on the list of those due are destroyed."),
        )
    if filing.destroyed_at is not None:
        raise AlreadyDone(
            why=_("This file was destroyed."),
            ground=house_rules.GROUND,
            remedy=_("Its page names the approval."),
        )
    demand_not_handed(filing.dossier)
    if filing.dossier.lendings.filter(due__isnull=False, returned_at__isnull=True).exists():
        raise TooEarly(
            why=_("The file is lent out."),
            ground=house_rules.GROUND,
            remedy=_("Have it brought back first."),
        )


def _remove_files(dossier: Dossier) -> None:
    """Take the sealed files off the disk too; without their key they say nothing anyway."""
    for kind, rows in ((PAPERS, dossier.papers), (ATTACHMENTS, dossier.attachments)):
        for key in rows.values_list("key", flat=True):
            storage.remove(storage.place(kind, key))
