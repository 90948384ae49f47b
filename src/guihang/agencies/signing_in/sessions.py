"""Sessions: begun at a sign-in, ended by who holds them, by idleness, or after twelve hours."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.db.models import Q, QuerySet

from guihang.agencies.access import check_may_end_sessions
from guihang.agencies.authority import Actor
from guihang.agencies.chains import account_chain
from guihang.agencies.events import SignedIn, SignedOut
from guihang.agencies.models import Account, Knock, SignIn
from guihang.agencies.signing_in.failing import WINDOW
from guihang.agencies.signing_in.passwords import Visit
from guihang.ledger.actions import record
from guihang.ledger.chains import SYSTEM, Signatory

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)


@transaction.atomic
def begin(*, account: Account, visit: Visit, how: str, strong: bool, at: datetime) -> SignIn:
    """Begin a session for somebody who has shown who he is."""
    sign_in = account.sign_ins.create(
        since=at,
        seen=at,
        address=visit.address or None,
        browser=visit.browser[:120],
        how=how,
        strong=strong,
    )
    account.last_login = at
    account.save(update_fields=["last_login"])
    event = SignedIn(account=account.key, how=how, strong=strong, address=visit.address)
    record(event, chain=account_chain(account), by=account, at=at)
    return sign_in


def present(number: int | None, *, at: datetime) -> SignIn | None:
    """Return the session a browser holds, if it still runs; one that is over is ended here."""
    if number is None:
        return None
    found = SignIn.objects.filter(pk=number, ended__isnull=True, account__is_active=True)
    sign_in = found.select_related("account__unit", "account__staff").first()
    if sign_in is None:
        return None
    over = _over(sign_in, at)
    if over:
        _end(sign_in, over, SYSTEM, at)
        return None
    if at - sign_in.seen >= SEEN_EVERY:
        sign_in.seen = at
        sign_in.save(update_fields=["seen"])
    return sign_in


def _over(sign_in: SignIn, at: datetime) -> str:
    if at - sign_in.since >= ABSOLUTE:
        return "twelve hours"
    return "idle" if at - sign_in.seen >= IDLE else ""


def strengthen(*, sign_in: SignIn) -> None:
    """Let a session count as strong from now on: a second factor was just shown in it."""
    sign_in.strong = True
    sign_in.save(update_fields=["strong"])


def running(account: Account, *, at: datetime) -> QuerySet[SignIn]:
    """Return the sessions of an account that still run, the latest used first."""
    return account.sign_ins.filter(
        ended__isnull=True, seen__gt=at - IDLE, since__gt=at - ABSOLUTE
    ).order_by("-seen")


def end(*, sign_in: SignIn, by: Actor, at: datetime) -> None:
    """End a session: one's own, or as an administrator somebody else's."""
    account = sign_in.account
    check_may_end_sessions(by, account.unit.path, of=account.pk)
    if sign_in.ended is None:
        _end(sign_in, "signed out", by, at)


@transaction.atomic
def _end(sign_in: SignIn, how: str, by: Signatory, at: datetime) -> None:
    sign_in.ended = at
    sign_in.save(update_fields=["ended"])
    event = SignedOut(account=sign_in.account.key, sign_in=sign_in.pk, how=how)
    record(event, chain=account_chain(sign_in.account), by=by, at=at)


def sweep(*, at: datetime) -> int:
    """End the sessions nobody came back to, forget addresses that have waited; return how many."""
    stale = Q(seen__lte=at - IDLE) | Q(since__lte=at - ABSOLUTE)
    left = SignIn.objects.filter(stale, ended__isnull=True).select_related("account__unit")
    for sign_in in left:
        _end(sign_in, _over(sign_in, at) or "idle", SYSTEM, at)
    Knock.objects.filter(since__lt=at - WINDOW).delete()
    SessionStore.clear_expired()
    return len(left)
