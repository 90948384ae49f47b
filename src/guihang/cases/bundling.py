"""What the archive is told of a case: what happened, and all of it for a bundle."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from guihang.cases.facts import standing
from guihang.cases.models import Case, CaseEvent
from guihang.dossiers.archive.ports import Taking
from guihang.law.events import What
from guihang.law.wire import Json

if TYPE_CHECKING:
    from guihang.dossiers.models import Dossier

FOLLOWING = ("edition", "unit_path")


def part(taking: Taking) -> dict[str, Json]:
    """Return the case of a dossier as plain values; nothing for a dossier without one."""
    case = Case.objects.filter(dossier=taking.dossier).select_related("person__subject").first()
    if case is None:
        return {}
    return {
        "case": taking.row(case, *FOLLOWING),
        "person": taking.row(case.person, "pinyin"),
        "events": [_event(taking, row) for row in _events(case)],
        "sides": [taking.row(row) for row in case.sides.order_by("pk")],
        "derivations": [taking.row(row) for row in case.derivations.all()],
    }


def happenings(dossier: Dossier) -> Iterator[tuple[str, date]]:
    """Yield what happened in the case of a dossier and still holds."""
    for row in standing(CaseEvent.objects.filter(case__dossier=dossier)):
        yield row.what, row.day


def _events(case: Case) -> list[CaseEvent]:
    beside = ("paper", "attachment", "noted_by", "corrects")
    return list(case.events.select_related(*beside).order_by("seq"))


def _event(taking: Taking, row: CaseEvent) -> dict[str, Json]:
    told = taking.row(row)
    if row.what:
        says = What(row.what).says
        told |= {"title": {"zh": says.zh, "en": says.en}}
    if row.paper:
        told |= {"paper": row.paper.number}
    if row.noted_by:
        told |= {"noted_by": row.noted_by.name}
    if row.corrects:
        told |= {"corrects": row.corrects.seq}
    return told
