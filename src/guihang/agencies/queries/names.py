"""Names for what the ledger keeps as keys and paths; names of staff and units are no secret."""

from __future__ import annotations

from collections.abc import Iterable

from guihang.agencies.models import Account, Unit


def names_keyed(keys: Iterable[str]) -> dict[str, str]:
    """Return the names behind keys such as `account:17`; what is no account is left out."""
    numbers = {
        int(number): f"{kind}:{number}"
        for kind, _colon, number in (key.partition(":") for key in set(keys))
        if kind == "account" and number.isdigit()
    }
    found = Account.objects.filter(pk__in=numbers).values_list("pk", "name")
    return {numbers[number]: name for number, name in found}


def names_at(paths: Iterable[str]) -> dict[str, str]:
    """Return the short names of the units at some paths."""
    return dict(Unit.objects.filter(path__in=set(paths)).values_list("path", "short_name"))
