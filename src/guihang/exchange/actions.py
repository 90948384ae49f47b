"""Notices: taking them out of the outbox, and reading them."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from guihang.agencies.authority import Actor
from guihang.exchange.models import Notice
from guihang.ledger import actions as ledger
from guihang.ledger.outbox import Letter

log = logging.getLogger(__name__)

ADDRESS = "notice:account:"


def deliver_notices(*, at: datetime) -> int:
    """Lay every waiting notice on its reader's desk, once; return how many."""
    return ledger.deliver(ADDRESS, into=_lay_down, at=at)


@transaction.atomic
def read_notice(*, key: int, by: Actor, at: datetime) -> Notice | None:
    """Note that somebody has read one of his notices; the first reading counts."""
    notice = Notice.objects.of(by.account_id).select_for_update().filter(pk=key).first()
    if notice is not None and notice.read_at is None:
        notice.read_at = at
        notice.save(update_fields=["read_at"])
    return notice


def read_all(*, by: Actor, at: datetime) -> int:
    """Note that somebody has read all his notices; return how many were new."""
    return Notice.objects.of(by.account_id).unread().update(read_at=at)


def _lay_down(letter: Letter) -> None:
    try:
        account = int(letter.to.removeprefix(ADDRESS))
        with transaction.atomic():
            Notice.objects.get_or_create(
                letter=letter.id,
                defaults={
                    "account_id": account,
                    "kind": letter.kind,
                    "names": dict(letter.body),
                    "made_at": letter.made_at,
                },
            )
    except Exception as fault:
        log.warning(
            "Notice %s could not be laid down (try %s): %s.",
            letter.id,
            letter.tries + 1,
            type(fault).__name__,
        )
        raise
