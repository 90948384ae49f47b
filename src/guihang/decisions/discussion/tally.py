"""Counting: how many are needed, and what the majority holds. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from guihang.decisions.vocabulary import Result, Stance


def needed(*, least: int, more_than_half: bool, called: int) -> int:
    """Return how many must be present of those who were called and do not stand aside."""
    return max(least, called // 2 + 1) if more_than_half else least


def result(stances: Iterable[str]) -> Result:
    """More than half of those present carry or reject; who abstains counts as present."""
    held = Counter(stances)
    present = held.total()
    if 2 * held[Stance.AGREE] > present:
        return Result.CARRIED
    if 2 * held[Stance.DISAGREE] > present:
        return Result.REJECTED
    return Result.OPEN


def minority(found: str) -> frozenset[str]:
    """Return what those hold whose opinion did not carry; all opinions, where none did."""
    sides = {
        Result.CARRIED: frozenset({Stance.DISAGREE.value, Stance.ABSTAIN.value}),
        Result.REJECTED: frozenset({Stance.AGREE.value, Stance.ABSTAIN.value}),
    }
    return sides.get(Result(found), frozenset())
