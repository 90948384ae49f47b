"""The docket as a workbook, for who plans his week on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _

from guihang.doors.desk import docket_rows
from guihang.doors.ui import workbooks
from guihang.doors.ui.workbooks import Column, Sheet
from guihang.duties import kinds
from guihang.duties.queries import Item
from guihang.insight import docket


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over the list: agency and who, when, narrowed to what, for what."""

    lines: tuple[object, ...]
    name: str


def answer(
    items: Iterable[Item], places: Mapping[str, str], heading: Heading, *, on: date
) -> HttpResponse:
    """Answer duties as a workbook, one row a duty."""
    columns = (
        Column(_("State"), 14),
        Column(_("Kind"), 22),
        Column(_("What is to be done"), 42),
        Column(_("Whom it is about"), 16),
        Column(_("Category"), 14),
        Column(_("Place"), 16),
        Column(_("Number"), 18),
        Column(_("Since"), 12),
        Column(_("Due"), 12),
        Column(_("Basis"), 24),
        Column(_("Standing in"), 14),
        Column(_("Put off"), 24),
    )
    rows = (_row(item, places, on) for item in items)
    return workbooks.answer(Sheet(_("Docket"), heading.lines, columns, rows), name=heading.name)


def _row(item: Item, places: Mapping[str, str], on: date) -> tuple[object, ...]:
    return (
        docket_rows.chip(item, on)[1],
        kinds.kind(item.what).name,
        docket.title(item),
        docket_rows.who(item),
        docket_rows.category(item),
        places.get(item.unit_path, ""),
        item.title.get("number", item.place),
        item.opens_on,
        item.due or "",
        docket_rows.basis(item),
        item.cover,
        item.put_off_because,
    )
