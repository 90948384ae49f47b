"""What lies on somebody's desk: his own notices and nobody else's."""

from __future__ import annotations

from collections.abc import Sequence

from guihang.agencies.authority import Actor
from guihang.exchange.models import Notice


def notices(by: Actor, *, only_unread: bool = False) -> Sequence[Notice]:
    """Return somebody's notices, the newest first."""
    mine = Notice.objects.of(by.account_id)
    return mine.unread() if only_unread else mine


def unread(by: Actor) -> int:
    """Return how many notices somebody has not read, for the bell."""
    return Notice.objects.of(by.account_id).unread().count()
