"""The generated pages about the law: rules, parameters, articles."""

from __future__ import annotations

import ast
import inspect
import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path

from guihang.law import articles, coverage, outcomes, periods, rules, statutes, wire
from guihang.law.articles import article
from guihang.law.catalogue import Entry
from guihang.law.refusals import BadFacts
from guihang.law.spans import Span
from guihang.law.statutes import Statutes, Value
from guihang.law.wire import Json

PACKAGE = Path(__file__).resolve().parents[1]
GOLDEN = PACKAGE.parents[1] / "tests" / "law" / "golden"
CHECKED_EVERY = Span(years=1)
EXAMPLES = 3
NOT_MODELLED = re.compile(r"# (Not modelled: .+(?:\n\s+# .+)*)")

type Row = dict[str, object]


def rule_pages() -> str:
    """Return every rule with its law, facts, articles, values, examples and callers."""
    lines = ["# Rules", "", "Every rule of `guihang.law`, by subject, in the order of a case.", ""]
    known = rules.load()
    for subject in outcomes.subjects():
        names = sorted(name for name in known if name.split(".")[0] == subject)
        title = outcomes.subject(subject)
        lines += [f"## {title.en} ({title.zh})", ""]
        for name in names:
            lines += [*_rule(known[name]), ""]
    return "\n".join(lines).rstrip() + "\n"


def _rule(entry: Entry) -> Iterator[str]:
    yield f"### `{entry.name}`"
    yield ""
    yield f"{entry.says.zh}。{entry.says.en}"
    yield ""
    yield from _facts(entry)
    yield from _articles(entry)
    yield from _values(_read(entry.name))
    yield from _left_out(entry)
    yield from _examples(entry.name)
    callers = sorted(_callers(entry))
    yield f"Asked by: {', '.join(f'`{name}`' for name in callers) or 'nobody yet but people'}."


def _facts(entry: Entry) -> Iterator[str]:
    yield "| fact | what it is |"
    yield "| --- | --- |"
    schema = wire.schema(entry.facts)
    required, properties = schema["required"], schema["properties"]
    if isinstance(properties, dict) and isinstance(required, list):
        for name, part in properties.items():
            if isinstance(part, dict):
                must = "" if name in required else " (optional)"
                yield f"| `{name}`{must} | {part.get('title')}: {part.get('description')} |"
    yield ""


def _articles(entry: Entry) -> Iterator[str]:
    for name in entry.articles:
        found = article(name)
        yield f"- {_cited(name)} (`{name}`, {found.status.value})"
    yield ""


def _cited(name: str) -> str:
    says = article(name).citation()
    return f"{says.zh} {says.en}"


def _values(keys: Iterable[str]) -> Iterator[str]:
    found = [value for key in sorted(keys) for value in statutes.parameters()[key]]
    if not found:
        return
    yield "| value | since | article |"
    yield "| --- | --- | --- |"
    for value in found:
        yield f"| `{value.key}` = {_held(value)} | {value.since} | `{value.by}` |"
    yield ""


def _held(value: Value) -> str:
    held = value.held
    return ", ".join(held) if isinstance(held, tuple) else str(held)


def _left_out(entry: Entry) -> Iterator[str]:
    """What a rule says in its code that it does not model."""
    source = inspect.getsource(inspect.unwrap(entry.function))
    for found in NOT_MODELLED.finditer(source):
        yield re.sub(r"\s+#\s+", " ", found[1])
        yield ""


def _examples(name: str) -> Iterator[str]:
    rows = [row for row in _rows() if row["rule"] == name and "expect" in row][:EXAMPLES]
    if not rows:
        return
    yield "| for example | on | answer |"
    yield "| --- | --- | --- |"
    for row in rows:
        yield f"| {row['when']} | {row['on']} | {_short(row['expect'])} |"
    yield ""


def _short(expected: object) -> str:
    if isinstance(expected, dict):
        return ", ".join(f"{name}: {_short(part)}" for name, part in expected.items())
    if isinstance(expected, list):
        return "; ".join(map(_short, expected)) or "none"
    return f"`{str(expected).lower() if isinstance(expected, bool) else expected}`"


@cache
def _rows() -> tuple[Row, ...]:
    """Return the golden rows: the examples a jurist signed."""
    found: list[Row] = []
    for file in sorted(GOLDEN.glob("*.toml")):
        found += tomllib.loads(file.read_text("utf-8"))["case"]
    return tuple(found)


class Watched(Statutes):
    """The law, noting which of its values are read."""

    __slots__ = ("seen",)

    def get(self, key: str) -> Value | None:
        """Return a value and keep its name."""
        seen: set[str] = getattr(self, "seen", set())
        seen.add(key)
        self.seen = seen
        return super().get(key)

    def at(self, day: date) -> Statutes:
        """Return the law of another day, noting in the same place."""
        other = super().at(day)
        if isinstance(other, Watched) and other is not self:
            self.seen = other.seen = getattr(self, "seen", set())
        return other


def _read(name: str) -> set[str]:
    """Return the values a rule reads over its golden rows."""
    read: set[str] = set()
    for row in _rows():
        facts, on = _plain(row["facts"]), row["on"]
        if row["rule"] != name or not isinstance(facts, dict) or not isinstance(on, date):
            continue
        law = Watched(on, str(row.get("within", "")))
        law.seen = set()
        try:
            rules.load()[name].ask(facts, law)
        except BadFacts:
            continue
        read |= law.seen
    return read & set(statutes.parameters())


def _plain(value: object) -> Json:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, (bool, int, str)) and value != "none":
        return value
    return None


def _callers(entry: Entry) -> Iterator[str]:
    """Yield the modules outside the law that ask a rule by its name or by its function."""
    function = inspect.unwrap(entry.function)
    for module, names in _asked().items():
        if entry.name in names or f"{function.__module__}.{function.__name__}" in names:
            yield module


@cache
def _asked() -> dict[str, frozenset[str]]:
    """Return what every module outside the law names: words in quotes, functions of rules."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if PACKAGE / "law" in path.parents:
            continue
        module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        found[module.removesuffix(".__init__")] = frozenset(_named(path))
    return found


def _named(path: Path) -> Iterator[str]:
    modules: dict[str, str] = {}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                modules[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                yield f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{modules.get(node.value.id, node.value.id)}.{node.attr}"


def parameter_pages() -> str:
    """Return every value over time, with its source and the day it is due for checking."""
    lines = ["# Parameters", "", "Every number of the law, with all its values over time. A value"]
    lines[-1] += " is compared with its text at least once a year."
    subject = ""
    for key, values in statutes.parameters().items():
        if key.split(".")[0] != subject:
            subject = key.split(".")[0]
            lines += ["", f"## {subject}", ""]
            lines += ["| name | value | since | article | source | check again by |"]
            lines += ["| --- | --- | --- | --- | --- | --- |"]
        lines += [_parameter(value) for value in values]
    return "\n".join(lines) + "\n"


def _parameter(value: Value) -> str:
    again = periods.shift(value.checked, CHECKED_EVERY)
    place = f" within {value.within}" if value.within else ""
    says = f"{value.says.zh}: {value.says.en}"
    source = f"{value.status.value}{', ' + value.text if value.text else ''}"
    return (
        f"| `{value.key}`<br>{says} | {_held(value)}{place} | {value.since} | `{value.by}` "
        f"| {source} | {again} |"
    )


def article_pages() -> str:
    """Return every article of the Act and the Measures: carried out by what, or why by nothing."""
    lines = ["# Articles", "", "What of the law is carried out, by which rules, duties and values;"]
    lines[-1] += " and what is not modelled, because nothing in it can be worked out."
    for instrument, listed in coverage.covered().items():
        found = articles.instruments()[instrument]
        carried = sum(one.is_carried_out for one in listed)
        lines += ["", f"## {found.title.zh} ({found.title.en})", ""]
        lines += [f"{carried} of {len(listed)} articles carried out; text: {found.status.value}."]
        lines += ["", "| article | about | carried out by |", "| --- | --- | --- |"]
        lines += [_article(one) for one in listed]
    return "\n".join([*lines, *_other_articles()]) + "\n"


def _article(one: coverage.Covered) -> str:
    if one.why_not:
        by = f"not modelled, because: {one.why_not.zh} ({one.why_not.en})"
    else:
        by = "<br>".join(_carriers(one))
    return f"| {one.article.partition(':')[2]} | {one.title.zh} ({one.title.en}) | {by} |"


def _carriers(one: coverage.Covered) -> Iterator[str]:
    for title, names in (
        ("rules", one.rules),
        ("duties", one.obligations),
        ("values", one.parameters),
    ):
        if names:
            yield f"{title}: {', '.join(f'`{name}`' for name in names)}"


def _other_articles() -> Iterator[str]:
    """The articles of other instruments that something rests on."""
    followed = set(coverage.covered())
    for instrument, found in articles.instruments().items():
        resting = [one for one in coverage.resting() if one.article.startswith(f"{instrument}:")]
        if instrument in followed or not resting:
            continue
        since = f"since {found.since}" + (f" until {found.until}" if found.until else "")
        yield from ("", f"## {found.title.zh} ({found.title.en})", "", f"{since}.", "")
        yield from ("| article | carried out by |", "| --- | --- |")
        for one in resting:
            yield f"| {one.article.partition(':')[2]} | {'<br>'.join(_carriers(one))} |"
