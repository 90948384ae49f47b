"""Which columns of the register somebody sees: his choice, kept with his account."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from guihang.doors.ui.listing import Column

OF = "cases"


@dataclass(frozen=True, slots=True)
class Kind:
    """One column: its key, its head, by what it sorts, whether it is there at first."""

    key: str
    title: object
    sort: str = ""
    at_first: bool = True


NAME = Kind("name", _("Name and number"), sort="name")
CHOICES = (
    Kind("who", _("Sex and age")),
    Kind("kind", _("Kind")),
    Kind("ends", _("Term"), sort="ends"),
    Kind("unit", _("Office and who is responsible"), sort="unit"),
    Kind("level", _("Management category")),
    Kind("now", _("Present state")),
    Kind("next", _("Next")),
    Kind("judgment", _("Judgment"), at_first=False),
    Kind("begins", _("Begins on"), at_first=False),
    Kind("received", _("Received on"), sort="received", at_first=False),
    Kind("area", _("Township or street"), at_first=False),
)
KNOWN = frozenset(one.key for one in CHOICES)


def chosen(request: HttpRequest) -> tuple[Kind, ...]:
    """Return the columns somebody sees, the name always first."""
    kept = set(request.user.columns.get(OF, ())) & KNOWN
    wanted = kept or {one.key for one in CHOICES if one.at_first}
    return (NAME, *(one for one in CHOICES if one.key in wanted))


def known(keys: list[str]) -> tuple[str, ...]:
    """Return those of some keys that are columns; none means the first choice again."""
    return tuple(key for key in keys if key in KNOWN)


def heads(kinds: tuple[Kind, ...]) -> tuple[Column, ...]:
    """Return columns as a listing draws them."""
    return tuple(Column(one.key, one.title, sort=one.sort) for one in kinds)
