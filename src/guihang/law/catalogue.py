"""Every rule by name: which articles it carries out, what it says, the facts it asks for.

A rule is a function of frozen facts and the law of a day:

    @rule("leave.who_decides", "ccl-2019:27.1", "measures-2020:27", zh="外出由谁批准")
    def who_decides(trip: Trip, law: Statutes) -> Answer[Body]:
        \"\"\"A short trip is the office's to allow, a longer one the county's.\"\"\"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import get_type_hints

from guihang.law import wire
from guihang.law.articles import Article, article
from guihang.law.calendars import OutsideCalendars
from guihang.law.refusals import BadFacts
from guihang.law.statutes import NotInForce, Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import Answer, CannotSay, Step, Unsaid
from guihang.law.wire import Json


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule in the catalogue (规则)."""

    name: str
    articles: tuple[str, ...]
    says: Text
    facts: type
    ask: Callable[[dict[str, Json], Statutes], Answer[object]]
    function: Callable[..., Answer[object]]


RULES: dict[str, Entry] = {}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def rule[F, T](
    name: str, *articles: str, zh: str
) -> Callable[[Callable[[F, Statutes], Answer[T]]], Callable[[F, Statutes], Answer[T]]]:
    """Enter a function in the catalogue under the articles it carries out.

    The first line of its docstring is the law in plain words, `zh` says the same in Chinese.
    A fact it lacks, and a day on which there is no such law, become `CannotSay`.
    """

    def enter(function: Callable[[F, Statutes], Answer[T]]) -> Callable[[F, Statutes], Answer[T]]:
        @wraps(function)
        def answering(facts: F, law: Statutes) -> Answer[T]:
            try:
                return function(facts, law)
            except Unsaid as unsaid:
                return unsaid.answer
            except NotInForce as gap:
                return _no_law(gap)

        facts = _facts_of(function)

        def ask(written: dict[str, Json], law: Statutes) -> Answer[object]:
            try:
                return answering(wire.decode(facts, written), law)
            except OutsideCalendars as gap:
                gap.field = field_near(written, gap.day)
                raise

        RULES[name] = Entry(
            name, articles, Text(zh, _first_line(function.__doc__)), facts, ask, answering
        )
        return answering

    return enter


def field_near(written: Json, day: date, path: str = "") -> str:
    """Return the field whose day lies nearest to one: where a year outside the calendars is."""
    found = min(_days(written, path), key=lambda each: abs(each[0] - day), default=(day, path))
    return found[1]


def _days(written: Json, path: str) -> Iterator[tuple[date, str]]:
    if isinstance(written, dict):
        for name, part in written.items():
            yield from _days(part, f"{path}.{name}" if path else name)
    elif isinstance(written, list):
        for at, part in enumerate(written):
            yield from _days(part, f"{path}[{at}]")
    elif isinstance(written, str) and _DAY.match(written):
        yield date.fromisoformat(written[:10]), path


def _facts_of[F, T](function: Callable[[F, Statutes], Answer[T]]) -> type[F]:
    """Return the type of the first parameter: the rule's facts."""
    first = next(iter(get_type_hints(function, include_extras=True).values()))
    if not isinstance(first, type):
        raise TypeError(f"{function} takes no facts class")
    return first


def _first_line(words: str | None) -> str:
    return (words or "").strip().splitlines()[0]


def _no_law(gap: NotInForce) -> CannotSay:
    because = Text(
        f"不能判断：{gap.on} 没有已知的有效规定（{gap.key}）",
        f"cannot say, because no rule in force on {gap.on} is known ({gap.key})",
    )
    return CannotSay(missing=("on",), because=because)


def entry(name: str) -> Entry:
    """Return one rule, or refuse a name the catalogue does not know (`rules.load` fills it)."""
    found = RULES.get(name)
    if found is None:
        raise BadFacts(
            "rule",
            why=Text(f"没有规则“{name}”。", f"There is no rule called {name}."),
            remedy=Text("请用 list 查看全部规则。", "Use list to see all rules."),
        )
    return found


def schema(name: str) -> dict[str, Json]:
    """Return the JSON schema of a rule's facts."""
    found = entry(name)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"guihang:law:{name}",
        "title": found.says.zh,
        **wire.schema(found.facts),
    }


def written_article(found: Article, confirmed: frozenset[str]) -> dict[str, Json]:
    """Write an article: its name, how it may be cited, how far its words are known, the text."""
    return {
        "article": found.name,
        "citation": wire.encode(found.citation(confirmed)),
        "status": found.status.value,
        "printable": found.may_be_printed(confirmed),
        "text": found.instrument.text or None,
    }


def written(name: str, answer: Answer[object], law: Statutes) -> dict[str, Json]:
    """Write an answer as JSON: outcome, grounds with their articles, the steps of the count."""
    head: dict[str, Json] = {
        "rule": name,
        "on": law.on.isoformat(),
        "within": law.within or None,
        "grounds": [
            {
                **written_article(article(ground.article), law.confirmed),
                "because": wire.encode(ground.because),
            }
            for ground in answer.grounds
        ],
    }
    if isinstance(answer, CannotSay):
        cannot: dict[str, Json] = {
            "answered": False,
            "outcome": None,
            "missing": list(answer.missing),
            "because": wire.encode(answer.because),
        }
        return head | cannot
    return head | {
        "answered": True,
        "outcome": wire.encode(answer.outcome),
        "firm": answer.firm,
        "steps": [_written_step(step) for step in answer.steps],
    }


def _written_step(step: Step) -> Json:
    return {
        "says": wire.encode(step.says),
        "day": wire.encode(step.day),
        "article": step.article,
    }
