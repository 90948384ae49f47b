"""The permission page, written from the guards: who may do what, where."""

from __future__ import annotations

from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from guihang.agencies.authority import GUARDS, Guard
from guihang.agencies.vocabulary import Relation, Role

SIGNS = {
    Relation.OWN: "own",
    Relation.BELOW: "below",
    Relation.ABOVE: "above",
    Relation.BESIDE: "beside",
    Relation.FOREIGN: "foreign",
}
OPENING = """\
A row is something somebody may want to do, a column the role of a post. A cell names where the
unit concerned may lie, seen from the post: *own* unit; *below*: inside what the post acts on;
*above*; *beside*: elsewhere in the same county; *foreign*. An empty cell is no. Further conditions
(two people, a rung of the law, an entrustment) stand in the guard itself and refuse with a reason.

✍ only a post that may sign, held by state staff · ☺ everybody for his own account · ⚙ the system
itself, when it is set up or sweeps
"""


def guards() -> tuple[Guard, ...]:
    """Return the guards of all rooms, once every room has registered its own."""
    for room in apps.get_app_configs():
        if module_has_submodule(room.module, "access"):
            import_module(f"{room.name}.access")
    return tuple(GUARDS[name] for name in sorted(GUARDS))


def table() -> str:
    """Return the page for docs/reference/permissions.md, one table a room."""
    rooms: dict[str, list[Guard]] = {}
    for entry in guards():
        rooms.setdefault(_room(entry), []).append(entry)
    parts = ["# Permissions", "", OPENING]
    parts += [_section(room, rooms[room]) for room in sorted(rooms)]
    return "\n".join(parts)


def _room(entry: Guard) -> str:
    return entry.check.__module__.split(".")[1]


def _section(room: str, entries: list[Guard]) -> str:
    roles = [role for role in Role if any(role in entry.table for entry in entries)]
    head = ["What", *(role.value.replace("_", " ") for role in roles)]
    lines = [f"## {room}", "", _row(head), _row(["---"] * len(head))]
    lines += [_row([_what(entry), *(_cell(entry, role) for role in roles)]) for entry in entries]
    return "\n".join([*lines, ""])


def _what(entry: Guard) -> str:
    says = (entry.check.__doc__ or "").strip().splitlines()[0]
    marks = [
        mark
        for mark, is_set in (("✍", entry.signing), ("☺", entry.oneself), ("⚙", entry.machine))
        if is_set
    ]
    return " ".join([f"**{entry.name}** {says}", *marks])


def _cell(entry: Guard, role: Role) -> str:
    return ", ".join(SIGNS[where] for where in Relation if entry.admits(role, where))


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
