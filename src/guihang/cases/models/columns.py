"""How a closed list of the law becomes a column."""

from __future__ import annotations

from guihang.law.codes import Code


def choices(code: type[Code]) -> list[tuple[str, str]]:
    """Return the words of a closed list of the law as a column's choices."""
    return [(one.value, one.value) for one in code]
