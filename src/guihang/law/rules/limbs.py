"""Closed lists of grounds (法定情形): each limb tried by itself, under the texts of the day.

A limb holds when each of its parts holds; a part may be unknown. One limb that holds is enough;
where none does and one cannot be tried, the rule says which facts it lacks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Never

from guihang.law import wire
from guihang.law.articles import article
from guihang.law.codes import Code
from guihang.law.statutes import NotInForce, Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import CannotSay, Ground, Unsaid

type Part = tuple[str, bool | None]


@dataclass(frozen=True, slots=True)
class Limb:
    """One ground of a closed list: its code, its articles, and the facts it turns on."""

    code: Code
    articles: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def lacks(self) -> tuple[str, ...]:
        """The facts without which it cannot be tried; none where it fails anyway."""
        if any(held is False for _, held in self.parts):
            return ()
        return tuple(name for name, held in self.parts if held is None)

    @property
    def holds(self) -> bool:
        """Tell whether every part of it holds."""
        return all(held is True for _, held in self.parts)

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """Its articles, applied."""
        return tuple(Ground(name, self.code.says) for name in self.articles)


def texts(law: Statutes, *names: str) -> tuple[str, ...]:
    """Return those of some articles that are in force on the law's day: the text of that day."""
    found = tuple(name for name in names if applies(law, name))
    if not found:
        raise NotInForce(names[0], law.on)
    return found


def applies(law: Statutes, name: str) -> bool:
    """Tell whether the text an article stands in is in force on the law's day."""
    return article(name).instrument.in_force(law.on)


def grounds(law: Statutes, says: Text, *names: str) -> tuple[Ground, ...]:
    """Return articles of the day as grounds with one reason."""
    return tuple(Ground(name, says) for name in texts(law, *names))


def one_of[T](fact: T | None, wanted: Iterable[T]) -> bool | None:
    """Tell whether a fact is one of some; unknown where the fact is."""
    return None if fact is None else fact in wanted


def no(fact: bool | None) -> bool | None:
    """Turn a fact round; what is unknown stays unknown."""
    return None if fact is None else not fact


def held(limbs: Iterable[Limb]) -> tuple[Limb, ...]:
    """Return the limbs that hold."""
    return tuple(limb for limb in limbs if limb.holds)


def untried(limbs: Iterable[Limb]) -> tuple[Limb, ...]:
    """Return the limbs that could not be tried for want of a fact."""
    return tuple(limb for limb in limbs if limb.lacks)


def weigh(facts: object, limbs: tuple[Limb, ...]) -> tuple[Limb, ...]:
    """Return the limbs that hold, or answer which facts are missing to tell that none does."""
    met = held(limbs)
    missing = dict.fromkeys(name for limb in limbs for name in limb.lacks)
    if missing and not met:
        cannot(facts, *missing)
    return met


def cannot(facts: object, *missing: str) -> Never:
    """Answer from inside a rule that it cannot say, naming the facts by their legal terms."""
    kind: type = type(facts)
    known = wire.hints(kind)
    labels = [says for name in missing if (says := known[name].says)]
    because = Text(
        f"不能判断：缺少{'、'.join(says.zh for says in labels)}",
        f"cannot say, because this is missing: {'; '.join(says.en for says in labels)}",
    )
    raise Unsaid(CannotSay(missing=missing, because=because))


def reasons(limbs: Iterable[Limb]) -> tuple[Ground, ...]:
    """Return the grounds of several limbs, each article once."""
    return distinct(ground for limb in limbs for ground in limb.grounds)


def distinct(found: Iterable[Ground]) -> tuple[Ground, ...]:
    """Return grounds with each article once, its first reason kept."""
    once: dict[str, Ground] = {}
    for ground in found:
        once.setdefault(ground.article, ground)
    return tuple(once.values())
