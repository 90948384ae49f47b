"""The calendar feed: a secret address that is shown once, renewed at will, and ended."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from guihang.agencies.authority import Actor
from guihang.duties.access import check_may_keep_feed
from guihang.duties.events import FeedEnded, FeedMade
from guihang.duties.models import Feed
from guihang.duties.queries.feeds import digest_of
from guihang.ledger import chains
from guihang.ledger.actions import record

SECRET_BYTES = 32


@transaction.atomic
def make_feed(*, language: str, by: Actor, at: datetime) -> str:
    """Give somebody's calendar an address and return its secret; an earlier one ends."""
    check_may_keep_feed(by, by.home_path, of=by.account_id)
    _end(by, at)
    token = secrets.token_urlsafe(SECRET_BYTES)
    Feed.objects.create(
        account_id=by.account_id, digest=digest_of(token), language=language, made_at=at
    )
    record(FeedMade(account=by.key), chain=_chain(by), by=by, at=at)
    return token


@transaction.atomic
def end_feed(*, by: Actor, at: datetime) -> bool:
    """End the address of somebody's calendar; return whether there was one."""
    check_may_keep_feed(by, by.home_path, of=by.account_id)
    if not _end(by, at):
        return False
    record(FeedEnded(account=by.key), chain=_chain(by), by=by, at=at)
    return True


def _end(by: Actor, at: datetime) -> int:
    return Feed.objects.filter(account=by.account_id, ended_at__isnull=True).update(ended_at=at)


def _chain(by: Actor) -> chains.Chain:
    return chains.account(by.account_id, by.home_path)
