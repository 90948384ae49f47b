"""Whether a number itself is meant by 以上, 以下, 内 and 超过: it depends on the text."""

from __future__ import annotations

from enum import StrEnum


class Word(StrEnum):
    """The words by which a text limits a number."""

    NOT_BELOW = "以上"
    NOT_ABOVE = "以下"
    WITHIN = "以内"
    OVER = "超过"


def holds(order: int, word: Word, includes: frozenset[str]) -> bool:
    """Tell whether a value obeys a limit, given how it compares (-1, 0, 1) and what is included.

    `includes` are the words that include the number itself in that text: the Measures say
    以上 and 内 include it (art. 58), the Criminal Law adds 以下 (art. 99).
    """
    if order == 0:
        return word.value in includes
    return (order > 0) == (word in {Word.NOT_BELOW, Word.OVER})
