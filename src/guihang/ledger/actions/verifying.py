"""Verifying the whole ledger by itself, once a day, and keeping what was found."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import connection

from guihang.ledger import vault
from guihang.ledger.models import Verification
from guihang.ledger.verify import Finding
from guihang.ledger.verify import verify as read_all

_NOT_AGAIN_WITHIN = timedelta(hours=20)
log = logging.getLogger(__name__)


def verify(*, at: datetime) -> Verification | None:
    """Read the whole ledger and keep what was found; nothing where that was done today already."""
    if Verification.objects.filter(at__gt=at - _NOT_AGAIN_WITHIN, at__lte=at).exists():
        return None
    finding = read_all(connection, vault.keyring())
    if finding.first_break is not None:
        log.error("The ledger is broken: %s", finding.first_break.says)
    return _kept(finding, at)


def _kept(finding: Finding, at: datetime) -> Verification:
    broken = finding.first_break
    return Verification.objects.create(
        at=at,
        whole=finding.whole,
        entries=finding.entries,
        anchors=finding.anchors,
        kind=broken.kind if broken else "",
        says=broken.says[:300] if broken else "",
    )
