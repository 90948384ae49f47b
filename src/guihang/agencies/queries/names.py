"""Names for what the ledger keeps as keys and paths.

Names of staff, partners and units are no secret; the name of a person under correction is, and
stays a key.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from guihang.agencies.models import Account, Unit
from guihang.agencies.vocabulary import AccountKind


def names_keyed(keys: Iterable[str]) -> dict[str, str]:
    """Return the names behind keys such as `account:17`, as far as they may be told."""
    numbers = [
        int(number)
        for kind, _colon, number in (key.partition(":") for key in set(keys))
        if kind == "account" and number.isdecimal()
    ]
    found = _open_names().filter(pk__in=numbers)
    return {account.key: account.name for account in found}


def keys_named(words: str) -> tuple[str, ...]:
    """Return the keys of the accounts with some words in their name or sign-in name."""
    match = Q(name__icontains=words) | Q(username__icontains=words)
    return tuple(account.key for account in _open_names().filter(match))


def names_at(paths: Iterable[str]) -> dict[str, str]:
    """Return the short names of the units at some paths."""
    return dict(Unit.objects.filter(path__in=set(paths)).values_list("path", "short_name"))


def _open_names() -> QuerySet[Account]:
    return Account.objects.exclude(kind=AccountKind.PERSON).only("pk", "name")
