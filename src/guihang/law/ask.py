"""Ways to ask the law from a command line: list, schema, ask, duties, explain.

Standard output carries the answer and nothing else, as JSON; a refusal goes to standard error.
Exit codes: 0 answered, 2 bad facts (the field is named), 3 cannot say. The law reads no clock:
the day comes with `--on`, with the facts, or from the door that passes `today`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Never, TextIO

from guihang.law import catalogue, obligations, rules, statutes, wire
from guihang.law.articles import article
from guihang.law.facts import CaseFacts
from guihang.law.refusals import BadFacts
from guihang.law.statutes import Statutes
from guihang.law.texts import Text
from guihang.law.verdicts import CannotSay
from guihang.law.wire import Json

ANSWERED, BAD_FACTS, CANNOT_SAY = 0, 2, 3
AREA = r"|[0-9]{2}|[0-9]{4}|[0-9]{6}"

type Answered = tuple[Json, int]


class Arguments(argparse.ArgumentParser):
    """A command line that refuses instead of leaving the program."""

    def error(self, message: str) -> Never:
        """Refuse what was typed."""
        raise BadFacts("arguments", why=Text(f"命令有误：{message}", message))


def main(
    argv: Sequence[str],
    stdin: TextIO,
    stdout: TextIO,
    stderr: TextIO,
    today: date | None = None,
) -> int:
    """Answer one question about the law and return the exit code; `today` is the day of none."""
    rules.load()
    try:
        asked = arguments().parse_args(argv, argparse.Namespace(today=today))
        answered: Callable[[argparse.Namespace, TextIO], Answered] = asked.answer
        answer, code = answered(asked, stdin)
    except BadFacts as fault:
        _write(written_fault(fault), stderr)
        return BAD_FACTS
    _write(answer, stdout)
    return code


def written_fault(fault: BadFacts) -> dict[str, Json]:
    """Write a refusal as JSON: the field, why, under what, and what to do."""
    return {
        "field": fault.field,
        "why": _sentence(fault.why),
        "ground": fault.ground,
        "remedy": _sentence(fault.remedy),
    }


def _sentence(says: object) -> Json:
    return wire.encode(says) if isinstance(says, Text) else str(says)


def _write(answer: Json, to: TextIO) -> None:
    to.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")


def arguments() -> Arguments:
    """Return the command line."""
    parser = Arguments(prog="guihang law", description="Ask the law of community corrections.")
    ways = parser.add_subparsers(required=True, metavar="WAY")
    ways.add_parser("list", help="all rules").set_defaults(answer=_list)
    one = ways.add_parser("schema", help="the facts a rule asks for, as a JSON schema")
    one.add_argument("rule")
    one.set_defaults(answer=_schema)
    ask = ways.add_parser("ask", help="ask a rule")
    ask.add_argument("rule")
    owed = ways.add_parser("duties", help="all that is owed in a case")
    for way, answer in ((ask, _ask), (owed, _duties)):
        way.add_argument("--facts", required=True, metavar="FILE|-")
        way.add_argument("--on", metavar="DATE", help="the day whose law is asked")
        way.add_argument(
            "--within", default="", metavar="AREA", help="code of a county or province"
        )
        way.set_defaults(answer=answer)
    explain = ways.add_parser("explain", help="an article: its text, what rests on it")
    explain.add_argument("article")
    explain.set_defaults(answer=_explain)
    return parser


def _list(asked: argparse.Namespace, stdin: TextIO) -> Answered:
    return listed(), ANSWERED


def listed() -> Json:
    """Return every rule with what it says and the articles it carries out, as JSON."""
    return [
        {"rule": name, "says": wire.encode(entry.says), "articles": list(entry.articles)}
        for name, entry in sorted(rules.load().items())
    ]


def _schema(asked: argparse.Namespace, stdin: TextIO) -> Answered:
    return catalogue.schema(asked.rule), ANSWERED


def _ask(asked: argparse.Namespace, stdin: TextIO) -> Answered:
    entry = catalogue.entry(asked.rule)
    return ask(entry.name, *_facts(asked, stdin))


def ask(name: str, facts: Mapping[str, Json], law: Statutes) -> Answered:
    """Ask one rule; return the answer as JSON and the exit code."""
    rules.load()
    answer = catalogue.entry(name).ask(dict(facts), law)
    code = CANNOT_SAY if isinstance(answer, CannotSay) else ANSWERED
    return catalogue.written(name, answer, law), code


def _duties(asked: argparse.Namespace, stdin: TextIO) -> Answered:
    return owed(*_facts(asked, stdin)), ANSWERED


def owed(facts: Mapping[str, Json], law: Statutes) -> dict[str, Json]:
    """Return all that is owed in a case on the law's day, as JSON."""
    rules.load()
    case = wire.decode(CaseFacts, dict(facts))
    return {
        "on": law.on.isoformat(),
        "duties": [
            {
                **obligations.written_duty(duty, law.on),
                "grounds": [
                    catalogue.written_article(article(ground.article), law.confirmed)
                    for ground in duty.grounds
                ],
            }
            for duty in obligations.duties(case, law.on, law)
        ],
    }


def _facts(asked: argparse.Namespace, stdin: TextIO) -> tuple[dict[str, Json], Statutes]:
    """Read the facts and the law; the day among the facts is the law's unless `--on` is given."""
    facts = _read(asked.facts, stdin)
    written = facts.pop("on", None)
    day = asked.on if asked.on is not None else written
    if day is None and asked.today:
        day = asked.today.isoformat()
    return facts, law_of(day, asked.within)


def law_of(day: Json, within: str) -> Statutes:
    """Return the law of a day and a place as they were written; refuse what is neither."""
    if re.fullmatch(AREA, within) is None:
        why = Text("应为二、四或者六位行政区划代码。", "The code has two, four or six digits.")
        raise BadFacts("within", why=why)
    if day is None:
        why = Text("请用 --on 或者在事实中给出日期。", "Give the day with --on or in the facts.")
        raise BadFacts("on", why=why)
    return Statutes(wire.read_date(day, "on"), within)


def _read(name: str, stdin: TextIO) -> dict[str, Json]:
    try:
        words = stdin.read() if name == "-" else Path(name).read_text("utf-8")
        facts = json.loads(words.removeprefix("\ufeff"))
    except (OSError, ValueError, RecursionError):
        raise BadFacts(
            "facts",
            why=Text("事实文件不能读取或者不是 JSON。", "The facts cannot be read as JSON."),
        ) from None
    if not isinstance(facts, dict):
        raise BadFacts("facts", why=Text("事实应为对象。", "The facts are not an object."))
    return facts


def _explain(asked: argparse.Namespace, stdin: TextIO) -> Answered:
    return explain(asked.article), ANSWERED


def explain(name: str) -> dict[str, Json]:
    """Return what is known of an article and everything in the law that rests on it."""
    found = article(name)
    instrument = found.instrument
    return {
        **catalogue.written_article(found, frozenset()),
        "quote": found.quote,
        "title": wire.encode(instrument.title),
        "number": instrument.number,
        "since": wire.encode(instrument.since),
        "until": wire.encode(instrument.until),
        "superseded_by": found.superseded_by,
        "rules": [
            {"rule": key, "says": wire.encode(entry.says)}
            for key, entry in sorted(rules.load().items())
            if any(rests_on(each, name) for each in entry.articles)
        ],
        "obligations": [
            {"obligation": key, "says": wire.encode(owed.says)}
            for key, owed in sorted(obligations.REGISTER.obligations.items())
            if any(rests_on(each, name) for each in owed.articles)
        ],
        "parameters": [
            {
                "parameter": value.key,
                "value": wire.encode(value.held),
                "since": str(value.since),
                "says": wire.encode(value.says),
            }
            for values in statutes.parameters().values()
            for value in values
            if rests_on(value.by, name)
        ],
    }


def rests_on(one: str, name: str) -> bool:
    """Tell whether an article is another or a part of it: `ccl-2019:29.2` of `ccl-2019:29`."""
    return one == name or (one.startswith(name) and one[len(name)] in ".(")
