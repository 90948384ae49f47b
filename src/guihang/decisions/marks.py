"""How what happened in a case names the matter it came of: `matter.17`."""

from __future__ import annotations

PREFIX = "matter."


def mark(key: int) -> str:
    """Return the mark of a matter, by which events and duties of a case are told apart."""
    return f"{PREFIX}{key}"


def matter_of(mark: str) -> int:
    """Return the key of the matter a mark names; 0 where it names none of ours."""
    number = mark.removeprefix(PREFIX) if mark.startswith(PREFIX) else ""
    return int(number) if number.isdigit() else 0
