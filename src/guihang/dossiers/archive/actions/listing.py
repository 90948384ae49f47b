"""Taking the list of the archive out, to hand files over or to destroy them (移交清单)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.transaction import atomic

from guihang.agencies.authority import Actor
from guihang.dossiers.access import check_may_export_archive
from guihang.dossiers.actions.papers import grounded
from guihang.dossiers.events import ArchiveListTaken
from guihang.dossiers.models import Filing
from guihang.ledger import chains
from guihang.ledger.actions import record


@atomic
def take_list(
    *, filings: Iterable[Filing], purpose: str, by: Actor, at: datetime
) -> tuple[Filing, ...]:
    """Return the files to be listed; what for is recorded. Sealed files stand on no list."""
    check_may_export_archive(by, by.unit_path)
    words = grounded(purpose)
    taken = tuple(one for one in filings if one.sealed_at is None)
    event = ArchiveListTaken(purpose=words, count=len(taken))
    record(event, chain=chains.account(by.account_id, by.unit_path), by=by, at=at)
    return taken
