"""Erasing positions whose purpose is reached, with a proof of what was erased (删除)."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.db.transaction import atomic

from guihang.ledger.actions import record
from guihang.ledger.chains import SYSTEM
from guihang.tracking.events import PositionsErased
from guihang.tracking.fixes import actions as fixes
from guihang.tracking.fixes import queries as kept
from guihang.tracking.models import Basis
from guihang.tracking.vocabulary import BasisSort

KEPT_FOR = {
    BasisSort.ORDER: timedelta(days=180),
    BasisSort.CHECK: timedelta(days=30),
    BasisSort.SHARING: timedelta(days=30),
}
"""House rule (house:positions): how long after its end the positions of a basis are kept.

The law names no time (CCL 29.3, PIPL 19: as short as the purpose needs); an objection to what
followed from them can still be raised within it.
"""


def erase(*, at: datetime) -> int:
    """Erase the positions of every basis whose time is over; return how many bases that were."""
    done = 0
    for sort, time in KEPT_FOR.items():
        over = Basis.objects.filter(sort=sort, ended_at__lte=at - time, erased_at__isnull=True)
        for basis in over.select_related("case__dossier"):
            _erase(basis, at)
            done += 1
    return done


@atomic
def _erase(basis: Basis, at: datetime) -> None:
    """Note first what goes, then let it go: stopped in between, it is done again."""
    since, until = (int(one.timestamp() * 1000) for one in (basis.begins, basis.ends))
    gone = kept.track(basis.pk, basis.device_id, since=since, until=until)
    digest = hashlib.sha256()
    for fix in gone:
        digest.update(f"{fix.device},{fix.at},{fix.sequence},{fix.lat},{fix.lon}\n".encode())
    fixes.erase(basis.pk, basis.device_id, since=since, until=until)
    basis.erased_at = at
    basis.save(update_fields=["erased_at"])
    event = PositionsErased(
        case=basis.case.number, basis=basis.pk, count=len(gone), digest=digest.hexdigest()
    )
    record(event, chain=basis.case.chain, by=SYSTEM, at=at)
