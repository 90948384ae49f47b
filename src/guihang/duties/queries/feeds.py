"""The calendar feed of an account: whether there is one, and whose an address is."""

from __future__ import annotations

import hashlib

from guihang.duties.models import Feed


def digest_of(token: str) -> str:
    """Return what is kept of a secret address; the address itself is not."""
    return hashlib.sha256(token.encode()).hexdigest()


def feed_of(account_id: int) -> Feed | None:
    """Return the feed somebody has, if he has one."""
    return Feed.objects.filter(account=account_id, ended_at__isnull=True).first()


def feed_with(token: str) -> Feed | None:
    """Return the feed under an address; one that was ended looks the same as none."""
    found = Feed.objects.filter(digest=digest_of(token), ended_at__isnull=True)
    return found.select_related("account__unit", "account__staff").first()
