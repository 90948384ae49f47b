"""The generated pages of docs/reference, each from the code it describes."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import re
import sys
import tomllib
from pathlib import Path

from guihang import installation
from guihang.cli import COMMANDS, reference_law

PACKAGE = Path(__file__).resolve().parents[1]
PICTURES = PACKAGE.parents[1] / "docs" / "pictures"


def permissions() -> str:
    """Return who may do what where, from the guards."""
    from guihang.agencies.permissions import table

    return table()


def course() -> str:
    """Return the course of a matter, drawn from its table."""
    from guihang.decisions.course import draw

    return draw()


def events() -> str:
    """Return every event the rooms record."""
    from guihang.ledger.events import Event

    lines = ["# Events", "", "What the ledger can hold, and what each entry carries.", ""]
    lines += ["| event | room | carries | means |", "| --- | --- | --- | --- |"]
    for event in sorted(_below(Event), key=lambda kind: (kind.__module__, kind.__name__)):
        room = event.__module__.split(".")[1]
        carries = ", ".join(f"`{field.name}`" for field in dataclasses.fields(event))
        means = (inspect.getdoc(event) or "").splitlines()[0]
        lines.append(f"| `{event.__name__}` | {room} | {carries} | {means} |")
    return "\n".join(lines) + "\n"


def _below(kind: type) -> set[type]:
    below = set(kind.__subclasses__())
    return {
        event
        for event in below.union(*map(_below, below))
        # A frozen dataclass with slots is made twice; the room knows the second alone.
        if getattr(sys.modules[event.__module__], event.__name__, None) is event
        and event.__module__.startswith("guihang.")
    }


def rooms() -> str:
    """Return the rooms in their order, with their charters, drawn from the import contract."""
    contract = tomllib.loads((PACKAGE.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    layers = contract["tool"]["importlinter"]["contracts"][0]["layers"]
    lines = [
        "# Rooms",
        "",
        "A line may import only lines below it; `|` must not import each other.",
        "",
    ]
    lines += ["```", *layers, "```", ""]
    for name in re.findall(r"\w+", " ".join(layers[1:])):
        charter = inspect.getdoc(importlib.import_module(f"guihang.{name}")) or ""
        title, _, rest = charter.partition("\n")
        lines += [f"## {name}", "", title, "", *_paragraphs(rest), ""]
    return "\n".join(lines).rstrip() + "\n"


def _paragraphs(text: str) -> list[str]:
    return re.sub(r"\n(?!Here:|Not here:)", " ", text.strip()).replace("\n", "\n\n").splitlines()


def commands() -> str:
    """Return every subcommand."""
    lines = ["# Commands", "", "| command | what it does |", "| --- | --- |"]
    lines += [f"| `guihang {name}` | {command.says} |" for name, command in COMMANDS.items()]
    return "\n".join(lines) + "\n"


def settings() -> str:
    """Return what an operator may choose."""
    lines = ["# Settings", "", "Lines of `settings.toml` in the installation's folder.", ""]
    lines += ["| name | default | what it does |", "| --- | --- | --- |"]
    lines += [f"| `{line.name}` | {line.default} | {line.says} |" for line in installation.SETTINGS]
    return "\n".join(lines) + "\n"


def pages() -> str:
    """Return every page by the audience it is for, each with its pictures."""
    listed = tomllib.loads((PICTURES / "pages.toml").read_text(encoding="utf-8"))["audience"]
    lines = ["# Pages", "", "What each page is for, as it looks on a desk and on a phone.", ""]
    for audience in listed:
        lines += [f"## {audience['name']}", ""]
        for page in audience["page"]:
            lines += [f"### {_heading(page)}", "", page["says"], "", *_shown(page)]
    return "\n".join(lines)


def _heading(page: dict[str, str]) -> str:
    return page["name"].replace("_", " ").capitalize()


def _shown(page: dict[str, str]) -> list[str]:
    """Return the pictures of a page; one that is new may have none yet."""
    name = page["name"].replace("_", "-")
    files = [f"{name}-{width}.png" for width in (1440, 390)]
    links = [
        f"![{page['says']}](../pictures/{file})" for file in files if (PICTURES / file).exists()
    ]
    return [" ".join(links), ""] if links else []


PAGES = {
    "pages.md": pages,
    "permissions.md": permissions,
    "course.md": course,
    "events.md": events,
    "rooms.md": rooms,
    "commands.md": commands,
    "settings.md": settings,
    "rules.md": reference_law.rule_pages,
    "parameters.md": reference_law.parameter_pages,
    "articles.md": reference_law.article_pages,
}
