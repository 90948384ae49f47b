"""The one family of refusals: why not, under what, and what to do instead.

A sentence is a `Text`, or any object whose `str()` reads in the language of who asks
(the rooms pass lazy translations).
"""

from __future__ import annotations

from guihang.law.texts import Text

type Sentence = object

RECTIFY = Text("请更正该项后重新提交。", "Correct this entry and ask again.")


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Something was asked for that may not be done."""

    def __init__(self, *, why: Sentence, ground: str, remedy: Sentence) -> None:
        """Say why, name the article (`ccl-2019:29.2`) or house rule, and what to do instead."""
        super().__init__(why)
        self.why, self.ground, self.remedy = why, ground, remedy

    def __str__(self) -> str:
        return str(self.why)


class NotYours(Refused):
    """It is outside the power or the jurisdiction of who asks; looks the same as not existing."""


class TooEarly(Refused):
    """What must come first has not happened yet."""


class TooLate(Refused):
    """A limit has passed, or would be passed."""


class AlreadyDone(Refused):
    """It has been done before, perhaps by somebody else a moment ago."""


class Missing(Refused):
    """Something the law or the form asks for is not there, or cannot be read."""


class BadFacts(Refused):
    """A fact is impossible, unknown, or contradicts another or the law; names the field."""

    def __init__(
        self, field: str, *, why: Sentence, ground: str = "house:facts", remedy: Sentence = ""
    ) -> None:
        """Name the field first (`events[3].day`), then why, under what, and what to do."""
        super().__init__(why=why, ground=ground, remedy=remedy or RECTIFY)
        self.field = field
