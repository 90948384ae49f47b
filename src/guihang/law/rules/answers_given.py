"""Questions of yes and no among the facts: the answer given, or that it cannot be said without."""

from __future__ import annotations

from guihang.law import wire
from guihang.law.texts import Text
from guihang.law.verdicts import need


def given(facts: object, name: str) -> bool:
    """Return the answer to one question of yes and no, named by its own label if it is missing."""
    kind: type = type(facts)
    says = wire.hints(kind)[name].says or Text(name, name)
    what = Text(f"“{says.zh}”的答案", f"the answer to “{says.en}”")
    return bool(need(getattr(facts, name), name, what))
