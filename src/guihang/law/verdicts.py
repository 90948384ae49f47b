"""What a rule answers: an outcome with its grounds and steps, or what it lacks to answer.

Whatever the system says must be printable with its article; what cannot be said is said so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Never

from guihang.law.texts import Text


@dataclass(frozen=True, slots=True)
class Ground:
    """One article, applied: which, and what it came to here (法律依据)."""

    article: str
    because: Text


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a computation, kept so that it can be explained.

    `working_days` is how many were counted to the day, where only those count.
    """

    says: Text
    day: date | datetime | None = None
    article: str | None = None
    working_days: int = 0


@dataclass(frozen=True, slots=True)
class Verdict[T]:
    """An outcome with every ground it stands on; `firm` is false where a calendar is missing."""

    outcome: T
    grounds: tuple[Ground, ...]
    steps: tuple[Step, ...] = ()
    firm: bool = True

    def __post_init__(self) -> None:
        """Refuse an outcome that stands on nothing."""
        if not self.grounds:
            raise ValueError("a verdict has at least one ground")


@dataclass(frozen=True, slots=True)
class CannotSay:
    """A proper outcome: the rule lacks facts, named, and does not guess (不能判断)."""

    missing: tuple[str, ...]
    because: Text
    grounds: tuple[Ground, ...] = ()


type Answer[T] = Verdict[T] | CannotSay


class Unsaid(Exception):  # noqa: N818 - an answer on its way out, not an error
    """Leaves a rule that lacks a fact; `@rule` turns it into `CannotSay`."""

    def __init__(self, answer: CannotSay) -> None:
        """Carry the answer out of the rule."""
        super().__init__(str(answer.because))
        self.answer = answer


def need[T](fact: T | None, field: str, what: Text) -> T:
    """Return a fact a rule cannot do without, or answer that it cannot say."""
    if fact is None:
        lacking(field, what)
    return fact


def lacking(field: str, what: Text) -> Never:
    """Answer from inside a rule that it cannot say, because a fact is missing."""
    raise Unsaid(
        CannotSay(
            missing=(field,),
            because=Text(
                f"不能判断：缺少{what.zh}", f"cannot say, because this is missing: {what.en}"
            ),
        )
    )


def said[T](answer: Answer[T]) -> Verdict[T]:
    """Return the verdict of another rule inside a rule; what it lacks, the outer rule lacks."""
    if isinstance(answer, CannotSay):
        raise Unsaid(answer)
    return answer
