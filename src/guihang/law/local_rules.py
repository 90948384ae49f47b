"""An installation's own file of local rules (地方规定): values laid over the law's data."""

from __future__ import annotations

import tomllib

from guihang.law import statutes
from guihang.law.statutes import LocalRule
from guihang.law.tables import Table, WrongTableError


def read(written: str) -> tuple[LocalRule, ...]:
    """Return the rules of a file; one that names no value of the law is refused by its name.

    A rule without a value switches off what it names.
    """
    return tuple(map(_rule, Table(tomllib.loads(written), "local").tables("rule")))


def _rule(row: Table) -> LocalRule:
    name, key = row.word("name"), row.word("key")
    if key not in statutes.parameters():
        raise WrongTableError(f"local rule {name} lays itself over {key}, which is no value")
    return LocalRule(
        name=name,
        key=key,
        within=row.word("within", ""),
        since=row.day("since"),
        held=statutes.held(key, row.held("value")) if "value" in row else None,
        says=row.text("says"),
        until=row.day("until") if "until" in row else None,
    )
